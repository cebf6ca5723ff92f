from publishing.reach.export import table
from publishing.reach.places import PLAYED, Place


def test_a_line_for_each_commune_below_the_headings():
    place = Place(1, "Loa xã A", "BHXH cơ sở B", "BHXH tỉnh C", PLAYED, sent=2, heard=2)
    head, line = table([place])
    assert len(head) == len(line)
    assert line[2] == "xã A"
    assert line[-2:] == [2, 2]
