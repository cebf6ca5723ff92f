import random
import time

import pytest

from tests.translations.exchange.corpus import FOREIGN, REFUSED, XLIFF1, XLIFF2
from tests.translations.exchange.pages import PAGE, by_id, told
from translations.exchange import Format, accept, read, write


@pytest.mark.parametrize("case", REFUSED)
def test_a_bad_file_gives_nothing_and_one_line_that_says_why(case):
    content, word = REFUSED[case]
    content = content() if callable(content) else content
    begun = time.monotonic()
    again = read(content, name="tệp.bin")
    assert again.unit_file is None
    (problem,) = again.problems
    assert word in problem.message
    assert problem.where.startswith("tệp.bin")
    assert time.monotonic() - begun < 10


@pytest.mark.parametrize("format_", Format)
def test_the_format_is_known_by_what_is_in_the_file(format_):
    assert read(write(PAGE, format_), name="bài.txt").format is format_


@pytest.mark.parametrize("format_", Format)
def test_a_damaged_file_never_raises(format_):
    whole, chance = write(PAGE, format_), random.Random(7)
    for _each in range(40):
        content = bytearray(whole)
        for _other in range(chance.randint(1, 8)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        again = read(bytes(content), name="x")
        assert again.unit_file is not None or again.problems


@pytest.mark.parametrize("format_", [Format.XLIFF1, Format.XLIFF2, Format.PO])
def test_a_byte_order_mark_of_an_editor_does_no_harm(format_):
    assert (
        by_id(read(b"\xef\xbb\xbf" + write(PAGE, format_), name="x").unit_file).keys()
        == by_id(PAGE).keys()
    )


def test_a_file_of_another_product_is_read_and_belongs_to_no_page():
    again = read(FOREIGN, name="messages.fr.xlf")
    assert [unit.id for unit in again.unit_file.units] == ["login.title"]
    taken = accept(again, PAGE)
    assert (taken.units, len(taken.problems)) == ((), 1)


def test_what_is_wrong_with_one_unit_takes_nothing_from_the_others():
    content = XLIFF2.replace("៨".encode(), b"").replace(
        b'equiv="{{hotline}}"', b'equiv="{{hotlin}}"', 2
    )
    again = read(content.replace(b'equiv="{{hotlin}}"', b'equiv="{{hotline}}"', 1), name="x")
    assert told(again).keys() == {"u2"}
    assert len(again.unit_file.units) == 5


def test_a_unit_that_is_there_twice_with_other_words_is_named_at_both_places():
    content = XLIFF1.replace(b'id="u6"', b'id="u4"')
    again = read(content, name="x")
    assert told(again).keys() == {"u4"}
    assert len(again.problems) == 2
    assert by_id(again.unit_file).keys() == {"u1", "u2", "u3", "u5"}
