"""“Thuật ngữ”, as its users press it."""

import pytest
from django.urls import reverse

from cms.models import Role
from tests.factories.library import make_sound as make_recording
from tests.factories.offices import make_centre, make_province
from tests.factories.terms import make_term
from tests.factories.translations import make_linguist
from tests.factories.users import make_user
from translations.models import Term, TermTranslation

pytestmark = pytest.mark.django_db


@pytest.fixture
def translator():
    return make_linguist(make_province(), Role.TRANSLATOR, "km")


def test_the_list_is_searched_and_says_what_is_missing(client, translator):
    make_term("bảo hiểm y tế", km="ធានារ៉ាប់រង"), make_term("lương hưu")
    client.force_login(translator)
    shown = client.get(reverse("translations_glossary"), {"q": "luong", "language": "km"})
    text = shown.content.decode()
    assert "lương hưu" in text
    assert "chưa có" in text
    assert "bảo hiểm y tế" not in text


@pytest.mark.parametrize("asked", [{}, {"q": "không có từ này"}])
def test_an_empty_list_says_what_to_do(client, translator, asked):
    client.force_login(translator)
    shown = client.get(reverse("translations_glossary"), asked).content.decode()
    assert ("Chưa có thuật ngữ nào" if not asked else "Không tìm thấy") in shown


def test_a_term_is_added_and_said_with_all_its_forms(client, translator):
    client.force_login(translator)
    client.post(
        reverse("translations_term_add"), {"headword": "bảo hiểm y tế", "others": "BHYT\nthẻ BHYT"}
    )
    term = Term.objects.get()
    assert term.forms == ["BHYT", "thẻ BHYT"]
    say = reverse("translations_term_say", args=[term.pk, "km"])
    client.post(
        say, {"preferred": "ក", "allowed": "ខ\nគ", "forbidden": "ឃ", "note": "x", "seen": ""}
    )
    row = TermTranslation.objects.get()
    assert (row.preferred, row.allowed, row.forbidden) == ("ក", ["ខ", "គ"], ["ឃ"])
    shown = client.get(reverse("translations_term", args=[term.pk])).content.decode()
    assert "ខ, គ" in shown
    assert "Đã sửa thuật ngữ" in shown


def test_a_sound_of_the_library_is_said_with_it(client):
    office = make_province()
    user = make_linguist(office, Role.LANGUAGE_REVIEWER, "km")
    sound = make_recording(collection=office.collection)
    term = make_term("lương")
    client.force_login(user)
    say = reverse("translations_term_say", args=[term.pk, "km"])
    assert client.get(say).status_code == 200
    client.post(say, {"preferred": "ក", "sound": sound.pk, "seen": ""})
    assert TermTranslation.objects.get().sound == sound
    assert "<audio" in client.get(reverse("translations_term", args=[term.pk])).content.decode()


def test_the_sound_of_another_office_cannot_be_chosen(client, translator):
    sound = make_recording(collection=make_province().collection)
    term = make_term("lương")
    client.force_login(translator)
    say = reverse("translations_term_say", args=[term.pk, "km"])
    assert client.post(say, {"preferred": "ក", "sound": sound.pk, "seen": ""}).status_code == 200
    assert not TermTranslation.objects.exists()


def test_a_conflict_keeps_what_was_typed(client, translator):
    term = make_term("lương", km="cũ")
    client.force_login(translator)
    say = reverse("translations_term_say", args=[term.pk, "km"])
    shown = client.post(say, {"preferred": "mới gõ", "seen": ""}).content.decode()
    assert "Trong lúc đó có người đã sửa" in shown
    assert "mới gõ" in shown
    assert TermTranslation.objects.get().preferred == "cũ"


def test_the_screen_gives_back_what_it_showed(client):
    leader = make_user(make_centre(), Role.LEADER)
    term = make_term("lương", km="cũ")
    client.force_login(leader)
    for name, args, field in (
        ("translations_term_change", [term.pk], {"headword": "lương hưu"}),
        ("translations_term_say", [term.pk, "km"], {"preferred": "mới"}),
    ):
        address = reverse(name, args=args)
        seen = client.get(address).context["seen"]
        assert client.post(address, field | {"seen": seen}).status_code == 302
    assert Term.objects.get().headword == "lương hưu"
    assert TermTranslation.objects.get().preferred == "mới"


def test_languages_that_one_does_not_speak_are_not_offered(client, translator):
    term = make_term("lương", rad="x")
    client.force_login(translator)
    shown = client.get(reverse("translations_term", args=[term.pk])).content.decode()
    assert reverse("translations_term_say", args=[term.pk, "km"]) in shown
    assert reverse("translations_term_say", args=[term.pk, "rad"]) not in shown
    assert client.get(reverse("translations_term_say", args=[term.pk, "rad"]))[
        "Location"
    ] == reverse("wagtailadmin_home")


def test_a_leader_of_the_centre_deletes_a_term_with_a_reason(client):
    term = make_term("lương", km="x")
    client.force_login(make_user(make_centre(), Role.LEADER))
    address = reverse("translations_term_delete", args=[term.pk])
    client.post(address, {"reason": ""})
    assert Term.objects.exists()
    client.post(address, {"reason": "Trùng"})
    assert not Term.objects.exists()


def test_the_list_takes_as_many_queries_for_many_terms(client, translator):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.force_login(translator)

    def queries() -> int:
        with CaptureQueriesContext(connection) as done:
            client.get(reverse("translations_glossary"), {"language": "km"})
        return len(done)

    make_term("một", km="x")
    queries()
    few = queries()
    for number in range(20):
        make_term(f"từ {number}", km="x")
    assert queries() == few
