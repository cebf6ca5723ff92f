"""Saving, checks, suggestions and history of one segment."""

from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cms.models import Role
from tests.factories.terms import make_term
from tests.factories.tongues import said
from tests.factories.translations import Booth
from tests.factories.users import make_user
from translations import memory
from translations.models import SegmentTranslation
from translations.services import withdraw_request

pytestmark = pytest.mark.django_db
UNKNOWN = UUID(int=7)  # no segment has this number
JSON = {"HTTP_ACCEPT": "application/json", "HTTP_X_REQUESTED_WITH": "XMLHttpRequest"}


@pytest.fixture
def booth(client):
    booth = Booth()
    client.force_login(booth.translator)
    return booth


def to(booth, name, *more):
    return reverse(f"translations_{name}", args=[booth.request().pk, *more])


def save(client, booth, words="Bấm nộp", *, plain=False, **fields):
    given = {"segment": booth.segment(words).uuid, "version": 0, "text": "ចុច", **fields}
    return client.post(to(booth, "save"), given, **({} if plain else JSON))


def test_saving_gives_version_state_findings_and_progress(client, booth):
    answer = save(client, booth)

    said = answer.json()
    assert answer.status_code == 200
    assert (said["version"], said["state"], said["text"]) == (1, "draft", "ចុច")
    assert said["state_label"] == "Bản nháp"
    assert said["refused"] == ""
    assert not said["locked"]
    assert {"id", "severity", "message", "excerpt"} == set(said["findings"][0])
    assert sum(part["count"] for part in said["progress"]["parts"]) == said["progress"]["total"]


def test_the_same_text_again_changes_nothing(client, booth):
    save(client, booth)

    assert save(client, booth, version=1).json()["version"] == 1


def test_of_two_translators_the_second_gets_both_texts_and_chooses(client, booth):
    save(client, booth, text="một")
    client.force_login(booth.reviewer)

    answer = save(client, booth, text="hai")

    clash = answer.json()["conflict"]
    assert answer.status_code == 409
    assert (clash["theirs"], clash["version"]) == ("một", 1)
    assert clash["by"] == str(booth.translator)
    assert "<ins>" in clash["difference"]
    assert booth.translation("Bấm nộp").text == "một"

    assert save(client, booth, text="hai", version=clash["version"]).status_code == 200
    assert booth.translation("Bấm nộp").text == "hai"


def test_without_script_a_conflict_shows_both_texts_and_keeps_what_was_typed(client, booth):
    save(client, booth, text="bản thứ nhất")

    answer = save(client, booth, text="bản thứ hai", plain=True)

    html = answer.content.decode()
    assert answer.status_code == 409
    assert "bản thứ hai</textarea>" in html
    assert '<p class="loa-tr-theirs">bản thứ nhất</p>' in html
    assert 'name="version" value="1"' in html


def test_without_script_saving_leads_back_to_the_segment(client, booth):
    answer = save(client, booth, plain=True, loc="empty")

    uuid = booth.segment("Bấm nộp").uuid
    assert answer.status_code == 302
    assert answer["Location"] == f"{to(booth, 'editor')}?loc=empty#doan-{uuid}"
    assert booth.translation("Bấm nộp").text == "ចុច"


def test_translated_without_its_marks_is_stored_and_says_why_it_is_a_draft(client, booth):
    said = save(client, booth, "đóng trước", text="thiếu dấu", verb="translated").json()

    assert said["state"] == "draft"
    assert "⟨" in said["refused"]


def test_whoever_only_reads_saves_nothing(client, booth):
    client.force_login(make_user(booth.office, Role.EDITOR))

    assert save(client, booth).status_code == 403
    assert not SegmentTranslation.objects.exists()


def test_what_is_not_asked_for_any_more_is_refused_in_words(client, booth):
    withdraw_request(request=booth.request(), user=booth.editor, reason="Thôi")

    answer = save(client, booth)

    assert answer.status_code == 422
    assert answer.json()["message"]


def test_a_refusal_without_script_keeps_what_was_typed(client, booth):
    booth.translate("Bấm nộp")
    version = booth.translation("Bấm nộp").version

    answer = save(client, booth, version=version, verb="reopen", reason="", plain=True)

    assert answer.status_code == 422
    assert f"{said('Bấm nộp.', 'km')}</textarea>" in answer.content.decode()


