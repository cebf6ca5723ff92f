"""A translator's file from the screen, through another program, and back to the screen."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from cms.language_switch import switch_off, switch_on
from cms.languages import BY_CODE
from cms.models import ArticlePage, Role
from tests.factories.edited_files import edited, said
from tests.factories.offices import make_centre
from tests.factories.translation_files import uploaded
from tests.factories.translations import Booth
from tests.factories.users import make_user
from translations.errors import Refused
from translations.exchange import Format
from translations.models import Errand, SegmentTranslation
from translations.services import build_page, withdraw_request

from ..walks.bad_files import contents

pytestmark = pytest.mark.django_db
MARK = re.compile("⟨[^⟩]*⟩")
ENTITY = '<!DOCTYPE xliff [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
XLIFF = (
    '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file>&a;</file></xliff>'
)
HOSTILE = {
    "external entity": (ENTITY + XLIFF).encode(),
    **{
        what: contents()[what]
        for what in ("bomb of zeros", "bomb of entities", "bomb in an archive", "bomb of entries")
    },
}


@pytest.fixture
def booth():
    return Booth()


@pytest.fixture
def client(booth):
    client = Client()
    client.force_login(booth.translator)
    return client


def fetched(client, booth, format_, language="km") -> bytes:
    address = reverse("translations_export", args=[booth.request(language).pk, format_])
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content


def brought(client, booth, content, name="bai"):
    """The screen that says what the file would do."""
    address = reverse("translations_files", args=[booth.request().pk])
    return client.post(address, {"file": uploaded(content, name)}, follow=True)


def confirmed(client, shown):
    address = reverse("translations_file", args=[Errand.objects.latest("pk").pk])
    return client.post(address, {"seal": shown.context["seal"]}, follow=True)


def texts(booth) -> dict[str, str]:
    """What stands by now, by its source."""
    rows = SegmentTranslation.objects.filter(segment__page=booth.page.pk, language="km")
    return {row.segment.source: row.text for row in rows.select_related("segment")}


@pytest.mark.parametrize("format_", Format)
def test_what_another_program_gives_back_is_taken_word_by_word(client, booth, format_):
    shown = brought(client, booth, edited(fetched(client, booth, format_), format_))
    assert (shown.context["problems"], shown.context["remarks"]) == ([], [])
    assert texts(booth) == {}
    confirmed(client, shown)
    sources = [each.source for each in booth.segments()]
    assert texts(booth) == {source: said(source) for source in sources}
    rows = SegmentTranslation.objects.filter(language="km")
    assert set(rows.values_list("origin", "origin_note")) == {("import", "bai")}
    again = brought(client, booth, fetched(client, booth, format_))
    assert (again.context["count"], again.context["problems"]) == (0, [])


@pytest.mark.parametrize("format_", Format)
def test_lost_marks_are_a_line_each_and_the_rest_is_taken(client, booth, format_):
    marked = [each.source for each in booth.segments() if MARK.search(each.source)]
    content = edited(
        fetched(client, booth, format_), format_, lambda text: f"ខ្មែរ {MARK.sub('', text)}"
    )
    if format_ in (Format.XLIFF1, Format.XLIFF2):
        content = edited(fetched(client, booth, format_), format_, lambda text: f"km {text}")
    shown = brought(client, booth, content)
    named = {one.unit for one in shown.context["problems"]}
    assert named == {str(each.uuid) for each in booth.segments() if each.source in marked}
    assert all(MARK.search(one.message) for one in shown.context["problems"])
    confirmed(client, shown)
    assert texts(booth).keys() == {each.source for each in booth.segments()} - set(marked)


@pytest.mark.parametrize("format_", Format)
def test_half_a_file_is_refused_whole_in_words(client, booth, format_):
    content = edited(fetched(client, booth, format_), format_)
    shown = brought(client, booth, content[: len(content) // 2], "nửa.tệp")
    if format_ is Format.PO and not shown.context["problems"]:  # cut off between two texts
        assert any("không có trong tệp" in one.message for one in shown.context["remarks"])
    else:
        assert (len(shown.context["problems"]), shown.context["count"]) == (1, 0)
    assert texts(booth) == {}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_file_is_one_line_that_says_what_to_do(client, booth, what):
    shown = brought(client, booth, HOSTILE[what], "bài.xlsx")
    assert len(shown.context["problems"]) == 1
    assert "Không lấy được gì từ tệp này" in shown.content.decode()
    answer = confirmed(client, shown)
    assert answer.status_code == 200
    assert texts(booth) == {}


@pytest.mark.parametrize("format_", Format)
def test_a_file_that_was_edited_while_others_worked_overwrites_nobody(client, booth, format_):
    content = edited(fetched(client, booth, format_), format_)
    booth.write("Mức hỗ trợ đóng", user=booth.reviewer)
    theirs = booth.translation("Mức hỗ trợ đóng").text
    shown = brought(client, booth, content)
    confirmed(client, shown)
    assert booth.translation("Mức hỗ trợ đóng").text == theirs
    kept = [one for one in shown.context["problems"] if "Loa" in one.message]
    assert len(kept) == 1


@pytest.mark.parametrize("format_", Format)
def test_what_changed_in_vietnamese_meanwhile_is_named_and_left(client, booth, format_):
    content = edited(fetched(client, booth, format_), format_)
    booth.revise("Bấm nộp", "Bấm gửi")
    shown = brought(client, booth, content)
    assert any("Bấm gửi" in one.where for one in shown.context["problems"])
    confirmed(client, shown)
    assert not any("Bấm" in source for source in texts(booth))


def test_between_the_look_and_the_yes_nothing_may_change(client, booth):
    shown = brought(client, booth, edited(fetched(client, booth, Format.DOCX), Format.DOCX))
    booth.write("Mức hỗ trợ đóng", user=booth.reviewer)
    answer = confirmed(client, shown)
    assert "có người làm việc" in answer.content.decode()
    assert len(texts(booth)) == 1


def test_a_page_deleted_meanwhile_takes_no_file_and_keeps_what_was_written(client, booth):
    booth.write("Mức hỗ trợ đóng")
    Page.objects.filter(pk=booth.page.pk).update(live=False)
    shown = brought(client, booth, edited(fetched(client, booth, Format.DOCX), Format.DOCX))
    pk, count = booth.request().pk, SegmentTranslation.objects.count()
    ArticlePage.objects.get(pk=booth.page.pk).delete()
    answer = confirmed(client, shown)
    assert answer.status_code == 200
    assert "không còn được yêu cầu" in answer.content.decode()
    screen = client.get(reverse("translations_files", args=[pk]))
    assert "không còn được yêu cầu" in screen.content.decode()
    assert SegmentTranslation.objects.count() == count > 0


def test_a_request_withdrawn_meanwhile_takes_no_file(client, booth):
    shown = brought(client, booth, edited(fetched(client, booth, Format.XLSX), Format.XLSX))
    withdraw_request(request=booth.request(), user=booth.editor, reason="Thôi")
    assert "không còn được yêu cầu" in confirmed(client, shown).content.decode()
    assert texts(booth) == {}


def test_a_language_switched_off_meanwhile_loses_nothing_and_builds_nothing(client, booth):
    leader = make_user(make_centre(), Role.LEADER)
    switch_on(language=BY_CODE["km"], user=leader)
    shown = brought(client, booth, edited(fetched(client, booth, Format.DOCX), Format.DOCX))
    switch_off(language=BY_CODE["km"], user=leader, reason="Thiếu người hiệu đính")
    confirmed(client, shown)
    assert len(texts(booth)) == shown.context["count"] > 0
    screen = client.get(reverse("translations_files", args=[booth.request().pk]))
    assert "chưa bật" in screen.content.decode()
    with pytest.raises(Refused, match="chưa được bật"):
        build_page(request=booth.request(), user=booth.reviewer, reason="Thử")
