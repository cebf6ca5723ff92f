"""Blocks that come, go, move and change on either side and on both."""

import copy

import pytest

from tests.factories.merging import (
    BASE,
    CALL,
    CARD,
    DEADLINE,
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
)
from translations.merging import decide, merge


def merged(local, national, **kwargs):
    return merge(BASE, local, national, **kwargs)


# --- changed --------------------------------------------------------------------------------------


def test_an_untouched_block_follows():
    found = merged(body(*BASE), body(WHO, NEW_RATE, HELP, WHERE, CALL))

    assert found.blocks == [WHO, NEW_RATE, HELP, WHERE, CALL]
    assert (only(found.changes).path, only(found.changes).kind) == (("rate",), "edited")
    assert (only(found.changes).before, only(found.changes).after) == (
        RATE["value"],
        NEW_RATE["value"],
    )


def test_a_local_change_stays():
    found = merged(body(WHO, LOCAL_RATE, HELP, WHERE, CALL), body(*BASE))

    assert found.blocks == [WHO, LOCAL_RATE, HELP, WHERE, CALL]
    assert (found.conflicts, found.changes) == ((), ())


def test_a_rate_that_the_office_had_rewritten_is_the_one_conflict():
    national = body(WHO, NEW_RATE, HELP, p("where", "Nộp hồ sơ trực tuyến hoặc tại một cửa."), CALL)

    found = merged(body(WHO, LOCAL_RATE, HELP, WHERE, CALL), national)

    conflict = only(found.conflicts)
    assert (conflict.path, conflict.kind) == (("rate",), "both_changed")
    assert (conflict.base, conflict.local, conflict.national) == (
        RATE["value"],
        LOCAL_RATE["value"],
        NEW_RATE["value"],
    )
    assert found.blocks == [WHO, LOCAL_RATE, HELP, national[3], CALL]
    assert found.base == [WHO, RATE, HELP, national[3], CALL]


def test_the_same_change_on_both_sides_is_no_question():
    both = body(WHO, NEW_RATE, HELP, WHERE, CALL)

    found = merged(both, copy.deepcopy(both))

    assert (found.blocks, found.conflicts, found.changes) == (both, (), ())


def test_what_only_the_editor_stored_anew_is_no_local_change():
    stored = {**RATE, "value": RATE["value"].replace("<p>", '<p data-block-key="k1">')}

    found = merged(body(WHO, stored, HELP, WHERE, CALL), body(WHO, NEW_RATE, HELP, WHERE, CALL))

    assert found.blocks[1] == NEW_RATE
    assert found.conflicts == ()


def test_a_block_that_the_centre_made_another_kind_of_follows():
    title = heading("rate", "Mức đóng là 23%")

    assert merged(body(*BASE), body(WHO, title, HELP, WHERE, CALL)).blocks[1] == title


def test_a_block_of_another_kind_that_the_office_had_changed_is_asked_as_a_whole():
    title = heading("rate", "Mức đóng là 23%")

    found = merged(body(WHO, LOCAL_RATE, HELP, WHERE, CALL), body(WHO, title, HELP, WHERE, CALL))

    conflict = only(found.conflicts)
    assert (conflict.kind, conflict.local, conflict.national) == ("replaced", LOCAL_RATE, title)
    assert decide(found, {conflict.path: "national"}).blocks[1] == title


# --- added ----------------------------------------------------------------------------------------


def test_a_new_national_block_stands_behind_its_neighbour():
    found = merged(body(WHO, LOCAL_RATE, HELP, WHERE, CALL), body(WHO, RATE, DEADLINE, *BASE[2:]))

    assert ids(found.blocks) == ["who", "rate", "n1", "help", "where", "call"]
    assert (only(found.changes).path, only(found.changes).kind) == (("n1",), "added")


def test_a_new_local_block_stays_where_it_was_written():
    found = merged(body(WHO, RATE, HELP, MARKET, WHERE, CALL), body(WHO, NEW_RATE, *BASE[2:]))

    assert ids(found.blocks) == ["who", "rate", "help", "t1", "where", "call"]
    assert found.blocks[3] == MARKET
    assert found.conflicts == ()


