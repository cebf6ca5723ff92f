"""Out into a file and back, with all that can have happened meanwhile."""

import json
from copy import deepcopy
from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cms.filters import ITEM_MODELS
from tests.factories.pages import make_article
from tests.factories.tongues import said
from tests.factories.translations import Booth
from tests.translations.test_segments import _fill, stored
from translations.errors import NotYours, Refused
from translations.exchange import Format, read, write
from translations.models import Segment, SegmentTranslation, TranslationRequest
from translations.segments import extract, put_back
from translations.services import save_draft, withdraw_request
from translations.services.exchanging import check_file, file_of, import_file, request_for
from translations.services.writing import Draft
from translations.unit import State, Unit, UnitFile

pytestmark = pytest.mark.django_db


def filled(booth, format_=Format.XLIFF2, words="km"):
    """The booth's file with everything translated, as it comes back."""
    file = file_of(booth.page, "km")
    units = tuple(
        replace(unit, target=f"{words} {unit.source}", state=State.TRANSLATED)
        for unit in file.units
    )
    given = read(write(file, format_), name="bài")
    return replace(given, unit_file=replace(given.unit_file, units=units))


def brought(booth, given, user=None):
    return import_file(
        request=booth.request(), user=user or booth.translator, read=given, name="bài.xlf"
    )


@pytest.fixture
def contents():
    """Items of every kind, with every block."""
    return [stored(model) for model in ITEM_MODELS]


def as_file(content):
    units = [
        Unit(
            id=f"u{number}",
            source=each.source,
            target=f"km {each.source}",
            state=State.TRANSLATED,
            kind=each.kind,
            label=str(each.label),
            longest=each.longest,
            marks=each.marks,
        )
        for number, each in enumerate(extract(content))
    ]
    return UnitFile("5f3c/VSS", "Bài thử", "vi", "km", "a" * 64, tuple(units))


def translated(content, file):
    texts = {int(unit.id[1:]): unit.target for unit in file.units}
    values = {n for n, each in enumerate(extract(content)) if each.kind != "text"}
    return put_back(content, {n: text for n, text in texts.items() if n not in values})


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data(), format_=st.sampled_from(Format))
def test_every_block_comes_back_from_every_format_as_it_went_out(contents, data, format_):
    content = deepcopy(data.draw(st.sampled_from(contents)))
    body = json.loads(content["body"])
    for block in body:
        _fill(block, data)
    content["body"] = json.dumps(body)
    file = as_file(content)

    again = read(write(file, format_), name="bài")

    assert again.problems == ()
    assert [(one.id, one.source, one.target) for one in again.unit_file.units] == [
        (one.id, one.source, one.target) for one in file.units
    ]
    assert translated(content, again.unit_file) == translated(content, file)


@pytest.mark.parametrize("format_", Format)
def test_what_a_translator_wrote_into_a_file_is_written_down_as_theirs(format_):
    booth = Booth()

    done = brought(booth, filled(booth, format_))

    assert done.problems == ()
    assert done.taken == len(booth.segments())
    one = booth.translation("Cách làm")
    assert (one.text, one.state, one.origin) == ("km Cách làm", "translated", "import")
    assert (one.origin_note, one.author) == ("bài.xlf", booth.translator)


def test_what_the_checks_say_of_a_file_is_known_before_it_is_taken():
    booth = Booth()
    wrong = booth.segment("4,5%")
    file = file_of(booth.page, "km")
    units = tuple(
        replace(
            unit,
            target="5,5%" if unit.id == str(wrong.uuid) else said(unit.source, "km"),
            state=State.TRANSLATED,
        )
        for unit in file.units
    )
    given = read(write(file, Format.XLIFF2), name="bài")
    given = replace(given, unit_file=replace(given.unit_file, units=units))

    found = check_file(request=booth.request(), read=given)

    doubtful = {one.source: [each.id for each in one.findings] for one in found.changes}
    assert "numbers" in doubtful.pop(wrong.source)
    assert "numbers" not in {each for ids in doubtful.values() for each in ids}
    assert not SegmentTranslation.objects.exists()


def test_the_same_file_again_changes_nothing():
    booth = Booth()
    given = filled(booth)
    brought(booth, given)
    version = booth.translation("Cách làm").version

    assert brought(booth, given).problems == ()
    assert booth.translation("Cách làm").version == version


def test_what_was_approved_meanwhile_stays_approved():
    booth = Booth()
    file = read(write(file_of(booth.page, "km"), Format.PO), name="bài")
    booth.translate("Cách làm")

    assert brought(booth, file).taken == 0
    assert booth.translation("Cách làm").state == "approved"


def test_after_a_change_of_the_page_what_is_unchanged_is_taken():
    booth = Booth()
    given = filled(booth)
    booth.revise("Cách làm", "Cách đóng")

    done = brought(booth, given)

    assert done.taken == len(booth.segments()) - 1
    assert len([problem for problem in done.problems if not problem.taken]) == 1
    assert booth.segment("Cách đóng").translations.count() == 0


def test_what_somebody_else_wrote_in_loa_meanwhile_is_not_overwritten():
    booth = Booth()
    given = filled(booth)
    save_draft(
        request=booth.request(),
        user=booth.reviewer,
        segment=booth.segment("Cách làm").uuid,
        draft=Draft("của tôi", 0),
    )

    done = brought(booth, given)

    assert booth.translation("Cách làm").text == "của tôi"
    assert [
        "của tôi" in str(problem) or "km Cách làm" in str(problem) for problem in done.problems
    ] == [True]


def test_who_does_not_translate_that_language_brings_nothing_in():
    booth = Booth()
    with pytest.raises(NotYours):
        brought(booth, filled(booth), user=booth.editor)
    assert not booth.segment("Cách làm").translations.exists()


def test_a_file_finds_its_request_by_its_head_or_by_its_codes():
    booth, _other = Booth(), Booth()
    given = filled(booth)
    assert request_for(given) == booth.request()
    headless = replace(given.unit_file, item="", version="")
    assert request_for(replace(given, unit_file=headless)) == booth.request()


def test_a_file_of_what_nobody_asks_for_is_refused():
    booth = Booth()
    given = filled(booth)
    withdraw_request(request=booth.request(), user=booth.editor, reason="Không cần nữa")
    with pytest.raises(Refused):
        request_for(given)


def test_a_page_can_go_out_before_anybody_asks_for_it():
    booth = Booth(languages=["hmn"])
    file = file_of(booth.page, "km")
    assert [unit.source for unit in file.units] == [each.source for each in booth.segments()]
    assert not TranslationRequest.objects.filter(language="km").exists()


@pytest.mark.parametrize("language", ["vi", "xx"])
def test_a_language_that_the_page_cannot_be_in_is_refused(language):
    with pytest.raises(Refused):
        file_of(Booth().page, language)


def test_a_page_without_segments_yet_gets_them():
    office = Booth().office
    page = make_article(office, title="Bài mới")
    page.save_revision()
    assert "Bài mới" in [unit.source for unit in file_of(page, "km").units]
    assert Segment.objects.filter(page=page.pk).exists()


def test_the_number_of_queries_does_not_grow_with_the_page():
    short = Booth()
    long = Booth(body=[("paragraph", f"<p>{'Một câu nữa. ' * 40}</p>")])
    counts = []
    for booth in (short, long):
        given = filled(booth)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            brought(booth, given)
        counts.append(len(queries))
    assert len(long.segments()) > len(short.segments())
    assert counts[1] <= counts[0]
