import pytest
from django.utils import translation

from publishing.voices.registry import providers


@pytest.fixture
def in_english():
    """Messages as they stand in the code, whatever the catalogue says."""
    with translation.override("en"):
        yield


@pytest.fixture
def voices(settings):
    """Sets which there are, and forgets them after."""

    def choose(*paths):
        settings.LOA_VOICES = list(paths)
        providers.cache_clear()

    yield choose
    providers.cache_clear()


@pytest.fixture
def silence(voices):
    """A voice that every machine has, and a short file of it."""
    voices("publishing.voices.silent.Silent", "publishing.voices.people.People")
