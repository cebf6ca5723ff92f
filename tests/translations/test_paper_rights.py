"""Who records a signature on a review sheet, and when paper is asked for at all."""

import pytest

from cms.models import Role
from tests.factories.offices import make_centre
from tests.factories.translations import Booth, make_linguist
from translations.paper_rights import may_record, reviewers_at_hand, writers_of
from translations.units import rows_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def booth():
    made = Booth()
    made.write()
    return made


@pytest.mark.parametrize(
    "role", [Role.SECRETARY, Role.EDITOR, Role.LEADER, Role.TRANSLATOR, Role.LANGUAGE_REVIEWER]
)
def test_those_who_work_on_items_record_also_from_above(booth, role):
    for office in (booth.office, make_centre()):
        assert may_record(booth.request(), make_linguist(office, role))


@pytest.mark.parametrize("role", [Role.OBSERVER, Role.CHANNEL_KEEPER])
def test_others_do_not(booth, role):
    assert not may_record(booth.request(), make_linguist(booth.office, role))


def test_nor_does_another_office_or_somebody_who_left(booth):
    assert not may_record(booth.request(), Booth().editor)
    booth.editor.is_active = False
    assert not may_record(booth.request(), booth.editor)


def test_reviewers_of_the_office_are_at_hand_but_not_those_who_wrote(booth):
    rows = rows_in(booth.request())
    assert reviewers_at_hand(booth.request(), rows) == [booth.reviewer, booth.other_reviewer]

    booth.write("Cách làm", language="hmn", user=booth.reviewer)
    hmn = rows_in(booth.request("hmn"))
    assert writers_of(hmn) == {booth.reviewer.pk}
    assert reviewers_at_hand(booth.request("hmn"), hmn) == [booth.other_reviewer]


def test_one_of_another_office_is_at_hand_only_if_asked_by_name(booth):
    far = make_linguist(make_centre(), Role.LANGUAGE_REVIEWER)
    request, rows = booth.request(), rows_in(booth.request())
    assert far not in reviewers_at_hand(request, rows)

    request.reviewer = far
    assert far in reviewers_at_hand(request, rows)
