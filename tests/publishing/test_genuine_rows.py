"""What a row without its seal is worth."""

import pytest

from cms.models import LedgerSeal
from publishing.genuine_rows import is_genuine, with_seals
from publishing.models import ReleaseRecord
from tests.factories.publishing import make_release

pytestmark = pytest.mark.django_db


def test_a_row_is_genuine_with_its_own_seal_alone():
    make_release()
    make_release()
    first, second = with_seals(ReleaseRecord).order_by("sequence")
    assert is_genuine(first)

    second.row_seal = first.row_seal

    assert not is_genuine(second)
    LedgerSeal.objects.all().delete()
    assert not any(is_genuine(row) for row in with_seals(ReleaseRecord))


def test_rows_come_with_their_seals_in_one_query(django_assert_num_queries):
    make_release()
    make_release()

    with django_assert_num_queries(1):
        assert all(is_genuine(row) for row in with_seals(ReleaseRecord))
