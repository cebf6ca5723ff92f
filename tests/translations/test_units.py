"""A request as plain data."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.tongues import said
from tests.factories.translations import Booth
from translations.models import TranslationRequest
from translations.unit import Kind, State
from translations.units import unit_file, units_of, version_of

pytestmark = pytest.mark.django_db


def test_units_are_the_segments_in_reading_order_with_their_translations():
    booth = Booth()
    booth.save({**booth.content(), "effective_from": "2025-07-01"})
    booth.translate("mã số")

    units = units_of(booth.request())

    assert [unit.id for unit in units] == [str(each.uuid) for each in booth.segments()]
    assert units[0].source == booth.page.title
    assert (units[0].state, units[0].target, units[0].longest) == (State.EMPTY, "", 255)
    (link,) = [unit for unit in units if "mã số" in unit.source]
    assert link.state == State.APPROVED
    assert link.target == said(link.source, "km")
    assert link.marks == {"1": '<a href="https://example.vn/tra-cuu">', "2": "<b>"}
    assert [unit.source for unit in units if unit.kind == Kind.DATE] == ["2025-07-01"]


def test_a_stale_unit_says_from_what_it_was_made():
    booth = Booth()
    booth.translate()
    booth.revise("4,5%", "5%")

    (unit,) = [unit for unit in units_of(booth.request()) if unit.previous]

    assert (unit.source, unit.previous, unit.state) == ("5%", "4,5%", State.STALE)


def test_a_file_names_item_languages_and_version_of_the_source():
    booth = Booth()
    file = unit_file(booth.request())

    work, office = booth.page.edition.work, booth.office
    assert file.item == f"{work.uuid}/{office.code}"
    assert (file.title, file.source_language, file.target_language) == (
        booth.page.title,
        "vi",
        "km",
    )
    assert file.version == version_of(file.units)

    booth.translate()
    assert unit_file(booth.request()).version == file.version
    booth.revise("4,5%", "5%")
    assert unit_file(booth.request()).version != file.version


def test_opening_is_two_queries():
    booth = Booth()
    booth.write()
    request = TranslationRequest.objects.get(pk=booth.request().pk)

    with CaptureQueriesContext(connection) as queries:
        assert units_of(request)

    assert len(queries) == 2
