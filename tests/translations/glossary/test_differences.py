from translations.glossary.differences import Difference, differences
from translations.glossary.entries import TermEntry, Wording

BEFORE = TermEntry(
    "bảo hiểm y tế",
    ("BHYT",),
    "Nghĩa cũ",
    wordings=(Wording("hmn", "x"), Wording("km", "a", ("b",), ("c",))),
)


def test_each_field_that_changes_is_named_with_both_sides():
    after = TermEntry(
        "bảo hiểm y tế",
        ("BHYT", "thẻ"),
        "Nghĩa mới",
        wordings=(Wording("km", "a", ("b",), ("c", "d")), Wording("rad", "mới")),
    )
    assert list(differences(BEFORE, after)) == [
        Difference("vi", "BHYT", "BHYT, thẻ"),
        Difference("vi", "Nghĩa cũ", "Nghĩa mới"),
        Difference("km", "c", "c, d"),
        Difference("rad", "", "mới"),
    ]


def test_what_is_the_same_is_not_named():
    assert list(differences(BEFORE, BEFORE)) == []
