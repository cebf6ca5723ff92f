"""Signs that no database stores do not get there by way of JSON."""

import json

import pytest
from django.http import HttpResponse

from cms.posted import StorableJsonMiddleware, storable


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


def link(number):
    entity = {"type": "LINK", "mutability": "MUTABLE", "data": {"id": number}}
    return json.dumps({"blocks": [{"text": "a", "type": "unstyled"}], "entityMap": {"0": entity}})


@pytest.mark.parametrize("number", [10**40, -1, "x", None])
def test_a_link_to_an_absurd_page_leads_nowhere(number):
    kept = json.loads(storable(link(number)))

    assert kept["entityMap"]["0"]["data"]["id"] == 0


def test_a_link_to_a_page_stays_letter_by_letter():
    assert storable(link(17)) == link(17)


@pytest.mark.parametrize(
    "posted", ['{"blocks": 7}', '{"blocks": [7]}', '{"blocks": [', '{"blocks": []}']
)
def test_what_only_resembles_a_rich_text_is_none(posted):
    assert storable(posted) == "null"


@pytest.mark.parametrize(
    ("path", "doc", "answered"),
    [
        ("/admin/pages/1/edit/", "no json", True),
        ("/admin/pages/1/edit/", "of a library of ours", False),
        ("/loa/abc/", "no json", False),
    ],
)
def test_only_json_that_was_posted_in_the_admin_is_answered_as_unreadable(rf, path, doc, answered):
    request = rf.post(path, {"body-0-value": "no json"})
    middleware = StorableJsonMiddleware(lambda request: HttpResponse())

    response = middleware.process_exception(request, json.JSONDecodeError("Expecting", doc, 0))

    assert (response is not None) == answered
