"""The lines of the file."""

import pytest

from publishing.cockpit import export, items
from tests.factories.cockpit import blocked, copied, make_item, place_of, release_of
from tests.factories.offices import make_province

pytestmark = pytest.mark.django_db


def test_every_line_has_as_many_cells_as_the_heading():
    offices = [make_province(), make_province()]
    page = make_item()
    copied(page, offices[0])
    blocked(release_of(page), place_of(offices[1]))

    heading, own, other = export.table(items.national_items(), offices)

    assert len(heading) == len(own) == len(other)
    said = dict(zip(heading, own, strict=True)), dict(zip(heading, other, strict=True))
    assert [line["Trang trên cổng"] for line in said] == ["bản địa phương", "bản của Trung ương"]
    assert [line["Cần người xử lý"] for line in said] == ["", "có"]
    assert [line["Bị chặn"] for line in said] == [0, 1]


def test_items_are_read_by_pieces_whatever_their_number():
    office = make_province()
    pages = [make_item() for _number in range(3)]

    lines = list(export.table(list(items.national_items()), [office]))

    assert [line[0] for line in lines[1:]] == [page.title for page in reversed(pages)]
