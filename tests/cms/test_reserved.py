"""No section hides behind an address of the program."""

import pytest
from django.core.exceptions import ValidationError

from cms.models import SectionPage
from cms.reserved import reserved_slugs
from tests.factories.offices import make_centre, make_section


def test_the_programs_own_addresses_are_reserved():
    assert {"admin", "tim-kiem", "documents", "loa", "media", "static", "en"} <= reserved_slugs()


@pytest.mark.django_db
def test_a_section_called_search_gets_another_address():
    assert make_section(make_centre(), "Tìm kiếm").slug == "muc-tim-kiem"


@pytest.mark.django_db
def test_such_an_address_by_hand_is_refused():
    with pytest.raises(ValidationError):
        make_centre().home.add_child(instance=SectionPage(title="Tra cứu", slug="tim-kiem"))


@pytest.mark.django_db
def test_a_title_without_ink_is_refused():
    with pytest.raises(ValidationError):
        make_section(make_centre(), "\u200b\u200d")
