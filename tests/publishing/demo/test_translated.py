"""The demo item in Khmer and Ê-đê, on the loudspeakers of communes that listen in them."""

import csv

import pytest
from django.core.management import call_command

from cms.demo.drafts import Drafts
from cms.demo.languages import ensure_languages
from cms.demo.people import ensure_delegation, ensure_people
from cms.demo.reader import read_items
from cms.models import Role
from cms.permissions import sync_office_permissions
from publishing.demo.destinations import ensure_destinations
from publishing.demo.release import person, prepare_package, submit_and_approve
from publishing.demo.translated import (
    LANGUAGES,
    SLUG,
    TEXTS,
    release_translations,
    sentences_in,
)
from publishing.management.commands.load_demo import ITEMS
from publishing.models import Delivery
from publishing.script.model import script_in
from translations.checks import check
from translations.models import TranslationRequest

pytestmark = pytest.mark.django_db
SAMPLE = "bản mẫu"  # as title and first words say


@pytest.fixture
def source(settings):
    settings.SANDBOX_URL = "http://localhost:9"
    call_command("load_reference", verbosity=0)
    ensure_people()
    sync_office_permissions()
    ensure_delegation()
    ensure_languages(person("VN", Role.LEADER))
    ensure_destinations()
    [item] = [each for each in read_items(ITEMS) if each.slug == SLUG]
    editor = person(item.office, Role.EDITOR)
    page, _new = Drafts([item]).make(item, owner=editor)
    prepare_package(page, editor=editor, destinations=[], facebook="", bulletin=item.bulletin)
    submit_and_approve(page, editor=editor, office_code=item.office)
    return item


def bulletins() -> dict[str, Delivery]:
    rows = Delivery.objects.filter(destination__channel="loudspeaker").select_related(
        "variant__post", "destination"
    )
    return {row.destination.language: row for row in rows}


def test_each_language_is_heard_in_its_commune_and_says_that_it_is_a_sample(source):
    assert release_translations() == list(LANGUAGES)
    found = bulletins()
    assert set(found) == set(LANGUAGES)
    for language, delivery in found.items():
        script = script_in(delivery.variant.post.data)
        assert script.language == language
        assert SAMPLE in script.paragraphs[0].said.lower()
        assert script.paragraphs[0].said.startswith("[BẢN MẪU")
        assert SAMPLE in delivery.variant.post.data["title"].lower()


def test_a_second_start_releases_nothing_again(source):
    release_translations()
    assert release_translations() == []
    assert Delivery.objects.filter(destination__channel="loudspeaker").count() == len(LANGUAGES)


def test_what_means_nothing_says_so_in_vietnamese_before_its_first_word():
    first = sentences_in("rad")["Kính thưa bà con."]
    assert first.startswith("[BẢN MẪU: không có nghĩa, không phát] ")


def test_every_number_of_the_khmer_is_checked_against_its_source():
    """Right ones are left to a person's look, another number is an error."""
    for source, said in sentences_in("km").items():
        found = {each.severity for each in check(source, said, "km") if each.id == "numbers"}
        assert found == ({"warning"} if any(map(str.isdecimal, source)) else set())
        for right, wrong in (("ដប់", "ដប់បី"), ("ពីរ", "ប្រាំពីរ")):
            if "warning" in found and right in said:
                worse = check(source, said.replace(right, wrong), "km")
                assert "error" in {each.severity for each in worse if each.id == "numbers"}


def test_without_its_item_there_is_nothing_to_release(db):
    assert release_translations() == []
    assert not TranslationRequest.objects.exists()


def test_no_number_of_the_bulletin_is_in_digits():
    with TEXTS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows
    for row in rows:
        for language in LANGUAGES:
            assert row[language].strip()
            assert not any(one.isdecimal() for one in row[language])
