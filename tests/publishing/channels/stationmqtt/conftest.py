import pytest

from deploy.debian import unavailable
from tests.fakes.mosquitto import Mosquitto


@pytest.fixture
def station(tmp_path, settings):
    """A broker. Skips without mosquitto, and says so; on a build server that is a failure."""
    if lacking := unavailable("mosquitto"):
        pytest.skip(lacking)
    settings.LOA_STATION_HOSTS = ["127.0.0.1"]
    with Mosquitto(tmp_path) as broker:
        yield broker
