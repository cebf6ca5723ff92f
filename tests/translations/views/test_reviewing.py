"""The reviewer's screen."""

import json

import pytest
from django.urls import reverse

from cms.models import Role
from tests.factories.translations import Booth
from tests.factories.users import make_user
from translations import services
from translations.models import SegmentComment

pytestmark = pytest.mark.django_db


def is_refused(response) -> bool:
    """As Wagtail refuses: it says so on the first screen."""
    return response.status_code == 302 and response["Location"] == reverse("wagtailadmin_home")


@pytest.fixture
def booth():
    made = Booth()
    made.write()
    services.mark_translated(request=made.request(), user=made.translator, seen=made.seen())
    return made


def address(booth) -> str:
    return reverse("translations_review", args=[booth.request().pk])


def shown(client, booth, user) -> str:
    client.force_login(user)
    response = client.get(address(booth))
    assert response.status_code == 200
    return response.content.decode()


def post(client, booth, user, **form):
    client.force_login(user)
    return client.post(address(booth), form)


def one(booth, words="Cách làm") -> dict:
    translation = booth.translation(words)
    return {"segment": str(translation.segment.uuid), "version": translation.version}


def messages_of(client, response) -> str:
    return client.get(response["Location"]).content.decode()


def test_source_and_translation_are_shown_in_their_languages(client, booth):
    page = shown(client, booth, booth.reviewer)

    assert "Cách làm" in page
    assert booth.translation("Cách làm").text in page
    assert 'lang="km' in page
    assert 'value="approve_all"' in page


def test_who_wrote_it_sees_no_button_to_approve_it(client, booth):
    page = shown(client, booth, booth.translator)
    assert 'value="approve' not in page


def test_one_text_is_approved_and_the_next_is_shown(client, booth):
    response = post(client, booth, booth.reviewer, verb="approve", **one(booth))

    assert response.status_code == 302
    assert "#s-" in response["Location"]
    assert one(booth)["segment"] not in response["Location"]
    assert booth.translation("Cách làm").state == "approved"


def test_all_are_approved_at_once_as_they_were_on_the_screen(client, booth):
    seen = {str(uuid): version for uuid, version in booth.seen().items()}
    post(client, booth, booth.reviewer, verb="approve_all", seen=json.dumps(seen))
    assert {booth.translation(words).state for words in ("Cách làm", "4,5%")} == {"approved"}


def test_a_text_that_changed_meanwhile_is_not_approved(client, booth):
    response = post(client, booth, booth.reviewer, verb="approve", **(one(booth) | {"version": 99}))
    assert booth.translation("Cách làm").state == "translated"
    assert booth.translator.get_full_name() in messages_of(client, response)


def test_nobody_approves_their_own(client, booth):
    assert is_refused(post(client, booth, booth.translator, verb="approve", **one(booth)))

    booth.write("Cách làm", language="hmn", user=booth.reviewer)
    mine = booth.translation("Cách làm", "hmn")
    client.force_login(booth.reviewer)
    url = reverse("translations_review", args=[booth.request("hmn").pk])
    services.mark_translated(
        request=booth.request("hmn"), user=booth.translator, seen=booth.seen(language="hmn")
    )
    mine.refresh_from_db()
    form = {"verb": "approve", "segment": str(mine.segment.uuid), "version": mine.version}
    client.post(url, form)
    mine.refresh_from_db()
    assert mine.state == "translated"


def test_one_is_sent_back_with_a_reason_and_not_without(client, booth):
    post(client, booth, booth.reviewer, verb="reopen", reason=" ", **one(booth))
    assert booth.translation("Cách làm").state == "translated"

    post(client, booth, booth.reviewer, verb="reopen", reason="Sai từ", **one(booth))
    assert booth.translation("Cách làm").state == "draft"


def test_letters_that_the_database_refuses_are_left_out_of_a_reason(client, booth):
    post(client, booth, booth.reviewer, verb="reopen", reason="Sai\0 từ", **one(booth))

    assert SegmentComment.objects.get().text == "Sai từ"


def test_a_back_translation_is_kept_and_shown(client, booth):
    post(client, booth, booth.reviewer, verb="say_again", text="Làm như thế này", **one(booth))
    assert "Làm như thế này" in shown(client, booth, booth.leader)


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"verb": "fly"},
        {"verb": "approve"},
        {"verb": "approve", "segment": "x", "version": "1"},
        {"verb": "approve_all", "seen": "["},
        {"verb": "approve_all", "seen": "[1]"},
        {"verb": "approve_all", "seen": "{}"},
        {"verb": "approve_all", "seen": '{"a": null}'},
        {"verb": "approve_all", "seen": "[" * 5000},
        {
            "verb": "reopen",
            "segment": "11111111-1111-4111-8111-111111111111",
            "version": "9" * 5000,
        },
    ],
)
def test_nonsense_changes_nothing_and_says_so(client, booth, form):
    before = booth.seen()
    response = post(client, booth, booth.reviewer, **form)
    assert response.status_code == 302
    assert booth.seen() == before


def test_another_office_is_refused(client, booth):
    stranger = Booth()
    client.force_login(stranger.reviewer)
    assert is_refused(client.get(address(booth)))
    assert is_refused(post(client, booth, stranger.reviewer, verb="approve", **one(booth)))
    assert booth.translation("Cách làm").state == "translated"


def test_of_a_withdrawn_one_it_says_what_to_do(client, booth):
    services.withdraw_request(request=booth.request(), user=booth.editor, reason="Thôi")

    assert "yêu cầu dịch lại ở bài tiếng Việt" in shown(client, booth, booth.reviewer)


def test_a_deleted_item_still_opens(client, booth):
    request = booth.request()
    request.page = None
    request.save()
    shown(client, booth, booth.reviewer)


def test_only_those_who_may_correct_it_are_led_to_the_editor(client, booth):
    editor = reverse("translations_editor", args=[booth.request().pk])
    secretary = make_user(booth.office, Role.SECRETARY)

    assert f"{editor}#doan-{booth.segment('Cách làm').uuid}" in shown(client, booth, booth.reviewer)
    assert editor not in shown(client, booth, secretary)


def test_the_editor_leads_to_review_and_recordings(client, booth):
    client.force_login(booth.reviewer)
    page = client.get(reverse("translations_editor", args=[booth.request().pk])).content.decode()

    assert address(booth) in page
    assert reverse("translations_voice", args=[booth.request().pk]) in page
