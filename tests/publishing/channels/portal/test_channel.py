from dataclasses import replace

import pytest

from publishing.channel import Content, Receipt
from publishing.channels.portal import PortalChannel
from publishing.errors import TransientError
from publishing.http import Reply

ADDRESS = "http://localhost/tin/"
ITEM = Content("Tin", "Lời tựa.", ADDRESS, "vi", "article", "VN", "BHXH", marker="abcdef0123456789")
PAGE = '<meta name="loa-revision" content="{}">'


class Pages:
    """A website that answers what the test says."""

    def __init__(self, status, text=""):
        self.reply = Reply(status, {}, text)
        self.asked = []

    def get(self, url, *, headers=None):
        self.asked.append((url, headers))
        return self.reply


def channel(status, text=""):
    return PortalChannel({}, Pages(status, text))


def post():
    return PortalChannel({}).compose(ITEM)


def test_the_page_with_the_marker_is_the_receipt():
    portal = channel(200, PAGE.format(ITEM.marker))
    receipt = portal.publish(post(), key="k", checkpoint=None)
    assert receipt == Receipt(remote_id=ITEM.marker, address=ADDRESS)
    assert portal.http.asked == [(ADDRESS, {"Cache-Control": "no-cache"})]


@pytest.mark.parametrize(
    ("status", "text"),
    [
        (200, PAGE.format("0" * 16)),
        (200, ""),
        (404, PAGE.format(ITEM.marker)),
        (500, ""),
        (503, ""),
    ],
)
def test_an_older_version_or_an_error_is_asked_again_later(status, text):
    for act in (
        lambda portal: portal.publish(post(), key="k", checkpoint=None),
        lambda portal: portal.revise(Receipt("old"), post(), key="k"),
    ):
        with pytest.raises(TransientError):
            act(channel(status, text))


def test_a_revision_is_known_by_its_own_marker():
    portal = channel(200, PAGE.format(ITEM.marker))
    assert portal.revise(Receipt("old", ADDRESS), post(), key="k").remote_id == ITEM.marker


@pytest.mark.parametrize("status", [404, 410])
def test_a_page_that_is_gone_is_taken_down(status):
    assert channel(status).withdraw(Receipt("m", ADDRESS)) is None


@pytest.mark.parametrize("status", [200, 500])
def test_a_page_that_still_answers_is_not_taken_down_yet(status):
    with pytest.raises(TransientError):
        channel(status).withdraw(Receipt("m", ADDRESS))


def test_a_page_without_an_address_keeps_the_item_back():
    portal = PortalChannel({})
    [problem] = portal.problems(portal.compose(replace(ITEM, url="")))
    assert problem.blocking
