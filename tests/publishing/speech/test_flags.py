from publishing.speech import Doubt, read


def test_a_sign_is_asked_about_with_the_words_at_its_sides():
    (flag,) = read("Từ 01/7/2025, cha/mẹ ký đơn.").flags
    assert (flag.written, flag.spoken, flag.doubt) == ("cha/mẹ", "cha hoặc mẹ", Doubt.AMBIGUOUS)
    assert flag.alternatives == ("cha và mẹ", "cha trên mẹ", "cha mỗi mẹ")


def test_choosing_it_touches_nothing_else():
    text = "Từ 01/7/2025, cha/mẹ ký đơn."
    reading = read(text, choices={"cha/mẹ": "cha và mẹ"})
    assert reading.flags == ()
    assert reading.spoken == (
        "Từ ngày một tháng bảy năm hai nghìn không trăm hai mươi lăm, cha và mẹ ký đơn."
    )


def test_what_stands_beside_it_is_said_too():
    flags = read("Mức 5 * tháng").flags
    assert [(flag.written, flag.spoken) for flag in flags] == [("5 * tháng", "năm tháng")]


def test_flags_stand_in_the_order_of_the_text():
    flags = read("XYZ, từ 1-7, cha/mẹ, ABX.").flags
    assert [flag.start for flag in flags] == sorted(flag.start for flag in flags)
    assert [flag.written for flag in flags] == ["XYZ", "1-7", "cha/mẹ", "ABX"]
