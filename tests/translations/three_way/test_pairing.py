"""Blocks of old data, or with new ids: which is which."""

from tests.factories.merging import ids, only, p, values, without_ids
from translations.merging import compare, merge
from translations.three_way.pairing import paired
from translations.three_way.versions import Three

BASE = [p("a", "Ai được hưởng?"), p("b", "Mức hưởng là 80 %."), p("c", "Thủ tục tại xã.")]
EDITED = p("b", "Mức hưởng là 85 %.")
LOCAL = p("c", "Thủ tục tại xã Lũng Cú.")


def test_blocks_without_ids_are_known_by_their_words_and_their_place():
    merged = merge(
        without_ids(BASE),
        without_ids([*BASE[:2], LOCAL]),
        without_ids([BASE[0], EDITED, BASE[2], p("n", "Liên hệ {{hotline}}.")]),
    )

    assert merged.blocks == without_ids([BASE[0], EDITED, LOCAL, p("n", "Liên hệ {{hotline}}.")])
    assert merged.conflicts == ()


def test_a_block_without_an_id_that_both_changed_is_a_conflict():
    merged = merge(
        without_ids(BASE),
        without_ids([BASE[0], p("b", "Mức hưởng ở Hà Giang là 80 %."), BASE[2]]),
        without_ids([BASE[0], EDITED, BASE[2]]),
    )

    assert only(merged.conflicts).path == ("#1",)
    assert values(merged.blocks)[1] == "<p>Mức hưởng ở Hà Giang là 80 %.</p>"


def test_a_base_without_ids_goes_with_two_sides_that_got_different_ones():
    local = [{**each, "id": f"l{number}"} for number, each in enumerate([*BASE[:2], LOCAL])]
    national = [
        {**each, "id": f"n{number}"} for number, each in enumerate([BASE[0], EDITED, BASE[2]])
    ]

    merged = merge(without_ids(BASE), local, national)

    assert ids(merged.blocks) == ["n0", "n1", "n2"]
    assert values(merged.blocks) == values([BASE[0], EDITED, LOCAL])
    assert merged.conflicts == ()
    assert merge(merged.base, merged.blocks, national).blocks == merged.blocks


def test_without_ids_and_with_other_blocks_at_one_place_nothing_is_guessed():
    local = without_ids(
        [BASE[0], p("", "Một đoạn của tỉnh."), p("", "Đoạn nữa của tỉnh."), BASE[2]]
    )

    merged = merge(without_ids(BASE), local, without_ids([BASE[0], EDITED, BASE[2]]))

    assert only(merged.conflicts).kind == "deleted_here"
    assert merged.blocks == local


def test_an_item_that_was_imported_anew_keeps_what_the_office_wrote():
    """Every id is another; where the words are the same it is the same block."""
    national = [
        {**each, "id": f"n{number}"} for number, each in enumerate([BASE[0], EDITED, BASE[2]])
    ]

    merged = merge(BASE, [*BASE[:2], LOCAL], national)

    assert values(merged.blocks) == values([BASE[0], EDITED, LOCAL])
    assert ids(merged.blocks) == ["n0", "n1", "n2"]
    assert merged.conflicts == ()


def test_a_block_with_the_id_of_another_is_a_block_of_its_own():
    twice = [BASE[0], BASE[1], {**BASE[1], "value": "<p>Bản sao đã sửa ở Sa Pa.</p>"}]

    merged = merge(BASE[:2], twice, [BASE[0], EDITED])

    assert values(merged.blocks) == values([BASE[0], EDITED, twice[2]])
    assert merged.conflicts == ()


def test_two_ids_alike_in_the_base_confuse_nobody():
    base = [BASE[0], {**BASE[1], "id": "a"}]

    merged = merge(base, base, [BASE[0], {**EDITED, "id": "a"}])

    assert values(merged.blocks) == values([BASE[0], EDITED])


def test_equal_words_are_paired_in_their_order():
    base = without_ids([p("", "Ghi chú."), p("", "Mức đóng."), p("", "Ghi chú.")])

    sides = paired(Three(base, base, base[1:]))

    assert sides.local.order == sides.base.order
    assert len(set(sides.national.order) & set(sides.base.order)) == 2


def test_marks_of_blocks_without_ids_go_by_number():
    shorter = without_ids([BASE[0], EDITED])

    states = {"#0": "inherited", "#1": "new", "-1": "removed", "-2": "removed"}
    assert compare(without_ids(BASE), shorter) == states
    assert compare(without_ids(BASE[:2]), shorter) == {"#0": "inherited", "#1": "changed"}
