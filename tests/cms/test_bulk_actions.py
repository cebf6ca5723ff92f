"""Screens for many things at once name nothing of other offices that is not public."""

import pytest
from django.contrib.messages import get_messages

from cms.models import Role
from tests.factories.offices import make_province
from tests.factories.pages import make_article, publish
from tests.factories.portal import make_attachment, make_picture
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db
SECRET = "Rieng 4711"
KINDS = ["wagtailcore/page", "media_assets/picture", "media_assets/attachment"]
ACTIONS = {
    "wagtailcore/page": ["delete", "move", "publish", "unpublish"],
    "media_assets/picture": ["delete", "add_tags", "add_to_collection"],
    "media_assets/attachment": ["delete", "add_tags", "add_to_collection"],
}
SCREENS = [(kind, action) for kind in KINDS for action in ACTIONS[kind]]


def make(kind: str, office, title: str):
    if kind == "wagtailcore/page":
        return make_article(office, title=title)
    media = make_picture(title) if kind.endswith("picture") else make_attachment(title)
    media.collection = office.collection
    media.save()
    return media


def screen(client, kind: str, action: str, *things):
    ids = "&".join(f"id={thing.pk}" for thing in things)
    return client.get(f"/admin/bulk/{kind}/{action}/?{ids}&next=/admin/")


@pytest.mark.parametrize(("kind", "action"), SCREENS)
def test_what_another_office_prepares_is_not_there(client, kind, action):
    secret = make(kind, make_province(), SECRET)
    client.force_login(make_user(make_province(), Role.EDITOR, Role.LEADER))

    answer = screen(client, kind, action, secret)

    assert answer.status_code == 404
    assert SECRET not in answer.content.decode()


@pytest.mark.parametrize(("kind", "action"), SCREENS)
def test_beside_ones_own_it_is_left_out(client, kind, action):
    office = make_province()
    own, secret = make(kind, office, "Cua minh 42"), make(kind, make_province(), SECRET)
    client.force_login(make_user(office, Role.EDITOR))

    text = screen(client, kind, action, own, secret).content.decode()

    assert "Cua minh 42" in text
    assert SECRET not in text


def test_what_is_public_may_be_named(client):
    public = publish(make_article(make_province(), title="Da dang 42"))
    client.force_login(make_user(make_province(), Role.EDITOR))

    answer = screen(client, "wagtailcore/page", "delete", public)

    assert "Da dang 42" in answer.content.decode()


def test_nothing_is_done_to_it_either(client):
    secret = make_article(make_province(), title=SECRET)
    client.force_login(make_user(make_province(), Role.EDITOR))

    path = f"/admin/bulk/wagtailcore/page/delete/?id={secret.pk}&next=/admin/"

    assert client.post(path).status_code == 404
    assert type(secret).objects.filter(pk=secret.pk).exists()


@pytest.mark.parametrize("action", ["publish", "unpublish", "move", "delete"])
def test_where_nothing_may_be_done_it_is_not_called_done(client, action):
    office = make_province()
    item = publish(make_article(office))
    client.force_login(make_user(office, Role.EDITOR))
    form = {"include_descendants": "on", "chooser": str(item.get_parent().pk)}

    answer = client.post(f"/admin/bulk/wagtailcore/page/{action}/?id={item.pk}", form)

    said = " ".join(str(one) for one in get_messages(answer.wsgi_request))
    assert "0 trang" not in said
    assert "Chưa có gì thay đổi: ông/bà không có quyền" in said
    assert "hãy đề nghị quản trị hệ thống" in said
