"""Whose logo stands in an office's pieces, and which pictures may be one."""

from base64 import b64decode
from datetime import date
from io import BytesIO
from uuid import uuid4

import pytest
from PIL import Image

from cms.office_logos import logo_for, problems_as_logo
from tests.factories.logos import make_logo
from tests.factories.offices import make_centre, make_province

pytestmark = pytest.mark.django_db
TODAY = date(2026, 1, 5)


def give(office, logo):
    office.logo = logo
    office.save()


def size_of(logo: str) -> tuple[int, int]:
    with Image.open(BytesIO(b64decode(logo))) as opened:
        return opened.size


def test_an_office_takes_its_own_logo_else_that_of_the_office_above():
    centre = make_centre()
    plain, proud = make_province(parent=centre), make_province(parent=centre)
    assert logo_for(plain) == ""

    give(centre, make_logo(300, 300))
    give(proud, make_logo(400, 200))
    plain.parent.refresh_from_db()

    assert size_of(logo_for(plain)) == (300, 300)
    assert size_of(logo_for(proud)) == (400, 200)


def test_a_new_version_of_a_logo_is_taken():
    office = make_centre()
    family = uuid4()
    give(office, make_logo(300, 300, family=family, superseded=True))
    make_logo(400, 200, family=family, version=2)
    assert size_of(logo_for(office)) == (400, 200)


def test_an_office_whose_logo_is_deleted_has_none():
    office, logo = make_centre(), make_logo()
    give(office, logo)
    logo.delete()
    office.refresh_from_db()
    assert logo_for(office) == ""


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"licence": ""}, "chưa khai quyền sử dụng"),
        ({"nobody_recognisable": False}, "nhận ra"),
        ({"made_by_ai": "made"}, "trí tuệ nhân tạo"),
        ({"width": 255, "height": 200}, "ít nhất 256 điểm ảnh"),
        ({"width": 1201, "height": 300}, "quá dài"),
        ({"width": 300, "height": 1201}, "quá dài"),
    ],
)
def test_what_cannot_be_a_logo_is_told_with_what_to_do(fields, said):
    (problem,) = problems_as_logo(make_logo(**fields), TODAY)
    assert said in problem


@pytest.mark.parametrize("shape", [(256, 256), (1200, 300), (300, 1200), (256, 64)])
def test_a_picture_of_a_fitting_shape_can_be_one(shape):
    assert list(problems_as_logo(make_logo(*shape), TODAY)) == []
