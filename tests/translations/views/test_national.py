"""“Bài của Trung ương”, the screen that makes a copy, and the centre's rules."""

import pytest
from django.test import Client
from django.urls import reverse

from cms.models import Edition, Role
from tests.factories.following import (
    BODY,
    copy_of,
    edition_of,
    make_copy,
    make_editor,
    make_national,
    revise,
)
from tests.factories.offices import make_centre, make_province, make_section
from tests.factories.pages import make_article
from translations.copies.following import suspend
from translations.copies.rules import rules_of
from translations.services import set_rules

pytestmark = pytest.mark.django_db
LIST = reverse("translations_national")


@pytest.fixture
def office():
    return make_province()


@pytest.fixture
def client(office):
    return signed_in(make_editor(office))


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def make_address(page, name="translations_copy_make"):
    return reverse(name, args=[page.pk])


def test_live_national_items_are_listed_with_their_state_here(client, office):
    make_national(title="Bài theo Trung ương")
    copied = make_copy(make_national(title="Bài đã sao"), office)
    suspended = make_copy(make_national(title="Bài tạm dừng"), office)
    suspend(copy=copy_of(suspended), until=None, reason="Chờ", user=make_editor(office))
    make_copy(make_national(title="Bài nơi khác sao"), make_province())
    draft = make_article(make_centre(), title="Nháp của Trung ương")
    states = {row.edition.page.title: row.state for row in client.get(LIST).context["rows"]}
    assert states == {
        "Bài theo Trung ương": "inherits",
        "Bài đã sao": "draft",
        "Bài tạm dừng": "suspended",
        "Bài nơi khác sao": "inherits",
    }
    html = client.get(LIST).content.decode()
    assert draft.title not in html
    assert reverse("translations_copy", args=[copied.pk]) in html


def test_what_the_office_only_drafted_is_not_told_by_its_title_elsewhere(office):
    revise(make_copy(make_national(), office), live=False, title="Bí mật của tỉnh")
    other = signed_in(make_editor(make_province()))
    centre = signed_in(make_editor(make_centre()))
    for client in (other, centre):
        assert "Bí mật của tỉnh" not in client.get(f"{LIST}?office=").content.decode()
    assert "Bí mật" not in centre.get(f"{LIST}?office={office.pk}").content.decode()


def test_a_title_is_looked_for_and_nothing_found_says_what_to_do(client):
    make_national(title="Mức đóng mới")
    for words in ("mức", "MỨC", "muc"):
        assert len(client.get(LIST, {"text": words}).context["rows"]) == 1
    answer = client.get(LIST, {"text": "không có"})
    assert answer.context["rows"] == []
    assert "Không có bài đã đăng nào" in answer.content.decode()


def test_an_empty_list_says_why(client):
    assert "Trung ương chưa đăng bài nào" in client.get(LIST).content.decode()


