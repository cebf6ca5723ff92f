"""The quick look sees whatever the slow one would."""

import pytest

from cms.models import Fact, Office, Topic
from media_assets.models import Picture
from publishing.models import Delivery, Destination

from .edge import differences, public
from .ground import Ground, undone
from .world import World

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("walks 0")]


def test_what_the_public_gets_is_asked_anew_when_any_of_it_changed(world: World, ground: Ground):
    changes = {
        "the page": lambda: world.page("item").__class__.objects.update(lead="Khác"),
        "a fact": lambda: Fact.objects.filter(pk=world.fact).update(value="1900"),
        "a label": lambda: Topic.objects.update(name="Khác"),
        "an office": lambda: Office.objects.filter(pk=world.office.pk).update(name="Khác"),
        "a picture": lambda: Picture.objects.update(file="khac.png"),
        "a delivery": lambda: Delivery.objects.update(state="failed"),
    }
    unseen = []
    for name, change in changes.items():
        with undone():
            change()
            if ground.now(world.token) is ground.edge:
                unseen.append(name)

    assert unseen == []
    assert ground.now(world.token) is ground.edge


def test_a_draft_and_a_login_are_nothing_that_the_public_gets(world: World, ground: Ground):
    page = world.page("item")
    page.title = "Nháp khác"
    page.save_revision(user=world.desk.editor)
    Destination.objects.filter(pk=world.place).update(held_reason="")
    world.client()

    assert differences(ground.edge, public(world.token)) == []
    assert ground.now(world.token) is ground.edge
