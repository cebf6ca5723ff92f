import pytest

from translations.checks import check


def tags(source: str, target: str) -> list[str]:
    return [found.excerpt for found in check(source, target, "rad") if found.id == "tags"]


def test_marks_may_move_with_their_words():
    assert tags("Xem ⟨1⟩đây⟨/1⟩ và ⟨2⟩kia⟨/2⟩⟨3/⟩", "⟨2⟩adih⟨/2⟩ leh anăn ⟨1⟩tinei⟨/1⟩⟨3/⟩") == []


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("⟨1⟩tinei", ["⟨/1⟩"]),
        ("tinei", ["⟨1⟩", "⟨/1⟩"]),
        ("⟨1⟩tinei⟨/1⟩⟨2/⟩", ["⟨2/⟩"]),
        ("⟨/1⟩tinei⟨1⟩", ["⟨/1⟩"]),
        ("⟨1⟩tinei</1>", ["⟨/1⟩"]),
    ],
)
def test_a_mark_that_is_lost_added_or_turned_is_found(target, expected):
    assert tags("Xem ⟨1⟩đây⟨/1⟩", target) == expected


def test_marks_that_overlap_are_found():
    assert tags("⟨1⟩a⟨2⟩b⟨/2⟩⟨/1⟩", "⟨1⟩a⟨2⟩b⟨/1⟩⟨/2⟩") == ["⟨/1⟩"]
