import time

from media_assets.spelled_numbers import digits_of, fold, runs_in


def test_signs_without_width_part_no_group():
    (run,) = runs_in("09\u200b12 345\u00ad678")

    assert [(group.digits, group.before) for group in run.groups] == [("0912", ""), ("345678", " ")]


def test_a_group_knows_its_place_in_the_text():
    text = "Gọi 0912 345 678."
    (run,) = runs_in(text)

    assert [text[group.start : group.end] for group in run.groups] == ["0912", "345", "678"]


def test_words_around_a_number_are_folded():
    (run,) = runs_in("Số tài khoản:\u00a00123456789 Đồng")

    assert (run.left, run.right) == ("so tai khoan: ", " dong")


def test_digits_of_other_scripts_are_read_as_ours():
    assert digits_of("០៩１２٣") == "09123"
    assert fold("Ｓố ０９") == "so 09"


def test_short_numbers_and_dates_are_no_runs():
    assert list(runs_in("Điều 12, ngày 01.01.2024, lúc 7 giờ 30, số 1234567")) == []


def test_a_long_text_of_digits_takes_time_as_its_length():
    def seconds(signs: int) -> float:
        text = "1 " * signs
        start = time.perf_counter()
        list(runs_in(text))
        return time.perf_counter() - start

    seconds(1000)
    assert seconds(200_000) < 60 * max(seconds(20_000), 0.005)
