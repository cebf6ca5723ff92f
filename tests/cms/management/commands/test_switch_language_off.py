from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils.translation import override

from cms.language_switch import switch_on
from cms.language_switch_state import is_on
from cms.languages import BY_CODE
from cms.models import Role
from tests.factories.offices import make_centre
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db


def run(code: str, user, reason: str = "Thôi dịch") -> str:
    out = StringIO()
    name = user.username
    call_command("switch_language_off", code, "--user", name, "--reason", reason, stdout=out)
    return out.getvalue()


@pytest.fixture
def leader():
    return make_user(make_centre(), Role.LEADER)


def test_it_says_that_everything_is_kept(leader):
    switch_on(language=BY_CODE["km"])
    with override("en"):
        assert "Everything in it is kept" in run("khm", leader)
    assert not is_on("km")


def test_it_says_why_it_does_nothing(leader):
    with override("en"), pytest.raises(CommandError, match="is not switched on"):
        run("km", leader)
