"""Cleaned HTML as paragraphs for the printed sheet."""

from publishing.approval_sheet.rich_text import paragraphs_of


def words(html):
    found = paragraphs_of(html)
    return [(one["mark"], one["depth"], "".join(r["text"] for r in one["runs"])) for one in found]


def test_paragraphs_and_line_breaks_are_kept():
    assert words("<p>Một<br/>hai</p><p>ba</p><p></p>") == [("", 0, "Một\nhai"), ("", 0, "ba")]


def test_lists_carry_their_marks_and_depth():
    html = "<ol start='3'><li>ba</li><li>bốn<ul><li>nhỏ</li></ul></li></ol><ul><li>điểm</li></ul>"
    assert words(html) == [("3.", 1, "ba"), ("4.", 1, "bốn"), ("•", 2, "nhỏ"), ("•", 1, "điểm")]


def test_bold_italic_and_raised_letters_are_kept():
    [paragraph] = paragraphs_of("<p>a <b>b <i>c</i></b> m<sup>2</sup></p>")
    runs = [(r["text"], r["bold"], r["italic"], r["raised"]) for r in paragraph["runs"]]
    assert runs == [
        ("a ", False, False, ""),
        ("b ", True, False, ""),
        ("c", True, True, ""),
        (" m", False, False, ""),
        ("2", False, False, "sup"),
    ]


def test_where_a_link_leads_is_printed():
    html = '<p>Xem <a href="https://loa.example.vn/a">ở đây</a>.</p>'
    assert words(html) == [("", 0, "Xem ở đây (https://loa.example.vn/a).")]


def test_marks_of_typst_are_only_letters():
    assert words("<p>#x $y$ \\ &lt;b&gt;</p>") == [("", 0, "#x $y$ \\ <b>")]
