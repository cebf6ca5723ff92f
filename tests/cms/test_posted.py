"""Signs that no database stores do not get there by way of JSON."""

import json

import pytest

from cms.posted import storable


@pytest.mark.parametrize(
    ("posted", "kept"),
    [
        ('{"text": "\\ud800"}', {"text": "\ufffd"}),
        ('["\\udc00", "a\\u0000b"]', ["\ufffd", "a\ufffdb"]),
        ('{"text": "\\ud83d\\ude00"}', {"text": "😀"}),
        ('{"text": "\\ud83d\\ud83d\\ude00"}', {"text": "\ufffd😀"}),
    ],
)
def test_half_characters_are_replaced_and_whole_ones_kept(posted, kept):
    assert json.loads(storable(posted)) == kept


def test_plain_text_about_such_an_escape_stays_as_it_is():
    assert storable("viết \\ud800 ra") == "viết \\ud800 ra"
