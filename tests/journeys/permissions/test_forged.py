"""Numbers that no database holds, words instead of numbers, other offices' ids: never a fault.

Every address is asked by the administrator, whom no refusal stops before the value is looked at.
"""

from itertools import product

import pytest
from django.urls import Resolver404, resolve
from wagtail.models import Page

from cms.models import Role
from tests.factories.offices import section_of
from tests.factories.pages import make_article

from .actors import ADMIN
from .answers import nothing_stays
from .asking import ask
from .rooms import ROOMS
from .secrets import leaked
from .world import World

pytestmark = pytest.mark.django_db
HUGE = str(10**30)
ODD = (HUGE, "abc", "-1", "")
# What Wagtail's and Loa's screens read from addresses and forms.
FIELDS = """
    id p q content_type page_type page parent_page_id collection_id destinations destination user
    owner object_id ordering locale office release state channel since until tag group role verb
    delivery create_model limit offset child_of descendant_of position current next revision
    """.split()
ALL_ROLES = f"other {'+'.join(Role.values)}"
PAGE_ACTIONS = ("delete", "move", "publish", "unpublish")
MEDIA_ACTIONS = ("delete", "add_tags", "add_to_collection")
LINES = [line for lines in ROOMS.values() for line in lines]


@pytest.fixture
def world():
    return World()


def reaches(line, path) -> bool:
    """A word in place of `<int:pk>` comes to no view."""
    try:
        return resolve(path).route == line.address
    except Resolver404:
        return False


@pytest.mark.parametrize("part", range(6))
def test_no_forged_address_or_field_is_a_fault(world, part):
    faults = []
    for line in LINES[part::6]:
        paths = line.forged_paths(world, (HUGE, "abc"))
        tries = [(path, {}) for path in paths if reaches(line, path)]
        tries += [(line.path(world), dict.fromkeys(FIELDS, value)) for value in (HUGE, "abc")]
        for path, data in tries:
            for method in line.methods():
                answer = ask(world, ADMIN, method, path, data)
                if answer.meaning.startswith("odd"):
                    faults.append(f"{method} {path} {data and data['id']}: {answer.meaning}")
    assert not faults, "\n".join(faults)


def test_bulk_actions_on_another_offices_pages_change_nothing(world):
    for action, ids in product(PAGE_ACTIONS, (world["draft"], world["live"], *ODD)):
        path = f"/admin/bulk/wagtailcore/page/{action}/?id={ids}&next=/admin/"
        for actor in ("other editor", ALL_ROLES):
            answer = ask(world, actor, "POST", path, {"chooser": world["empty section"]})

            assert not answer.meaning.startswith("odd"), (actor, path)
            assert "wagtailcore_page" not in answer.changed, (actor, path)


def test_no_screen_for_many_things_names_what_another_office_prepares(world):
    asked = [("wagtailcore/page", action, world["draft"]) for action in PAGE_ACTIONS]
    for kind, target in (("picture", world["picture"]), ("attachment", world["file"])):
        asked += [(f"media_assets/{kind}", action, target) for action in MEDIA_ACTIONS]
    paths = [f"/admin/bulk/{kind}/{action}/?id={target}" for kind, action, target in asked]
    paths.append(f"/admin/choose-page/chosen-multiple/?id={world['draft']}")
    for path in paths:
        text = world.client_of(ALL_ROLES).get(path).content.decode()

        assert not leaked(text, frozenset({ALL_ROLES})), path


def test_another_offices_pages_beside_an_own_one_stay_as_they_are(world):
    own = make_article(world.other)
    theirs = Page.objects.filter(pk__in=[world["draft"], world["live"]])
    before = list(theirs.values())
    ids = "&".join(f"id={pk}" for pk in (own.pk, world["draft"], world["live"]))
    client = world.client_of(ALL_ROLES)
    for action in PAGE_ACTIONS:
        with nothing_stays():
            path = f"/admin/bulk/wagtailcore/page/{action}/?{ids}&next=/admin/"
            client.post(path, {"chooser": section_of(world.other).pk})

            assert list(theirs.values()) == before, action


def test_bulk_actions_on_another_offices_media_change_nothing(world):
    for (held, target), action in product(
        (("picture", world["picture"]), ("attachment", world["file"])), MEDIA_ACTIONS
    ):
        for ids in (target, *ODD):
            path = f"/admin/bulk/media_assets/{held}/{action}/?id={ids}&next=/admin/"
            data = {"tags": "x", "collection": world["collection"]}
            answer = ask(world, "other editor", "POST", path, data)

            assert not answer.meaning.startswith("odd"), path
            assert not answer.changed, path
