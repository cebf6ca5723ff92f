import pytest
from django.core.management import CommandError, call_command

from publishing import credentials
from publishing.models import Destination
from tests.factories.publishing import make_bare_office

pytestmark = pytest.mark.django_db

NEW, OLD = "new-key-" + "n" * 40, "old-key-" + "o" * 40


@pytest.fixture(autouse=True)
def old_key(settings):
    settings.LOA_SECRET_KEYS = [OLD]


def sealed(value="mã bí mật"):
    one = Destination(name="Trang Facebook", channel="facebook", config={"page_id": "1"})
    one.secrets = {"access_token": credentials.seal(one, "access_token", value)}
    return one


def test_rotating_moves_every_secret_to_the_first_key(settings):
    one = sealed()
    one.office = make_bare_office()
    one.save()
    settings.LOA_SECRET_KEYS = [NEW, OLD]
    call_command("rotate_secrets")
    settings.LOA_SECRET_KEYS = [NEW]
    one.refresh_from_db()
    assert credentials.open_secret(one, "access_token") == "mã bí mật"


def test_rotating_names_what_no_key_opens_and_keeps_it(settings):
    one = sealed()
    one.office = make_bare_office()
    one.save()
    before = one.secrets
    settings.LOA_SECRET_KEYS = [NEW]
    with pytest.raises(CommandError, match="Trang Facebook"):
        call_command("rotate_secrets")
    one.refresh_from_db()
    assert one.secrets == before
