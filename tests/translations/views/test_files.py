"""“Tệp cho người dịch”, as its users press it."""

import pytest
from django.urls import reverse

from tests.factories.translation_files import translated_docx, uploaded
from tests.factories.translations import Booth
from translations.exchange import Format, read
from translations.models import Errand, SegmentTranslation
from translations.services import withdraw_request

pytestmark = pytest.mark.django_db


@pytest.fixture
def booth():
    return Booth()


def screen(booth, name="translations_files", *more) -> str:
    return reverse(name, args=[booth.request().pk, *more])


def bring(client, booth, content, name="bai.docx"):
    client.force_login(booth.translator)
    return client.post(screen(booth), {"file": uploaded(content, name)})


def test_the_screen_says_in_plain_words_whom_each_format_is_for(client, booth):
    client.force_login(booth.translator)
    shown = client.get(screen(booth)).content.decode()
    assert "<strong>Word</strong> – cho người dịch ở đài" in shown
    for format_ in Format:
        assert screen(booth, "translations_export", format_) in shown
    assert "Dịch nháp bằng máy" in shown


@pytest.mark.parametrize("format_", Format)
def test_each_format_can_be_fetched_and_read_again(client, booth, format_):
    client.force_login(booth.editor)
    answer = client.get(screen(booth, "translations_export", format_))
    assert answer.status_code == 200
    assert format_.suffix in answer["Content-Disposition"]
    given = read(answer.content, name="a")
    assert given.format is format_
    assert not given.problems


def test_a_file_is_shown_text_by_text_and_taken_when_it_is_confirmed(client, booth):
    answer = bring(client, booth, translated_docx(booth.request()))
    check = answer["Location"]
    shown = client.get(check).content.decode()
    assert "ខ្មែរ: Mức hỗ trợ" in shown
    assert "loa-finding--error" in shown  # Vietnamese words are no translation
    assert not SegmentTranslation.objects.exists()
    seal = client.get(check).context["seal"]
    done = client.post(check, {"seal": seal}, follow=True).content.decode()
    count = SegmentTranslation.objects.count()
    assert count
    assert f"Đã lấy {count} đoạn" in done
    assert screen(booth, "translations_editor") in done


def test_a_text_with_a_broken_mark_is_named_and_the_others_are_taken(client, booth):
    content = translated_docx(booth.request(), without_marks=True)
    check = bring(client, booth, content)["Location"]
    shown = client.get(check)
    marked = [one for one in booth.segments() if "⟨" in one.source]
    assert len(shown.context["problems"]) == len(marked) > 0
    done = client.post(check, {"seal": shown.context["seal"]}, follow=True).content.decode()
    assert SegmentTranslation.objects.count() == shown.context["count"] > 0
    assert not SegmentTranslation.objects.filter(segment__in=marked).exists()
    assert "Không lấy" in done


def test_a_dropped_file_changes_nothing(client, booth):
    check = bring(client, booth, translated_docx(booth.request()))["Location"]
    client.post(check, {"drop": "1"})
    assert Errand.objects.get().state == Errand.State.CANCELLED
    assert "Tệp này đã bỏ" in client.get(check).content.decode()
    assert not SegmentTranslation.objects.exists()


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [(b"", "a.docx", "Tệp rỗng"), (b"hello", "thu.txt", "Không lấy được gì từ tệp này.")],
)
def test_a_file_that_is_none_is_refused_in_words(client, booth, content, name, said):
    answer = bring(client, booth, content, name)
    if answer.status_code == 302:
        answer = client.get(answer["Location"])
    assert said in answer.content.decode()
    assert "không có gì mới" not in answer.content.decode()
    assert not SegmentTranslation.objects.exists()


def test_a_file_that_is_too_large_is_refused_before_it_is_read(client, booth, monkeypatch):
    from translations.views import files

    monkeypatch.setattr(files.UploadForm.base_fields["file"], "most_bytes", 10)
    answer = bring(client, booth, translated_docx(booth.request()))
    assert "Tệp lớn hơn" in answer.content.decode()
    assert not Errand.objects.exists()


def test_the_file_of_another_page_is_refused_by_name(client, booth):
    other = Booth(booth.office, title="Bài khác hẳn")
    shown = client.get(bring(client, booth, translated_docx(other.request()))["Location"])
    assert "Bài khác hẳn" in shown.content.decode()
    assert shown.context["count"] == 0


def test_another_person_does_not_see_what_was_brought(client, booth):
    check = bring(client, booth, translated_docx(booth.request()))["Location"]
    client.force_login(booth.reviewer)
    assert client.get(check).status_code == 404


def test_a_translation_that_is_not_asked_for_any_more_says_so(client, booth):
    withdraw_request(request=booth.request(), user=booth.editor, reason="Thôi")
    client.force_login(booth.translator)
    assert "không còn được yêu cầu" in client.get(screen(booth)).content.decode()
    answer = client.get(screen(booth, "translations_export", "docx"))
    assert answer.status_code == 302


def test_without_an_engine_no_button_promises_one(client, booth, settings):
    settings.LOA_MACHINE_TRANSLATION = ""
    client.force_login(booth.translator)
    assert "Dịch nháp bằng máy" not in client.get(screen(booth)).content.decode()


def test_many_texts_take_as_many_queries_as_few(client, booth, django_assert_max_num_queries):
    client.force_login(booth.translator)
    client.get(screen(booth))
    with django_assert_max_num_queries(40):
        client.get(screen(booth))
