"""What is counted of an item at its offices."""

import pytest

from publishing.cockpit.reach import reach_of
from publishing.models import Delivery
from publishing.services.speaking_last import speak_last
from tests.factories.communes import make_bulletin, make_commune

pytestmark = pytest.mark.django_db
State = Delivery.State


@pytest.mark.parametrize("planned_failed", [True, False])
def test_what_failed_counts_until_a_version_that_went_live_after_it(planned_failed):
    commune = make_commune()
    failed, fine = {"state": State.FAILED}, {}
    first = make_bulletin(commune)
    planned = make_bulletin(commune, before=first, **(failed if planned_failed else fine))
    make_bulletin(commune, before=first, **(fine if planned_failed else failed))
    speak_last(planned.release)
    first.work.releases.update(state="in_force")  # that of an office stands beside the version

    (reach,) = reach_of([first.work_id]).values()

    assert reach.failed == int(planned_failed)