@pytest.mark.parametrize("place", range(6))
def test_two_new_blocks_at_one_place_both_stay_the_national_one_first(place):
    local, national = body(*BASE), body(*BASE)
    local.insert(place, MARKET)
    national[place:place] = [DEADLINE, CARD]

    found = merged(local, national)

    assert ids(found.blocks)[place : place + 3] == ["n1", "n2", "t1"]
    assert len(found.blocks) == 8
    assert found.conflicts == ()


def test_the_same_words_that_both_inserted_at_one_place_are_one_block():
    twin = {**CARD, "id": "t9"}

    found = merged(body(WHO, RATE, twin, *BASE[2:]), body(WHO, RATE, CARD, *BASE[2:]))

    assert ids(found.blocks) == ["who", "rate", "n2", "help", "where", "call"]
    assert (found.conflicts, found.changes) == ((), ())


def test_the_same_words_at_two_places_are_two_blocks():
    twin = {**CARD, "id": "t9"}

    found = merged(body(*BASE, twin), body(CARD, *BASE))

    assert ids(found.blocks) == ["n2", "who", "rate", "help", "where", "call", "t9"]


def test_one_id_with_two_contents_and_no_common_base_is_asked():
    other = {**CARD, "value": "<p>Thẻ giấy vẫn dùng được.</p>"}

    found = merged(body(*BASE, other), body(*BASE, CARD))

    assert only(found.conflicts).kind == "both_added"
    assert found.blocks[-1] == other
    assert decide(found, {("n2",): "national"}).blocks[-1] == CARD


def test_a_copy_of_nothing_takes_everything():
    found = merge([], [], body(*BASE))

    assert found.blocks == BASE
    assert {change.kind for change in found.changes} == {"added"}


# --- removed --------------------------------------------------------------------------------------


def test_an_untouched_block_that_the_centre_removed_goes():
    found = merged(body(*BASE, MARKET), body(WHO, RATE, WHERE, CALL))

    assert ids(found.blocks) == ["who", "rate", "where", "call", "t1"]
    assert (only(found.changes).path, only(found.changes).kind) == (("help",), "removed")
    assert only(found.changes).before == HELP


def test_a_block_that_the_office_removed_stays_away_while_the_centre_leaves_it_alone():
    found = merged(body(WHO, RATE, WHERE, CALL), body(WHO, NEW_RATE, HELP, WHERE, CALL))

    assert found.blocks == [WHO, NEW_RATE, WHERE, CALL]
    assert found.conflicts == ()


def test_removed_here_and_changed_there_is_asked_and_stays_away():
    more = p("help", "Nhà nước hỗ trợ hộ nghèo 60% mức đóng.")

    found = merged(body(WHO, RATE, WHERE, CALL), body(WHO, RATE, more, WHERE, CALL))

    conflict = only(found.conflicts)
    assert (conflict.path, conflict.kind) == (("help",), "deleted_here")
    assert (conflict.base, conflict.local, conflict.national) == (HELP, None, more)
    assert ids(found.blocks) == ["who", "rate", "where", "call"]
    assert decide(found, {("help",): "national"}).blocks == [WHO, RATE, more, WHERE, CALL]


def test_changed_here_and_removed_there_is_asked_and_stays():
    found = merged(body(WHO, LOCAL_RATE, HELP, WHERE, CALL), body(WHO, HELP, WHERE, CALL))

    conflict = only(found.conflicts)
    assert (conflict.path, conflict.kind) == (("rate",), "deleted_there")
    assert (conflict.local, conflict.national) == (LOCAL_RATE, None)
    assert found.blocks == [WHO, LOCAL_RATE, HELP, WHERE, CALL]


def test_what_both_removed_is_gone():
    found = merged(body(WHO, RATE, WHERE), body(WHO, RATE, WHERE, CALL))

    assert (ids(found.blocks), found.conflicts) == (["who", "rate", "where"], ())


