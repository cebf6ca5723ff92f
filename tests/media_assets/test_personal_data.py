"""What is a number of a person and what is not: the table speaks, the properties generalise it.

Every number here is made up.
"""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media_assets.personal_data import PROVINCES, find, numbers_in

FOUND = {
    "mobile_phone": [
        "0912345678",
        "0912 345 678",
        "0912.345.678",
        "0912-345-678",
        "091 234 5678",
        "091.2345.678",
        "09 1234 5678",
        "0912 34 56 78",
        "0 912 345 678",
        "0 9 1 2 3 4 5 6 7 8",
        "(0912) 345 678",
        "(091) 234-5678",
        "+84912345678",
        "+84 912 345 678",
        "+84-912-345-678",
        "+84 (0)912 345 678",
        "(+84) 912 345 678",
        "0084 912 345 678",
        "Điện thoại: 84912345678",
        "０９１２３４５６７８",
        "0912\u00a0345\u00a0678",
        "0912\u202f345\u202f678",
        "0912\u2011345\u2011678",
        "09\u200b12\u200b34\u200b56\u200b78",
        "0912\u2060345\ufeff678",
        "0912\u00ad345\u00ad678",
        "០៩១២៣៤៥៦៧៨",
        "SĐT0912345678",
        "ĐT:0912345678",
        "Liên hệ chị Lò Thị A, 0356789012 để được hướng dẫn.",
        "Zalo 0562345678",
        "zalo.me/0782345678",
        "tel:+84382345678",
        "BHXH huyện: 0857123456",
        "Nguyễn A 1985 0912 345 678",
        "Nguyễn A;1985;0912345678;Lào Cai",
        "gọi 0912 345 678 hoặc nhắn tin",
        "Số điện thoại\n912345678",
        "Di động: 912345678",
        "0703456789 (Zalo)",
    ],
    "citizen_id": [
        "001099012345",
        "001 099 012 345",
        "001.099.012.345",
        "0010 9901 2345",
        "Số CCCD: 079203001234",
        "căn cước công dân số 010186004567",
        "Căn cước 068 304 001 234",
        "０４００９９０１２３４５",
        "0 0 1 0 9 9 0 1 2 3 4 5",
        "001\u00a0099\u00a0012\u00a0345",
        "CMND 012345678",
        "CMND: 012 345 678",
        "chứng minh nhân dân số 173456789",
        "số chứng minh thư 030456789",
        "số định danh cá nhân 036086001234",
        "CCCD: 10990123456",
    ],
    "social_insurance": [
        "Mã số BHXH: 7912345678",
        "Mã số BHXH 0123456789",
        "mã số bảo hiểm xã hội 0123 456 789",
        "Mã BHXH: 01.2345.6789",
        "Số sổ BHXH 2012345678",
        "sổ BHXH số 2012345678",
        "số BHXH: 0212345678",
        "Mã số BHXH: ０１２３４５６７８９",
        "mã số BHXH của bà Lò Thị A là 7412345678",
        "mã số: 7412-345-678",
        "Lò Văn B, 7412345678, Lai Châu",
        "Mã số\n7412345678",
        "0123\u200b456\u200b789 (BHXH)",
    ],
    "health_insurance": [
        "Mã thẻ BHYT: 0123456789",
        "số thẻ BHYT 7912 345 678",
        "Thẻ BHYT số 7912345678",
        "thẻ bảo hiểm y tế 7912345678",
        "DN4790123456789",
        "DN 4 79 01 23456789",
        "HS 4 01 01 23456789",
        "hs4010123456789",
        "TE-1-79-79-12345678",
        "Mã thẻ GD4.14.14.12345678",
        "Số thẻ: HT3 0101 23456 789",
        "BT２７９７９１２３４５６７８",
    ],
    "bank_account": [
        "STK 0123456789",
        "STK: 19034567890123",
        "số TK 1020 1000 1234 567",
        "Số tài khoản: 711012345678",
        "tài khoản ngân hàng của bà Lò Thị A là 19034567890123 tại Techcombank",
        "TK 21510001234567 BIDV",
        "Tài khoản: 8812.3456.7890",
        "chuyển vào tài khoản số 0451000123456",
        "Số tài khoản\n100012345678",
        "S.T.K 12345678",
        "account number 123-456-789012",
        "STK0912345678",
    ],
}
NOT_FOUND = [
    "Nghị định số 123/2024/NĐ-CP ngày 01/07/2024",
    "Luật số 41/2024/QH15",
    "Quyết định 1234567890/QĐ-BHXH",
    "Công văn số 12345678/BHXH-TST",
    "Thông tư 12/2025/TT-BNV",
    "Số: 2024.1234.5678/BC",
    "Tổng đài 1900 9068",
    "1900.9068",
    "19009068",
    "1800 1091",
    "hotline 1900 969668",
    "18001091",
    "024 3936 3636",
    "(024) 39 36 36 36",
    "0219.3866.123",
    "02193866123",
    "+84 24 3936 3636",
    "Điện thoại: 0208.3855.285",
    "Fax 0243 9344 169",
    "BHXH tỉnh Hà Giang, 0219 3866 123",
    "1.234.567.890 đồng",
    "1 234 567 890 đồng",
    "1,234,567,890 VNĐ",
    "1234567890 đồng",
    "5 001 085 123 456 đồng",
    "1234567890đ",
    "12.345.678.901.234 đồng",
    "84 912 345 678 đồng",
    "84.912.345.678 đồng",
    "thu BHXH 1.234.567.890 đồng",
    "chi trả 45.678.901 người",
    "quỹ BHYT kết dư 40.123.456.789",
    "95.234.567 người tham gia BHYT",
    "mở 12.345.678 tài khoản VssID",
    "9.876.543.210 lượt",
    "2.340.000 đồng x 12 tháng",
    "01/01/2025 - 31/12/2025",
    "01.01.2024 02.02.2024",
    "01-02-2024 1530",
    "2024-11-22 2024-12-31",
    "2021 2022 2023 2024 2025",
    "2021-2022-2023-2024",
    "giai đoạn 2021-2025, tầm nhìn 2030",
    "mã bưu chính 100000",
    "Hà Nội 11022",
    "mã bưu chính 10000 20000",
    "MST 0100107518",
    "Mã số thuế: 0100107518",
    "mã số thuế 0312345678",
    "mã số doanh nghiệp 0100107518-001",
    "ĐKKD số 0102345678",
    "https://www.facebook.com/100064123456789",
    "https://example.com/bai-viet-0912345678.html",
    "www.example.com/?id=0123456789",
    "ISBN 978-604-12-3456-7",
    "ISBN 9786041234567",
    "mã vạch 8934563138165",
    "mã hồ sơ 0123456789",
    "3.1415926535",
    "21.0277644, 105.8341598",
    "10.77653889",
    "12 34 56 78 90 12 34",
    "08:00 - 17:00",
    "7h30 - 11h30, 13h30 - 17h00",
    "a1b2c3d4e5f60123456789abcdef",
    "sha256 0912345678abcdef",
    "ABC0123456789XYZ",
    "Điều 12, 13, 14, 15, 16, 17 và 18",
    "1, 2, 3, 4, 5, 6, 7, 8, 9, 10",
    "Bảng 1 2 3 4 5 6 7 8 9",
    "20241122153000",
    "999 999 999 999",
    "123456789",
    "số 123456789 trong danh sách",
    "100.000.000 đồng/năm",
    "tỷ lệ 95,1234567890 %",
    "tài khoản 3383",
    "tài khoản, gọi 1900 9068",
    "mức đóng 4.680.000 đồng vào tài khoản",
    "",
    "Chưa có số nào.",
]
EXAMPLES = [(text, kind) for kind, texts in FOUND.items() for text in texts]


