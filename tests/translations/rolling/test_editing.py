"""A page editor that was open while a national change came."""

import json

import pytest
from django.urls import reverse

from tests.factories.rollouts import RATE, WHERE, Following
from translations.models import ChangeNotice

pytestmark = pytest.mark.django_db
NATIONAL = "<p>Mức đóng là 5%.</p>"


def form_of(revision, **blocks):
    """What the editor posts of an article as this revision has it, with other paragraphs."""
    content = revision.content
    body = json.loads(content["body"])
    posted = {
        "title": content["title"],
        "slug": content["slug"],
        "lead": content["lead"],
        "genre": content["genre"],
        "loaded_revision_id": str(revision.pk),
        "loaded_revision_created_at": revision.created_at.isoformat(),
    }
    for name in ("legal_basis", "corrections"):
        posted[f"{name}-count"] = "0"
    for part in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS"):
        posted[f"comments-{part}"] = "0"
    posted["body-count"] = str(len(body))
    for number, block in enumerate(body):
        base = {f"body-{number}-type": block["type"], f"body-{number}-id": block["id"]}
        base |= {f"body-{number}-order": str(number), f"body-{number}-deleted": ""}
        posted |= base
        value = blocks.get(f"b{number}", block["value"])
        if isinstance(value, dict):
            posted |= {f"body-{number}-value-{key}": each for key, each in value.items()}
        else:
            text = value.removeprefix("<p>").removesuffix("</p>")
            blocks_of = [{"key": "a", "type": "unstyled", "text": text, "depth": 0}]
            state = {"blocks": blocks_of, "entityMap": {}}
            posted[f"body-{number}-value"] = json.dumps(state)
    return posted


def save(client, world, posted):
    client.force_login(world.editors[0])
    address = reverse("wagtailadmin_pages:edit", args=[world.copy().pk])
    return client.post(address, posted, follow=True)


def plain(world, block):
    return world.draft()[block].replace(' data-block-key="a"', "")


def test_a_form_that_is_older_than_the_change_does_not_write_over_it(client):
    world = Following()
    loaded = world.copy().get_latest_revision()
    world.change(RATE, NATIONAL)
    world.roll_out()
    assert world.draft()[RATE] == NATIONAL

    save(client, world, form_of(loaded, b2="<p>Nộp ở số 5.</p>"))

    assert "5%" in plain(world, RATE)
    assert "4,5%" not in plain(world, RATE)
    assert "Nộp ở số 5." in plain(world, WHERE)
    assert world.notice().state == ChangeNotice.State.MERGED


def test_where_the_form_changed_the_same_place_it_is_asked_about(client):
    world = Following()
    loaded = world.copy().get_latest_revision()
    world.change(RATE, NATIONAL)
    world.roll_out()

    save(client, world, form_of(loaded, b1="<p>Ở tỉnh ta là 4,5%.</p>"))

    assert "Ở tỉnh ta" in plain(world, RATE)
    assert world.notice().state == ChangeNotice.State.OPEN
    assert len(world.notice().conflicts) == 1


def test_a_form_that_is_newer_is_saved_as_it_is(client):
    world = Following()
    world.change(RATE, NATIONAL)
    world.roll_out()
    loaded = world.copy().get_latest_revision()

    save(client, world, form_of(loaded, b1="<p>Ở tỉnh ta là 4,5%.</p>"))

    assert "Ở tỉnh ta" in plain(world, RATE)
    assert world.notice().conflicts == []
