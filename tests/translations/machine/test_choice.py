import pytest
from django.core.exceptions import ImproperlyConfigured

from publishing.machine_translation import LibreTranslate
from translations.machine import translator
from translations.machine.checks import machine_translation
from translations.machine.dummy import Dummy


def test_the_environment_chooses_the_engine(settings):
    settings.LOA_MACHINE_TRANSLATION = "publishing.machine_translation.LibreTranslate"
    assert isinstance(translator(), LibreTranslate)
    settings.LOA_MACHINE_TRANSLATION = ""
    assert translator() is None


def test_the_demo_has_an_engine_that_translates_nothing():
    assert isinstance(translator(), Dummy)


@pytest.mark.parametrize("path", ["no.such.Engine", "translations.unit.Unit", "Dummy"])
def test_a_wrong_path_is_named_when_loa_starts(settings, path):
    settings.LOA_MACHINE_TRANSLATION = path
    with pytest.raises(ImproperlyConfigured, match=path):
        translator()
    assert [error.id for error in machine_translation()] == ["translations.E001"]
