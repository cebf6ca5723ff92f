import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.approval.services import send_back
from cms.models import Membership, Role
from publishing.emergency_panel import EmergencyPanel
from publishing.models import Destination
from publishing.services.emergency import agree_emergency
from tests.factories.approval import Desk
from tests.factories.emergencies import WORDS, emergency_desk, make_leader
from tests.factories.offices import make_centre
from tests.factories.packages import choose
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def head():
    return make_leader(make_centre(), "trunguong")


@pytest.fixture
def desk(head):
    return emergency_desk(head)


@pytest.fixture
def second(desk):
    return make_leader(desk.office, "haivan")


def titles(user):
    panel = EmergencyPanel.for_user(user)
    return [row.title for row in panel.rows] if panel else []


def test_it_waits_for_leaders_of_the_office_and_of_the_one_above_until_one_agreed(
    desk, second, head
):
    assert titles(head) == []
    desk.submit()
    assert titles(second) == titles(head) == [desk.page.title]
    panel = EmergencyPanel.for_user(head)
    assert panel.rows[0].address in panel.render_html()
    agree_emergency(task_state=desk.step(), user=second, fingerprint=desk.shown())
    assert titles(second) == titles(head) == []


def test_who_wrote_it_leads_elsewhere_or_leads_nothing_sees_none(desk, second, head):
    Membership.objects.create(user=desk.editor, office=desk.office, role=Role.LEADER)
    desk.submit()
    assert titles(desk.editor) == titles(make_leader(Desk().office, "noikhac")) == []
    assert titles(make_user(desk.office, Role.SECRETARY)) == []


def test_with_other_words_it_waits_again(desk, second, head):
    desk.submit()
    agree_emergency(task_state=desk.step(), user=second, fingerprint=desk.shown())
    send_back(task_state=desk.step(), user=desk.leader, comment="Viết ngắn hơn.")
    desk.overwrite(lead="Bão số 11.")
    desk.submit()
    assert titles(second) == [desk.page.title]


def test_an_ordinary_bulletin_waits_for_nobody(desk, second):
    desk.page.package.texts["loudspeaker"]["options"]["class"] = "priority"
    desk.page.package.save()
    desk.submit()
    assert titles(second) == []


def test_it_takes_few_queries_for_any_number(desk, second):
    editor = make_user(desk.office, Role.EDITOR)
    with CaptureQueriesContext(connection) as none:
        titles(editor)
    assert len(none) == 1
    desk.submit()
    with CaptureQueriesContext(connection) as one:
        assert len(titles(second)) == 1
    more = Desk(desk.office, lead="Bão số 10.")
    places = Destination.objects.filter(office=desk.office)
    choose(more, places, texts={"loudspeaker": WORDS})
    more.submit()
    with CaptureQueriesContext(connection) as two:
        assert len(titles(second)) == 2
    assert len(one) == len(two) == 11
