from lxml import html

from cms.importing.tables import as_table, is_layout


def table(source: str):
    return html.fragment_fromstring(f"<table>{source}</table>")


def test_merged_cells_are_repeated_and_rows_are_even():
    found = as_table(
        table(
            "<tr><th colspan=2>Mức</th><th>Ghi chú</th></tr>"
            "<tr><td rowspan=2>A</td><td>1</td><td>x</td></tr><tr><td>2</td></tr>"
        )
    )
    assert found.rows == (("Mức", "Mức", "Ghi chú"), ("A", "1", "x"), ("A", "2", ""))
    assert found.header_row


def test_the_only_cell_of_a_row_is_not_repeated():
    found = as_table(table("<tr><td>A</td><td>1</td></tr><tr><td colspan=2>Phần hai</td></tr>"))
    assert found.rows[1] == ("Phần hai", "")


def test_empty_rows_and_columns_disappear():
    found = as_table(
        table(
            "<tr><td></td><td>A</td><td>B</td></tr><tr></tr><tr><td></td><td>1</td><td>2</td></tr>"
        )
    )
    assert found.rows == (("A", "B"), ("1", "2"))


def test_paragraphs_of_a_cell_are_parted_by_lines():
    found = as_table(table("<tr><td><p>a</p><p>b<br>c</p></td><td>d</td></tr>"))
    assert found.rows == (("a\nb\nc", "d"),)


def test_a_hostile_span_makes_no_endless_row():
    found = as_table(table("<tr><td colspan=999999999>a</td><td rowspan=99999999>b</td></tr>"))
    assert len(found.rows[0]) < 100


def test_a_row_of_words_above_figures_is_a_header():
    assert as_table(
        table("<tr><td>Xã</td><td>Số</td></tr><tr><td>A</td><td>12</td></tr>")
    ).header_row
    assert not as_table(
        table("<tr><td>A</td><td>11</td></tr><tr><td>B</td><td>12</td></tr>")
    ).header_row


def test_tables_that_only_place_things_are_told_apart():
    assert is_layout(table("<tr><td><img src=a></td></tr><tr><td>Chú thích</td></tr>"))
    assert is_layout(table("<tr><td><table><tr><td>a</td></tr></table></td><td>b</td></tr>"))
    assert not is_layout(table("<tr><td>Xã</td><td>Số</td></tr><tr><td>A</td><td>12</td></tr>"))
