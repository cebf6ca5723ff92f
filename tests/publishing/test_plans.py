"""The plan of a correction says what waits for another office."""

import pytest

from publishing.plans import correction_plan
from tests.factories.national import Nation
from tests.factories.packages import delivered

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("rule", "waits"), [("auto", False), ("nod", True), ("never", True)])
def test_a_correction_waits_where_the_office_wants_to_see_it_first(rule, waits):
    nation = Nation("auto")
    nation.release()
    delivered(nation.page)
    nation.set_rule(rule)

    (line,) = correction_plan(nation.desk.now())

    assert line.destination == nation.page
    assert ("khi lãnh đạo đơn vị đã đồng ý" in str(line.what)) is waits


def test_at_its_own_places_nothing_waits_whatever_their_rule():
    nation = Nation("nod")
    nation.release()
    own = nation.desk.office.destinations.get(channel="facebook")
    delivered(own)
    nation.desk.office.destinations.update(national_posts="nod")

    (line,) = [one for one in correction_plan(nation.desk.now()) if one.destination == own]

    assert "đồng ý" not in str(line.what)
