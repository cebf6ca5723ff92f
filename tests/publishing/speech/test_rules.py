"""What others were heard to get dangerously wrong, in sentences of our own."""

import pytest

from publishing.speech import Doubt, read


def said(written):
    reading = read(written)
    assert reading.flags == ()
    return reading.spoken


@pytest.mark.parametrize(
    ("written", "has"),
    [
        # A range of percentages is no negative number.
        ("Đóng từ 20% - 30% tiền lương.", "hai mươi phần trăm đến ba mươi phần trăm"),
        ("Hỗ trợ 10%-25%.", "mười phần trăm đến hai mươi lăm phần trăm"),
        # Neither is a range of years.
        ("giai đoạn 2016-2020", "mười sáu đến hai nghìn không trăm hai mươi"),
        ("giai đoạn 2016 - 2020", "mười sáu đến hai nghìn không trăm hai mươi"),
        # “đến” is there, in degrees too.
        ("Bảo quản ở 4-6°C", "bốn đến sáu độ C"),
        # A minus is said.
        ("Quỹ hụt -12,75 tỷ đồng", "âm mười hai phẩy bảy mươi lăm tỷ đồng"),
        ("Nhiệt độ −8°C", "âm tám độ C"),
        # A large number is one number, whether grouped or not.
        ("Chi 2.340.000 đồng", "hai triệu ba trăm bốn mươi nghìn đồng"),
        ("Chi 5000000 đồng", "năm triệu đồng"),
        # Round the clock, not the 7th of July.
        ("Trực 24/24 giờ, 7/7 ngày", "hai mươi tư trên hai mươi tư giờ, bảy trên bảy ngày"),
        # A circular's number is no date, and no fraction.
        ("Thông tư số 11/2025/TT-BYT", "số mười một năm hai nghìn không trăm hai mươi lăm của Bộ Y tế"),
        ("Luật số 58/2014/QH13", "số năm mươi tám năm hai nghìn không trăm mười bốn của Quốc hội khóa mười ba"),
        ("Nghị định 143/2018/NĐ-CP", "một trăm bốn mươi ba năm hai nghìn không trăm mười tám của Chính phủ"),
        # The word “năm” is not swallowed, nor “ngày” doubled.
        ("Ngày 02/09/2025", "Ngày hai tháng chín năm hai nghìn không trăm hai mươi lăm"),
        ("ngày 02/09/2025", "ngày hai tháng chín năm"),
        ("Phí tháng 03-05/2026", "tháng ba đến tháng năm năm hai nghìn không trăm hai mươi sáu"),
        # Roman numerals with X are numbers.
        ("BHXH khu vực XXVII", "khu vực hai mươi bảy"),
        ("quý IV/2025", "quý bốn năm hai nghìn không trăm hai mươi lăm"),
        # Telephone numbers and codes are said digit by digit.
        ("ĐT: 3.795.204", "ba, bảy chín năm, hai không bốn"),
        ("Gọi 1900 9068", "một chín không không, chín không sáu tám"),
        ("Mã số 0198765432", "không một chín tám bảy sáu năm bốn ba hai"),
        # A district is no letter, a doctor no end of a sentence.
        ("H. Ba Vì", "Huyện Ba Vì"),
        ("Gặp BS. Hà và chị Lan", "Gặp bác sĩ Hà và chị Lan"),
        # Weekdays keep their “đến”.
        ("thứ 2 – thứ 5", "Thứ hai đến thứ năm"),
        # Acronyms in Vietnamese, addresses not deleted and not twisted.
        ("thẻ BHYT của NLĐ", "thẻ bảo hiểm y tế của người lao động"),
        ("xem tại baohiemxahoi.gov.vn", "xem tại bảo hiểm xã hội chấm gov chấm vn"),
        ("KẾT QUẢ THU BHXH NĂM 2025", "Kết quả thu bảo hiểm xã hội năm hai nghìn không trăm hai mươi lăm"),
        ("1.800.000 x 22% = 396.000 đồng", "nhân hai mươi hai phần trăm bằng ba trăm chín mươi sáu nghìn đồng"),
        # Minutes are no wards, plans no customers.
        ("chờ 30p", "chờ ba mươi phút"),
        ("Kế hoạch số 7/KH-UBND", "Kế hoạch số bảy của Ủy ban nhân dân"),
        ("lúc 7h30", "lúc bảy giờ ba mươi phút"),
        ("05 trường hợp", "Năm trường hợp"),
        ("05 (năm) ngày", "Năm ngày"),
        ("22% x 1.500.000đ – 10% = 320.000đ", "nghìn đồng trừ mười phần trăm bằng"),
        ("Tháng 5 – tháng của công nhân", "Tháng năm, tháng của công nhân"),
        ("từ 60 - 80 tuổi, >= 81 tuổi", "sáu mươi đến tám mươi tuổi"),
        ("gọi 0243.9361188", "không hai bốn ba, chín ba sáu một một tám tám"),
        ("độ pH 7", "độ pê hát bảy"),
        ("Đề án 06", "Đề án không sáu"),
    ],
)  # fmt: skip
def test_a_known_trap_is_read_right(written, has):
    assert has.lower() in said(written).lower()


