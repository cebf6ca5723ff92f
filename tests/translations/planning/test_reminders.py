"""What the clock writes about."""

from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.users.models import UserProfile

from cms.models import Membership, QueuedMail, Role
from cms.working_time import today
from publishing import tasks
from tests.factories.amendments import BODY
from tests.factories.local_copies import Place
from tests.factories.offices import make_centre, make_province
from tests.factories.pages import make_article, publish
from tests.factories.tongues import said
from tests.factories.translations import Booth, make_linguist, open_language
from tests.factories.users import make_user
from translations import services
from translations.models import TranslationNotice, TranslationRequest
from translations.planning import reminders
from translations.planning.reminders import occasion, send_translation_reminders
from translations.services import Draft

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_working_day(monkeypatch):
    monkeypatch.setattr(reminders, "is_working_day", lambda day: True)


def look() -> int:
    """An hour later."""
    cache.clear()
    return send_translation_reminders()


def due(booth: Booth, days: int, **people) -> None:
    TranslationRequest.objects.filter(page=booth.page).update(
        due_on=today() + timedelta(days=days), **people
    )


def recipients() -> list[str]:
    return sorted(QueuedMail.objects.values_list("recipient", flat=True))


@pytest.mark.parametrize(("days", "told"), [(4, 0), (3, 1), (2, 1), (1, 1), (0, 1)])
def test_whoever_translates_is_reminded_three_days_and_one_day_before(days, told):
    booth = Booth()
    due(booth, days, assignee=booth.translator)

    assert look() == told
    assert recipients() == [booth.translator.email] * told
    assert look() == 0


def test_every_occasion_is_one_of_its_own():
    day = date(2026, 11, 20)
    found = [
        occasion(day, day - timedelta(days=left)) for left in (3, 2, 1, 0, -1, -6, -7, -13, -14)
    ]

    assert len(set(found)) == 5
    assert found[0] == "due:2026-11-20:3"
    assert found[1] == found[0]
    assert found[2] == found[3] == "due:2026-11-20:1"
    assert found[4] == found[5] == "late:2026-11-20:0"
    assert found[6] == found[7] == "late:2026-11-20:1"


def test_of_what_is_overdue_whoever_asked_is_told_too_in_one_mail_each():
    booth = Booth(languages=["km", "hmn"])
    due(booth, -1, assignee=booth.translator)

    assert look() == 2

    assert recipients() == sorted([booth.translator.email, booth.editor.email])
    bodies = dict(QueuedMail.objects.values_list("recipient", "body"))
    assert reverse("translations_queue") + "\n" in bodies[booth.translator.email]
    assert reverse("translations_matrix") in bodies[booth.editor.email]
    assert {mail.subject for mail in QueuedMail.objects.all()} == {"2 bản dịch đến hạn"}


def test_where_nobody_translates_whoever_asked_is_reminded():
    booth = Booth(languages=["km"])
    due(booth, 1)

    look()

    assert recipients() == [booth.editor.email]


def test_a_new_day_is_reminded_of_anew():
    booth = Booth(languages=["km"])
    due(booth, 1, assignee=booth.translator)
    look()
    due(booth, 3)

    assert look() == 1


def test_of_what_is_finished_nobody_is_reminded():
    booth = Booth(languages=["km"])
    booth.translate()
    due(booth, -3, assignee=booth.translator)

    look()

    assert recipients() == [booth.editor.email]
    assert not TranslationNotice.objects.exclude(about__startswith="done:").exists()


def test_reviewers_are_told_once_all_is_translated_and_again_after_it_changed():
    booth = Booth(languages=["km"])
    TranslationRequest.objects.update(reviewer=booth.reviewer)
    booth.write()
    assert look() == 0

    services.mark_translated(request=booth.request(), user=booth.translator, seen=booth.seen())
    assert [look(), look()] == [1, 0]
    booth.approve()
    booth.revise("4,5%", "5%")
    assert look() == 0
    services.mark_translated(request=booth.request(), user=booth.translator, seen=booth.seen())

    assert look() == 1
    assert set(recipients()) == {booth.reviewer.email}


def mark(booth: Booth, user=None, language: str = "km") -> None:
    """All of it, as translated."""
    user = user or booth.translator
    booth.write(language=language, user=user)
    seen = booth.seen(language=language)
    services.mark_translated(request=booth.request(language), user=user, seen=seen)


def test_where_no_reviewer_is_named_those_of_the_nearest_office_who_may_are_told_once():
    booth = Booth(languages=["km"])
    central = make_linguist(booth.office.parent, Role.LANGUAGE_REVIEWER, "km")
    other_language = make_linguist(booth.office, Role.LANGUAGE_REVIEWER, "hmn")
    elsewhere = make_linguist(make_province(), Role.LANGUAGE_REVIEWER, "km")
    mark(booth)

    assert [look(), look()] == [2, 0]

    assert recipients() == sorted([booth.reviewer.email, booth.other_reviewer.email])
    assert not {central.email, other_language.email, elsewhere.email} & set(recipients())
    assert "ai vào trước" in QueuedMail.objects.first().body


def test_who_wrote_it_is_not_asked_to_review_it():
    booth = Booth(languages=["km"])
    TranslationRequest.objects.update(assignee=booth.other_reviewer)
    central = make_linguist(booth.office.parent, Role.LANGUAGE_REVIEWER, "km")
    mark(booth, user=booth.reviewer)

    assert look() == 1

    assert recipients() == [central.email]


