"""A page editor that was open while a national change came."""

import json

import pytest
from django.urls import reverse

from tests.factories.rollouts import FREE, RATE, WHERE, Following
from translations.models import ChangeNotice
from translations.services import retaking, rollouts

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


def test_what_the_editor_solved_is_no_question_any_more_and_what_it_made_is_shown(client):
    world = Following()
    world.change_here(RATE, "<p>Ở tỉnh ta là 4,5%.</p>")
    world.change(RATE, NATIONAL)
    world.roll_out()
    address = reverse("translations_notice", args=[world.notice().pk])

    save(client, world, form_of(world.copy().latest_revision, b1="<p>Ở tỉnh ta vẫn 4,5%.</p>"))
    shown = client.get(address).content.decode()
    assert "vẫn" in shown
    assert [each["local"] for each in world.notice().conflicts] == [plain(world, RATE)]

    save(client, world, form_of(world.copy().latest_revision, b1=NATIONAL))
    shown = client.get(address).content.decode()
    assert world.notice().conflicts == []
    assert world.notice().settled_at is None
    assert 'name="place-0"' not in shown
    assert "Trình duyệt" in shown


@pytest.mark.parametrize("what", ["retake", "recount"])
def test_a_decision_that_came_in_the_moment_of_saving_is_not_lost(monkeypatch, what):
    """Which notice it is, and what was decided of it, is read behind the lock."""
    world = Following()
    world.change_here(RATE, "<p>Ở tỉnh ta là 4,5%.</p>")
    world.change_here(WHERE, "<p>Nộp ở số 5.</p>")
    loaded = world.copy().latest_revision_id
    world.change(RATE, NATIONAL)
    world.change(WHERE, "<p>Nộp ở bất kỳ đâu.</p>")
    world.change(FREE, "<p>Miễn phí.</p>")
    world.roll_out()
    real = retaking.hold

    def decided_first(copy_id):
        notice = world.notice()
        rollouts.decide_change(
            notice=notice,
            user=world.editors[0],
            choices={notice.conflicts[0]["key"]: "national"},
            seen=rollouts.state_of(notice),
        )
        return real(copy_id)

    monkeypatch.setattr(retaking, "hold", decided_first)
    if what == "retake":
        assert retaking.retake(page=world.copy(), loaded=loaded, user=world.editors[0])
    else:
        retaking.recount(page=world.copy())

    notice = world.notice()
    assert (len(notice.decisions), len(notice.conflicts)) == (1, 1)
    assert world.draft()[1:] == [NATIONAL, "<p>Nộp ở số 5.</p>", "<p>Miễn phí.</p>"]
