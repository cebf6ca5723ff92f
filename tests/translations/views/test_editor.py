"""The editor's screen."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cms.models import Role
from tests.factories.local_copies import Place
from tests.factories.offices import make_centre, make_province
from tests.factories.terms import make_term
from tests.factories.tongues import said
from tests.factories.translations import Booth, make_linguist
from tests.factories.users import make_user
from translations.models import SegmentTranslation
from translations.services import mark_translated, withdraw_request

pytestmark = pytest.mark.django_db


def address(booth, language="km", query=""):
    return reverse("translations_editor", args=[booth.request(language).pk]) + query


def shown(client, booth, user=None, **options):
    client.force_login(user or booth.translator)
    return client.get(address(booth, **options))


def settings_of(answer):
    html = answer.content.decode()
    start = html.index('<script id="loa-tr-settings"')
    return json.loads(html[html.index(">", start) + 1 : html.index("</script>", start)])


def test_source_and_translation_stand_beside_each_other_in_their_languages(client):
    booth = Booth()
    booth.write("Bấm nộp")

    html = shown(client, booth).content.decode()

    assert 'data-source="Bấm nộp."' in html
    assert f"{said('Bấm nộp.', 'km')}</textarea>" in html
    assert 'lang="km-VN" dir="ltr"' in html
    assert html.index("Mở ứng dụng.") < html.index("Bấm nộp.")


def test_every_segment_is_a_form_that_saves_without_script(client):
    booth = Booth()

    html = shown(client, booth).content.decode()

    save = reverse("translations_save", args=[booth.request().pk])
    assert html.count(f'action="{save}"') == len(booth.segments())


def test_letters_marks_terms_and_keys_are_at_hand(client):
    booth = Booth()
    make_term("đại lý thu", km="ភ្នាក់ងារ")

    html = shown(client, booth).content.decode()

    assert 'data-letter="ក"' in html
    assert 'data-chip="⟨1⟩" data-closing="⟨/1⟩"' in html
    assert 'data-insert="ភ្នាក់ងារ"' in html
    assert "<kbd>Ctrl</kbd>+<kbd>Enter</kbd>" in html


def test_a_filter_shows_its_segments_only(client):
    booth = Booth()
    booth.write("Bấm nộp")

    html = shown(client, booth, query="?loc=draft").content.decode()

    assert html.count("data-save") == 1
    assert f"{said('Bấm nộp.', 'km')}</textarea>" in html


def test_an_unknown_filter_shows_everything(client):
    booth = Booth()

    answer = shown(client, booth, query="?loc=khong-co")

    assert len(answer.context["lines"]) == len(booth.segments())


def test_what_is_approved_is_not_changed_by_a_slip(client):
    booth = Booth()
    booth.translate("Bấm nộp")

    html = shown(client, booth, query="?loc=approved").content.decode()

    assert "readonly" in html
    assert 'value="reopen"' in html


def test_a_changed_source_is_shown_as_a_difference(client):
    booth = Booth()
    booth.translate("Mở ứng dụng")
    booth.revise("Mở ứng dụng", "Mở phần mềm")

    html = shown(client, booth, query="?loc=stale").content.decode()

    assert "<ins>" in html
    assert f"{said('Mở ứng dụng.', 'km')}</textarea>" in html


@pytest.mark.parametrize("role", [Role.EDITOR, Role.LEADER])
def test_the_authors_office_reads_and_answers_but_does_not_write(client, role):
    booth = Booth()

    answer = shown(client, booth, make_user(booth.office, role))

    assert answer.status_code == 200
    assert not settings_of(answer)["writes"]
    assert 'value="translated"' not in answer.content.decode()
    assert "data-talk-form" in answer.content.decode()


def test_linguists_of_other_languages_and_offices_stay_outside(client):
    booth = Booth()
    strangers = [
        make_linguist(booth.office, Role.TRANSLATOR, "hmn"),
        make_linguist(make_province(), Role.TRANSLATOR, "km"),
        make_user(make_province(), Role.EDITOR),
        make_user(booth.office, Role.CHANNEL_KEEPER),
    ]

    answers = [shown(client, booth, user) for user in strangers]

    assert [answer.status_code for answer in answers] == [302] * len(strangers)


def test_the_centres_translator_works_for_a_province(client):
    booth = Booth()

    answer = shown(client, booth, make_linguist(make_centre(), Role.TRANSLATOR, "km"))

    assert settings_of(answer)["writes"]


def test_nobody_looks_at_a_request_that_is_not_there(client):
    client.force_login(Booth().translator)

    for number in (0, 10**30):
        assert client.get(f"/admin/dich/{number}/").status_code == 404


def test_what_is_not_asked_for_any_more_is_shown_and_says_so(client):
    booth = Booth()
    booth.write("Bấm nộp")
    withdraw_request(request=booth.request(), user=booth.editor, reason="Thôi")

    answer = shown(client, booth)

    assert "yêu cầu dịch lại ở bài tiếng Việt" in answer.context["closed"]
    assert f"{said('Bấm nộp.', 'km')}</textarea>" in answer.content.decode()
    assert not settings_of(answer)["writes"]


def test_an_item_that_was_deleted_meanwhile_leaves_a_message_and_no_fault(client):
    booth = Booth()
    booth.write("Bấm nộp")
    type(booth.page).objects.filter(pk=booth.page.pk).update(live=False)
    type(booth.page).objects.get(pk=booth.page.pk).delete()

    answer = shown(client, booth)

    assert answer.status_code == 200
    assert answer.context["closed"]
    assert answer.context["lines"] == []


def test_the_screen_has_words_for_its_script_in_vietnamese(client):
    words = settings_of(shown(client, Booth()))["words"]

    assert words["saved"] == "Đã lưu tất cả."


def test_a_long_item_costs_as_many_queries_as_a_short_one(client):
    def cost(booth):
        booth.write()
        shown(client, booth)
        with CaptureQueriesContext(connection) as queries:
            client.get(address(booth))
        return len(queries)

    sentences = "".join(f"<p>Câu thứ {number} của bài này.</p>" for number in range(60))
    short, long = cost(Booth()), cost(Booth(body=[("paragraph", sentences)]))
    assert short == long
    assert long < 45


def test_reviewed_is_offered_to_a_reviewer_of_what_others_wrote(client):
    booth = Booth()
    booth.write("Bấm nộp")
    mark_translated(request=booth.request(), user=booth.translator, seen=booth.seen("Bấm nộp"))

    assert 'value="reviewed"' not in shown(client, booth).content.decode()
    html = shown(client, booth, booth.reviewer, query="?loc=translated").content.decode()
    assert 'value="reviewed" data-review >' in html


def test_a_local_copy_opens_with_what_the_centre_has_not_translated(client):
    centre = Booth(make_centre(), languages=("km",))
    centre.translate()
    place = Place(centre, "Dễ làm lắm.", "Dễ làm ở tỉnh ta.")

    html = shown(client, place).content.decode()
    every = shown(client, place, query="?loc=tat-ca").content.decode()

    assert 'data-source="Dễ làm ở tỉnh ta."' in html
    assert 'data-source="Bấm nộp."' not in html
    assert 'data-source="Bấm nộp."' in every
    assert "Bản dịch của Trung ương" in every


def test_a_local_copy_with_nothing_left_shows_everything(client):
    centre = Booth(make_centre(), languages=("km",))
    centre.translate()

    html = shown(client, Place(centre)).content.decode()

    assert 'data-source="Bấm nộp."' in html


def test_nobody_passes_their_own_words_off_as_the_centres(client):
    booth = Booth()
    client.force_login(booth.translator)
    form = {"segment": str(booth.segment("Bấm nộp").uuid), "version": 0, "origin": "national"}

    client.post(reverse("translations_save", args=[booth.request().pk]), form | {"text": "ចុច"})

    assert not SegmentTranslation.objects.filter(origin="national").exists()
