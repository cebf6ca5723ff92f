"""The audit log says what was done and why."""

import pytest
from wagtail.models import PageLogEntry

from tests.factories.translations import Booth
from translations import services

pytestmark = pytest.mark.django_db


def test_reasons_stand_in_the_log():
    booth = Booth()
    draft = booth.revise("Không mất phí.", "Không phải nộp phí.", live=False)
    services.declare_minor_edit(page=booth.page, revision=draft, user=booth.editor, reason="Lỗi gõ")
    services.withdraw_request(request=booth.request(), user=booth.editor, reason="Đã đủ")

    entries = PageLogEntry.objects.filter(action__startswith="translations.").order_by("timestamp")
    said = {entry.action: entry.formatter.format_message(entry) for entry in entries}

    assert "Lỗi gõ" in said["translations.minor_edit"]
    assert "Đã đủ" in said["translations.withdraw_request"]
    assert said["translations.request"]
    assert {entry.user for entry in entries} == {booth.editor}
