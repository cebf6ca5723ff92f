"""Comments and questions, with and without script."""

import pytest
from django.urls import reverse

from cms.models import QueuedMail, Role
from tests.factories.translations import Booth
from tests.factories.users import make_user
from translations.models import SegmentComment
from translations.services import ask

pytestmark = pytest.mark.django_db
JSON = {"HTTP_ACCEPT": "application/json", "HTTP_X_REQUESTED_WITH": "XMLHttpRequest"}


@pytest.fixture
def booth(client):
    booth = Booth()
    client.force_login(booth.translator)
    return booth


def say(client, booth, **fields):
    plain = fields.pop("plain", False)
    given = {"segment": booth.segment("Bấm nộp").uuid, "text": "Nút nào?", **fields}
    address = reverse("translations_comment", args=[booth.request().pk])
    return client.post(address, given, **({} if plain else JSON))


def test_a_question_is_kept_shown_and_sent_to_the_author(client, booth):
    answer = say(client, booth, to_author="on")

    said = answer.json()
    assert "Nút nào?" in said["html"]
    assert said["open"] == 1
    assert SegmentComment.objects.get().to_author
    assert QueuedMail.objects.filter(recipient=booth.editor.email, body__contains="Nút nào?")


def test_without_script_it_leads_back_to_the_segment(client, booth):
    answer = say(client, booth, plain=True)

    assert answer["Location"].endswith(f"#doan-{booth.segment('Bấm nộp').uuid}")
    assert SegmentComment.objects.get().user == booth.translator


def test_without_words_nothing_is_kept(client, booth):
    assert say(client, booth, text=" ").status_code == 422
    assert say(client, booth, text=" ", plain=True).status_code == 302
    assert say(client, booth, segment="x").status_code == 400
    assert not SegmentComment.objects.exists()


def test_the_author_settles_it_and_whoever_asked_opens_it_again(client, booth):
    segment = booth.segment("Bấm nộp").uuid
    comment = ask(request=booth.request(), user=booth.translator, segment=segment, text="?")
    address = reverse("translations_settle", args=[booth.request().pk, comment.pk])
    client.force_login(make_user(booth.office, Role.EDITOR))

    assert client.post(address, {"segment": segment}, **JSON).json()["open"] == 0
    client.force_login(booth.translator)
    assert client.post(address, {"segment": segment, "open": "1"}, **JSON).json()["open"] == 1


def test_what_is_not_there_is_not_settled(client, booth):
    address = reverse("translations_settle", args=[booth.request().pk, 4711])
    segment = booth.segment("Bấm nộp").uuid

    assert client.post(address, {"segment": segment}, **JSON).status_code == 422
    assert client.post(address, {}, **JSON).status_code == 400


def test_words_of_others_are_text_and_no_html(client, booth):
    assert (
        "<script>alert" not in say(client, booth, text="<script>alert(1)</script>").json()["html"]
    )
