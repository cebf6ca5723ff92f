"""A page's marker names one published version of one language edition."""

import uuid

import pytest

from cms.markers import marker_for
from tests.factories.offices import make_centre
from tests.factories.pages import make_article, publish

WORK = uuid.UUID("6d1f7c1e-2c0b-4a55-9a58-0c1f6d1f7c1e")


def test_a_marker_is_sixteen_hexadecimal_digits_and_stable():
    marker = marker_for(WORK, "vi", 7)

    assert len(marker) == 16
    assert int(marker, 16) >= 0
    assert marker == marker_for(str(WORK), "vi", "7")


def test_another_revision_language_or_work_has_another_marker():
    markers = {
        marker_for(WORK, "vi", 7),
        marker_for(WORK, "vi", 8),
        marker_for(WORK, "km", 7),
        marker_for(uuid.uuid4(), "vi", 7),
    }

    assert len(markers) == 4


@pytest.mark.django_db
def test_a_page_has_a_marker_only_while_a_revision_is_public():
    article = make_article(make_centre())
    assert article.live_marker == ""

    publish(article)

    expected = marker_for(article.edition.work.uuid, "vi", article.live_revision_id)
    assert article.live_marker == expected
