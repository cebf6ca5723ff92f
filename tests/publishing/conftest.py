import pytest
from django.utils import translation


@pytest.fixture
def in_english():
    """Messages as they stand in the code, whatever the catalogue says."""
    with translation.override("en"):
        yield
