"""Values are kept as people write them here, or it is said how to write them."""

from datetime import timedelta

import pytest

from cms.approval import Refused
from cms.fact_writing import LIMITS, Change, written
from cms.models import Fact
from cms.working_time import today


@pytest.mark.parametrize(
    ("key", "value", "kept"),
    [
        ("hotline", " 1900  9068 ", "1900 9068"),
        ("hotline", "115", "115"),
        ("office_phone", "(0207) 3822-100, 0207 3822 101", "(0207) 3822-100, 0207 3822 101"),
        ("office_phone", "+84 207 3822 100 máy lẻ 12", "+84 207 3822 100 máy lẻ 12"),
        ("office_email", "lienhe@vss.gov.vn", "lienhe@vss.gov.vn"),
        (
            "portal_url",
            "tuyenquang.bhxh.example/lien-he",
            "https://tuyenquang.bhxh.example/lien-he",
        ),
        ("portal_url", "http://a.example", "http://a.example"),
        ("leader_title", "Giám đốc", "Giám đốc"),
        ("bank", "Số 1\nKho bạc\0", "Số 1 Kho bạc"),
        ("figure:a", "1.762.678", "1.762.678"),
        ("figure:a", "1762678", "1.762.678"),
        ("figure:a", "12345,5", "12.345,5"),
        ("figure:a", "2026", "2026"),
        ("figure:a", "82,5", "82,5"),
        ("figure:a", "-0,4", "-0,4"),
    ],
)
def test_what_is_written_as_people_write_it_is_kept(key, value, kept):
    assert written(Change(key, value)).value == kept


@pytest.mark.parametrize(
    ("key", "value", "advice"),
    [
        ("hotline", "gọi 1900", "chữ số và dấu cách"),
        ("hotline", "12", "chữ số và dấu cách"),
        ("hotline", "0207 3822 100, ", "chữ số và dấu cách"),
        ("hotline", "2073822100", "bắt đầu bằng 0"),
        ("hotline", "9" * 40, "bắt đầu bằng 0"),
        ("office_email", "lienhe", "lienhe@vss.gov.vn"),
        ("portal_url", "javascript://x", "https://"),
        ("portal_url", "không có", "https://"),
        ("figure:a", "khoảng 5", "dấu chấm ngăn hàng nghìn"),
        ("figure:a", "1,762,678", "Có phải là 1.762.678 không"),
        ("figure:a", "1,762,678.5", "Có phải là 1.762.678,5 không"),
        ("figure:a", "1.76.2", "dấu chấm ngăn hàng nghìn"),
        ("figure:a", "82.5", "Có phải là 82,5 không"),
        ("figure:a", "1 762 678", "dấu chấm ngăn hàng nghìn"),
        ("figure:a", "9" * 30, "dấu chấm ngăn hàng nghìn"),
        ("bank", "{{hotline}}", "không có {{"),
        ("bank", "\u200b", "giá trị"),
        ("bank", "x" * 251, "tối đa 250"),
        ("Hot line", "1", "hotline"),
    ],
)
def test_what_nobody_could_quote_is_refused_with_how_to_write_it(key, value, advice):
    with pytest.raises(Refused, match=advice):
        written(Change(key, value))


def test_a_unit_written_behind_the_number_becomes_the_unit():
    assert written(Change("figure:a", "93,5 %")) == Change("figure:a", "93,5", unit="%")
    assert written(Change("figure:a", "93,5%", unit="%")).value == "93,5"
    with pytest.raises(Refused, match="đơn vị tính"):
        written(Change("figure:a", "93,5 %", unit="người"))
    with pytest.raises(Refused):
        written(Change("figure:a", "93,5 " + "người " * 9))


def test_the_last_day_is_to_come_or_today():
    assert written(Change("bank", "1", valid_until=today())).valid_until == today()
    with pytest.raises(Refused, match="đã qua"):
        written(Change("bank", "1", valid_until=today() - timedelta(days=1)))


def test_texts_are_as_long_as_their_columns():
    lengths = {name: Fact._meta.get_field(name).max_length for name in LIMITS}

    assert lengths == LIMITS


def test_a_fact_as_a_change_is_what_it_was_made_of():
    change = Change("figure:a", "1", "người", "2026", "BHXH", "ghi chú", today())

    assert Change.of(Fact(key="figure:a", **change.fields())) == change
