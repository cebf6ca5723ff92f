"""What the audit log says of language review."""

import pytest
from wagtail.models import PageLogEntry

from tests.factories.voices import READER, Studio
from translations import review_log

pytestmark = pytest.mark.django_db


def said(page, action: str) -> str:
    entry = PageLogEntry.objects.get(page=page.pk, action=action)
    return str(entry.formatter.format_message(entry))


def test_it_names_the_reader_and_the_reason_of_a_refusal():
    studio = Studio()
    studio.translate()
    studio.hear(studio.bring(), is_right=False, comment="Thiếu một câu")

    assert READER in said(studio.page, review_log.RECORDED)
    assert "Thiếu một câu" in said(studio.page, review_log.HEARD_WRONG)
