from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories.translations import Booth
from translations.errands.tidying import FORGOTTEN, KEPT, tidy_errands
from translations.models import Errand, ErrandFile
from translations.services.uploads import bring_translation

pytestmark = pytest.mark.django_db


@pytest.fixture
def errand():
    booth = Booth()
    return bring_translation(
        request=booth.request(), user=booth.translator, name="a.po", content=b"x"
    )


def age(errand, span, **given) -> None:
    moved = timezone.now() - span - timedelta(minutes=1)
    Errand.objects.filter(pk=errand.pk).update(moved_at=moved, **given)


def test_a_file_that_nobody_confirmed_goes_after_its_time(errand):
    tidy_errands()
    assert ErrandFile.objects.exists()
    age(errand, KEPT)
    tidy_errands()
    errand.refresh_from_db()
    assert errand.state == Errand.State.CANCELLED
    assert not ErrandFile.objects.exists()


def test_what_is_worked_at_keeps_its_file(errand):
    age(errand, FORGOTTEN, state=Errand.State.RUNNING)
    tidy_errands()
    assert ErrandFile.objects.exists()


def test_what_was_done_is_forgotten_later(errand):
    age(errand, FORGOTTEN, state=Errand.State.DONE)
    tidy_errands()
    assert not Errand.objects.exists()
