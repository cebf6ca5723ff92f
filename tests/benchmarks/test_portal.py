"""How many pages of an item the portal serves in a second, beside a view that does nothing."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.benchmarks.stopwatch import seconds, tell
from tests.factories.offices import make_centre
from tests.factories.pages import make_article, publish
from tests.factories.portal import put_fact, table

pytestmark = pytest.mark.django_db

PARAGRAPH = "<p>Người dân nộp hồ sơ tại bộ phận một cửa của xã, phường. Tổng đài {{hotline}}.</p>"
TABLE = table(["Người", "Mức đóng"], ["Thứ nhất", "4,5 %"], ["Thứ hai", "70 %"])
BODY = [
    ("heading", {"text": "Hồ sơ gồm những gì", "level": "2"}),
    ("paragraph", PARAGRAPH),
    ("paragraph", PARAGRAPH),
    ("heading", {"text": "Mức đóng", "level": "2"}),
    ("table", {"caption": "", "table": TABLE}),
    ("paragraph", PARAGRAPH),
    ("paragraph", PARAGRAPH),
    ("heading", {"text": "Nơi nộp", "level": "2"}),
    ("paragraph", PARAGRAPH),
    ("paragraph", PARAGRAPH),
]
RUNS = 100
MOST_QUERIES = 40


def test_an_article_of_ten_blocks_is_served_in_a_bounded_number_of_queries(client):
    centre = make_centre()
    put_fact(centre, "hotline", "1900 9068")
    page = publish(make_article(centre, body=BODY))
    assert "1900 9068" in client.get(page.url).content.decode()  # and its templates are loaded
    client.get("/healthz")

    with CaptureQueriesContext(connection) as queries:
        client.get(page.url)
    number = len(queries)  # now: the next request empties the log
    article = seconds(lambda: client.get(page.url), times=RUNS)
    nothing = seconds(lambda: client.get("/healthz"), times=RUNS)

    tell(
        f"article: {1 / article:.0f} pages a second, {number} queries; "
        f"a view that does nothing: {1 / nothing:.0f}"
    )
    assert number <= MOST_QUERIES