def test_where_nobody_may_review_whoever_asked_is_told_what_to_do():
    booth = Booth(languages=["km"])
    Membership.objects.filter(role=Role.LANGUAGE_REVIEWER).delete()
    mark(booth)

    assert [look(), look()] == [1, 0]

    (mail,) = QueuedMail.objects.all()
    assert mail.recipient == booth.editor.email
    assert "phiếu" in mail.body
    assert reverse("translations_matrix") in mail.body


def test_only_so_many_are_told_of_one_translation(monkeypatch):
    monkeypatch.setattr(reminders, "MOST_ASKED", 1)
    booth = Booth(languages=["km"])
    mark(booth)

    assert look() == 1
    assert recipients() == [booth.reviewer.email]


def test_who_is_named_after_others_were_told_gets_the_mail_they_were_promised():
    booth = Booth(languages=["km"])
    mark(booth)
    look()
    QueuedMail.objects.all().delete()
    TranslationRequest.objects.update(reviewer=booth.reviewer)

    assert [look(), look()] == [1, 0]
    assert recipients() == [booth.reviewer.email]


def test_the_number_of_queries_grows_only_with_the_people_who_may_review():
    counts = set()
    office = make_province()
    booth = Booth(office, languages=["km"])
    Membership.objects.filter(office=office, role=Role.LANGUAGE_REVIEWER).exclude(
        user=booth.reviewer
    ).delete()
    UserProfile.get_for_user(booth.reviewer)  # made with somebody's first mail
    for number in (1, 4):
        Membership.objects.filter(user=booth.reviewer).update(role=Role.TRANSLATOR)
        for _item in range(number):
            page = make_article(office, user=booth.editor, body=BODY)
            made = services.request_translation(page=page, languages=["km"], user=booth.editor)
            booth.page, booth.requests = page, {"km": made[0]}
            mark(booth)
        Membership.objects.filter(user=booth.reviewer).update(role=Role.LANGUAGE_REVIEWER)
        with CaptureQueriesContext(connection) as queries:
            assert look() == 1
        counts.add(len(queries))

    assert len(counts) == 1


def test_what_is_translated_and_due_is_the_reviewers_turn():
    booth = Booth(languages=["km"])
    mark(booth)
    due(booth, 1, assignee=booth.translator, reviewer=booth.reviewer)

    look()

    assert set(recipients()) == {booth.reviewer.email}


def test_whoever_asked_hears_once_that_all_is_approved_and_again_after_a_change():
    booth = Booth(languages=["km", "hmn"])
    booth.translate()

    assert [look(), look()] == [1, 0]
    (mail,) = QueuedMail.objects.all()
    assert mail.recipient == booth.editor.email
    assert mail.subject == "1 bản dịch đã được duyệt"
    assert reverse("translations_matrix") in mail.body

    booth.revise("4,5%", "5%")
    assert look() == 0
    booth.translate()
    assert look() == 1


def test_what_is_on_the_portal_is_no_news():
    booth = Booth(languages=["km"])
    booth.translate()
    TranslationRequest.objects.update(translated_page=booth.page)  # any live page will do

    assert look() == 0


def test_nobody_is_written_to_on_days_off_and_it_looks_once_an_hour(monkeypatch):
    booth = Booth(languages=["km"])
    due(booth, 1, assignee=booth.translator)
    monkeypatch.setattr(reminders, "is_working_day", lambda day: False)
    assert look() == 0
    monkeypatch.setattr(reminders, "is_working_day", lambda day: True)
    cache.set(reminders.LOOKED, True)
    assert send_translation_reminders() == 0

    assert look() == 1


def test_the_sweep_reminds_of_translations():
    booth = Booth(languages=["km"])
    due(booth, 1, assignee=booth.translator)

    tasks.sweep()

    assert TranslationNotice.objects.count() == 1


def test_the_number_of_queries_grows_only_with_the_people(django_assert_max_num_queries):
    office = make_province()
    for _item in range(3):
        booth = Booth(office, languages=["km", "hmn"])
        due(booth, 1, assignee=booth.translator)
    person = make_user(office, Role.TRANSLATOR)
    TranslationRequest.objects.update(assignee=person)
    cache.clear()

    with django_assert_max_num_queries(15):
        assert send_translation_reminders() == 1


def test_whoever_asked_for_a_copy_hears_that_the_centres_words_came_to_a_page_that_is_out():
    """Nobody of the office touched it, so nobody there would know."""
    centre = Booth(make_centre(), languages=("km",))
    centre.translate()
    place = Place(centre)
    open_language(place.office, "km")
    built = services.build_page(request=place.request(), user=place.translator)
    publish(built.page)
    look()
    QueuedMail.objects.all().delete()
    one = centre.translation("Mang theo sổ")
    drafts = {one.segment.uuid: Draft(f"{one.text} {said('ta', 'km')}", one.version)}
    services.save_drafts(request=centre.request(), user=centre.translator, drafts=drafts)
    centre.approve("Mang theo sổ")

    assert look() >= 1

    (mail,) = QueuedMail.objects.filter(recipient=place.editor.email)
    assert "cần lập lại" in mail.subject
    assert look() == 0
    services.build_page(request=place.request(), user=place.translator)
    assert look() == 0
