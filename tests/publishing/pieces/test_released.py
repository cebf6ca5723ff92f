"""What an office finds to print, however much others release."""

import pytest
from django.urls import reverse

from publishing.models import Release
from publishing.pieces.released import drawn_for
from tests.factories.offices import make_province
from tests.factories.publishing import make_bare_office, make_release
from tests.factories.users import make_admin_user

pytestmark = pytest.mark.django_db
SHEET = {"sha256": "0" * 64, "name": "a.pdf", "content_type": "application/pdf"}
SIZE = {"width": 210, "height": 297, "size": 9, "alt": "Tờ"}


def drawn(*codes: str, title: str = "Tờ rơi", **fields) -> Release:
    made = make_release(title=title, **fields)
    made.content = {"pieces": {code: {"poster-a4": SHEET | SIZE} for code in codes}}
    made.save()
    return made


def test_only_releases_that_an_office_was_drawn_for_are_found_newest_first():
    office, other = make_bare_office(), make_bare_office()
    first = drawn(office.code, other.code)
    drawn(other.code)
    drawn(office.code, state=Release.State.WITHDRAWN)
    make_release()
    last = drawn(office.code)

    assert list(drawn_for([office])) == [last, first]
    assert list(drawn_for([])) == []


def test_an_office_keeps_its_posters_while_others_release_much(client):
    office = make_province(code="TQ")
    drawn("TQ", title="Tờ của Tuyên Quang")
    Release.objects.bulk_create(_copies_of(drawn("LC"), 250))
    client.force_login(make_admin_user(office, "editor"))

    assert "Tờ của Tuyên Quang" in client.get(reverse("publishing_posters")).content.decode()


def test_what_does_not_fit_on_a_screen_is_on_the_next(client):
    office = make_province(code="TQ")
    drawn("TQ", title="Tờ đầu tiên")
    Release.objects.bulk_create(_copies_of(drawn("TQ"), 40))
    client.force_login(make_admin_user(office, "editor"))
    first = client.get(reverse("publishing_posters"))
    last = client.get(
        reverse("publishing_posters"), {"p": first.context["page"].paginator.num_pages}
    )

    assert "Tờ đầu tiên" not in first.content.decode()
    assert "?p=2" in first.content.decode()
    assert "Tờ đầu tiên" in last.content.decode()


def _copies_of(release: Release, number: int):
    names = [field.attname for field in Release._meta.concrete_fields if field.attname != "id"]
    return [Release(**{name: getattr(release, name) for name in names}) for _n in range(number)]
