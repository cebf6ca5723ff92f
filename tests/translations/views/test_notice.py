"""One national change, and what its office answers."""

import html
import json
import re

import pytest
from django.urls import reverse

from cms import approval
from tests.factories.pages import publish
from tests.factories.rollouts import FREE, RATE, WHERE, Following
from translations.models import ChangeNotice
from translations.services import rollouts

pytestmark = pytest.mark.django_db
OURS, NATIONAL = "<p>Ở tỉnh ta là 4,5%.</p>", "<p>Mức đóng là 5%.</p>"


@pytest.fixture
def world():
    made = Following()
    made.change_here(RATE, OURS)
    made.change(RATE, NATIONAL)
    made.change(WHERE, "<p>Nộp ở bất kỳ đâu.</p>")
    made.roll_out()
    return made


def shown(client, world, user=None):
    client.force_login(user or world.editors[0])
    return client.get(reverse("translations_notice", args=[world.notice().pk])).content.decode()


def post(client, world, what, **posted):
    client.force_login(world.editors[0])
    address = reverse(f"translations_notice_{what}", args=[world.notice().pk])
    posted.setdefault("seen", rollouts.state_of(world.notice()))
    return client.post(address, posted, follow=True)


def choice(world, chosen, **more):
    return {"place-0-key": world.notice().conflicts[0]["key"], "place-0": chosen} | more


def rich(text):
    block = {"key": "a", "type": "unstyled", "text": text, "depth": 0}
    return json.dumps({"blocks": [block], "entityMap": {}})


def test_the_three_versions_stand_side_by_side_with_what_differs(client, world):
    page = shown(client, world)
    assert "Mức đóng là 4,5% lương cơ sở." in page
    assert "<ins>" in page
    assert "Nộp" in page  # taken in already
    assert "Lấy của Trung ương" in page


def test_the_centre_reads_it_without_buttons(client, world):
    page = shown(client, world, world.centre_editor)
    assert "Mức đóng là 4,5% lương cơ sở." in page
    assert "quyết định việc này" in page
    assert 'name="place-0"' not in page


def test_the_national_text_is_taken_by_a_click(client, world):
    post(client, world, "decide", **choice(world, "national"))
    assert world.draft()[RATE] == NATIONAL
    assert "Trình duyệt" in shown(client, world)


def test_straight_on_to_submitting(client, world):
    answer = post(client, world, "decide", submit="1", **choice(world, "local"))
    assert answer.redirect_chain[-1][0] == reverse("loa_submit", args=[world.copy().pk])


def test_a_text_written_by_hand_is_read_as_the_page_editor_reads_it(client, world):
    written = {"place-0-hand": rich("Mức đóng ở tỉnh ta là 5%.")}
    post(client, world, "decide", **choice(world, "hand", **written))
    assert "Mức đóng ở tỉnh ta là 5%." in world.draft()[RATE]
    assert world.notice().state == ChangeNotice.State.RESOLVED


def test_a_text_that_is_refused_stays_in_the_form(client):
    world = Following()
    copy = world.copy()
    copy.title = "Tên của tỉnh"
    copy.save_revision(user=world.editors[0])
    national = world.national().get_latest_revision_as_object()
    national.title = "Tên mới của trung ương"
    national.save_revision(user=world.centre_editor)
    world.change(FREE, "<p>Miễn phí.</p>")
    world.roll_out()

    answer = post(client, world, "decide", **choice(world, "hand", **{"place-0-hand": ""}))

    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
    assert not_stored(answer) == []
    assert world.notice().decisions == {}

    too_long = "Tên dài " * 40
    answer = post(client, world, "decide", **choice(world, "hand", **{"place-0-hand": too_long}))

    assert answer.status_code == 422
    assert f'value="{too_long}"' in answer.context["places"][0]["hand_html"]


MINE = "Một đoạn dài tự viết."


def decide_first(world, chosen="local"):
    notice = world.notice()
    rollouts.decide_change(
        notice=notice,
        user=world.leaders[0],
        choices={notice.conflicts[0]["key"]: chosen},
        seen=rollouts.state_of(notice),
    )


def not_stored(answer):
    return answer.context["not_stored"]


def test_what_a_hand_wrote_is_shown_to_be_copied_when_a_colleague_decided_first(client, world):
    seen = rollouts.state_of(world.notice())
    posted = choice(world, "hand", **{"place-0-hand": rich(MINE)})
    decide_first(world)

    answer = post(client, world, "decide", seen=seen, **posted)

    assert not_stored(answer) == [MINE]
    assert MINE in answer.content.decode()
    assert "Vừa có người" in answer.content.decode()
    assert world.draft()[RATE] == OURS


