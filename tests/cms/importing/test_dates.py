import datetime

import pytest

from cms.importing.dates import date_line, find_date

MARCH_5 = datetime.date(2026, 3, 5)


@pytest.mark.parametrize(
    "line",
    [
        "05/03/2026 03:05 PM",
        "5-3-2026",
        "05.03.2026",
        "Hà Nội, ngày 5 tháng 3 năm 2026",
        "Thứ Năm, 05/03/2026",
        "Chủ nhật, 5 tháng 3, 2026, 10:00",
        "2026-03-05T10:00:00+07:00",
        "Cập nhật lúc 10:30 ngày 05/03/2026 (GMT+7)",
        "Ngày đăng: 05-03-2026",
        "March 5, 2026",
        "5 March 2026 10:00",
    ],
)
def test_lines_that_only_date_the_text_are_recognised(line):
    found = date_line(line)
    assert found is not None
    assert (found.date, found.name) == (MARCH_5, "")


def test_a_name_before_the_date_is_kept():
    found = date_line("Báo Khánh Hòa 05/03/2026")
    assert found is not None
    assert found.name == "Báo Khánh Hòa"


@pytest.mark.parametrize(
    "line",
    [
        "Ngày 05/03/2026, BHXH tỉnh tổ chức hội nghị",
        "Hội nghị ngày 05/03/2026",
        "Kế hoạch số 68/KH-BHXH ngày 05/03/2026 của Bảo hiểm xã hội Việt Nam về truyền thông",
        "31/02/2026",
        "không có ngày",
    ],
)
def test_sentences_with_a_date_stay_in_the_text(line):
    assert date_line(line) is None


def test_a_day_that_no_calendar_has_is_passed_over():
    assert find_date("31/02/2026 rồi 05/03/2026") == MARCH_5
