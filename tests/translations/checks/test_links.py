import pytest

from translations.checks import check


def links(source: str, target: str, language: str = "km") -> list[str]:
    return [found.excerpt for found in check(source, target, language) if found.id == "links"]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        (
            "Xem https://dichvucong.example.vn/bhxh?a=1.",
            "មើល https://dichvucong.example.vn/bhxh?a=1។",
        ),
        ("Xem https://Example.vn/", "មើលhttps://example.vnនៅ"),
        ("(xem https://example.vn/a_(b))", "(មើល https://example.vn/a_(b))"),
        ("Thư: hoi.dap@example.vn", "អ៊ីមែល: hoi.dap@example.vn"),
        ("vào baohiemxahoi.example.gov.vn", "ចូល baohiemxahoi.example.gov.vn"),
        ("TP.HCM, v.v.", "ក្រុង"),
    ],
)
def test_an_address_that_stays_is_no_finding(source, target):
    assert links(source, target) == []


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("https://a.example.vn/1", "https://a.example.vn/2", 2),
        ("https://a.example.vn/1", "ក", 1),
        ("a@example.vn", "b@example.vn", 2),
        ("Xem trang", "https://khac.example.com", 1),
        ("vào bhxh.example.vn", "ចូល bhxh.example.com", 2),
    ],
)
def test_an_address_that_changes_is_found(source, target, expected):
    assert len(links(source, target)) == expected


def test_figures_of_an_address_are_no_numbers():
    found = check("Xem https://a.example.vn/2025", "https://a.example.vn/2026", "rad")
    assert {one.id for one in found} == {"links"}
