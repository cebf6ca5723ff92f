import pytest

from deploy.debian import unavailable


@pytest.fixture(scope="session")
def espeak():
    """Skips without espeak-ng, and says so; on a build server that is a failure."""
    if lacking := unavailable("espeak-ng"):
        pytest.skip(lacking)
