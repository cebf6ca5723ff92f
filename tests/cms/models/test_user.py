"""Names as the ledgers keep them, memberships as the administrator's form saves them."""

import pytest
from django.core.exceptions import ValidationError

from cms.models import Approval, Membership, User


def test_an_empty_field_of_languages_means_every_language():
    membership = Membership(languages=None)

    membership.clean()

    assert membership.languages == []


@pytest.mark.parametrize("languages", [7, "vi", {"vi": 1}, [1], [["vi"]]])
def test_only_a_list_of_codes_is_taken(languages):
    with pytest.raises(ValidationError):
        Membership(languages=languages).clean()


def test_the_longest_name_still_fits_into_the_ledger():
    person = User(last_name="Nguyễn" * 25, first_name="Ân" * 75)
    assert len(str(person)) == Approval._meta.get_field("user_name").max_length
