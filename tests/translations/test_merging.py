import copy
import subprocess
import sys
from pathlib import Path

from hypothesis import given, settings

from tests.factories.merging import (
    BODIES,
    EDITS,
    Editor,
    body_of,
    heading,
    ids,
    item,
    p,
    steps,
    table,
    written,
)
from translations.merging import compare, decide, merge, same

CASES = settings(deadline=None)  # others use the machine too
ROOT = Path(__file__).resolve().parents[2]
# --- what must hold whatever both sides do --------------------------------------------------------


@CASES
@given(BODIES, EDITS, EDITS)
def test_every_national_edit_is_in_the_result_or_in_a_conflict(kinds, ours, theirs):
    base = body_of(kinds)
    local, national = Editor(base, ours, "địa phương"), Editor(base, theirs, "trung ương")

    merged = merge(base, local.stream, national.stream)

    asked = written([conflict.national for conflict in merged.conflicts])
    found = written(merged.blocks) + asked
    assert [mark for mark in national.marks if mark not in found] == []
    gone = set(ids(base)) - set(ids(national.stream))
    open_places = {conflict.path[0] for conflict in merged.conflicts}
    assert gone & set(ids(merged.blocks)) <= open_places


@CASES
@given(BODIES, EDITS, EDITS)
def test_no_local_character_is_lost(kinds, ours, theirs):
    base = body_of(kinds)
    local, national = Editor(base, ours, "địa phương"), Editor(base, theirs, "trung ương")

    merged = merge(base, local.stream, national.stream)

    found = written(merged.blocks)
    assert [mark for mark in local.marks if mark not in found] == []


@CASES
@given(BODIES, EDITS, EDITS)
def test_what_stands_at_a_locked_place_is_national_and_the_local_text_is_set_aside(
    kinds, ours, theirs
):
    base = body_of(kinds)
    local, national = Editor(base, ours, "địa phương"), Editor(base, theirs, "trung ương")
    locked = frozenset(ids(base)[::2])

    merged = merge(base, local.stream, national.stream, locked=locked)

    there = {each["id"]: each for each in national.stream}
    here = {each["id"]: each for each in merged.blocks}
    assert all(same(here.get(name), there.get(name)) for name in locked)
    kept = written(merged.blocks) + written([each.local for each in merged.set_aside])
    assert [mark for mark in local.marks if mark not in kept] == []
    assert not locked & {conflict.path[0] for conflict in merged.conflicts}


@CASES
@given(BODIES, EDITS)
def test_edits_of_one_side_never_conflict(kinds, edits):
    base = body_of(kinds)
    edited = Editor(base, edits, "một bên").stream

    follows, stays = merge(base, base, edited), merge(base, edited, base)

    assert (follows.blocks, follows.base, follows.conflicts) == (edited, edited, ())
    assert (stays.blocks, stays.base, stays.conflicts) == (edited, base, ())
    assert stays.changes == ()


@CASES
@given(BODIES, EDITS)
def test_the_same_edits_on_both_sides_never_conflict(kinds, edits):
    base = body_of(kinds)
    edited = Editor(base, edits, "cả hai").stream

    merged = merge(base, edited, copy.deepcopy(edited))

    assert (merged.blocks, merged.conflicts, merged.changes) == (edited, (), ())


@CASES
@given(BODIES, EDITS, EDITS)
def test_a_conflict_is_only_where_both_sides_changed_something_and_not_alike(kinds, ours, theirs):
    base = body_of(kinds)
    local, national = Editor(base, ours, "địa phương"), Editor(base, theirs, "trung ương")

    for conflict in merge(base, local.stream, national.stream).conflicts:
        assert not same(conflict.base, conflict.local)
        assert not same(conflict.base, conflict.national)
        assert not same(conflict.local, conflict.national)


@CASES
@given(BODIES, EDITS, EDITS)
def test_two_blocks_stand_as_the_side_wants_that_turned_them_around(kinds, ours, theirs):
    base = body_of(kinds)
    local, national = Editor(base, ours, "địa phương"), Editor(base, theirs, "trung ương")

    merged = merge(base, local.stream, national.stream)

    asked = [set(c.local) for c in merged.conflicts if c.path[0] == "@order"]
    orders = [ids(each) for each in (base, local.stream, national.stream, merged.blocks)]
    common = [name for name in orders[0] if all(name in order for order in orders)]
    pairs = [(a, b) for a in common for b in common if a != b]
    for a, b in pairs:
        was, here, there, now = (order.index(a) < order.index(b) for order in orders)
        turned = (not was) if (here != was or there != was) else was
        assert now == turned or any({a, b} <= group for group in asked)


@CASES
@given(BODIES, EDITS, EDITS)
def test_merging_again_changes_nothing_and_asks_the_same(kinds, ours, theirs):
    base = body_of(kinds)
    local, national = Editor(base, ours, "địa phương"), Editor(base, theirs, "trung ương")
    first = merge(base, local.stream, national.stream)

    again = merge(first.base, first.blocks, national.stream)

    assert again.blocks == first.blocks
    assert again.changes == ()
    assert {each.path for each in again.conflicts} == {each.path for each in first.conflicts}


