"""Titles that show nothing are none."""

import pytest

from cms.visible import is_visible


@pytest.mark.parametrize("text", ["", "  ", "\u200b\u200d", "\ufeff", "\u3164", "\u0301", "\0"])
def test_signs_without_ink_show_nothing(text):
    assert not is_visible(text)


@pytest.mark.parametrize("text", ["Đ", "1", "…", "👩🏽‍⚕️", "\u202eنص", "\u200bẨn"])
def test_one_sign_with_ink_is_enough(text):
    assert is_visible(text)