def test_so_it_is_when_the_page_went_into_review_meanwhile(client, world):
    posted = choice(world, "hand", **{"place-0-hand": rich(MINE)})
    approval.submit_for_approval(page=world.copy(), user=world.leaders[0])

    answer = post(client, world, "decide", **posted)

    assert not_stored(answer) == [MINE]
    assert world.notice().decisions == {}


def test_and_when_all_is_settled(client, world):
    posted = choice(world, "hand", **{"place-0-hand": rich(MINE)})
    decide_first(world)
    publish(world.copy())
    assert world.notice().settled_at

    assert not_stored(post(client, world, "decide", **posted)) == [MINE]


def typed_in(field):
    """The words of a field for rich text."""
    value = html.unescape(re.search(r'value="([^"]*)"', field)[1])
    return "".join(block["text"] for block in json.loads(value)["blocks"])


def test_it_stands_in_its_field_where_its_place_is_still_asked_about(client):
    """Which has another number by then, and the colleague's place has none."""
    world = Following()
    for block, ours in ((RATE, OURS), (WHERE, "<p>Nộp ở số 5.</p>")):
        world.change_here(block, ours)
    world.change(RATE, NATIONAL)
    world.change(WHERE, "<p>Nộp ở bất kỳ đâu.</p>")
    world.roll_out()
    keys = [each["key"] for each in world.notice().conflicts]
    seen = rollouts.state_of(world.notice())
    decide_first(world)

    answer = post(
        client,
        world,
        "decide",
        **{"seen": seen, "place-0-key": keys[0], "place-0": "national"},
        **{"place-1-key": keys[1], "place-1": "hand", "place-1-hand": rich(MINE)},
    )

    (shown,) = answer.context["places"]
    assert (shown["place"].key, shown["place"].number) == (keys[1], 0)
    assert shown["choice"] == "hand"
    assert 'name="place-0-hand"' in shown["hand_html"]
    assert typed_in(shown["hand_html"]) == MINE
    assert not_stored(answer) == []
    assert set(world.notice().decisions) == {keys[0]}


def test_of_two_at_once_the_second_is_told_and_sees_what_stands_now(client, world):
    seen, first = rollouts.state_of(world.notice()), choice(world, "national")
    post(client, world, "decide", seen=seen, **first)

    answer = post(client, world, "decide", seen=seen, **{**first, "place-0": "local"})

    assert world.draft()[RATE] == NATIONAL
    assert "Vừa có người" in answer.content.decode()


def test_a_decision_is_undone(client, world):
    key = world.notice().conflicts[0]["key"]
    post(client, world, "decide", **choice(world, "national"))
    post(client, world, "undo", key=key)
    assert world.draft()[RATE] == OURS
    assert len(world.notice().conflicts) == 1


def test_all_is_kept_as_it_was(client, world):
    post(client, world, "keep")
    assert "cơ quan bảo hiểm xã hội" in world.draft()[WHERE]
    assert "Giữ nguyên" in shown(client, world)


def test_nothing_chosen_changes_nothing(client, world):
    key = world.notice().conflicts[0]["key"]
    post(client, world, "decide", **{"place-0-key": key})
    assert world.notice().decisions == {}


def test_a_day_that_is_none_is_refused(client, world):
    post(client, world, "snooze", day="hôm nào đó")
    assert world.notice().snoozed_until is None


def test_forged_keys_and_choices_do_nothing(client, world):
    for posted in (
        {"place-0-key": "[]", "place-0": "national"},
        choice(world, "all"),
        {"place-0-key": '["title"]', "place-0": "hand", "place-0-hand": "x"},
    ):
        post(client, world, "decide", **posted)
    assert world.notice().decisions == {}
    assert world.draft()[RATE] == OURS


def test_keeping_a_critical_change_asks_why_and_everybody_reads_it(client, world):
    assert 'name="reason"' not in shown(client, world)
    world.declare("critical", 3, at_deadline="notice", reason="Mức cũ sai.")
    world.change(RATE, "<p>Mức đóng là 6%.</p>")
    world.roll_out()
    assert 'name="reason"' in shown(client, world)

    post(client, world, "keep")
    assert world.notice().state == ChangeNotice.State.OPEN
    post(client, world, "keep", reason="Tỉnh có nghị quyết riêng.")

    assert "Tỉnh có nghị quyết riêng." in shown(client, world, world.centre_editor)
