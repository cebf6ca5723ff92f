"""The preview, and the button that builds the page."""

import pytest
from django.contrib.messages import WARNING
from django.urls import reverse
from django.utils.translation import gettext as _

from cms.models import Role
from publishing.services.packages import save_package
from tests.factories.tongues import said
from tests.factories.translated_posts import PostedBooth
from tests.factories.translations import Booth, open_language
from tests.factories.users import make_user
from tests.factories.voices import Studio
from translations.services import withdraw_request

pytestmark = pytest.mark.django_db


@pytest.fixture
def booth(client):
    booth = Booth()
    open_language(booth.office, "km")
    client.force_login(booth.translator)
    return booth


def to(booth, name):
    return reverse(f"translations_{name}", args=[booth.request().pk])


def test_the_preview_is_the_page_in_its_language_with_what_is_missing_said(client, booth):
    booth.write("Mở ứng dụng")

    answer = client.get(to(booth, "preview"))

    html = answer.content.decode()
    assert answer.status_code == 200
    assert said("Mở ứng dụng.", "km") in html
    assert "] Bấm nộp." in html
    assert 'lang="km-VN"' in html
    assert "private" in answer["Cache-Control"]


def test_a_preview_before_the_language_is_switched_on(client, booth):
    request = booth.request("hmn")

    answer = client.get(reverse("translations_preview", args=[request.pk]))

    assert answer.status_code == 200
    assert 'lang="hmn-Latn-VN"' in answer.content.decode()


def test_what_is_not_asked_for_any_more_leads_back_in_words(client, booth):
    withdraw_request(request=booth.request(), user=booth.editor, reason="Thôi")

    assert client.get(to(booth, "preview"))["Location"] == to(booth, "editor")


def test_gaps_are_listed_with_the_way_to_each(client, booth):
    booth.translate("Mở ứng dụng")

    html = client.get(to(booth, "build")).content.decode()

    missing = booth.segment("Bấm nộp").uuid
    assert f"{to(booth, 'editor')}#doan-{missing}" in html
    assert f"#doan-{booth.segment('Mở ứng dụng').uuid}" not in html


def test_a_translator_cannot_build_with_gaps(client, booth):
    answer = client.post(to(booth, "build"), {"reason": "Gấp"})

    assert answer.status_code == 302
    assert booth.request().translated_page is None


def test_without_a_reason_the_gaps_are_listed_again(client, booth):
    client.force_login(booth.reviewer)

    answer = client.post(to(booth, "build"), {"reason": " "})

    assert answer.status_code == 200
    assert answer.context["gaps"]
    assert booth.request().translated_page is None


def test_when_all_is_approved_the_page_is_built(client, booth):
    booth.translate()

    answer = client.post(to(booth, "build"), follow=True)

    assert booth.request().translated_page.title == said(booth.page.title, "km")
    assert "Đã lập trang" in " ".join(str(said) for said in answer.context["messages"])


def test_a_leader_builds_with_gaps_for_a_reason(client, booth):
    booth.translate(booth.page.title)
    client.force_login(make_user(booth.office, Role.LEADER))

    client.post(to(booth, "build"), {"reason": "Phát trước ngày lễ"})

    assert booth.request().builds.get().reason == "Phát trước ngày lễ"


def test_a_language_that_is_off_says_so_and_builds_nothing(client):
    booth = Booth()
    booth.translate()
    client.force_login(booth.translator)

    answer = client.post(to(booth, "build"))

    assert answer.status_code == 200
    assert booth.request().translated_page is None
    assert [str(said) for said in answer.context["messages"]]


def test_whoever_built_it_is_told_who_goes_on_and_what_its_package_lacks(client):
    booth = PostedBooth()
    booth.translate(*(each.source for each in booth.segments() if each.is_of_the_page))
    client.force_login(booth.translator)

    html = client.post(to(booth, "build"), follow=True).content.decode()

    assert str(_("The page was built.")) in html
    assert "Facebook" in html  # its text is not translated
    page = booth.request().translated_page
    assert reverse("loa_submit", args=[page.pk]) not in html

    client.force_login(booth.editor)
    html = client.get(to(booth, "build")).content.decode()
    assert reverse("loa_submit", args=[page.pk]) in html


def test_what_stayed_as_an_editor_wrote_it_is_told_to_whoever_builds_again(client):
    booth = PostedBooth()
    booth.translate()
    save_package(
        page=booth.build().page, user=booth.editor, destinations=[booth.khmer], leg_texts={},
        texts={"facebook": {"text": "កខគ", "options": {}}}, go_live_at=None,
    )  # fmt: skip
    notes = booth.build().notes
    client.force_login(booth.translator)

    answer = client.post(to(booth, "build"), follow=True)

    warned = [str(one) for one in answer.context["messages"] if one.level == WARNING]
    assert warned == list(notes) != []


def test_a_recording_that_is_awaited_is_missing_too_with_the_way_to_it(client):
    studio = Studio()
    open_language(studio.office, "km")
    studio.translate()
    client.force_login(studio.translator)
    voice = to(studio, "voice")
    assert f'<li><a href="{voice}">' not in client.get(to(studio, "build")).content.decode()

    studio.listens()
    assert f'<li><a href="{voice}">' in client.get(to(studio, "build")).content.decode()

    studio.read_aloud()
    assert f'<li><a href="{voice}">' not in client.get(to(studio, "build")).content.decode()
