"""Sentences of the house's own kind of text."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translations.sentences import beginnings


def sentences(text: str) -> list[str]:
    starts = [*beginnings(text), len(text)]
    return [text[one:other] for one, other in pairwise(starts)]


# What stands between two bars is one sentence.
CASES = [
    "Người lao động đóng 8% tiền lương.| Người sử dụng lao động đóng 17,5%.",
    "BHXH TP. Hồ Chí Minh đã chi trả cho 46.800.000 lượt.| Từ 01/7/2025, mức này tăng.",
    "Theo ThS. Nguyễn Văn A. (Viện Khoa học), việc này cần thiết.| PGS.TS. Trần B đồng ý.",
    "Điều 5. Đối tượng áp dụng",
    "Khoản 2. Người lao động có hợp đồng từ đủ 01 tháng.| Khoản 3 không áp dụng.",
    "Việc này theo quy định tại Điều 5.| Người dân nộp hồ sơ tại BHXH.",
    "1. Hồ sơ gồm có",
    "1.2. Mức đóng.| Mức đóng là 4,5% lương cơ sở 2.340.000 đồng.",
    "a) Thẻ căn cước.| b) Sổ bảo hiểm.",
    "“Tôi đã đóng đủ 15 năm.”| Chị nói thêm: “Không khó đâu!”",
    "“Có được không?” chị hỏi.",
    "Người già, trẻ em, phụ nữ có thai… đều được hỗ trợ.| Tất cả miễn phí.",
    "Nông dân, ngư dân…| Ai cũng tham gia được.",
    "Chờ một chút...| Rồi gọi lại.",
    "Hồ sơ gồm sổ, thẻ, v.v.| Người nộp ký tên.",
    "Gọi {{hotline}}.| {{office_address}} là nơi tiếp nhận.",
    "Gọi 1900 9068 hoặc ĐT. 024 1234.| Làm việc từ 7 giờ 30.| 15 năm mới đủ.",
    "Xem Nghị định số 158/2025/NĐ-CP ngày 25/6/2025.| Nghị định có hiệu lực từ 01/7/2025.",
    "Truy cập https://baohiem.example/tra-cuu.html?ma=1.| Nhập mã số.",
    "Được hay không?! |Được.",
    "Q. 1, P. Bến Nghé, TP. Hồ Chí Minh.| Mở cửa cả tuần.",
    "TS. BS. Lê C khám.| Bệnh nhân khoẻ.",
    "(Theo số liệu năm 2024.)| Số liệu năm nay chưa có.",
    "Mức hỗ trợ: 30%; 25%; 10%.",
    "Mr. Smith lives in St. Louis.| He pays 4.5 per cent.",
    "ប្រជាពលរដ្ឋទាំងអស់។| ពួកគេបង់។",
    "人人生而自由。|他們平等。",
    "",
    "...",
    "Hết.",
]


@pytest.mark.parametrize("marked", CASES)
def test_sentences_begin_where_a_reader_takes_a_breath(marked):
    text = marked.replace("|", "")

    assert [each.strip() for each in sentences(text)] == [
        each.strip() for each in marked.split("|")
    ]


LETTERS = st.sampled_from([*"aBđ1 .…!?”“()\n{}⟨⟩。។", "TP. ", "Điều 5. ", "46.800.000", "v.v. "])


@given(st.lists(LETTERS, max_size=40).map("".join))
def test_joined_they_are_the_text_again(text):
    assert "".join(sentences(text)) == text
    assert beginnings(text) == sorted(set(beginnings(text)))