def test_what_was_written_behind_a_removed_block_finds_the_one_before():
    found = merged(body(WHO, RATE, WHERE, CALL), body(WHO, RATE, HELP, DEADLINE, WHERE, CALL))

    assert ids(found.blocks) == ["who", "rate", "n1", "where", "call"]


def test_everything_that_the_centre_removed_goes_and_local_blocks_stay():
    found = merged(body(WHO, MARKET, *BASE[1:]), [])

    assert found.blocks == [MARKET]


# --- moved ----------------------------------------------------------------------------------------


def test_a_block_that_the_centre_moved_moves():
    found = merged(body(WHO, LOCAL_RATE, HELP, WHERE, CALL), body(CALL, WHO, RATE, HELP, WHERE))

    assert found.blocks == [CALL, WHO, LOCAL_RATE, HELP, WHERE]
    change = only(found.changes)
    assert (change.path, change.kind) == (("call",), "moved")
    assert (change.before, change.after) == ("where", None)


def test_a_local_order_stays():
    found = merged(body(CALL, WHO, RATE, HELP, WHERE), body(WHO, NEW_RATE, HELP, WHERE, CALL))

    assert found.blocks == [CALL, WHO, NEW_RATE, HELP, WHERE]
    assert found.conflicts == ()


def test_moved_here_and_changed_there_is_both():
    found = merged(body(RATE, WHO, HELP, WHERE, CALL), body(WHO, NEW_RATE, HELP, WHERE, CALL))

    assert found.blocks == [NEW_RATE, WHO, HELP, WHERE, CALL]
    assert found.conflicts == ()


def test_changed_here_and_moved_there_is_both():
    found = merged(body(WHO, LOCAL_RATE, HELP, WHERE, CALL), body(WHO, HELP, WHERE, CALL, RATE))

    assert found.blocks == [WHO, HELP, WHERE, CALL, LOCAL_RATE]
    assert found.conflicts == ()


def test_moved_and_changed_on_both_sides_asks_for_the_words_alone():
    found = merged(body(LOCAL_RATE, WHO, HELP, WHERE, CALL), body(NEW_RATE, WHO, *BASE[2:]))

    assert only(found.conflicts).path == ("rate",)
    assert ids(found.blocks) == ["rate", "who", "help", "where", "call"]


def test_each_side_moved_another_block():
    found = merged(body(CALL, WHO, RATE, HELP, WHERE), body(WHO, HELP, RATE, WHERE, CALL))

    assert ids(found.blocks) == ["call", "who", "help", "rate", "where"]
    assert found.conflicts == ()


def test_the_same_move_on_both_sides_is_no_question():
    both = body(WHO, HELP, RATE, WHERE, CALL)

    found = merged(both, copy.deepcopy(both))

    assert (found.blocks, found.conflicts, found.changes) == (both, (), ())


def test_one_block_moved_to_two_places_is_asked_and_stays_where_the_office_put_it():
    local, national = body(HELP, WHO, RATE, WHERE, CALL), body(WHO, RATE, WHERE, CALL, HELP)

    found = merged(local, national)

    conflict = only(found.conflicts)
    assert (conflict.path, conflict.kind) == (("@order", "who"), "moved")
    assert (conflict.local, conflict.national) == (ids(local), ids(national))
    assert found.blocks == local
    assert decide(found, {conflict.path: "national"}).blocks == national
    assert decide(found, {conflict.path: "local"}).base == national
    wanted = ["who", "help", "rate", "where", "call"]
    assert ids(decide(found, {conflict.path: {"hand": wanted}}).blocks) == wanted


def test_an_order_that_is_open_is_asked_again_with_the_next_version():
    found = merged(body(HELP, WHO, RATE, WHERE, CALL), body(WHO, RATE, WHERE, CALL, HELP))

    later = merge(found.base, found.blocks, body(WHO, NEW_RATE, WHERE, CALL, HELP))

    assert only(later.conflicts).path == ("@order", "who")
    assert NEW_RATE in later.blocks


