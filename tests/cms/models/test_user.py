"""Memberships as the administrator's form saves them."""

import pytest
from django.core.exceptions import ValidationError

from cms.models import Membership


def test_an_empty_field_of_languages_means_every_language():
    membership = Membership(languages=None)

    membership.clean()

    assert membership.languages == []


@pytest.mark.parametrize("languages", [7, "vi", {"vi": 1}, [1], [["vi"]]])
def test_only_a_list_of_codes_is_taken(languages):
    with pytest.raises(ValidationError):
        Membership(languages=languages).clean()
