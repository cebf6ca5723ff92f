"""The screen of “Đính chính”: the plan over what is out, then on to the text."""

import pytest

from cms.models import ArticlePage, Role
from cms.permissions import sync_office_permissions
from publishing.models import Delivery
from tests.factories.board import two_desks
from tests.factories.pages import make_article, publish
from tests.factories.publishing import make_release
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db
State = Delivery.State


@pytest.fixture
def ours():
    return two_desks()[0]


@pytest.fixture
def page(ours):
    return publish(make_article(ours.office))


@pytest.fixture
def editor(ours):
    user = make_user(ours.office, Role.EDITOR)
    sync_office_permissions(ours.office)
    return user


def url(page):
    return f"/admin/dinh-chinh/{page.pk}/"


def test_the_plan_tells_editing_a_new_bulletin_and_work_by_hand_apart(client, ours, page, editor):
    release = make_release(page.edition.work, ours.office, page_id=page.pk, edition=page.edition)
    for channel in ("facebook", "loudspeaker", "byhand"):
        ours.delivery(channel, release=release, state=State.DELIVERED, remote_id=channel)
    client.force_login(editor)
    plan = client.get(url(page)).context["plan"]
    lines = {line.destination.channel: line for _heading, found in plan for line in found}
    assert lines["byhand"].who == "person"
    assert len({str(line.what) for line in lines.values()}) == 3


def test_a_correction_leads_on_to_the_text(client, page, editor):
    client.force_login(editor)
    answers = {"date": "2026-11-20", "wrong": "500 nghìn", "right": "540 nghìn"}
    response = client.post(url(page), answers)
    assert response["Location"] == f"/admin/pages/{page.pk}/edit/"
    draft = ArticlePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert [block.value["right"] for block in draft.corrections] == ["540 nghìn"]


def test_both_what_was_wrong_and_what_is_right_are_asked(client, page, editor):
    client.force_login(editor)
    response = client.post(url(page), {"date": "2026-11-20", "wrong": "500 nghìn"})
    assert response.context["form"].errors["right"]


def test_those_who_may_not_edit_may_not_correct(client, ours, page):
    client.force_login(ours.observer)
    assert client.get(url(page)).status_code == 302
