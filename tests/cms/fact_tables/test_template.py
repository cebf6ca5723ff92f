"""The table to fill in comes back unchanged as it was fetched."""

from datetime import date

import pytest
from openpyxl import load_workbook

from cms import facts, spreadsheets
from cms.fact_tables import template
from cms.fact_tables.preview import Preview
from cms.fact_tables.reading import read
from cms.models import Fact, Role
from tests.factories.offices import make_centre, make_province
from tests.factories.portal import put_fact
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def sender():
    """Of a centre with two provinces that keep facts of every kind."""
    one, other = make_province(), make_province()
    put_fact(one, "hotline", "+84 207 3822 100")
    put_fact(one, "figure:dan_so", "1.762.678", "người")
    put_fact(other, "bank", "=Kho bạc; số 1, “tỉnh”")
    Fact.objects.filter(key="bank").update(valid_until=date(2035, 12, 31), note="ghi chú")
    return make_user(make_centre(), Role.EDITOR)


def as_xlsx(offices) -> bytes:
    with template.xlsx(offices) as file:
        return file.read()


def as_csv(offices) -> bytes:
    return "".join(spreadsheets.csv_lines(template.table(offices))).encode()


@pytest.mark.parametrize("made", [as_xlsx, as_csv])
def test_a_template_sent_back_as_it_is_changes_nothing(sender, made):
    rows = read(made(facts.may_import_for(sender)))

    preview = Preview(
        [{**row.cells, "number": row.number, "trouble": row.trouble} for row in rows], sender
    )

    assert preview.wrong == []
    assert preview.changes == []
    assert preview.counts["unchanged"] == 3
    assert preview.counts["empty"] > 10


def test_every_usual_fact_and_every_kept_figure_of_each_office_has_a_row(sender):
    offices = facts.may_import_for(sender)
    lines = list(template.table(offices))[1:]

    keys = {
        office.code: {line[2] for line in lines if line[0] == office.code} for office in offices
    }

    assert all({"hotline", "portal_url", "figure:dan_so"} <= those for those in keys.values())


def test_every_cell_is_text_so_that_no_program_makes_a_number_of_it(sender, tmp_path):
    path = tmp_path / "so-lieu.xlsx"
    path.write_bytes(as_xlsx(facts.may_import_for(sender)))
    sheet = load_workbook(path).worksheets[0]

    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]

    assert {cell.data_type for cell in cells} == {"s"}
    assert {cell.number_format for cell in cells} == {"@"}


def test_the_table_takes_as_many_queries_for_many_offices_as_for_few(
    sender, django_assert_num_queries
):
    offices = facts.may_import_for(sender)

    with django_assert_num_queries(1):
        list(template.table(offices))


def test_it_says_how_to_fill_it_in(sender, tmp_path):
    path = tmp_path / "so-lieu.xlsx"
    path.write_bytes(as_xlsx(facts.may_import_for(sender)))

    guide = load_workbook(path).worksheets[1]

    assert [row[0].value for row in guide.iter_rows()] == template.guide()
