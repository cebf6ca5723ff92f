"""What an editor reads when a text quotes a fact that is not there."""

import pytest

from cms.missing_facts import known_keys, lacks
from cms.models import Fact
from tests.factories.offices import make_province
from tests.factories.packages import set_fact

pytestmark = pytest.mark.django_db


def found(keys, office=None):
    return list(lacks(office or make_province(), keys, known=known_keys()))


def test_a_fact_is_called_by_its_name_on_the_sheet():
    office = make_province()
    (lack,) = found(["hotline", "working_hours"], office)

    assert lack.message.startswith(f"{office} chưa có số liệu cho đường dây nóng, giờ làm việc.")
    assert lack.brief == "chưa có đường dây nóng, giờ làm việc"


def test_a_figure_is_called_as_the_sheet_calls_it():
    for office in (make_province(), make_province()):
        set_fact(office, "figure:bhyt_coverage", "93 %")
        set_fact(office, "figure:so_nguoi", "1")
    (lack,) = found(["figure:bhyt_coverage", "figure:so_nguoi"])

    assert lack.brief == "chưa có tỷ lệ bao phủ BHYT, số liệu “so nguoi”"
    (unknown,) = found(["khong_co"])
    assert "figure:bhyt_coverage (tỷ lệ bao phủ BHYT), figure:so_nguoi." in unknown.message


def test_what_is_mended_on_a_sheet_says_on_which_also_when_made_a_plain_text():
    office = make_province()
    lacking, unknown = found(["hotline", "khong_co"], office)

    assert str(lacking.message).office == office
    assert not hasattr(unknown.message, "office")


def test_a_key_that_nobody_has_is_told_with_those_that_can_be_used():
    set_fact(make_province(), "figure:dong", "8 %")
    (lack,) = found(["khong_co"])

    assert lack.message.startswith("Không có mục nào tên “khong_co”. Các mục dùng được: hotline (")
    assert "figure:dong" in lack.message


def test_a_figure_of_another_office_is_lacking_and_not_unknown():
    set_fact(make_province(), "figure:dong", "8 %")

    (lack,) = found(["figure:dong"])

    assert "bảng số liệu" in lack.message


def test_a_refused_proposal_makes_no_key_known():
    Fact.objects.create(office=make_province(), key="khong_co", value="1", state=Fact.State.REFUSED)

    assert "khong_co" not in known_keys()
