from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils.translation import override

from cms.language_switch_state import is_on
from tests.factories.offices import make_province

pytestmark = pytest.mark.django_db


def run(code: str) -> str:
    out = StringIO()
    call_command("switch_language_on", code, stdout=out)
    return out.getvalue()


@pytest.mark.parametrize("code", ["km", "khm", "KM-VN"])
def test_it_says_what_was_made_and_what_each_page_needs(code):
    province = make_province(name="BHXH tỉnh Vĩnh Long")

    with override("en"):
        told = run(code)

    assert "Tiếng Khmer is on; 4 pages were made." in told
    assert "its title in the language" in told
    assert "\tBHXH tỉnh Vĩnh Long\n" in told
    assert province.home.get_translations().count() == 1


def test_again_it_makes_nothing():
    make_province()
    run("rad")
    with override("en"):
        assert "0 pages were made" in run("rad")


@pytest.mark.parametrize(("code", "said"), [("cjm", "cjm-cham"), ("khmer", "km (Tiếng Khmer)")])
def test_it_guesses_at_no_language(code, said):
    make_province()
    with pytest.raises(CommandError) as refusal:
        run(code)
    assert said in str(refusal.value)
    assert not is_on("cjm-cham")
