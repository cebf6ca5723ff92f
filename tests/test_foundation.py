"""The ground that every room stands on."""

import pytest
from django.urls import translate_url
from django.utils import translation
from wagtail.models import Locale

from cms.languages import LANGUAGES
from cms.models import Edition
from tests.factories.offices import make_centre, make_province
from tests.factories.pages import make_article


@pytest.mark.django_db
def test_a_new_item_gets_its_own_work_and_the_office_of_its_part_of_the_tree():
    province = make_province()

    article = make_article(province, title="Điều chỉnh mức đóng")

    assert article.edition.office == province
    assert article.edition.kind == Edition.Kind.ORIGINAL
    assert article.slug == "dieu-chinh-muc-dong"


@pytest.mark.django_db
def test_an_ordinary_copy_starts_a_new_work():
    article = make_article(make_centre())

    copy = article.copy(update_attrs={"slug": "ban-sao"})

    assert copy.edition.work != article.edition.work


@pytest.mark.django_db
def test_search_text_is_folded_to_base_letters():
    article = make_article(make_centre(), title="Bảo hiểm Đồng Nai")

    assert "bao hiem dong nai" in article.search_text


@pytest.mark.parametrize("code", [language.code for language in LANGUAGES])
def test_every_language_has_a_name_and_an_address(code):
    with translation.override(code):
        assert translation.get_language() == code
    assert translation.get_language_info(code)["name_local"]
    prefix = "/tim-kiem/" if code == "vi" else f"/{code}/tim-kiem/"
    assert translate_url("/tim-kiem/", code) == prefix
    assert translation.get_language_from_path(prefix) == (None if code == "vi" else code)


@pytest.mark.django_db
def test_two_pages_of_one_work_need_different_languages():
    centre = make_centre()
    article = make_article(centre)
    khmer = Locale.objects.create(language_code="km")

    for ancestor in (centre.home.specific, article.get_parent().specific):
        ancestor.copy_for_translation(khmer)
    translated = article.copy_for_translation(khmer)

    assert translated.edition.work == article.edition.work
    assert translated.edition.kind == Edition.Kind.TRANSLATION
