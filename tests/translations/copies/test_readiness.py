"""What the centre asks of a copy before it is submitted."""

import pytest

from cms import approval
from cms.models import Role
from tests.factories.following import (
    BODY,
    copy_of,
    make_copy,
    make_editor,
    make_national,
    revise,
)
from tests.factories.offices import make_centre, make_province
from translations.copies.following import detach
from translations.copies.readiness import problems_of
from translations.services import set_rules

pytestmark = pytest.mark.django_db


@pytest.fixture
def source():
    page = make_national()
    rules = {"khoi-3": ("slot", "Ghi số máy của tỉnh"), "field:cover_alt": ("slot", "")}
    set_rules(page=page, rules=rules, user=make_editor(make_centre()))
    return page


@pytest.fixture
def office():
    return make_province()


@pytest.fixture
def page(source, office):
    return make_copy(source, office)


def found(page):
    return problems_of(page, page.get_latest_revision())


def with_slot(text):
    return [*BODY[:2], {**BODY[2], "value": text}]


@pytest.mark.parametrize(
    "body", [BODY, BODY[:2], with_slot("<p></p>")], ids=["as it was", "gone", "empty"]
)
def test_a_slot_that_is_not_filled_in_is_told(page, body):
    page = revise(page, live=False, body=body, cover_alt="Ảnh")
    (message,) = found(page)
    assert "Ghi số máy của tỉnh" in message


def test_a_filled_copy_has_no_problem(page):
    page = revise(page, live=False, body=with_slot("<p>Gọi 1900.</p>"), cover_alt="Ảnh")
    assert found(page) == []


def test_it_keeps_the_copy_from_being_submitted(page, office):
    make_editor(office, Role.LEADER)
    with pytest.raises(approval.NotReady, match="Ghi số máy"):
        approval.submit_for_approval(page=page, user=make_editor(office))


def test_a_place_that_was_locked_after_it_was_changed_is_told(source, page):
    page = revise(page, live=False, body=with_slot("<p>Khác.</p>"), cover_alt="Ảnh")
    set_rules(page=source, rules={"khoi-3": ("locked", "")}, user=make_editor(make_centre()))
    (message,) = found(page)
    assert "Trung ương khóa" in message


def test_nothing_is_asked_of_what_is_no_copy_or_detached(source, page, office):
    assert found(source) == []
    detach(copy=copy_of(page), reason="Khác hẳn", user=make_editor(office, Role.LEADER))
    assert found(page) == []