def test_a_list_costs_the_same_however_long_it_is(
    client, office, django_assert_max_num_queries, django_assert_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    make_copy(make_national(), office)
    client.get(LIST)
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(LIST)
    for _number in range(4):
        make_copy(make_national(), office)
    with CaptureQueriesContext(connection) as many:
        client.get(LIST)
    assert len(many) == len(few)


def test_the_button_makes_the_copy_and_opens_it(client, office):
    source = make_national()
    answer = client.post(make_address(source), {"office": office.pk})
    edition = Edition.objects.get(office=office, work=source.edition.work)
    assert answer.url == reverse("wagtailadmin_pages:edit", args=[edition.page_id])


def test_another_section_may_be_chosen_but_none_of_another_office(client, office):
    source = make_national()
    own, foreign = make_section(office, "Hướng dẫn"), make_section(make_province(), "Hướng dẫn")
    assert client.post(make_address(source), {"section": foreign.pk}).status_code == 404
    client.post(make_address(source), {"section": own.pk})
    assert Edition.objects.get(office=office).page.get_parent().pk == own.pk


def test_who_has_one_is_led_to_it(client, office):
    source = make_national()
    page = make_copy(source, office)
    for answer in (client.get(make_address(source)), client.post(make_address(source))):
        assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in answer.content.decode()
    assert Edition.objects.filter(office=office).count() == 1


def test_the_centre_chooses_the_office_and_comes_back_to_the_list(office):
    source = make_national()
    centre = signed_in(make_editor(make_centre()))
    answer = centre.post(make_address(source), {"office": office.pk})
    assert answer.url == LIST
    assert Edition.objects.filter(office=office, kind=Edition.Kind.LOCAL_COPY).exists()
    assert centre.get(make_address(source), {"office": 999999}).status_code == 404


def test_a_national_draft_is_neither_shown_nor_copied(client):
    page = make_article(make_centre(), title="Nháp của Trung ương")
    for answer in (client.get(make_address(page)), client.post(make_address(page))):
        assert answer.status_code == 302
        assert "Nháp" not in str(answer.url)


def test_the_rules_are_set_place_by_place():
    page, editor = make_national(), make_editor(make_centre())
    address, client = make_address(page, "translations_copy_rules"), signed_in(editor)
    rows = {row["spot"].place: row["number"] for row in client.get(address).context["rows"]}
    lock, slot = rows["khoi-2"], rows["field:title"]
    posted = {
        f"place-{lock}": "khoi-2",
        f"rule-{lock}": "locked",
        f"note-{lock}": "Theo luật",
        f"place-{slot}": "field:title",
        f"rule-{slot}": "slot",
    }
    assert client.post(address, posted).status_code == 302
    rules = rules_of(edition_of(page))
    assert (rules.locked, rules.slots) == ({"khoi-2"}, {"field:title"})
    assert rules.notes == {"khoi-2": "Theo luật"}
    client.post(address, {f"place-{lock}": "khoi-2", f"rule-{lock}": ""})
    assert rules_of(edition_of(page)).by_place == {"field:title": "slot"}


def test_a_form_of_an_older_text_changes_no_rule_of_another_place():
    page, editor = make_national(), make_editor(make_centre())
    set_rules(page=page, rules={"khoi-1": ("locked", "")}, user=editor)
    client, address = signed_in(editor), make_address(page, "translations_copy_rules")
    rows = {row["spot"].place: row["number"] for row in client.get(address).context["rows"]}
    number = rows["khoi-1"]
    client.post(address, {f"place-{number}": "khoi-9", f"rule-{number}": "slot"})
    assert rules_of(edition_of(page)).by_place == {"khoi-1": "locked"}


def test_the_rule_of_a_place_that_only_the_live_text_has_is_kept():
    page, editor = make_national(), make_editor(make_centre())
    set_rules(page=page, rules={"khoi-2": ("locked", "Theo luật")}, user=editor)
    revise(page, live=False, body=[BODY[0], BODY[2]])  # offices still have the paragraph
    client, address = signed_in(editor), make_address(page, "translations_copy_rules")
    rows = {row["spot"].place: row["number"] for row in client.get(address).context["rows"]}
    number = rows["khoi-1"]

    client.post(address, {f"place-{number}": "khoi-1", f"rule-{number}": "locked"})

    rules = rules_of(edition_of(page))
    assert rules.locked == {"khoi-1", "khoi-2"}
    assert rules.notes == {"khoi-2": "Theo luật"}


def test_an_unknown_rule_is_refused():
    page = make_national()
    client = signed_in(make_editor(make_centre()))
    address = make_address(page, "translations_copy_rules")
    answer = client.post(address, {"place-0": "field:title", "rule-0": "bay"})
    assert answer.status_code == 200
    assert not rules_of(edition_of(page)).by_place


@pytest.mark.parametrize("role", [Role.EDITOR, Role.LEADER])
def test_offices_do_not_rule_over_the_centres_items(office, role):
    page = make_national()
    client = signed_in(make_editor(office, role))
    for name in ("get", "post"):
        answer = getattr(client, name)(make_address(page, "translations_copy_rules"))
        assert answer.status_code == 302
