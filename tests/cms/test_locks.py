"""Locks that others register."""

import pytest
from wagtail.locks import BaseLock

from cms import locks
from cms.locks import ReviewLock
from cms.models import ArticlePage
from tests.factories.approval import Desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def finders(monkeypatch):
    made = []
    monkeypatch.setattr(locks, "_finders", made)
    return made


def test_the_first_lock_that_anybody_finds_is_the_item_s(finders):
    desk = Desk()
    lock = BaseLock(desk.page)
    locks.register(lambda page: None)
    locks.register(lambda page: lock if page.pk == desk.page.pk else None)

    assert desk.now().get_lock() is lock


def test_what_is_in_review_says_so_before_anything_else(finders):
    desk = Desk()
    locks.register(lambda page: BaseLock(page))
    desk.submit()

    assert isinstance(desk.now().get_lock(), ReviewLock)


def test_a_page_that_was_never_saved_is_not_asked_about(finders):
    locks.register(lambda page: BaseLock(page))

    assert ArticlePage(title="Mới").get_lock() is None


def test_whoever_registers_twice_is_asked_once(finders):
    def find(page):
        return None

    locks.register(find)
    locks.register(find)

    assert finders == [find]
