import json
import smtplib
from dataclasses import replace
from datetime import timedelta

import pytest
from django.core import mail

from publishing.channel import Content
from publishing.channels.stationmail import StationMailChannel
from publishing.errors import (
    AmbiguousError,
    AuthError,
    FencedOut,
    PermanentError,
    TransientError,
)
from publishing.http import Outbound

ITEM = Content(
    "Đổi thẻ", "Mời bà con đổi thẻ.", "http://localhost/x/", "vi", "article", "VN", "BHXH"
)
KEY, NEXT = "0d6e8f52-0000-4000-8000-000000000001", "0d6e8f52-0000-4000-8000-000000000002"
BACKEND = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture(autouse=True)
def sender(settings):
    settings.DEFAULT_FROM_EMAIL = "Loa <loa@bhxh.example.vn>"


@pytest.fixture
def breaking(monkeypatch):
    """A mail server that fails where a test wants it to."""

    def at(method, error):
        def fail(*args):
            raise error

        monkeypatch.setattr(f"{BACKEND}.{method}", fail)

    return at


def opened(begun=None, **config):
    http = Outbound(deadline=timedelta(seconds=10), on_irreversible=begun)
    return StationMailChannel({"mailbox": "dai@xa.example.vn"} | config, http)


def post(**fields):
    return StationMailChannel({}).compose(replace(ITEM, **fields))


def publish(channel=None, **fields):
    return (channel or opened()).publish(post(**fields), key=KEY, checkpoint=None)


def test_the_station_gets_the_script_its_wishes_and_the_files():
    wishes = {"class": "priority", "repeats": "2", "times": ["05:15 1234567"]}
    receipt = publish(options=wishes)

    (letter,) = mail.outbox
    assert letter.to == ["dai@xa.example.vn"]
    assert letter.subject == "ƯU TIÊN, bản tin: Đổi thẻ"
    assert "Mời bà con đổi thẻ." in letter.body
    assert "05:15 hằng ngày" in letter.body
    (script, data) = letter.attachments
    assert (script[0], data[0]) == ("ban-tin.txt", "ban-tin.json")
    assert json.loads(data[1])["Times"] == [18_900]
    assert (receipt.remote_id, receipt.final) == (KEY, False)


class Papers:
    def __init__(self, sheet=b"%PDF-"):
        self.drawn = sheet

    def sheet(self):
        return self.drawn

    def language(self, code):
        return {"vi": "Tiếng Việt", "hmn": "Tiếng Mông"}[code]


def test_the_letter_brings_the_sheet_and_says_languages_by_their_names_and_the_last_day():
    channel = opened()
    channel.http.papers = Papers()
    wishes = {"languages": ["vi", "hmn"], "slot": "120", "last_day": "2026-12-31", "repeats": "2"}
    publish(channel, options=wishes)
    channel.revise(publish(channel), post(), key=NEXT)

    letter, _second, revised = mail.outbox
    for wish in ("bằng: Tiếng Việt, Tiếng Mông", "2 phút", "31/12/2026", "phát 2 lần"):
        assert wish in letter.body, letter.body
    for one in (letter, revised):
        names = [name for name, _content, _type in one.attachments]
        assert names == ["ban-tin.txt", "ban-tin.pdf", "ban-tin.json"]
        assert one.attachments[1][1:] == (b"%PDF-", "application/pdf")


def test_a_letter_goes_without_a_sheet_that_cannot_be_drawn():
    channel = opened()
    channel.http.papers = Papers(b"")
    publish(channel)
    assert [name for name, *_rest in mail.outbox[0].attachments] == ["ban-tin.txt", "ban-tin.json"]


def test_the_same_key_makes_the_same_message_id():
    for _again in range(2):
        publish()
    ids = {letter.message()["Message-ID"] for letter in mail.outbox}
    assert ids == {f"<{KEY}@bhxh.example.vn>"}


def test_a_correction_answers_the_letter_before():
    revised = opened().revise(publish(), post(), key=NEXT)
    letter = mail.outbox[-1]
    assert letter.subject == "ĐÍNH CHÍNH, bản tin: Đổi thẻ"
    assert letter.extra_headers["In-Reply-To"] == f"<{KEY}@bhxh.example.vn>"
    assert "Không phát bản tin đó nữa" in letter.body
    assert revised.remote_id == NEXT


def test_a_withdrawal_names_the_bulletin_and_reads_nothing_out():
    opened().withdraw(publish())
    letter = mail.outbox[-1]
    assert letter.subject == "THU HỒI, không phát: Đổi thẻ"
    assert "Mời bà con" not in letter.body
    assert letter.attachments == []
    assert letter.extra_headers["In-Reply-To"] == f"<{KEY}@bhxh.example.vn>"


def test_a_title_of_many_lines_is_one_line_of_subject():
    publish(title="Đổi\r\nthẻ")
    assert mail.outbox[0].message()["Subject"]


def test_the_fence_is_passed_before_the_letter_goes():
    def fenced():
        raise FencedOut

    with pytest.raises(FencedOut):
        publish(opened(fenced))
    assert mail.outbox == []


@pytest.mark.parametrize(
    ("method", "error", "told"),
    [
        ("open", ConnectionRefusedError(), TransientError),
        ("open", smtplib.SMTPAuthenticationError(535, b"no"), TransientError),
        ("send_messages", smtplib.SMTPServerDisconnected(), AmbiguousError),
        ("send_messages", TimeoutError(), AmbiguousError),
        ("send_messages", smtplib.SMTPDataError(554, b"no"), PermanentError),
        ("send_messages", smtplib.SMTPDataError(451, b"later"), TransientError),
        ("send_messages", smtplib.SMTPRecipientsRefused({"a": (550, b"no")}), PermanentError),
        ("send_messages", smtplib.SMTPRecipientsRefused({"a": (450, b"later")}), TransientError),
    ],
)
def test_what_breaks_says_whether_the_letter_can_have_gone(breaking, method, error, told):
    breaking(method, error)
    with pytest.raises(told):
        publish()


def test_what_may_be_repeated_is_never_left_unknown(breaking):
    receipt = publish()
    breaking("send_messages", TimeoutError())
    with pytest.raises(TransientError):
        opened().withdraw(receipt)


def test_without_an_address_it_is_held():
    with pytest.raises(AuthError):
        publish(opened(mailbox=""))
