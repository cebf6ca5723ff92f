import pytest

from publishing.airing.hosts import require_known
from publishing.errors import PermanentError


def test_only_hosts_that_the_environment_names(settings):
    settings.LOA_STATION_HOSTS = ["Loa.Tinh.vn"]
    require_known("loa.tinh.VN")
    for host in ("", "tinh.vn", "x.loa.tinh.vn"):
        with pytest.raises(PermanentError, match="LOA_STATION_HOSTS"):
            require_known(host)
