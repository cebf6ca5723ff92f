"""What is missing before a file may go out."""

from datetime import date, timedelta

import pytest

from media_assets.models import Attachment, PersonShown, Picture, Recording
from media_assets.rights import NOT_STATED, ai_label, problems
from tests.factories.pictures import RIGHTS, make_picture

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)
DAY = timedelta(days=1)


def codes(media, on=TODAY, until=None, blocking=True) -> list[str]:
    return [one.code for one in problems(media, on, until) if one.blocking == blocking]


def with_person(**fields) -> Picture:
    picture = make_picture(nobody_recognisable=False)
    PersonShown.objects.create(picture=picture, who="bà áo tím bên trái", **fields)
    return picture


def test_a_file_from_before_has_stated_nothing():
    picture = make_picture(licence="", nobody_recognisable=False)

    assert codes(picture) == [NOT_STATED, NOT_STATED]
    assert codes(Attachment(title="Mẫu đơn")) == [NOT_STATED]


def test_the_commonest_picture_needs_two_statements_only():
    assert problems(make_picture(**RIGHTS), TODAY) == []


@pytest.mark.parametrize(
    ("stated", "missing"),
    [
        ({"licence": "unknown"}, ["licence_unknown"]),
        ({"licence": "partner"}, ["no_credit"]),
        ({"licence": "partner", "credit": "Báo bạn"}, []),
        ({"licence": "cc_by"}, ["no_credit", "no_licence_address"]),
        ({"licence": "cc0"}, ["no_licence_address"]),
        ({"licence": "cc0", "licence_address": "https://example.org/cc0"}, []),
    ],
)
def test_what_a_licence_asks_for(stated, missing):
    assert codes(make_picture(**stated)) == missing


@pytest.mark.parametrize(
    ("stated", "missing"),
    [
        ({}, ["no_basis"]),
        ({"basis": "event"}, []),
        ({"basis": "official"}, []),
        ({"basis": "consent"}, ["no_consent_date"]),
        ({"basis": "consent", "consent_until": TODAY}, []),
        ({"basis": "consent", "consent_until": TODAY - DAY}, ["consent_expired"]),
        ({"basis": "event", "age": "seven"}, ["no_guardian", "child_not_asked"]),
        ({"basis": "event", "age": "seven", "guardian_agreed": True}, ["child_not_asked"]),
        ({"basis": "event", "age": "small"}, ["no_guardian"]),
        ({"basis": "event", "age": "small", "guardian_agreed": True}, []),
    ],
)
def test_what_showing_a_person_asks_for(stated, missing):
    assert codes(with_person(**stated)) == missing


def test_a_consent_that_ends_before_the_planned_day_blocks():
    picture = with_person(basis="consent", consent_until=TODAY + DAY)

    assert codes(picture, on=TODAY + 2 * DAY) == ["consent_expired"]


@pytest.mark.parametrize(("until", "told"), [(None, True), (TODAY + 9 * DAY, True), (TODAY, False)])
def test_a_consent_that_ends_while_the_item_stays_is_told_but_does_not_block(until, told):
    picture = with_person(basis="consent", consent_until=TODAY + DAY)

    assert codes(picture, until=until) == []
    assert codes(picture, until=until, blocking=False) == (["consent_ends"] if told else [])


def test_the_sentence_names_the_file_the_person_and_the_day():
    picture = with_person(basis="consent", consent_until=TODAY - DAY)

    (problem,) = problems(picture, TODAY)

    assert "“Ảnh”" in problem.message
    assert "bà áo tím bên trái" in problem.message
    assert "21/11/2026" in problem.message


@pytest.mark.parametrize(
    ("made", "language", "label"),
    [
        ("", "vi", ""),
        ("made", "vi", "Ảnh do AI tạo"),
        ("changed", "vi", "Ảnh có chỉnh sửa bằng AI"),
        ("made", "en", "Made by AI"),
        ("made", "km", "Ảnh do AI tạo"),
    ],
)
def test_the_label_speaks_the_language_of_the_text(made, language, label):
    assert ai_label(Picture(made_by_ai=made), language) == label


@pytest.mark.parametrize(
    ("made", "language", "label"),
    [
        ("made", "vi", "Bản ghi do AI tạo"),
        ("changed", "vi", "Bản ghi có chỉnh sửa bằng AI"),
        ("made", "en", "Made by AI"),
    ],
)
def test_a_voice_is_not_called_a_picture(made, language, label):
    assert ai_label(Recording(made_by_ai=made), language) == label


@pytest.mark.parametrize("until", [TODAY - DAY, TODAY + DAY])
def test_what_to_do_about_an_ending_consent_is_said_of_any_file(until):
    picture = with_person(basis="consent", consent_until=until)

    (problem,) = problems(picture, TODAY)

    assert "tệp" in problem.message
    assert "ảnh" not in problem.message