def test_the_table_is_long_on_both_sides():
    assert len(EXAMPLES) >= 80
    assert len(NOT_FOUND) >= 75


@pytest.mark.parametrize(("text", "kind"), EXAMPLES)
def test_a_number_of_a_person_is_found(text, kind):
    assert [found.kind for found in find(text)] == [kind]


@pytest.mark.parametrize("text", NOT_FOUND)
def test_what_only_looks_alike_is_not(text):
    assert [(found.kind, found.value) for found in find(text)] == []


@pytest.mark.parametrize(("text", "kind"), EXAMPLES)
def test_it_is_found_in_the_middle_of_a_long_text_at_its_place(text, kind):
    whole = f"Năm 2024 cả nước có 18.000.000 người.\n\n{text}\n\nTheo Nghị định 12/2025/NĐ-CP."
    (found,) = find(whole)

    assert (found.kind, whole[found.start : found.end] in text) == (kind, True)


@pytest.mark.parametrize(("text", "_kind"), EXAMPLES)
def test_an_excerpt_shows_two_digits_of_a_number_at_most(text, _kind):
    (found,) = find(text)
    number = re.search("⟦(.*)⟧", found.excerpt)

    assert number is not None
    assert sum(sign.isdecimal() for sign in number.group(1)) <= 2
    assert found.value not in repr(found)


