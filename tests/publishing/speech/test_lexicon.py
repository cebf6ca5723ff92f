import pytest

from publishing.speech import UnspokenChoice, base
from publishing.speech.lexicon import FOLDER, UNSPOKEN

TABLES = sorted(path.stem for path in FOLDER.glob("*.tsv"))


def rows(name):
    lines = (FOLDER / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines]


@pytest.mark.parametrize("name", TABLES)
def test_a_table_is_whole_and_says_only_what_can_be_said(name):
    head, *body = rows(name)
    assert [row for row in body if len(row) != len(head) or not all(row)] == []
    assert [row for row in body if UNSPOKEN.search(row[1].replace(" | ", " "))] == []


@pytest.mark.parametrize("name", sorted(set(TABLES) - {"documents"}))
def test_nothing_is_said_in_two_rows(name):
    written = [row[0] for row in rows(name)[1:]]
    assert {one for one in written if written.count(one) > 1} == set()


def test_an_acronym_with_several_readings_names_them_all():
    assert base().acronym("TT") == ("thông tư", "thị trấn", "trung tâm")
    assert base().acronym("BHXH") == ("bảo hiểm xã hội",)
    assert base().acronym("ZQK") == ()


def test_the_base_is_never_changed_by_a_choice():
    mine = base().with_choices({"ZQK": "Zét Quy Ca"})
    assert mine.choices == {"ZQK": "Zét Quy Ca"}
    assert base().choices == {}


def test_a_later_choice_replaces_an_earlier_one():
    mine = base().with_choices({"TT": "thông tư"}).with_choices({"TT": "trung tâm"})
    assert mine.choices == {"TT": "trung tâm"}


def test_the_longest_choice_wins():
    mine = base().with_choices({"TT": "thông tư", "TT Y tế": "trung tâm Y tế"})
    assert mine.chosen.search("tại TT Y tế")[0] == "TT Y tế"


@pytest.mark.parametrize("spoken", ["", "  ", "ba 5", "ba%", "a/b", "năm m²"])
def test_a_choice_must_be_sayable(spoken):
    with pytest.raises(UnspokenChoice):
        base().with_choices({"TT": spoken})