def test_moved_here_and_removed_there_goes():
    found = merged(body(HELP, WHO, RATE, WHERE, CALL), body(WHO, RATE, WHERE, CALL))

    assert (found.blocks, found.conflicts) == (body(WHO, RATE, WHERE, CALL), ())


def test_removed_here_and_moved_there_stays_away():
    found = merged(body(WHO, RATE, WHERE, CALL), body(HELP, WHO, RATE, WHERE, CALL))

    assert (found.blocks, found.conflicts) == (body(WHO, RATE, WHERE, CALL), ())


def test_a_local_block_travels_with_the_one_that_it_was_written_behind():
    found = merged(body(WHO, RATE, HELP, WHERE, CALL, MARKET), body(CALL, WHO, RATE, HELP, WHERE))

    assert ids(found.blocks) == ["call", "t1", "who", "rate", "help", "where"]


def test_a_block_that_was_cut_and_pasted_is_still_the_national_one():
    """Its id is new, its words are not."""
    pasted = {**RATE, "id": "t5"}

    found = merged(body(WHO, HELP, WHERE, CALL, pasted), body(WHO, NEW_RATE, *BASE[2:]))

    assert found.blocks == [WHO, HELP, WHERE, CALL, NEW_RATE]
    assert found.conflicts == ()


# --- split and merged -----------------------------------------------------------------------------

LONG = p("long", "Hồ sơ gồm tờ khai TK1-TS. Kết quả trả trong 5 ngày làm việc.")
FIRST, SECOND = (
    p("long", "Hồ sơ gồm tờ khai TK1-TS."),
    p("n7", "Kết quả trả trong 5 ngày làm việc."),
)


def test_a_paragraph_that_the_centre_split_is_two():
    found = merge([WHO, LONG, CALL], body(WHO, MARKET, LONG, CALL), body(WHO, FIRST, SECOND, CALL))

    assert found.blocks == [WHO, MARKET, FIRST, SECOND, CALL]
    assert found.conflicts == ()


def test_a_split_paragraph_that_the_office_had_changed_is_asked_and_the_rest_is_there():
    own = p("long", "Hồ sơ gồm tờ khai TK1-TS, nộp tại bản. Kết quả trả trong 5 ngày làm việc.")

    found = merge([WHO, LONG, CALL], body(WHO, own, CALL), body(WHO, FIRST, SECOND, CALL))

    assert only(found.conflicts).path == ("long",)
    assert found.blocks == [WHO, own, SECOND, CALL]


def test_a_paragraph_that_the_office_split_follows_no_further_but_asks():
    shorter = p("long", "Hồ sơ gồm tờ khai TK1-TS. Kết quả trả trong 3 ngày làm việc.")

    found = merge([WHO, LONG, CALL], body(WHO, FIRST, SECOND, CALL), body(WHO, shorter, CALL))

    assert only(found.conflicts).national == shorter["value"]
    assert found.blocks == [WHO, FIRST, SECOND, CALL]


def test_two_paragraphs_that_the_centre_merged_are_one():
    found = merge([WHO, FIRST, SECOND], body(WHO, FIRST, SECOND, MARKET), body(WHO, LONG))

    assert found.blocks == [WHO, LONG, MARKET]
    assert found.conflicts == ()


def test_merged_paragraphs_of_which_the_office_had_changed_the_second_lose_nothing():
    own = p("n7", "Kết quả trả trong 5 ngày, tại bưu điện xã Phố Bảng.")

    found = merge([WHO, FIRST, SECOND], body(WHO, FIRST, own), body(WHO, LONG))

    assert found.blocks == [WHO, LONG, own]
    assert only(found.conflicts).kind == "deleted_there"


# --- the values --------------------------------------------------------------------------------------


def test_the_values_of_the_result_are_those_that_were_given():
    found = merged(
        body(WHO, LOCAL_RATE, HELP, WHERE, CALL), body(WHO, RATE, HELP, WHERE, CALL, CARD)
    )

    assert values(found.blocks) == [
        each["value"] for each in (WHO, LOCAL_RATE, HELP, WHERE, CALL, CARD)
    ]
