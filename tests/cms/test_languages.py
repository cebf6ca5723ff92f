"""The registry of languages, and that Django and Wagtail can live with every entry of it."""

import csv
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.urls import resolve, reverse, translate_url
from django.utils import translation
from django.utils.translation import to_locale
from fontTools.ttLib import TTFont
from wagtail.models import Locale

from cms import languages
from cms.languages import BY_CODE, LANGUAGES, UnknownLanguage, find
from cms.structure_changes import changing
from tests.factories.offices import make_centre
from tests.factories.pages import make_article, publish

CODES = list(BY_CODE)
SERVED = {
    "Noto Sans": "noto-sans",
    "Noto Sans Khmer": "noto-sans-khmer",
    "Noto Sans Cham": "noto-sans-cham",
    "Noto Sans Tai Viet": "noto-sans-tai-viet",
}
IN_USE = """vi en hmn tyz nut blt-tavt ium mtq km cjm-latn cjm-cham cja rad jra bdq kpm sed kxy cmo
    jeh rog cje cma sti crw bru pac ktv hre cua mlc und-sanchi hni yue-hant""".split()

# --- the data -----------------------------------------------------------------------------------


def test_codes_that_data_carries_keep_their_meaning():
    assert set(IN_USE) <= set(CODES)
    assert BY_CODE["cjm-cham"].bcp47 == "cjm-Cham-VN"
    assert BY_CODE["km"].bcp47 == "km-VN"


def test_thirty_two_languages_and_english_some_in_two_scripts():
    assert len({one.slug for one in LANGUAGES}) == 33
    twice = {one.slug for one in LANGUAGES if [two.slug for two in LANGUAGES].count(one.slug) > 1}
    assert twice == {"thai", "cham"}


def test_every_province_of_a_language_is_one():
    path = Path(settings.BASE_DIR) / "cms" / "data" / "provinces.csv"
    with path.open(encoding="utf-8", newline="") as rows:
        codes = {row["code"] for row in csv.DictReader(rows)}
    assert {code for one in LANGUAGES for code in one.provinces} <= codes


@pytest.mark.parametrize("code", CODES)
def test_an_entry_is_whole(code):
    one = BY_CODE[code]
    assert all((one.slug, one.bcp47, one.script, one.name_vi, one.name_en, one.fonts, one.autonym))
    assert one.iso639_3 or one.is_private
    assert one.code == one.code.lower()
    assert one.code.count("-") <= 2
    assert 100 <= one.pace <= 250
    assert [letter for letter in one.letters if not unicodedata.is_normalized("NFC", letter)] == []


def test_khmer_numbers_are_written_in_two_ways():
    latin, khmer = BY_CODE["km"].numbers
    assert (latin.digits[4], latin.grouping, latin.decimal) == ("4", ",", ".")
    assert (khmer.digits[4], khmer.grouping, khmer.decimal) == ("៤", ".", ",")
    assert [unicodedata.digit(digit) for digit in khmer.digits] == list(range(10))


def test_most_languages_write_numbers_as_vietnamese_does():
    others = [one for one in LANGUAGES if one.code not in {"km", "en", "yue-hant", "cjm-cham"}]
    assert {one.numbers for one in others} == {BY_CODE["vi"].numbers}


def test_letters_that_a_vietnamese_keyboard_lacks_are_offered_only_where_verified():
    assert {"Ƀ", "ƀ", "č", "ŏ", "ơ̆", "\N{COMBINING BREVE}"} <= set(BY_CODE["rad"].letters)
    assert "ḙ̂" in BY_CODE["mtq"].letters
    assert BY_CODE["hmn"].letters == BY_CODE["cmo"].letters == ()
    assert "ꪀ" in BY_CODE["blt-tavt"].letters
    assert "ꨀ" in BY_CODE["cjm-cham"].letters


@pytest.mark.parametrize("code", CODES)
def test_the_fonts_of_a_language_are_shipped_and_have_its_letters(code):
    one = BY_CODE[code]
    served = [SERVED[name] for name in one.fonts if name in SERVED]
    letters = set("".join(one.letters) + one.own_name + one.numbers[-1].digits)
    assert served
    if one.script == "Hant":  # thousands of letters: the reader's own font has them
        letters -= set(one.own_name)
    assert letters <= set.union(*(_letters_of(name) for name in served))


def _letters_of(name: str) -> set[str]:
    font = TTFont(finders.find(f"cms/fonts/{name}.woff2"))
    return set(map(chr, font.getBestCmap()))


def test_marks_stand_over_their_letters_and_not_beside_them():
    font = TTFont(finders.find("cms/fonts/noto-sans.woff2"))
    features = {record.FeatureTag for record in font["GPOS"].table.FeatureList.FeatureRecord}
    assert {"mark", "mkmk"} <= features


# --- finding one --------------------------------------------------------------------------------


