"""Days, as editors write them and as the widgets show them."""

from datetime import date

import pytest
from django import forms
from django.conf import settings
from django.utils import translation
from wagtail import blocks

DAY = date(2026, 7, 1)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_first_of_july_is_not_the_seventh_of_january(language):
    with translation.override(language):
        assert forms.DateField().clean("01/07/2026") == DAY
        assert forms.DateField().clean("2026-07-01") == DAY


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("day", [DAY, date(2026, 11, 22)])
def test_what_a_widget_shows_is_understood_when_it_is_saved_again(language, day):
    with translation.override(language):
        field = blocks.DateBlock().field
        shown = field.widget.format_value(day)
        assert shown == day.strftime(settings.WAGTAIL_DATE_FORMAT)
        assert field.clean(shown) == day


def test_a_moment_is_read_day_first_too():
    with translation.override("vi"):
        read = forms.DateTimeField().clean("01/07/2026 08:30")
    assert (read.day, read.month, read.hour) == (1, 7, 8)
