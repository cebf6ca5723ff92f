"""What a secretary's first screen lists, and what it costs however much waits in the country."""

import pytest

from cms.models import Membership, Role
from cms.paper_panel import steps_to_record
from tests.factories.approval import Desk
from tests.factories.offices import make_centre
from tests.factories.paper import PaperDesk
from tests.factories.users import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fake_package")]


def listed(user) -> list[int]:
    return [edition.page_id for _step, edition in steps_to_record(user)]


def test_a_secretary_reads_what_waits_at_the_own_office_longest_first():
    desk = PaperDesk()
    PaperDesk()
    second = Desk(desk.office)
    second.submit()

    assert listed(desk.secretary) == [desk.page.pk, second.page.pk]
    assert listed(desk.leader) == []


def test_the_secretary_above_reads_it_only_where_an_office_has_none():
    desk, above = PaperDesk(), make_user(make_centre(), Role.SECRETARY)
    alone = Desk()
    alone.submit()

    assert listed(above) == [alone.page.pk]
    Membership.objects.filter(user=desk.secretary).delete()
    assert set(listed(above)) == {desk.page.pk, alone.page.pk}


def test_what_the_secretary_wrote_or_alone_could_sign_is_not_listed():
    desk = PaperDesk()
    Membership.objects.create(user=desk.secretary, office=desk.office, role=Role.LEADER)
    assert listed(desk.secretary) == [desk.page.pk]
    Membership.objects.filter(user=desk.leader).delete()
    assert listed(desk.secretary) == []

    writer = Desk()
    Membership.objects.create(user=writer.editor, office=writer.office, role=Role.SECRETARY)
    writer.submit()
    assert listed(writer.editor) == []


def test_the_number_of_queries_does_not_grow(django_assert_num_queries):
    desk = PaperDesk()
    with django_assert_num_queries(9):
        assert len(listed(desk.secretary)) == 1
    for _number in range(3):
        Desk(desk.office).submit()
        PaperDesk()
    with django_assert_num_queries(9):
        assert len(listed(desk.secretary)) == 4
