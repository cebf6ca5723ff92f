"""How far a translation is."""

import pytest

from tests.factories.translations import Booth
from translations.editing.progress_bar import bar_of
from translations.services import withdraw_request

pytestmark = pytest.mark.django_db


def test_the_bar_has_a_part_for_every_state_that_there_is():
    booth = Booth()
    booth.translate("Mở ứng dụng")
    booth.write("Bấm nộp")

    bar = bar_of(booth.request())

    assert [(part.state, part.count) for part in bar.parts[:2]] == [("approved", 1), ("draft", 1)]
    assert sum(part.count for part in bar.parts) == bar.total
    assert bar.to_data()["parts"][0]["state"] == "approved"


def test_what_is_not_asked_for_any_more_has_no_progress():
    booth = Booth()
    request = booth.request()
    withdraw_request(request=request, user=booth.editor, reason="Thôi")

    assert bar_of(request).total == 0
