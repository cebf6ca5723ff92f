"""Approval without publishing: the package is a fake, finishing makes the revision live."""

import pytest
from wagtail.models import WorkflowState

from tests.fakes import package
from tests.fakes.clock import Clock


@pytest.fixture
def fake_package(settings, monkeypatch):
    for name, path in package.PATHS.items():
        setattr(settings, name, path)
    monkeypatch.setattr(WorkflowState, "on_finish", package.release)
    package.forget()
    yield package
    package.forget()


@pytest.fixture
def clock(monkeypatch):
    """Monday, nine o'clock in Vietnam, until the test moves it."""
    return Clock(monkeypatch)
