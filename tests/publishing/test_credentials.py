import pytest

from publishing import credentials
from publishing.errors import AuthError
from publishing.models import Destination

pytestmark = pytest.mark.usefixtures("in_english")

NEW, OLD = "new-key-" + "n" * 40, "old-key-" + "o" * 40


@pytest.fixture(autouse=True)
def old_key(settings):
    settings.LOA_SECRET_KEYS = [OLD]
    return settings


def destination(**fields):
    return Destination(name="Trang Facebook", channel="facebook", **fields)


def sealed(value="mã bí mật"):
    one = destination(config={"page_id": "1"})
    one.secrets = {"access_token": credentials.seal(one, "access_token", value)}
    return one


def test_a_sealed_secret_opens_in_its_place_only():
    one, other = sealed(), destination()
    assert credentials.open_secret(one, "access_token") == "mã bí mật"
    other.secrets = {"access_token": one.secrets["access_token"]}
    one.secrets["app_secret"] = one.secrets["access_token"]
    for place, name in ((other, "access_token"), (one, "app_secret")):
        with pytest.raises(AuthError, match="Reconnect"):
            credentials.open_secret(place, name)


def test_equal_secrets_have_different_ciphertexts():
    one = destination()
    first, second = (credentials.seal(one, "access_token", "same") for _ in range(2))
    assert first != second
    assert "same" not in first


def test_all_keys_decrypt_and_the_first_encrypts(settings):
    one = sealed()
    settings.LOA_SECRET_KEYS = [NEW, OLD]
    assert credentials.open_secret(one, "access_token") == "mã bí mật"
    one.secrets["access_token"] = credentials.seal(one, "access_token", "mới")
    settings.LOA_SECRET_KEYS = [NEW]
    assert credentials.open_secret(one, "access_token") == "mới"


@pytest.mark.parametrize(
    "broken", ["", "v1:", "v1:????", "v1:AAAA", "plain text", "v1:" + "A" * 80]
)
def test_what_cannot_be_decrypted_asks_to_reconnect(broken):
    with pytest.raises(AuthError, match="Reconnect"):
        credentials.open_secret(destination(secrets={"access_token": broken}), "access_token")


def test_a_lost_key_asks_to_reconnect(settings):
    one = sealed()
    settings.LOA_SECRET_KEYS = [NEW]
    with pytest.raises(AuthError, match="Trang Facebook"):
        credentials.config_for(one)


def test_settings_and_secrets_come_together_and_are_not_printed():
    config = credentials.config_for(sealed("verysecret"))
    assert dict(config) == {"page_id": "1", "access_token": "verysecret"}
    assert "verysecret" not in f"{config} {config!r} {[config]}"