@CASES
@given(BODIES, EDITS, EDITS)
def test_what_was_taken_in_is_seen_from_the_base_before_it_too(kinds, ours, theirs):
    """So that a page is known to say it, whichever of its versions went out."""
    base = body_of(kinds)
    local, national = Editor(base, ours, "địa phương"), Editor(base, theirs, "trung ương")
    first = merge(base, local.stream, national.stream)

    again = merge(base, first.blocks, national.stream)

    assert again.blocks == first.blocks
    assert again.changes == ()


@CASES
@given(BODIES, EDITS, EDITS, EDITS)
def test_when_everything_is_decided_nothing_is_open_and_the_base_is_national(
    kinds, ours, theirs, numbers
):
    base = body_of(kinds)
    local, national = Editor(base, ours, "địa phương"), Editor(base, theirs, "trung ương")
    merged = merge(base, local.stream, national.stream)
    chosen = [number % 2 for _action, number, _other in numbers] or [0]

    decided = decide(
        merged,
        {
            conflict.path: ("national", "local")[chosen[number % len(chosen)]]
            for number, conflict in enumerate(merged.conflicts)
        },
    )

    assert decided.conflicts == ()
    assert decided.base == national.stream
    again = merge(decided.base, decided.blocks, national.stream)
    assert (again.blocks, again.conflicts) == (decided.blocks, ())


@CASES
@given(BODIES, EDITS, EDITS)
def test_deciding_one_conflict_leaves_the_others_as_they_were(kinds, ours, theirs):
    base = body_of(kinds)
    local, national = Editor(base, ours, "địa phương"), Editor(base, theirs, "trung ương")
    merged = merge(base, local.stream, national.stream)

    for conflict in merged.conflicts:
        decided = decide(merged, {conflict.key: "national"})
        others = [each for each in merged.conflicts if each.path != conflict.path]
        assert [each.path for each in decided.conflicts] == [each.path for each in others]
        lost = [m for m in local.marks if m not in written(decided.blocks)]
        assert [mark for mark in lost if mark not in written(conflict.local)] == []


@CASES
@given(BODIES, EDITS, EDITS)
def test_it_is_the_same_question_from_both_sides(kinds, ours, theirs):
    base = body_of(kinds)
    one, two = Editor(base, ours, "một").stream, Editor(base, theirs, "hai").stream

    there, back = merge(base, one, two), merge(base, two, one)

    assert {each.path for each in there.conflicts} == {each.path for each in back.conflicts}
    if not there.conflicts:
        assert sorted(written(there.blocks)) == sorted(written(back.blocks))


@CASES
@given(BODIES, EDITS, EDITS)
def test_what_was_given_is_not_changed(kinds, ours, theirs):
    base = body_of(kinds)
    local, national = Editor(base, ours, "địa phương").stream, Editor(base, theirs, "tw").stream
    before = copy.deepcopy((base, local, national))

    merge(base, local, national)

    assert (base, local, national) == before


@CASES
@given(BODIES, EDITS, EDITS, EDITS)
def test_two_national_versions_taken_in_one_after_the_other_lose_nothing_either(
    kinds, ours, theirs, later
):
    base = body_of(kinds)
    local, national = Editor(base, ours, "địa phương"), Editor(base, theirs, "trung ương")
    newest = Editor(national.stream, later, "lần hai")
    first = merge(base, local.stream, national.stream)

    second = merge(first.base, first.blocks, newest.stream)

    found = written(second.blocks)
    asked = found + written([conflict.national for conflict in second.conflicts])
    assert [mark for mark in local.marks if mark not in found] == []
    assert [mark for mark in newest.marks if mark not in asked] == []


# --- marks for the editor -------------------------------------------------------------------------


def test_blocks_show_how_they_stand_to_the_national_text():
    base = [
        heading("a", "Ai được hưởng?"),
        p("b", "Người từ 75 tuổi."),
        p("c", "Hồ sơ."),
        p("d", "Nơi nộp."),
    ]
    local = [
        base[2],
        base[0],
        p("b", "Người từ 75 tuổi ở Điện Biên."),
        p("x", "Nộp tại bản."),
    ]

    assert compare(base, local) == {
        "c": "moved",
        "a": "inherited",
        "b": "changed",
        "x": "new",
        "d": "removed",
    }


def test_a_change_deep_inside_marks_its_block():
    base = [
        steps("s", item("i1", "<p>Điền tờ khai.</p>")),
        table("t", ["Nhóm", "Mức"], ["Hộ nghèo", "0"]),
    ]
    local = copy.deepcopy(base)
    local[0]["value"]["steps"][0]["value"] = "<p>Điền tờ khai tại xã.</p>"

    assert compare(base, local) == {"s": "changed", "t": "inherited"}


def test_what_the_editor_stores_anew_without_a_change_is_inherited():
    stored = [{"type": "paragraph", "id": "m", "value": '<p data-block-key="x7">Mức đóng.</p>'}]

    assert compare([p("m", "Mức đóng.")], stored) == {"m": "inherited"}


# --- the house ------------------------------------------------------------------------------------


def test_it_needs_neither_django_nor_a_database():
    code = "import sys, translations.merging; sys.exit('django' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
