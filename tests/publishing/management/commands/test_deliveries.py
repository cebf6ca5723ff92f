import json
from io import StringIO

import pytest
from django.core.management import call_command

from publishing.models import Delivery
from tests.factories.publishing import make_delivery, make_release

pytestmark = pytest.mark.django_db


def run(*arguments):
    out = StringIO()
    call_command("deliveries", *arguments, stdout=out)
    return out.getvalue()


def test_json_names_everything_that_scripts_compare():
    delivery = make_delivery(
        make_release(title="Bài “mới”"), remote_id="r1", address="https://x.vn"
    )
    delivery.attempts.create(number=1, kind="send", started_at=delivery.due_at, outcome="delivered")

    (row,) = json.loads(run("--json"))

    assert row["item"] == "Bài “mới”"
    assert row["destination"] == delivery.destination.name
    assert (row["channel"], row["action"], row["state"]) == ("scripted", "publish", "queued")
    assert (row["key"], row["remote_id"]) == (str(delivery.key), "r1")
    assert row["attempts"] == [{"number": 1, "kind": "send", "outcome": "delivered"}]


def test_the_plain_table_has_a_line_for_each_delivery():
    make_delivery(make_release(title="x" * 200))
    header, line = run().strip().splitlines()
    assert header.split()[:2] == ["id", "item"]
    assert "…" in line


def test_states_can_be_chosen():
    make_delivery()
    failed = make_delivery(state=Delivery.State.FAILED)
    assert [row["id"] for row in json.loads(run("--json", "--state", "failed"))] == [failed.pk]


def test_many_deliveries_take_as_many_queries_as_one(django_assert_num_queries):
    for _number in range(5):
        make_delivery()
    with django_assert_num_queries(2):
        run("--json")
