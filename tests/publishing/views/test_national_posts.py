"""The rules of an office for national posts, on one screen."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from cms.models import Office, Role
from publishing.forms.national_posts import RulesForm
from publishing.in_our_name import places_of
from publishing.log_actions import SET_NATIONAL_APPROVAL, SET_NATIONAL_POSTS
from publishing.models import Destination
from publishing.services.national_posts import set_national_approval
from tests.factories.national import Nation
from tests.factories.offices import make_province
from tests.factories.packages import make_facebook
from tests.factories.users import make_admin_user

pytestmark = pytest.mark.django_db
RULES = "publishing_national_posts"


@pytest.fixture
def nation() -> Nation:
    nation = Nation("auto", more=4)
    nation.leader.delete()
    nation.leader = make_admin_user(nation.office, Role.LEADER)
    return nation


def posted(nation: Nation, **changes) -> dict:
    form = RulesForm(places=places_of([nation.office.pk, nation.below.pk]))
    return {name: form[name].value() for name in form.fields} | changes


def rules() -> dict[str, str]:
    return dict(Destination.objects.exclude(channel="portal").values_list("name", "national_posts"))


def test_the_leader_sets_one_place_and_the_log_says_what_changed(client, nation):
    client.force_login(nation.leader)
    change = {f"posts_{nation.page.pk}": "nod", f"hours_{nation.page.pk}": "4"}

    answer = client.post(reverse(RULES), posted(nation, **change), follow=True)

    nation.page.refresh_from_db()
    assert (nation.page.national_posts, nation.page.nod_hours) == ("nod", 4)
    assert [name for name, rule in rules().items() if rule != "auto"] == [nation.page.name]
    entry = ModelLogEntry.objects.get(action=SET_NATIONAL_POSTS)
    assert (entry.data["from"], entry.data["to"], entry.data["hours"]) == ("auto", "nod", 4)
    assert entry.user == nation.leader
    assert "1 nơi" in " ".join(str(one) for one in answer.context["messages"])


def test_one_button_sets_all_places_of_a_channel_alike_those_below_too(client, nation):
    client.force_login(nation.leader)

    client.post(reverse(RULES), posted(nation, all="loudspeaker", posts_loudspeaker="never"))

    assert {rule for name, rule in rules().items() if name.startswith("Loa")} == {"never"}
    assert rules()[nation.page.name] == "auto"


def test_saving_what_stands_there_changes_and_logs_nothing(client, nation):
    client.force_login(nation.leader)

    client.post(reverse(RULES), posted(nation))

    assert not ModelLogEntry.objects.filter(action=SET_NATIONAL_POSTS).exists()


@pytest.mark.parametrize("forged", ["posts", "hours"])
def test_what_is_not_on_the_list_is_refused(client, nation, forged):
    client.force_login(nation.leader)

    answer = client.post(reverse(RULES), posted(nation, **{f"{forged}_{nation.page.pk}": "3"}))

    assert answer.status_code == 200
    assert set(rules().values()) == {"auto"}


def test_nobody_else_sets_them_not_even_the_administrator(client, nation):
    people = [
        make_admin_user(nation.office, Role.EDITOR, Role.CHANNEL_KEEPER),
        make_admin_user(nation.desk.office, Role.LEADER),
        make_admin_user(is_superuser=True),
    ]
    for person in people:
        client.force_login(person)
        client.post(reverse(RULES), posted(nation, **{f"posts_{nation.page.pk}": "never"}))
        assert set(rules().values()) == {"auto"}


def test_a_neighbours_places_are_not_there_and_cannot_be_smuggled_in(client, nation):
    foreign = make_facebook(make_province(), "Trang tỉnh khác")
    client.force_login(nation.leader)

    client.post(reverse(RULES), posted(nation, **{f"posts_{foreign.pk}": "never"}))

    assert rules()["Trang tỉnh khác"] == "auto"
    assert "Trang tỉnh khác" not in client.get(reverse(RULES)).content.decode()


def copies_of(nation: Nation, choice: str) -> dict[str, str]:
    return {f"copies_{nation.office.pk}": choice}


def takes(office) -> bool:
    return Office.objects.values_list("takes_national_approval", flat=True).get(pk=office.pk)


def test_the_leader_keeps_the_approval_of_local_copies_to_the_office(client, nation):
    client.force_login(nation.leader)
    assert takes(nation.office)

    answer = client.post(reverse(RULES), posted(nation, **copies_of(nation, "own")), follow=True)

    assert not takes(nation.office)
    entry = ModelLogEntry.objects.get(action=SET_NATIONAL_APPROVAL)
    assert (entry.data, entry.user) == ({"from": True, "to": False}, nation.leader)
    assert "bản địa phương" in " ".join(str(one) for one in answer.context["messages"])
    client.post(reverse(RULES), posted(nation, **copies_of(nation, "covered")))
    assert takes(nation.office)


@pytest.mark.parametrize("sent", [{}, {"choice": "covered"}, {"choice": "x"}])
def test_what_changes_nothing_leaves_the_rule_for_copies_as_it_is(client, nation, sent):
    client.force_login(nation.leader)

    client.post(
        reverse(RULES), posted(nation, **{f"copies_{nation.office.pk}": v for v in sent.values()})
    )

    assert takes(nation.office)
    assert not ModelLogEntry.objects.filter(action=SET_NATIONAL_APPROVAL).exists()


def test_nobody_else_sets_the_rule_for_copies(client, nation):
    neighbour = make_province()
    for person in (
        make_admin_user(nation.office, Role.EDITOR, Role.SECTION_HEAD),
        make_admin_user(neighbour, Role.LEADER),
        make_admin_user(nation.desk.office, Role.LEADER),
        make_admin_user(is_superuser=True),
    ):
        client.force_login(person)
        client.post(reverse(RULES), posted(nation, **copies_of(nation, "own")))
        with pytest.raises(PermissionDenied):
            set_national_approval(user=person, takes={nation.office.pk: False})
        assert takes(nation.office)


def test_an_office_without_places_has_the_rule_for_copies_too(client, nation):
    Destination.objects.update(archived_at=timezone.now())
    client.force_login(nation.leader)

    shown = client.get(reverse(RULES)).content.decode()

    assert f"copies_{nation.office.pk}" in shown
    assert f"copies_{nation.below.pk}" not in shown


def test_the_screen_takes_as_many_queries_for_many_places_as_for_few(client, nation):
    client.force_login(nation.leader)
    counts = []
    for number in range(2):
        client.get(reverse(RULES))
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse(RULES))
        counts.append(len(queries))
        Destination.objects.bulk_create(
            Destination(office=nation.below, channel="loudspeaker", name=f"Loa {number} {n}")
            for n in range(40)
        )

    assert counts[0] == counts[1]
