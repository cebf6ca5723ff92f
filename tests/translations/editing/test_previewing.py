"""The page as it will be, before it is built."""

import json

import pytest
from wagtail.models import Page, Revision

from tests.factories.tongues import said
from tests.factories.translations import Booth, open_language
from translations.editing.previewing import page_as_it_will_be
from translations.errors import Refused
from translations.services import build_page, withdraw_request

pytestmark = pytest.mark.django_db


def texts(page) -> str:
    return str(json.loads(page.serializable_data()["body"]))


def test_drafts_are_shown_and_what_has_no_words_says_so():
    booth = Booth()
    booth.write("Mở ứng dụng")

    shown = texts(page_as_it_will_be(booth.request()))

    assert said("Mở ứng dụng.", "km") in shown
    assert "] Bấm nộp" in shown


def test_nothing_of_it_is_stored():
    booth = Booth()
    booth.write()
    before = Page.objects.count(), Revision.objects.count()

    page = page_as_it_will_be(booth.request())

    assert page.title == said(booth.page.title, "km")
    assert (Page.objects.count(), Revision.objects.count()) == before
    assert Page.objects.get(pk=booth.page.pk).title == booth.page.title


def test_it_speaks_its_language_before_there_is_a_page_of_it():
    assert page_as_it_will_be(Booth().request()).locale.language_code == "km"


def test_once_there_is_a_page_its_own_address_is_shown():
    booth = Booth()
    open_language(booth.office, "km")
    booth.translate()
    built = build_page(request=booth.request(), user=booth.translator).page

    page = page_as_it_will_be(booth.request())

    assert (page.pk, page.url_path) == (built.pk, built.url_path)


def test_a_text_whose_marks_do_not_fit_is_not_put_in():
    booth = Booth()
    booth.write("đóng trước")
    one = booth.translation("đóng trước")
    type(one).objects.filter(pk=one.pk).update(text="không còn dấu nào")

    assert "không còn dấu nào" not in texts(page_as_it_will_be(booth.request()))


def test_what_is_not_asked_for_any_more_cannot_be_looked_at():
    booth = Booth()
    withdraw_request(request=booth.request(), user=booth.editor, reason="Thôi")

    with pytest.raises(Refused):
        page_as_it_will_be(booth.request())