@pytest.mark.parametrize("code", ["km", "KM", "khm", "km-VN", "km_vn", " Khm "])
def test_each_of_the_three_codes_finds_a_language_in_any_case(code):
    assert find(code) is BY_CODE["km"]


@pytest.mark.parametrize("code", CODES)
def test_code_and_tag_of_every_language_find_it(code):
    assert find(code) is find(BY_CODE[code].bcp47.upper()) is BY_CODE[code]


@pytest.mark.parametrize("code", [c for c in CODES if BY_CODE[c].slug not in {"thai", "cham"}])
def test_iso_code_of_every_language_in_one_script_finds_it(code):
    if BY_CODE[code].iso639_3:
        assert find(BY_CODE[code].iso639_3) is BY_CODE[code]


def test_nobody_guesses_the_script():
    with pytest.raises(UnknownLanguage, match=r"cjm-latn.*cjm-cham") as refusal:
        find("cjm")
    assert refusal.value.close == (BY_CODE["cjm-latn"], BY_CODE["cjm-cham"])


@pytest.mark.parametrize(
    ("typed", "close"),
    [("khmer", "km"), ("mww", "hmn"), ("km-KH", "km"), ("ê đê", "rad"), ("zho", "yue-hant")],
)
def test_what_is_close_is_named_and_not_taken(typed, close):
    with pytest.raises(UnknownLanguage) as refusal:
        find(typed)
    assert BY_CODE[close] in refusal.value.close
    assert f"{close} (" in str(refusal.value)


@pytest.mark.parametrize("typed", ["", "-", "qqq", "x" * 5000, "\0"])
def test_of_what_is_close_to_nothing_everything_possible_is_named(typed):
    with pytest.raises(UnknownLanguage) as refusal:
        find(typed)
    assert refusal.value.close == ()
    assert "yue-hant" in str(refusal.value)


# --- Django and Wagtail -------------------------------------------------------------------------


@pytest.mark.parametrize("code", CODES)
def test_django_knows_name_and_direction_of_every_language(code):
    info = translation.get_language_info(code)
    assert (info["code"], info["bidi"]) == (code, False)
    assert info["name_local"] == BY_CODE[code].autonym
    assert translation.check_for_language(code)


@pytest.mark.parametrize("code", CODES)
def test_every_language_has_a_catalogue_of_its_own(code):
    """Without one `rad` has no address, and `cjm-cham` falls to another script."""
    folder = Path(settings.BASE_DIR) / "cms" / "locale" / to_locale(code) / "LC_MESSAGES"
    assert (folder / "django.mo").is_file()


@pytest.mark.parametrize("code", CODES)
def test_addresses_of_every_language_are_made_and_understood(code):
    with translation.override(code):
        address = reverse("search")
        assert address == ("/tim-kiem/" if code == "vi" else f"/{code}/tim-kiem/")
        assert resolve(address).url_name == "search"
    assert translate_url("/tim-kiem/", code) == address
    assert translation.get_language_from_path(address) == (None if code == "vi" else code)


def test_words_around_the_content_fall_back_to_vietnamese():
    with translation.override("rad"):
        assert translation.gettext("Menu") == translation.trans_real.translation("vi").gettext(
            "Menu"
        )


@pytest.mark.django_db
def test_a_page_answers_in_each_language_under_its_own_address(client):
    article = make_article(make_centre(), title="Lương hưu", live=True)
    for code in CODES[1:]:
        page = _translated(article, Locale.objects.create(language_code=code))

        response = client.get(page.url)

        assert page.url.startswith(f"/{code}/")
        assert response.status_code == 200, code
        assert f'<html lang="{BY_CODE[code].bcp47}">' in response.content.decode()


def _translated(article, locale):
    for ancestor in (article.get_parent().get_parent(), article.get_parent()):
        made = ancestor.specific.copy_for_translation(locale)
        with changing():
            made.get_latest_revision().publish(skip_permission_checks=True)
    return publish(article.copy_for_translation(locale))


def test_nobody_asks_babel_or_icu():
    """They know six of these languages, and guess at the others."""
    program = f"""
import sys
for name in ("babel", "icu", "icu4py", "langcodes"):
    sys.modules[name] = None
import os, django
os.environ["DJANGO_SETTINGS_MODULE"] = "{settings.SETTINGS_MODULE}"
django.setup()
from django.utils import formats, timezone, translation
from cms.languages import BY_CODE
for code in BY_CODE:
    with translation.override(code):
        formats.date_format(timezone.now()), formats.number_format(46800000.5)
        translation.ngettext("%d page", "%d pages", 2)
print(len(BY_CODE))
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.stdout.strip() == str(len(CODES)), done.stderr


def test_the_registry_needs_no_settings():
    """They import it."""
    program = "from cms.languages import LANGUAGES; print(len(LANGUAGES))"
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={"PYTHONPATH": str(settings.BASE_DIR)},
    )
    assert done.stdout.strip() == str(len(languages.LANGUAGES)), done.stderr
