"""What a visitor of the demo can read in other languages from the start."""

import pytest
from django.core.management import call_command
from wagtail.models import Locale

from cms.demo.languages import HOME, KHMER_SECTIONS, ensure_languages
from cms.language_switch import switch_off
from cms.language_switch_pages import pages_in
from cms.languages import BY_CODE
from cms.models import Office, Role
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def leader():
    call_command("load_reference", verbosity=0)
    return make_user(Office.objects.get(code="VN"), Role.LEADER)


def titles_in(code: str) -> dict[str, tuple[str, bool]]:
    pages = pages_in(Locale.objects.get(language_code=code))
    return {page.slug: (page.title, page.live) for page in pages}


def test_the_centre_s_sections_are_on_the_portal_under_their_own_names(leader):
    ensure_languages(leader)

    khmer = titles_in("km")
    assert len(khmer) == 1 + len(KHMER_SECTIONS)
    assert all(live for _title, live in khmer.values())
    assert khmer["tin-tuc"] == (KHMER_SECTIONS["tin-tuc"], True)
    assert (HOME["km"], True) in khmer.values()
    assert titles_in("en")["hoi-dap"] == ("Questions and answers", True)


def test_what_somebody_switched_off_stays_off_at_the_next_start(leader):
    ensure_languages(leader)
    switch_off(language=BY_CODE["km"], user=leader, reason="Chưa có người đọc")

    ensure_languages(leader)

    assert not any(live for _title, live in titles_in("km").values())