@pytest.mark.parametrize(
    "fields",
    [
        {"segment": "khong-phai"},
        {"version": "x"},
        {"version": -1},
        {"version": 10**30},
        {"verb": "approve"},
        {"origin": "import"},
        {"unit": 10**30},
        {"text": "x" * 20_001},
    ],
)
def test_what_no_screen_sends_is_no_fault_and_stores_nothing(client, booth, fields):
    assert save(client, booth, **fields).status_code == 400
    assert not SegmentTranslation.objects.exists()


def test_a_segment_of_another_page_is_not_saved_here(client, booth):
    other = Booth(booth.office)

    answer = save(client, booth, segment=other.segment("Bấm nộp").uuid)

    assert answer.status_code == 422
    assert not SegmentTranslation.objects.exists()


def test_a_text_is_checked_before_it_is_saved_with_the_terms_of_the_glossary(client, booth):
    make_term("đại lý thu", km="ភ្នាក់ងារ")
    given = {"segment": booth.segment("đại lý thu").uuid, "text": "ថ្ងៃទី ២៦"}

    said = client.post(to(booth, "check"), given, **JSON).json()

    assert {"numbers", "tags", "glossary"} <= {one["id"] for one in said["findings"]}
    assert {one["severity"] for one in said["findings"]} == {"error", "warning"}
    assert not SegmentTranslation.objects.exists()


def test_a_check_of_nothing_is_no_fault(client, booth):
    assert client.post(to(booth, "check"), {}, **JSON).status_code == 400
    given = {"segment": uuid4(), "text": "x"}
    assert client.post(to(booth, "check"), given, **JSON).status_code == 404


def test_suggestions_come_from_memory_and_on_demand_from_the_machine(client, booth, settings):
    settings.LOA_MACHINE_TRANSLATION = "translations.machine.dummy.Dummy"
    memory.keep([memory.Pair("Bấm nộp.", "ចុច")], "km", office=booth.office, approved=True)
    given = {"segment": str(booth.segment("Bấm nộp").uuid)}

    of_memory = client.get(to(booth, "suggest"), given, **JSON).json()
    of_machine = client.get(to(booth, "suggest"), given | {"may": "1"}, **JSON).json()

    assert [one["target"] for one in of_memory["memory"]] == ["ចុច"]
    assert of_memory["memory"][0]["quality"] == 100
    assert "Bấm nộp" in of_machine["machine"][0]["target"]


@pytest.mark.parametrize("segment", ["", "x", str(UNKNOWN)])
def test_suggestions_for_what_is_not_there_are_not_found(client, booth, segment):
    assert client.get(to(booth, "suggest"), {"segment": segment}, **JSON).status_code == 404


def test_the_history_tells_who_wrote_what_as_a_page_and_for_the_script(client, booth):
    booth.translate("Bấm nộp")
    address = to(booth, "history", booth.segment("Bấm nộp").uuid)

    page, said = client.get(address), client.get(address, **JSON).json()

    assert page.status_code == 200
    assert str(booth.translator) in said["html"]
    assert "<ins>" in said["html"]
    assert said["html"].count("<li>") == 4  # taken, saved, translated, approved


def test_saving_costs_the_same_whatever_the_length_of_the_item(client, booth):
    def cost(one):
        client.force_login(one.translator)
        save(client, one, "Mức hỗ trợ đóng", text="x")
        with CaptureQueriesContext(connection) as queries:
            assert save(client, one, "Mức hỗ trợ đóng", text="y", version=1).status_code == 200
        return len(queries)

    sentences = "".join(f"<p>Câu thứ {number} của bài này.</p>" for number in range(60))
    assert cost(booth) == cost(Booth(body=[("paragraph", sentences)])) < 40


def test_a_save_says_which_filters_show_it_now_and_what_its_reader_may_do(client, booth):
    said_of = save(client, booth, verb="translated").json()

    assert "translated" in said_of["filters"]
    assert "can-lam" not in said_of["filters"]
    assert said_of["may_be_reviewed"] is False
    client.force_login(booth.reviewer)
    assert save(client, booth, version=said_of["version"]).json()["may_be_reviewed"] is True


def test_a_translator_cannot_press_what_is_a_reviewer_s(client, booth):
    written = save(client, booth, verb="translated").json()

    pressed = {"version": written["version"], "verb": "reviewed", "text": "ចុចៗ"}
    assert save(client, booth, **pressed).status_code == 403
    assert booth.translation("Bấm nộp").state == "translated"
