"""What kind of value a key holds."""

import pytest

from cms.fact_kinds import Kind, kind_of


@pytest.mark.parametrize(
    ("key", "value", "kind"),
    [
        ("hotline", "1900 9068", Kind.TELEPHONE),
        ("office_email", "a@b.vn", Kind.EMAIL),
        ("portal_url", "https://b.vn", Kind.WEB),
        ("leader_title", "Giám đốc", Kind.TEXT),
        ("figure:dan_so", "1.762.678", Kind.NUMBER),
        ("figure:dan_so", "khoảng 5", Kind.TEXT),
    ],
)
def test_the_key_says_what_kind_its_value_is_of(key, value, kind):
    assert kind_of(key, value) == kind
