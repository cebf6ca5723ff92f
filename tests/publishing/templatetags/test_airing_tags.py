import pytest
from django.urls import reverse

from publishing.templatetags.airing_tags import airing, bulletin_class
from tests.factories.communes import make_bulletin, make_commune, make_token

pytestmark = pytest.mark.django_db

EARLY = {"times": ["06:00 1234567"], "repeats": "2", "pause": "30"}


def seen(client, token):
    return client.get(reverse("commune_list", args=[token])).content.decode()


def test_wishes_are_said_in_short_lines():
    extra = EARLY | {"slot": 120, "first_day": "2026-12-01", "languages": ["vi", "km"]}
    assert airing(extra) == [
        "đề nghị phát lúc 06:00 hằng ngày",
        "khung phát 2 phút",
        "nghỉ 30 giây giữa hai lần phát",
        "không phát trước ngày 01/12/2026",
        "phát bằng: Tiếng Việt, Tiếng Khmer",
    ]
    assert airing({"class": "ordinary", "repeats": 1}) == []


def test_a_class_has_its_word():
    assert str(bulletin_class({"class": "emergency"})) == "Khẩn cấp"


def test_a_commune_is_shown_which_bulletins_want_the_same_time(client):
    commune = make_commune()
    token = make_token(commune)
    make_bulletin(commune, "Đổi thẻ", content={"options": EARLY})
    assert "trùng giờ" not in seen(client, token)

    make_bulletin(commune, "Lịch chi trả", content={"options": EARLY})
    page = seen(client, token)
    assert "trùng giờ đề nghị phát" in page
    assert "“Lịch chi trả” và “Đổi thẻ”: 06:00" in page


def test_an_emergency_stands_first_and_looks_like_nothing_else(client):
    commune = make_commune()
    make_bulletin(commune, "Thường")
    make_bulletin(commune, "Bão", content={"options": {"class": "emergency"}})
    make_bulletin(commune, "Ưu tiên", content={"options": {"class": "priority"}})
    page = seen(client, make_token(commune))
    assert page.index("Bão") < page.index(">Ưu tiên<") < page.index("Thường")
    assert page.count("card--emergency") == 1
    assert "Khẩn cấp: phát ngay" in page
