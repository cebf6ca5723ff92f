"""What waits for a nod, on the first screen."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from publishing.nod_panel import NodPanel
from publishing.services import nods
from tests.factories.national import Nation
from tests.factories.offices import make_province
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db


def test_it_lists_what_waits_for_this_person_until_it_is_answered():
    nation = Nation("nod")
    made = nation.release()

    panel = NodPanel.for_user(nation.leader)

    assert [line.release for line in panel.lines] == [made]
    assert made.title in panel.render_html()
    nods.nod(deliveries=nation.ids(), user=nation.leader)
    assert NodPanel.for_user(nation.leader) is None


def test_others_have_none():
    nation = Nation("nod")
    nation.release()

    assert NodPanel.for_user(make_user(nation.office, "editor")) is None
    assert NodPanel.for_user(make_user(make_province(), "leader")) is None
    assert NodPanel.for_user(nation.desk.leader) is None


def test_it_takes_three_queries_for_any_number_of_places():
    nation = Nation("nod", more=5)
    nation.release(go_live_at=timezone.now() + timedelta(days=1))

    with CaptureQueriesContext(connection) as queries:
        NodPanel.for_user(nation.leader)

    assert len(queries) == 3
