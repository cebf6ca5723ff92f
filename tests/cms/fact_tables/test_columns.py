"""Heads of a table."""

from cms.fact_tables.columns import HEADS, NEEDED, meanings


def test_heads_are_recognised_in_both_languages_and_as_the_code_calls_them():
    known = meanings()

    assert {known["mã đơn vị"], known["office code"], known["office"]} == {"office"}
    assert set(known.values()) == set(HEADS)
    assert set(HEADS) >= NEEDED


def test_no_two_columns_have_one_head():
    assert len({str(head).casefold() for head in HEADS.values()}) == len(HEADS)
