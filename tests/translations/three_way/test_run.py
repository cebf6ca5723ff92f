"""What is asked, and what becomes of it when it is decided."""

import pytest

from tests.factories.merging import BASE as ITEM
from tests.factories.merging import (
    CALL,
    HELP,
    LOCAL_RATE,
    MARKET,
    NEW_RATE,
    RATE,
    WHERE,
    WHO,
    body,
    heading,
    ids,
    only,
    p,
    values,
    written,
)
from translations.merging import NoSuchConflict, compare, decide, merge

BASE = [p("m", "Mức đóng là 22% mức thu nhập."), p("h", "Hồ sơ gồm tờ khai TK1-TS.")]
LOCAL = [p("m", "Ở Hà Giang, mức đóng là 22%."), p("h", "Hồ sơ nộp tại bưu điện Vị Xuyên.")]
NATIONAL = [p("m", "Mức đóng là 23% mức thu nhập."), p("h", "Hồ sơ gồm tờ khai TK1-TS mới.")]


def test_each_conflict_is_decided_by_itself():
    merged = merge(BASE, LOCAL, NATIONAL)

    once = decide(merged, {("m",): "national"})
    twice = decide(once, {("h",): "local"})

    assert values(once.blocks) == [NATIONAL[0]["value"], LOCAL[1]["value"]]
    assert [conflict.path for conflict in once.conflicts] == [("h",)]
    assert twice.blocks == once.blocks
    assert (twice.conflicts, twice.base) == ((), NATIONAL)


def test_what_a_hand_wrote_stands_in_the_place_of_both():
    decided = decide(merge(BASE, LOCAL, NATIONAL), {("m",): {"hand": "<p>Ở Hà Giang là 23%.</p>"}})

    assert decided.blocks[0] == p("m", "Ở Hà Giang là 23%.")
    assert merge(decided.base, decided.blocks, NATIONAL).blocks == decided.blocks


def test_a_decision_for_what_is_not_asked_is_refused():
    with pytest.raises(NoSuchConflict):
        decide(merge(BASE, BASE, NATIONAL), {("m",): "local"})


def test_a_choice_that_there_is_not_is_refused():
    with pytest.raises(ValueError, match="both"):
        decide(merge(BASE, LOCAL, NATIONAL), {("m",): "both"})


def test_what_a_removed_block_becomes_can_be_decided():
    removed_here = merge(BASE, BASE[1:], NATIONAL)
    assert only(removed_here.conflicts).kind == "deleted_here"

    assert decide(removed_here, {("m",): "local"}).blocks == NATIONAL[1:]
    assert decide(removed_here, {("m",): "national"}).blocks == NATIONAL
    by_hand = decide(removed_here, {("m",): {"hand": "<p>Mức mới: 23%.</p>"}})
    assert by_hand.blocks == [p("m", "Mức mới: 23%."), NATIONAL[1]]


def test_a_block_that_the_centre_removed_can_be_let_go_kept_or_written_anew():
    removed_there = merge(BASE, LOCAL, NATIONAL[1:])
    kept = decide(removed_there, {("m",): "local", ("h",): "national"})

    assert kept.blocks == [LOCAL[0], NATIONAL[1]]
    assert compare(kept.base, kept.blocks) == {"m": "new", "h": "inherited"}
    assert ids(decide(removed_there, {("m",): "national"}).blocks) == ["h"]
    assert ids(decide(removed_there, {("m",): {"hand": None}}).blocks) == ["h"]
    whole = decide(removed_there, {("m",): {"hand": heading("?", "Mức đóng")}})
    assert whole.blocks[0] == heading("m", "Mức đóng")


def test_conflicts_and_changes_can_be_kept_as_json():
    merged = merge(BASE, LOCAL, [NATIONAL[0], BASE[1], p("x", "Thêm một đoạn.")])

    assert only(merged.conflicts).as_data()["path"] == ["m"]
    assert only(merged.conflicts).as_data()["key"] == '["m"]'
    assert [each.as_data()["kind"] for each in merged.changes] == ["added"]


# --- locked ---------------------------------------------------------------------------------------

LOCKED = frozenset({"rate"})


def test_a_locked_block_follows_though_the_office_had_changed_it():
    found = merge(
        ITEM,
        body(WHO, LOCAL_RATE, HELP, WHERE, CALL),
        body(WHO, NEW_RATE, *ITEM[2:]),
        locked=LOCKED,
    )

    assert found.blocks == [WHO, NEW_RATE, HELP, WHERE, CALL]
    assert found.conflicts == ()
    aside = only(found.set_aside)
    assert (aside.path, aside.kind, aside.local) == (("rate",), "locked", LOCAL_RATE)


def test_a_locked_block_that_only_the_office_had_changed_is_put_right():
    found = merge(ITEM, body(WHO, LOCAL_RATE, HELP, WHERE, CALL), body(*ITEM), locked=LOCKED)

    assert found.blocks == ITEM
    assert LOCAL_RATE["value"] in written(only(found.set_aside).local)


def test_a_locked_block_that_the_office_removed_comes_back():
    found = merge(ITEM, body(WHO, HELP, WHERE, CALL), body(*ITEM), locked=LOCKED)

    assert found.blocks == ITEM
    assert found.set_aside == ()


def test_a_locked_block_that_the_centre_removed_goes_and_the_local_words_are_set_aside():
    found = merge(
        ITEM, body(WHO, LOCAL_RATE, HELP, WHERE, CALL), body(WHO, HELP, WHERE, CALL), locked=LOCKED
    )

    assert found.blocks == [WHO, HELP, WHERE, CALL]
    assert only(found.set_aside).local == LOCAL_RATE


def test_a_locked_block_may_stand_elsewhere():
    found = merge(
        ITEM, body(RATE, WHO, HELP, WHERE, CALL), body(WHO, NEW_RATE, *ITEM[2:]), locked=LOCKED
    )

    assert found.blocks == [NEW_RATE, WHO, HELP, WHERE, CALL]


def test_what_the_office_wrote_itself_cannot_be_locked():
    found = merge(ITEM, body(*ITEM, MARKET), body(*ITEM), locked={"t1"})

    assert found.blocks == [*ITEM, MARKET]
