from translations.checks import check


def too_long(target: str, longest: int | None) -> bool:
    found = check("Xã", target, "rad", longest=longest)
    return any(one.id == "length" for one in found)


def test_length_is_counted_as_readers_do():
    assert not too_long("mơ̆ng ƀơ̆ng", 9)
    assert too_long("mơ̆ng ƀơ̆ng", 8)


def test_marks_take_no_room():
    assert not too_long("⟨1⟩ƀuôn⟨/1⟩", 4)
    assert too_long("⟨1⟩ƀuôn⟨/1⟩", 3)


def test_where_there_is_no_limit_nothing_is_too_long():
    assert not too_long("ƀuôn " * 1000, None)


def test_the_answer_says_by_how_much():
    (found,) = [one for one in check("Xã", "ƀuôn sang", "rad", longest=5) if one.id == "length"]
    assert "9" in found.message
    assert "4" in found.message