def test_an_excerpt_hides_the_other_long_numbers_around_it():
    first, second = find("Lò A 0912 345 678, Vàng B 0987 654 321")

    for found in (first, second):
        assert sum(sign.isdecimal() for sign in found.excerpt) <= 2


def test_a_number_that_an_office_publishes_is_passed_however_it_is_spelled():
    known = ["0912 345 678 (Zalo)", "Tài khoản 1020.1000.1234.567 tại VietinBank", "1900 9068"]

    assert find("Gọi +84 912.345.678", known=known) == ()
    assert find("STK 102010001234567", known=known) == ()
    assert find("Gọi 0912 345 679", known=known) != ()
    assert find("Gọi 0084912345678", known=numbers_in(known)) == ()


def test_two_numbers_side_by_side_are_two():
    spelled = ["0912 345 678 0987 654 321", "0912.345.678 - 0987.654.321", "0912345678/0987654321"]

    for text in spelled:
        assert [found.value for found in find(text)] == ["0912345678", "0987654321"], text


SEPARATORS = st.sampled_from(["", " ", ".", "-", "\u00a0", "\u2009", "\u200b", "–", " - "])
DIGITS = st.sampled_from(["0123456789", "０１２３４５６７８９", "٠١٢٣٤٥٦٧٨٩", "០១២៣៤៥៦៧៨៩"])


def spelled(number: str, sizes: list[int], separator: str, digits: str) -> str:
    groups, at = [], 0
    for size in sizes:
        groups.append(number[at : at + size])
        at += size
    return separator.join(groups).translate({ord("0") + n: digits[n] for n in range(10)})


@given(
    st.sampled_from(["032", "056", "070", "079", "081", "089", "090", "098"]),
    st.integers(0, 9_999_999),
    st.sampled_from([[10], [4, 3, 3], [3, 3, 4], [4, 2, 2, 2], [2, 4, 4], [3, 4, 3]]),
    SEPARATORS,
    DIGITS,
)
def test_every_mobile_number_is_found_in_every_spelling(prefix, rest, sizes, separator, digits):
    number = f"{prefix}{rest:07}"
    text = f"Gọi {spelled(number, sizes, separator, digits)} nhé"

    assert [(found.kind, found.value) for found in find(text)] == [("mobile_phone", number)]


@given(
    st.sampled_from(sorted(PROVINCES)),
    st.sampled_from(["085", "199", "204", "311"]),
    st.integers(0, 999_999),
    st.sampled_from([[12], [3, 3, 3, 3], [4, 4, 4], [3, 3, 6]]),
    SEPARATORS,
    DIGITS,
)
def test_every_citizen_number_is_found_in_every_spelling(
    province, born, rest, sizes, separator, digits
):
    number = f"{province}{born}{rest:06}"
    text = f"Số căn cước: {spelled(number, sizes, separator, digits)}."

    assert [(found.kind, found.value) for found in find(text)] == [("citizen_id", number)]


@given(st.integers(1, 999), st.lists(st.integers(0, 999), min_size=2, max_size=5), SEPARATORS)
def test_no_amount_is_taken_for_a_person(first, rest, separator):
    if separator in ("", "\u200b"):
        separator = "."
    amount = separator.join([str(first), *(f"{group:03}" for group in rest)])

    assert find(f"tổng số tiền {amount} đồng") == ()


@given(st.dates(), st.dates(), st.sampled_from(["/", ".", "-"]), st.sampled_from([" ", " - "]))
def test_no_two_dates_are_taken_for_a_person(first, second, separator, between):
    pattern = f"%d{separator}%m{separator}%Y"
    years = {first.year, second.year}
    if min(years) < 1900 or max(years) > 2099:
        return

    assert find(f"từ {first.strftime(pattern)}{between}{second.strftime(pattern)}") == ()


@given(st.text(alphabet=st.sampled_from("0123456789 .-()+/,\n\u200bđaSTK"), max_size=200))
def test_any_text_is_read_and_findings_stand_in_order(text):
    end = 0
    for found in find(text):
        assert end <= found.start < found.end <= len(text)
        end = found.end
