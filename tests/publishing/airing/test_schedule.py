import json

from publishing.airing.schedule import as_cancelled, as_schedule, encoded
from publishing.channel import Post


def scheduled(**extra):
    post = Post(text="Lời", title="Tin", extra={"reading_seconds": 61, **extra})
    return as_schedule(post, key="k")


def test_times_are_seconds_after_midnight_by_the_days_that_they_share():
    made = scheduled(times=["05:15 1234567", "06:00 15", "17:30 1234567"])
    assert (made["Times"], made["Days"]) == ([18_900, 63_000], [1, 2, 3, 4, 5, 6, 7])
    assert made["More"] == [{"Times": [21_600], "Days": [1, 5]}]
    assert made["IsDaily"]


def test_without_wishes_the_station_chooses():
    made = scheduled()
    assert (made["Times"], made["From"], made["To"], made["Loops"]) == ([], "", "", 1)
    assert (made["Duration"], made["Priority"], made["Status"]) == (61, 1, "active")


def test_levels_go_from_low_to_high():
    levels = [
        scheduled(**{"class": one})["Priority"] for one in ("ordinary", "priority", "emergency")
    ]
    assert levels == [1, 2, 3]


def test_the_same_bulletin_is_the_same_bytes():
    assert encoded(scheduled(pause=5)) == encoded(scheduled(pause=5))
    assert json.loads(encoded(scheduled()))["TextContent"] == "Lời"


def test_a_cancelled_one_carries_nothing_to_read_out():
    assert as_cancelled("k") == {"Version": 1, "Id": "k", "Status": "cancelled"}
