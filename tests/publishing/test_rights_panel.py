"""Whom the end of a consent is told on the first screen."""

from datetime import timedelta

import pytest
from django.utils import timezone

from media_assets.models import PersonShown
from publishing.rights_panel import RightsPanel
from tests.factories.approval import Desk
from tests.factories.offices import make_province
from tests.factories.pages import publish
from tests.factories.pictures import make_picture

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def desk_with(days: int, *, live: bool = True) -> Desk:
    office = make_province()
    picture = make_picture(collection=office.collection, nobody_recognisable=False)
    until = timezone.localdate() + days * DAY
    PersonShown.objects.create(
        picture=picture, who="chị bên phải", basis="consent", consent_until=until
    )
    desk = Desk(office, cover=picture, cover_alt="Bìa")
    if live:
        publish(desk.page)
    return desk


@pytest.mark.parametrize(("days", "over"), [(-1, True), (0, False), (7, False)])
def test_editor_and_leader_of_the_pictures_office_are_told(days, over):
    desk = desk_with(days)

    for person in (desk.editor, desk.leader):
        (ending,) = RightsPanel.for_user(person).endings
        assert ending.over is over
        assert [page.pk for page in ending.pages] == [desk.page.pk]


def test_other_offices_are_not_told():
    desk_with(-1)

    assert RightsPanel.for_user(Desk(make_province()).leader) is None


@pytest.mark.parametrize(("days", "live"), [(60, True), (-1, False)])
def test_nothing_is_said_of_what_lasts_or_is_not_live(days, live):
    assert RightsPanel.for_user(desk_with(days, live=live).leader) is None


def test_the_panel_links_the_pages_and_the_rights(client):
    desk = desk_with(-1)
    client.force_login(desk.leader)

    text = client.get("/admin/").content.decode()

    assert "Cần gỡ hoặc thay" in text
    assert "chị bên phải" in text


def test_what_is_not_listed_is_counted(client):
    desk = desk_with(-1)
    picture = PersonShown.objects.get().picture
    PersonShown.objects.bulk_create(
        PersonShown(picture=picture, who=f"anh {n}", consent_until=timezone.localdate())
        for n in range(12)
    )
    client.force_login(desk.leader)

    panel = RightsPanel.for_user(desk.leader)

    assert (len(panel.endings), panel.more) == (10, 3)
    assert "Và 3 trường hợp khác" in client.get("/admin/").content.decode()
