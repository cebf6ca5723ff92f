"""Sentences are found again, whatever was done around them."""

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from translations.alignment import align
from translations.slots import scope_of
from translations.unit import Kind


@dataclass(frozen=True)
class Line:
    slot: str
    source: str
    kind: Kind = Kind.TEXT

    @property
    def scope(self) -> str:
        return scope_of(self.slot)


def lines(slot: str, *sources: str) -> list[Line]:
    return [Line(slot, source) for source in sources]


def table(*rows: list[str]) -> list[Line]:
    return [
        Line(f"t.table.{r}.{c}", cell) for r, row in enumerate(rows) for c, cell in enumerate(row)
    ]


def test_a_sentence_that_was_inserted_moves_the_others_on():
    old = lines("a", "Một hai ba.", "Bốn năm sáu.")
    new = lines("a", "Mới.", "Một hai ba.", "Mới nữa.", "Bốn năm sáu.")

    assert align(old, new) == {1: 0, 3: 1}


def test_a_reworded_sentence_is_the_one_it_was():
    old = lines("a", "Đóng đủ 15 năm thì được hưởng.", "Bốn năm sáu.", "Bảy.")
    new = lines("a", "Thêm câu này.", "Đóng đủ 20 năm thì được hưởng.", "Bốn năm sáu.", "Bảy.")

    assert align(old, new) == {1: 0, 2: 1, 3: 2}


def test_one_that_took_the_place_of_one_follows_it():
    assert align(lines("title", "Cũ"), lines("title", "Khác hẳn rồi")) == {0: 0}


def test_blocks_that_change_places_keep_their_own():
    old = [*lines("a", "Một.", "Hai."), *lines("b", "Ba.", "Bốn.")]
    new = [*lines("b", "Ba.", "Bốn."), *lines("a", "Một.", "Hai.")]

    assert align(old, new) == {0: 2, 1: 3, 2: 0, 3: 1}


def test_the_same_words_in_two_blocks_are_not_exchanged():
    old = [*lines("a", "Có."), *lines("b", "Có.")]
    new = [*lines("b", "Có."), *lines("a", "Có.")]

    assert align(old, new) == {0: 1, 1: 0}


def test_text_that_went_into_another_block_is_found_again():
    old = [*lines("a", "Một.", "Hai.", "Ba."), *lines("b", "Bốn.")]
    new = [*lines("a", "Một."), *lines("c", "Hai.", "Ba."), *lines("b", "Bốn.")]

    assert align(old, new) == {0: 0, 1: 1, 2: 2, 3: 3}


def test_one_cell_of_many_alike_is_the_one_that_changed():
    old = table(["Hộ", "4,5%"], ["Trẻ", "4,5%"], ["Già", "4,5%"])
    new = table(["Hộ", "4,5%"], ["Trẻ", "5%"], ["Già", "4,5%"])

    assert align(old, new) == {n: n for n in range(6)}


def test_a_row_that_was_inserted_moves_the_rows_below():
    old = table(["Hộ", "4,5%"], ["Già", "3%"])
    new = table(["Hộ", "4,5%"], ["Trẻ em", "100%"], ["Già", "3%"])

    assert align(old, new) == {0: 0, 1: 1, 4: 2, 5: 3}


def test_rows_that_change_places_keep_their_own():
    old = table(["Hộ", "4,5%"], ["Già", "3%"])
    new = table(["Già", "3%"], ["Hộ", "4,5%"])

    assert align(old, new) == {0: 2, 1: 3, 2: 0, 3: 1}


def test_a_value_never_becomes_a_text():
    old = [Line("a", "2025-07-01", Kind.DATE)]

    assert align(old, [Line("a", "2025-07-01")]) == {}


SENTENCES = [f"Câu số {n} nói về việc {chr(65 + n)}." for n in range(12)]
texts = st.lists(st.sampled_from(SENTENCES), max_size=6)
items = st.dictionaries(st.sampled_from(["a", "b", "c", "d"]), texts, max_size=4).map(
    lambda blocks: [line for slot, row in blocks.items() for line in lines(slot, *row)]
)


@given(items, items)
def test_nothing_is_given_twice_and_what_is_equal_is_found(old, new):
    pairs = align(old, new)

    assert len(set(pairs.values())) == len(pairs)
    for source in SENTENCES:
        before = [n for n, line in enumerate(old) if line.source == source]
        after = [n for n, line in enumerate(new) if line.source == source]
        kept = [k for k in after if k in pairs and old[pairs[k]].source == source]
        assert len(kept) == min(len(before), len(after))
    assert align(new, new) == {n: n for n in range(len(new))}


def test_a_long_text_that_repeats_itself_is_compared_in_reasonable_time():
    words = [f"Câu {n} ở Huế." if n % 3 else "Xem ở đây." for n in range(2000)]
    old = lines("a", *words)
    new = lines("a", "Mới.", *(word.replace("Huế", "Vinh") for word in words))

    pairs = align(old, new)

    assert len(pairs) == len(old)
    assert all(old[i].source.split()[:2] == new[k].source.split()[:2] for k, i in pairs.items())
