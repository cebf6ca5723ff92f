"""Translators are told when the source changes under them."""

import pytest

from cms.models import QueuedMail
from tests.factories.translations import Booth
from translations.models import TranslationRequest

pytestmark = pytest.mark.django_db


def told() -> list[str]:
    rows = QueuedMail.objects.filter(subject__contains="đã cũ")
    return sorted(rows.values_list("recipient", flat=True))


def test_a_change_that_goes_live_writes_one_mail_to_each_translator():
    booth = Booth(languages=["km", "hmn"])
    TranslationRequest.objects.update(assignee=booth.translator)
    booth.translate()
    booth.translate(language="hmn")

    booth.revise("4,5%", "5%")

    assert told() == [booth.translator.email]
    (mail,) = QueuedMail.objects.filter(subject__contains="đã cũ")
    assert mail.subject == "2 bản dịch đã cũ"


def test_what_changes_no_translated_text_writes_to_nobody():
    booth = Booth(languages=["km"])
    TranslationRequest.objects.update(assignee=booth.translator)
    booth.translate("Cách làm")

    booth.revise("4,5%", "5%")

    assert told() == []


def test_a_draft_that_is_not_live_changes_nothing_for_translators():
    booth = Booth(languages=["km"])
    TranslationRequest.objects.update(assignee=booth.translator)
    booth.translate()

    booth.revise("4,5%", "5%", live=False)

    assert told() == []


def test_where_nobody_translates_nobody_is_written_to():
    booth = Booth(languages=["km"])
    booth.translate()

    booth.revise("4,5%", "5%")

    assert told() == []
