"""A piece with every kind of block."""

from decimal import Decimal

from media_assets.pieces.data import (
    Chart,
    Compared,
    Comparison,
    Figure,
    Footer,
    Icons,
    KeyFigures,
    Labelled,
    Moment,
    Piece,
    Point,
    Quotation,
    Step,
    Steps,
    Timeline,
)

WORDS = {
    "source": "Nguồn",
    "scan": "Quét mã để đọc toàn bài",
    "hotline": "Đường dây nóng",
    "made_by_ai": "Có sử dụng trí tuệ nhân tạo",
}
FIGURES = KeyFigures(
    "figures",
    "Những con số",
    figures=(
        Figure("22 %", "mức đóng hằng tháng", "percent"),
        Figure("15 năm", "đóng là đủ điều kiện hưởng lương hưu", "calendar"),
        Figure("2.000.000 đồng", "trợ cấp thai sản", "parents"),
    ),
)
STEPS = Steps(
    "steps",
    "Cách đăng ký",
    steps=(
        Step("Mang thẻ căn cước đến cơ quan bảo hiểm xã hội.", "Đến nơi gần nhất"),
        Step("Chọn mức đóng phù hợp với gia đình."),
    ),
)
POINTS = (
    Point("2022", Decimal("1.46"), "1,46"),
    Point("2023", Decimal("1.83"), "1,83"),
    Point("2024", Decimal("2.29"), "2,29"),
)
BARS = Chart("bars", "Số người tham gia", drawn_as="bar", unit="triệu người", points=POINTS)
LINE = Chart("line", "Theo năm", drawn_as="line", unit="triệu người", points=POINTS)
SHARES = Chart(
    "shares",
    "Cơ cấu",
    drawn_as="share",
    points=(Point("Hộ nghèo", Decimal(20), "20 %"), Point("Khác", Decimal(80), "80 %")),
)
COMPARISON = Comparison(
    "comparison",
    "Tự nguyện và bắt buộc",
    left="Tự nguyện",
    right="Bắt buộc",
    rows=(Compared("Mức đóng", "22 % thu nhập chọn", "25,5 % tiền lương"),),
)
TIMELINE = Timeline(
    "timeline",
    "Các mốc cần nhớ",
    moments=(Moment("1/7/2025", "Luật có hiệu lực."), Moment("2026", "Rà soát mức hỗ trợ.")),
)
ICONS = Icons(
    "icons", "Được gì", items=(Labelled("cash", "Lương hưu"), Labelled("card", "Thẻ bảo hiểm y tế"))
)
QUOTATION = Quotation("quotation", text="Đóng sớm thì yên tâm sớm.", attribution="Ban biên tập")
EVERY_BLOCK = (
    FIGURES,
    STEPS,
    BARS,
    COMPARISON,
    TIMELINE,
    SHARES,
    LINE,
    ICONS,
    QUOTATION,
)


def make_piece(**changes) -> Piece:
    """In Vietnamese, with two blocks unless others are given."""
    given = {
        "headline": "Bảo hiểm xã hội tự nguyện: lương hưu khi về già",
        "language": "vi",
        "script": "Latn",
        "footer": Footer("Bảo hiểm xã hội Việt Nam", "{{hotline}}", "Hà Nội"),
        "lead": "Nhà nước hỗ trợ tiền đóng, thủ tục đơn giản.",
        "blocks": (FIGURES, STEPS),
        "source": "Báo cáo năm 2024",
        "link": "https://portal.example/bhxh-tu-nguyen/",
        "words": WORDS,
    }
    return Piece(**(given | changes))