@pytest.mark.parametrize("written", ["ngày 02/09/2025", "Ngày 5/8", "hết ngày 31/12/2025"])
def test_day_is_never_said_twice(written):
    assert "ngày ngày" not in said(written).lower()


@pytest.mark.parametrize(
    ("written", "doubt"),
    [
        ("Tăng từ 1-7 tới đây", Doubt.AMBIGUOUS),
        ("Hưởng từ 1/3 trở đi", Doubt.AMBIGUOUS),
        ("Chia 2/5 theo quy chế", Doubt.AMBIGUOUS),
        ("Bệnh viện ZQK tiếp nhận", Doubt.UNKNOWN),
        ("Nộp qua TT hằng tuần", Doubt.AMBIGUOUS),
        ("Văn bản số 12/ZQK-PHB", Doubt.UNKNOWN),
        ("Kết quả 5§6", Doubt.LEFT_OVER),
        ("Ngày 30/02/2026", Doubt.AMBIGUOUS),
        ("Mức 2,500 mỗi tháng", Doubt.AMBIGUOUS),
        ("Thiết bị QX900 hỏng", Doubt.UNKNOWN),
        ("dùng 7foobar", Doubt.LEFT_OVER),
        ("vợ/chồng cùng ký", Doubt.AMBIGUOUS),
        ("Số 9876543210 lạ", Doubt.AMBIGUOUS),
        ("20 - 10", Doubt.AMBIGUOUS),
        ("Lương = 45% + (số năm - 20) x 2%", Doubt.AMBIGUOUS),
        ("Ngày 1/7/25", Doubt.AMBIGUOUS),
        ("phiếu 1.7.25", Doubt.AMBIGUOUS),
        ("Chi 5,000 USD", Doubt.AMBIGUOUS),
        ("Xét nghiệm (-)", Doubt.AMBIGUOUS),
        ("Uống 2v", Doubt.LEFT_OVER),
        ("Khoảng 0243.93", Doubt.AMBIGUOUS),
    ],
)
def test_what_nobody_can_know_is_flagged(written, doubt):
    assert doubt in [flag.doubt for flag in read(written).flags]


@pytest.mark.parametrize(
    "written",
    ["ông Nguyễn Văn H. Theo đơn", "bà Trần Thị Q. Anh con trai", "cháu Lê Văn T. Trường khai"],
)
def test_the_initial_of_a_name_is_no_place(written):
    assert read(written).spoken == written


@pytest.mark.parametrize("written", ["nhóm D", "36 độ C", "loại C", "vitamin C", "nhóm M"])
def test_a_letter_is_no_roman_number(written):
    assert "trăm" not in read(written).spoken
    assert "nghìn" not in read(written).spoken
