"""States in the words of the screen."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation

from publishing.models import Delivery, Release
from publishing.state_tags import release_tag, state_tag

State, Action = Delivery.State, Delivery.Action


def tag(state, action="publish", channel="facebook", **fields):
    from publishing.models import Destination

    release = Release(kind="publish", state="in_force")
    delivery = Delivery(
        release=release,
        destination=Destination(channel=channel),
        state=state,
        action=action,
        **fields,
    )
    with translation.override("en"):
        return str(state_tag(delivery).text)


@pytest.mark.parametrize(
    ("action", "channel", "text"),
    [
        ("publish", "facebook", "Posted"),
        ("publish", "loudspeaker", "Broadcast"),
        ("revise", "loudspeaker", "Broadcast"),
        ("withdraw", "loudspeaker", "Taken down"),
        ("revise", "facebook", "Updated"),
        ("withdraw", "byhand", "Taken down"),
    ],
)
def test_done_is_said_by_what_was_done_and_where(action, channel, text):
    assert tag(State.DELIVERED, action, channel) == text


def test_a_failed_taking_down_is_not_called_a_failed_posting():
    assert tag(State.FAILED, "withdraw") == "Could not be taken down"
    assert tag(State.FAILED, "publish", "loudspeaker") == "Not broadcast"


def test_what_nobody_confirmed_in_time_is_said_not_to_be_confirmed():
    over = timezone.now() - timedelta(days=1)
    assert tag(State.ACCEPTED, expires_at=over) == "Not confirmed"
    assert tag(State.ACCEPTED) == "Waiting for confirmation"


def test_every_state_of_both_has_a_tag():
    for state in State.values:
        assert tag(state)
    for state in Release.State.values:
        assert release_tag(Release(kind="withdraw", state=state)).text
