"""The demo's own item, from draft to every destination."""

import pytest

from publishing.demo.journey import JOURNEY_SLUG, journey_page
from tests.factories.translations import Booth, open_language
from translations import services

pytestmark = pytest.mark.django_db


def test_a_demo_whose_item_was_translated_starts_again():
    booth = Booth(slug=JOURNEY_SLUG)
    open_language(booth.office, "km")
    booth.translate()
    made = services.build_page(request=booth.request(), user=booth.translator).page
    assert made.slug == JOURNEY_SLUG

    assert journey_page().pk == booth.page.pk
