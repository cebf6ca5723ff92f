"""Exports: every cell harmless, the same lines in both formats."""

import csv
from io import StringIO

import pytest
from openpyxl import load_workbook

from cms.spreadsheets import BOM
from publishing import exports
from publishing.board import with_relations
from publishing.models import Delivery
from tests.factories.publishing import make_delivery, make_destination, make_release


@pytest.mark.django_db
def test_both_formats_hold_the_same_lines(monkeypatch):
    monkeypatch.setattr(exports, "AT_ONCE", 2)
    place = make_destination(channel="facebook")
    for number in range(5):
        make_delivery(make_release(title=f'@Bài "{number}", số'), place)
    found = with_relations(Delivery.objects.order_by("pk"))
    text = "".join(exports.csv_lines(found)).removeprefix(BOM)
    lines = list(csv.reader(StringIO(text)))
    with exports.xlsx_file(found) as file:
        sheet = load_workbook(file).active
        cells = [[cell or "" for cell in row] for row in sheet.iter_rows(values_only=True)]
    assert lines == cells
    assert [line[1] for line in lines[1:]] == [f'\'@Bài "{n}", số' for n in range(5)]


@pytest.mark.django_db
def test_no_delivery_still_gives_the_heading():
    assert len(list(exports.table(Delivery.objects.none()))) == 1
