import pytest

from tests.factories.translations import Booth
from translations.errors import NotYours, Refused
from translations.models import Errand
from translations.services.machine import cancel_errand, order_drafts

pytestmark = pytest.mark.django_db


@pytest.fixture
def booth():
    return Booth()


def test_drafts_are_ordered_once_at_a_time(booth):
    first = order_drafts(request=booth.request(), user=booth.translator)
    assert first.total > 3
    assert order_drafts(request=booth.request(), user=booth.reviewer) == first
    assert Errand.objects.count() == 1


def test_who_may_not_write_orders_none(booth):
    with pytest.raises(NotYours):
        order_drafts(request=booth.request(), user=booth.editor)


def test_without_an_engine_none_are_ordered(booth, settings):
    settings.LOA_MACHINE_TRANSLATION = ""
    with pytest.raises(Refused):
        order_drafts(request=booth.request(), user=booth.translator)


def test_where_nothing_is_empty_there_is_nothing_to_do(booth):
    booth.write()
    with pytest.raises(Refused):
        order_drafts(request=booth.request(), user=booth.translator)


def test_only_who_ordered_stops_it(booth):
    errand = order_drafts(request=booth.request(), user=booth.translator)
    with pytest.raises(NotYours):
        cancel_errand(errand=errand, user=booth.reviewer)
    assert cancel_errand(errand=errand, user=booth.translator)
    assert not cancel_errand(errand=errand, user=booth.translator)
