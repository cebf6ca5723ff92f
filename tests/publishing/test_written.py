"""What counts as written by people."""

import pytest

from publishing.written import written_in
from tests.factories.approval import Desk

pytestmark = pytest.mark.django_db


def test_texts_are_written_and_what_changes_by_itself_is_not():
    written = written_in(Desk().page.get_latest_revision())

    assert {"title", "slug", "lead", "body"} <= set(written)
    assert not {"pk", "path", "live", "latest_revision", "locked_by"} & set(written)
