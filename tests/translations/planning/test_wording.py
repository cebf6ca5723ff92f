"""Names for people."""

from translations.planning.wording import in_order


def test_names_are_sorted_as_people_look_for_them():
    names = ["Tiếng Ê-đê", "Tiếng Gia-rai", "Tiếng Đan", "Tiếng Dao", "Tiếng Chăm", "Tiếng Co"]

    assert sorted(names, key=in_order) == [
        "Tiếng Chăm", "Tiếng Co", "Tiếng Dao", "Tiếng Đan", "Tiếng Ê-đê", "Tiếng Gia-rai",
    ]  # fmt: skip
