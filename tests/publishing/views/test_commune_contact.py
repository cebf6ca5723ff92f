import pytest
from wagtail.models import ModelLogEntry

from cms.models import Role
from publishing.models import Confirmation
from tests.factories.communes import make_bulletin, make_commune
from tests.factories.publishing import make_bare_office
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db
REMIND = "/admin/xa/nhac/"


@pytest.fixture
def commune():
    return make_commune(make_bare_office(level="grassroots"), name="Loa xã Nà Hang")


@pytest.fixture
def officer(client, commune):
    user = make_user(commune.office, Role.GRASSROOTS_OFFICER, last_name="Lò", first_name="Thị Mai")
    client.force_login(user)
    return user


def say(client, commune, **said):
    return client.post(f"/admin/xa/{commune.pk}/dien-thoai/", {"who": "Ông Sùng"} | said)


def test_a_silent_commune_is_reminded_and_everybody_sees_by_whom(client, commune, officer):
    make_bulletin(commune, "Tăng lương hưu")
    assert "Tăng lương hưu" in client.get(REMIND).content.decode()
    client.post(REMIND, {"place": [commune.pk]})
    assert ModelLogEntry.objects.get(action="publishing.remind_communes").user == officer
    assert str(officer) in client.get(REMIND).content.decode()
    assert str(officer) in client.get(f"/admin/xa/{commune.pk}/").content.decode()


def test_nothing_is_noted_for_communes_of_others_or_for_what_is_none(client, commune, officer):
    theirs = make_commune(make_bare_office(level="grassroots"))
    client.post(REMIND, {"place": [theirs.pk, "x"]})
    assert not ModelLogEntry.objects.filter(action="publishing.remind_communes").exists()


def test_with_everybody_answered_the_page_says_so(client, commune, officer):
    assert "loa-empty" in client.get(REMIND).content.decode()


def test_what_was_said_on_the_telephone_is_recorded_as_such(client, commune, officer):
    bulletin = make_bulletin(commune)
    said = {"kind": "played", "happened_at": "2026-01-05T17:00", "times": 2}
    say(client, commune, bulletin=bulletin.key, **said)
    kept = Confirmation.objects.get()
    assert (kept.by, kept.who, kept.user, kept.times) == ("telephone", "Ông Sùng", officer, 2)


def test_received_is_enough_on_the_telephone(client, commune, officer):
    bulletin = make_bulletin(commune)
    say(client, commune, bulletin=bulletin.key, kind="received")
    assert Confirmation.objects.get().kind == "received"


@pytest.mark.parametrize("said", [{"kind": "not_played"}, {"kind": "played", "who": ""}, {}])
def test_what_is_missing_is_said_and_nothing_recorded(client, commune, officer, said):
    bulletin = make_bulletin(commune)
    answer = say(client, commune, bulletin=bulletin.key, **said)
    assert answer.status_code == 302
    assert client.get(answer["Location"]).context["messages"]
    assert not Confirmation.objects.exists()


def test_neither_another_communes_bulletin_nor_another_offices_commune(client, commune, officer):
    theirs = make_commune(make_bare_office(level="grassroots"))
    other = make_bulletin(theirs)
    say(client, commune, bulletin=other.key, kind="received")
    assert say(client, theirs, bulletin=other.key, kind="received").status_code == 404
    assert not Confirmation.objects.exists()
