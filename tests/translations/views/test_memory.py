"""“Bộ nhớ dịch”, as its users press it."""

import pytest
from django.urls import reverse

from cms.models import Role
from tests.factories.offices import make_centre, make_province
from tests.factories.translation_files import make_unit, uploaded
from tests.factories.translations import make_linguist
from tests.translations.memory.test_tmx import tmx, unit
from translations.errands import turns
from translations.models import Errand, MemoryUnit

pytestmark = pytest.mark.django_db


@pytest.fixture
def reviewer():
    return make_linguist(make_centre(), Role.LANGUAGE_REVIEWER)


def look(client, **asked):
    return client.get(reverse("translations_memory"), asked)


def test_first_a_language_is_chosen_then_units_are_found(client, reviewer):
    make_unit("Đóng đủ 15 năm", "បង់ ១៥ ឆ្នាំ")
    client.force_login(reviewer)
    assert "Chọn ngôn ngữ" in look(client).content.decode()
    assert "បង់ ១៥ ឆ្នាំ" in look(client, language="km", q="đóng").content.decode()
    assert "Không tìm thấy" in look(client, language="km", q="xyz").content.decode()


def test_the_person_s_own_language_is_chosen_to_begin_with(client):
    client.force_login(make_linguist(make_province(), Role.TRANSLATOR, "rad"))
    assert '<option value="rad" selected>' in look(client).content.decode()


def test_another_province_s_units_are_not_found(client):
    own, other = make_province(), make_province()
    make_unit("Câu bên kia", "x", office=other)
    client.force_login(make_linguist(own, Role.TRANSLATOR))
    shown = look(client, language="km", scope=str(other.pk)).content.decode()
    assert "Câu bên kia" not in shown
    address = reverse("translations_memory_unit", args=[MemoryUnit.objects.get().pk])
    assert client.get(address)["Location"] == reverse("wagtailadmin_home")


def test_a_unit_loses_its_approval_then_goes(client, reviewer):
    unit_ = make_unit()
    client.force_login(reviewer)
    address = reverse("translations_memory_unit", args=[unit_.pk])
    client.post(address, {"reason": ""})
    assert MemoryUnit.objects.get().approved
    client.post(address, {"reason": "Sai số"})
    assert not MemoryUnit.objects.get().approved
    client.post(address, {"reason": "Sai số", "delete": "1"})
    assert not MemoryUnit.objects.exists()


def test_a_translator_only_looks(client):
    office = make_province()
    unit_ = make_unit(office=office)
    client.force_login(make_linguist(office, Role.TRANSLATOR))
    address = reverse("translations_memory_unit", args=[unit_.pk])
    assert "Bỏ duyệt" not in client.get(address).content.decode()
    assert client.post(address, {"reason": "x", "delete": "1"})["Location"] == reverse(
        "wagtailadmin_home"
    )
    assert MemoryUnit.objects.exists()


def test_a_memory_of_another_program_is_taken_behind_the_screen(client, reviewer):
    client.force_login(reviewer)
    content = tmx(unit(("vi", "Có"), ("km", "មាន"))).read()
    address = reverse("translations_memory_bring")
    assert "Nhập TMX" in client.get(address).content.decode()
    answer = client.post(
        address,
        {"file": uploaded(content, "a.tmx"), "scope": "0", "languages": ["km"], "approved": "on"},
    )
    assert turns.work_at(Errand.objects.get().pk)
    shown = client.get(answer["Location"]).content.decode()
    assert "Tiếng Khmer" in shown
    assert MemoryUnit.objects.get().approved


def test_nobody_imports_for_a_province_that_is_not_theirs(client):
    own, other = make_province(), make_province()
    client.force_login(make_linguist(own, Role.LANGUAGE_REVIEWER))
    given = {"file": uploaded(b"<tmx/>", "a.tmx"), "languages": ["km"]}
    for scope in ("0", str(other.pk), "x", "9" * 30):
        answer = client.post(reverse("translations_memory_bring"), given | {"scope": scope})
        assert answer.status_code == 200
    assert not Errand.objects.exists()


def test_an_export_is_ordered_from_what_was_found(client, reviewer):
    make_unit()
    client.force_login(reviewer)
    answer = client.post(reverse("translations_memory_export"), {"language": "km", "scope": "0"})
    errand = Errand.objects.get()
    assert answer["Location"] == reverse("translations_errand", args=[errand.pk])
    assert (errand.kind, errand.language) == (Errand.Kind.MEMORY_OUT, "km")
