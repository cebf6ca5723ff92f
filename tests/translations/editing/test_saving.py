"""One press of a button: words first, then the step."""

import pytest

from cms.models import QueuedMail
from tests.factories.tongues import said
from tests.factories.translations import Booth
from translations import memory
from translations.editing.saving import press
from translations.errors import Conflict, Refused
from translations.forms.editor import SaveForm
from translations.models import MemoryUnit, SegmentComment

pytestmark = pytest.mark.django_db


def pressed(booth, words, user=None, **fields):
    given = {"segment": booth.segment(words).uuid, "version": 0, "text": "", **fields}
    form = SaveForm(given)
    assert form.is_valid(), form.errors
    return press(booth.request(), user or booth.translator, form)


def test_translated_saves_the_words_and_says_that_they_are():
    booth = Booth()

    saved = pressed(booth, "Bấm nộp", text="ចុច", verb="translated")

    assert (saved.translation.text, saved.translation.state) == ("ចុច", "translated")
    assert saved.refused == ""


def test_words_that_are_not_ready_for_the_step_are_kept_all_the_same():
    booth = Booth()

    saved = pressed(booth, "đóng trước", text="không có dấu", verb="translated")

    assert "⟨" in saved.refused
    assert booth.translation("đóng trước").text == "không có dấu"
    assert booth.translation("đóng trước").state == "draft"


def test_an_accepted_suggestion_counts_as_used_and_keeps_its_origin():
    booth = Booth()
    memory.keep([memory.Pair("Bấm nộp.", "ចុច")], "km", office=booth.office, approved=True)
    unit = MemoryUnit.objects.get()

    saved = pressed(booth, "Bấm nộp", text="ចុច", origin="memory", note="100 %", unit=unit.pk)

    unit.refresh_from_db()
    assert (saved.translation.origin, saved.translation.origin_note) == ("memory", "100 %")
    assert unit.used == 1


def test_nobody_says_that_a_file_wrote_it():
    booth = Booth()
    form = SaveForm({"segment": booth.segment("Bấm").uuid, "version": 0, "origin": "import"})

    assert not form.is_valid()


def test_of_two_the_second_is_told_and_nothing_is_stored():
    booth = Booth()
    pressed(booth, "Bấm nộp", text="một")

    with pytest.raises(Conflict):
        pressed(booth, "Bấm nộp", user=booth.reviewer, text="hai", verb="translated")

    assert booth.translation("Bấm nộp").text == "một"


def test_what_is_approved_is_opened_again_for_a_reason():
    booth = Booth()
    booth.translate("Bấm nộp")
    version = booth.translation("Bấm nộp").version

    with pytest.raises(Refused):
        pressed(booth, "Bấm nộp", version=version, verb="reopen", reason=" ")
    saved = pressed(booth, "Bấm nộp", version=version, verb="reopen", reason="Sai chữ")

    assert (saved.translation.state, saved.translation.text) == ("draft", said("Bấm nộp.", "km"))


def test_whoever_wrote_it_is_told_when_somebody_else_opens_it_again():
    booth = Booth()
    booth.translate("Bấm nộp")
    QueuedMail.objects.all().delete()
    given = {"version": booth.translation("Bấm nộp").version, "verb": "reopen"}

    saved = pressed(booth, "Bấm nộp", booth.reviewer, reason="Sai tên nút", **given)

    assert saved.translation.state == "draft"
    assert SegmentComment.objects.get().text == "Sai tên nút"
    assert [mail.recipient for mail in QueuedMail.objects.all()] == [booth.translator.email]


def test_nobody_is_told_of_what_they_open_again_themselves():
    booth = Booth()
    booth.translate("Bấm nộp")
    QueuedMail.objects.all().delete()
    given = {"version": booth.translation("Bấm nộp").version, "verb": "reopen"}

    pressed(booth, "Bấm nộp", reason="Sai chữ", **given)

    assert not SegmentComment.objects.exists()
    assert not QueuedMail.objects.exists()


def test_a_reviewer_steps_on_without_touching_the_words():
    booth = Booth()
    booth.write("Bấm nộp")
    pressed(booth, "Bấm nộp", text=said("Bấm nộp.", "km"), version=1, verb="translated")

    saved = pressed(
        booth,
        "Bấm nộp",
        booth.reviewer,
        text=said("Bấm nộp.", "km"),
        version=2,
        verb="reviewed",
    )

    assert (saved.translation.state, saved.refused) == ("reviewed", "")
    assert saved.translation.reviewed_by == booth.reviewer


def test_a_reviewer_who_changes_the_words_has_written_them():
    booth = Booth()
    booth.write("Bấm nộp")
    pressed(booth, "Bấm nộp", text=said("Bấm nộp.", "km"), version=1, verb="translated")

    saved = pressed(booth, "Bấm nộp", booth.reviewer, text="ចុច", version=2, verb="reviewed")

    assert (saved.translation.state, saved.translation.text) == ("draft", "ចុច")
    assert saved.refused
