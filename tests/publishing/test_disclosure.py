from collections import Counter
from typing import Any

import pytest
from django.test import TestCase

from media_assets import personal_data
from publishing import disclosed_files
from publishing.package import assemble, problems_of
from tests.factories.approval import Desk
from tests.factories.packages import choose, make_communes, make_facebook, set_fact

pytestmark = pytest.mark.django_db

PHONE = "0912 345 678"


def assembled(desk: Desk):
    page = desk.now()
    return assemble(page, page.get_latest_revision())


def found_in(desk: Desk) -> list[tuple[str, tuple[str, ...]]]:
    return [(one.kind, one.places) for one in assembled(desk).disclosed]


def paragraph(text: str) -> dict[str, Any]:
    return {"body": [("paragraph", f"<p>{text}</p>")]}


@pytest.mark.parametrize(
    "fields",
    [
        {"title": f"Gọi {PHONE}"},
        {"lead": f"Gọi {PHONE}"},
        paragraph("Gọi <b>0912</b> 345 678"),
        paragraph('<a href="tel:+84912345678">gọi</a>'),
        {"body": [("fact_box", {"title": "Liên hệ", "text": f"<p>{PHONE}</p>"})]},
        {"body": [("quotation", {"text": PHONE, "attribution": "Lò Thị A"})]},
        {"body": [("question_answer", {"question": "Ai?", "answer": f"<p>{PHONE}</p>"})]},
        {"body": [("heading", {"text": PHONE, "level": "2"})]},
        {"cover_alt": f"Ảnh thẻ {PHONE}"},
        {"search_description": f"Gọi {PHONE}"},
    ],
)
def test_a_number_of_a_person_is_found_in_every_text_of_the_page(fields):
    desk = Desk(**fields)

    assert [kind for kind, _places in found_in(desk)] == ["mobile_phone"]


def test_a_text_of_one_place_alone_is_searched_too():
    desk = Desk()
    facebook = make_facebook(desk.office)
    choose(desk, [facebook], leg_texts={facebook.pk: f"Gọi ngay {PHONE}"})

    assert found_in(desk) == [("mobile_phone", ("Facebook",))]


def test_one_number_in_several_places_is_one_finding():
    desk = Desk(lead=f"Gọi {PHONE}", **paragraph("Gọi 0912.345.678"))
    choose(desk, make_communes(desk.office, 3))
    (found,) = assembled(desk).disclosed

    assert len(found.places) > 1


def test_equal_texts_are_searched_once_and_named_in_every_place(monkeypatch):
    searched = []
    real = disclosed_files.hits_in
    monkeypatch.setattr(
        disclosed_files, "hits_in", lambda text: searched.append(text) or real(text)
    )
    desk = Desk(lead=f"Gọi {PHONE}", search_description=f"Gọi {PHONE}")

    (found,) = assembled(desk).disclosed

    assert len(set(found.places)) >= 2
    assert len(searched) == len(set(searched))


def test_the_message_names_kind_and_place_and_never_the_number():
    desk = Desk(lead=f"Gọi {PHONE} ngay")
    (found,) = assembled(desk).disclosed

    assert "⟦•••• ••• •78⟧" in str(found.message)
    assert not {PHONE, "0912345678"} & {str(found.message), repr(found)}
    assert "345" not in str(found.message) + repr(found) + found.token


def test_what_is_found_does_not_keep_the_item_from_its_approver():
    desk = Desk(lead=f"Gọi {PHONE}")

    assert problems_of(desk.page, desk.page.get_latest_revision()) == []


def test_a_number_on_the_sheet_of_any_office_is_no_finding():
    desk, other = Desk(lead=f"Gọi {PHONE}"), Desk()
    set_fact(other.office, "office_phone", "0912.345.678 (Zalo)")

    assert found_in(desk) == []


def test_a_stamp_of_secrecy_is_found():
    desk = Desk(body=[("heading", {"text": "TUYỆT MẬT", "level": "2"})])

    assert [kind for kind, _places in found_in(desk)] == ["utmost_secret"]


def test_a_clean_package_asks_the_database_nothing():
    assembly = assembled(Desk())
    case = TestCase()

    with case.assertNumQueries(0):
        assert assembly.disclosed == ()


def test_a_text_that_many_communes_publish_is_searched_once(monkeypatch):
    searched: Counter[str] = Counter()
    find = personal_data.find

    def counting(text: str, **known: Any):
        searched[text] += 1
        return find(text, **known)

    monkeypatch.setattr(personal_data, "find", counting)
    desk = Desk(lead=f"Gọi {PHONE}")
    choose(desk, make_communes(desk.office, 124))
    assert assembled(desk).disclosed

    assert set(searched.values()) == {1}
    assert len(searched) < 60
