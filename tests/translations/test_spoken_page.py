"""A recording above the text of a page."""

import json

from translations.spoken_page import with_voice

BODY = [{"type": "heading", "value": {"text": "Cách làm"}, "id": "a1"}]


def test_a_page_begins_with_it_and_the_rest_stays():
    made = with_voice({"title": "Tin", "body": json.dumps(BODY)}, 7)

    first, *rest = json.loads(made["body"])
    assert (first["type"], first["value"]) == ("sound", {"recording": 7, "caption": ""})
    assert rest == BODY
    assert made["title"] == "Tin"


def test_a_page_without_a_body_gets_one():
    assert json.loads(with_voice({"body": "[]"}, 7)["body"])[0]["value"]["recording"] == 7


def test_the_same_recording_gives_the_same_bytes_and_another_one_others():
    content = {"body": json.dumps(BODY)}
    assert with_voice(content, 7) == with_voice(content, 7)
    assert with_voice(content, 7) != with_voice(content, 8)
