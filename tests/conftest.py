"""Fixtures that every room shares."""

import gc
from contextlib import ExitStack
from pathlib import Path

import pytest
from django.core import management
from django.core.cache import cache
from django.db import connection
from django.utils import translation

from tests import pristine
from tests.migrated import migrate_from


def pytest_collection_finish() -> None:
    """What was imported stays until the end: it is not looked through again and again for garbage."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(request, django_db_modify_db_settings_parallel_suffix):
    """Runs just before the test database is made; gives what ends the patch."""
    patch = pytest.MonkeyPatch()
    if connection.vendor == "sqlite":
        folder = Path(request.config.cache.mkdir("migrated"))
        patch.setattr(management, "call_command", migrate_from(folder, management.call_command))
    return patch.undo


@pytest.fixture(scope="session")
def django_db_setup(django_db_modify_db_settings, django_db_setup, django_db_blocker):
    """Migrations that were run before are copied; see `tests/migrated.py`."""
    django_db_modify_db_settings()
    if connection.vendor != "postgresql":
        yield
        return
    with ExitStack() as stack:
        with django_db_blocker.unblock():
            stack.enter_context(pristine.kept())
        yield
        with django_db_blocker.unblock():
            stack.close()


@pytest.fixture(autouse=True)
def the_language_of_the_house():
    """What a request of another test spoke is forgotten."""
    translation.deactivate()


@pytest.fixture(autouse=True)
def an_empty_cache():
    """What Wagtail remembers of sites starts anew."""
    cache.clear()


@pytest.fixture(autouse=True)
def nothing_remembered_of_files():
    """Files stay as they are, so processes remember small ones; tests lose and damage them."""
    from media_assets.pieces import logo  # not before Django is set up
    from publishing.approval_sheet import pictures

    logo._of.cache_clear()
    pictures._small.cache_clear()


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Files that a test makes may differ in a byte from process to process; its name must not."""
    return argname if isinstance(val, bytes) else None
