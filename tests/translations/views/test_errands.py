import pytest
from django.urls import reverse

from cms.models import Role
from tests.factories.offices import make_centre
from tests.factories.translation_files import make_unit
from tests.factories.translations import Booth, make_linguist
from translations.errands import turns
from translations.models import Errand, SegmentTranslation
from translations.services.memory import order_export

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nobody_is_woken(monkeypatch):
    monkeypatch.setattr(turns, "wake", lambda pk: None)


def work(errand) -> None:
    for _turn in range(50):
        if not turns.work_at(errand.pk):
            return


def test_drafts_by_machine_are_ordered_watched_and_marked(client):
    booth = Booth()
    client.force_login(booth.translator)
    answer = client.post(reverse("translations_machine", args=[booth.request().pk]))
    shown = client.get(answer["Location"]).content.decode()
    assert "Đang chờ đến lượt" in shown
    assert "<progress" in shown
    work(Errand.objects.get())
    assert "ghi rõ là của máy" in client.get(answer["Location"]).content.decode()
    assert set(SegmentTranslation.objects.values_list("origin", flat=True)) == {"machine"}


def test_a_page_that_was_open_before_the_amount_was_known_has_a_place_for_it(client):
    user = make_linguist(make_centre(), Role.LANGUAGE_REVIEWER)
    errand = order_export(user=user, language="km", office=None, approved=False)
    client.force_login(user)
    address = reverse("translations_errand", args=[errand.pk])
    assert '<div class="loa-files-going"></div>' in client.get(address).content.decode()
    Errand.objects.update(total=12, done=5)
    shown = client.get(address).content.decode()
    assert "Đã xem 5 trên 12" in shown.partition('<div class="loa-files-going">')[2]


def test_it_can_be_stopped(client):
    booth = Booth()
    client.force_login(booth.translator)
    answer = client.post(reverse("translations_machine", args=[booth.request().pk]))
    shown = client.post(answer["Location"], follow=True).content.decode()
    assert "Đã dừng" in shown
    assert not turns.work_at(Errand.objects.get().pk)


def test_the_memory_is_fetched_as_it_was_written(client):
    user = make_linguist(make_centre(), Role.LANGUAGE_REVIEWER)
    make_unit()
    errand = order_export(user=user, language="km", office=None, approved=False)
    client.force_login(user)
    address = reverse("translations_errand_file", args=[errand.pk])
    assert client.get(address).status_code == 302  # not made yet
    work(errand)
    answer = client.get(address)
    assert b"".join(answer.streaming_content).startswith(b"<?xml")
    assert ".tmx" in answer["Content-Disposition"]


def test_nobody_sees_the_work_of_others(client):
    errand = order_export(
        user=make_linguist(make_centre(), Role.TRANSLATOR),
        language="km",
        office=None,
        approved=True,
    )
    client.force_login(make_linguist(make_centre(), Role.TRANSLATOR))
    for name in ("translations_errand", "translations_errand_file"):
        assert client.get(reverse(name, args=[errand.pk])).status_code == 404
