"""What a version left at the places of an office."""

import pytest

from publishing.models import Delivery, Release
from publishing.office_places import places_before
from publishing.services.office_releases import release_for_office
from tests.factories.packages import delivered, make_facebook, page_is_up, release, set_fact
from tests.factories.provinces import centre_desk, province, released_copy

pytestmark = pytest.mark.django_db
State = Delivery.State


def test_a_post_that_a_local_copy_left_as_it_was_is_corrected_with_the_copy():
    """The copy's post was cancelled, since the national one says the same, word for word."""
    office = province()
    place = make_facebook(office)
    national = centre_desk([place])
    release(national)
    page_is_up()
    delivered(place)
    copy = released_copy(national, office)
    own = Release.objects.versions().get(edition=copy.page.edition)
    page_is_up()
    left = Delivery.objects.get(destination=place, release=own)
    assert left.state == State.CANCELLED

    assert place in places_before(own, [office])

    set_fact(office, "hotline", "0207 999 9999")
    done = release_for_office(release=own, office=office, user=copy.leader, reason="Đổi số")

    (row,) = Delivery.objects.filter(release=done, destination=place)
    assert row.state == State.QUEUED
    assert "0207 999 9999" in str(row.variant.post.data)
