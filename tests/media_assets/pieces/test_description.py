from media_assets.pieces.description import describe
from tests.factories.pieces import EVERY_BLOCK, make_piece


def test_everything_that_a_piece_says_is_in_its_description():
    said = describe(make_piece(blocks=EVERY_BLOCK))

    for words in (
        "22 %: mức đóng hằng tháng",
        "1. Đến nơi gần nhất: Mang thẻ căn cước",
        "2. Chọn mức đóng",
        "2023: 1,83; 2024: 2,29",
        "Mức đóng: Tự nguyện: 22 % thu nhập chọn; Bắt buộc: 25,5 % tiền lương",
        "1/7/2025: Luật có hiệu lực.",
        "Hộ nghèo: 20 %",
        "Thẻ bảo hiểm y tế",
        "“Đóng sớm thì yên tâm sớm.” – Ban biên tập",
        "Nguồn: Báo cáo năm 2024",
    ):
        assert words in said


def test_what_is_empty_leaves_no_line():
    said = describe(make_piece(blocks=(), lead="", source=""))
    assert said == "Bảo hiểm xã hội tự nguyện: lương hưu khi về già"
