"""Who is written to before a consent ends, when, and how often."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.users.models import UserProfile

from cms.models import QueuedMail, User
from media_assets.models import PersonShown, Picture
from publishing import tasks
from publishing.consent_reminders import endings, send_consent_reminders
from publishing.models import ConsentReminder
from tests.factories.approval import Desk
from tests.factories.library import make_sound
from tests.factories.offices import make_province
from tests.factories.packages import choose, release
from tests.factories.pages import publish
from tests.factories.pictures import make_picture

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def only_these_mails(monkeypatch):
    """Those of approvals are other tests' business."""
    QueuedMail.objects.all().delete()


def agreed(picture: Picture, days: int, who: str = "chị bên phải") -> PersonShown:
    until = timezone.localdate() + days * DAY
    return PersonShown.objects.create(
        picture=picture, who=who, basis="consent", consent_until=until
    )


def desk_with(days: int, *, live: bool = True) -> Desk:
    """An office's item with its own picture of a person who agreed for so many days."""
    office = make_province()
    picture = make_picture("Chợ phiên", collection=office.collection, nobody_recognisable=False)
    agreed(picture, days)
    desk = Desk(office, cover=picture, cover_alt="Bìa")
    if live:
        publish(desk.page)
    QueuedMail.objects.all().delete()
    return desk


def look(*, days_later: int = 0) -> int:
    """As the clock does, when so many more days have passed."""
    cache.clear()
    if days_later:
        for person in PersonShown.objects.all():
            person.consent_until -= days_later * DAY
            person.save()
        for row in ConsentReminder.objects.all():
            row.until -= days_later * DAY
            row.save()
    return send_consent_reminders()


def test_the_editor_of_the_pictures_office_reads_who_until_when_where_and_what_to_do():
    desk = desk_with(20)
    look()

    (mail,) = QueuedMail.objects.all()
    assert mail.recipient == desk.editor.email
    day = PersonShown.objects.get().consent_until.strftime("%d/%m/%Y")
    assert f"hết hạn ngày {day}: “Chợ phiên”" in mail.subject
    assert "chị bên phải" in mail.body
    assert desk.now().title in mail.body
    assert f"/admin/pages/{desk.page.pk}/" in mail.body or str(desk.page.pk) in mail.body
    assert "quyền sử dụng" in mail.body


def test_it_is_written_in_the_language_of_its_reader():
    desk = desk_with(20)
    UserProfile.objects.update_or_create(
        user=User.objects.get(pk=desk.editor.pk), defaults={"preferred_language": "en"}
    )
    look()

    assert "Consent ends on" in QueuedMail.objects.get().subject


def test_a_month_before_a_week_before_and_when_it_is_over_it_is_written_once_each():
    desk_with(40)
    written = [look(days_later=days) for days in (0, 9, 1, 1, 20, 2, 3, 5, 1)]

    # 40, 31, 30, 29, 9, 7, 4, -1, -2 days left
    assert written == [0, 0, 1, 0, 0, 1, 0, 1, 0]
    assert QueuedMail.objects.count() == 3
    assert "đã hết hạn" in QueuedMail.objects.last().subject


def test_a_new_date_is_reminded_of_anew():
    desk_with(20)
    assert look() == 1
    PersonShown.objects.update(consent_until=timezone.localdate() + 25 * DAY)

    assert look() == 1


def test_several_persons_of_a_picture_are_one_mail():
    desk_with(20)
    agreed(Picture.objects.get(), 25, "anh bên trái")
    look()

    body = QueuedMail.objects.get().body
    assert "chị bên phải" in body
    assert "anh bên trái" in body


def test_a_planned_release_counts_as_use():
    desk = desk_with(20, live=False)
    assert look() == 0
    choose(desk, [], go_live_at=timezone.now() + DAY)
    release(desk)
    QueuedMail.objects.all().delete()

    assert look() == 1


def desk_with_voice(days: int) -> Desk:
    """Likewise, with a sound in which somebody speaks."""
    office = make_province()
    sound = make_sound("Bản tin", collection=office.collection, nobody_recognisable=False)
    until = timezone.localdate() + days * DAY
    sound.persons.create(who="chị đọc bản tin", basis="consent", consent_until=until)
    return Desk(office, body=[("sound", {"recording": sound, "caption": ""})])


def test_a_recording_that_stands_in_a_planned_release_only_counts_as_used():
    desk = desk_with_voice(20)
    assert look() == 0
    choose(desk, [], go_live_at=timezone.now() + DAY)
    release(desk)
    QueuedMail.objects.all().delete()

    assert look() == 1

    body = QueuedMail.objects.get().body
    assert "Số đợt đăng đã lên lịch có tệp này: 1" in body
    assert "chị đọc bản tin đồng ý xuất hiện hoặc lên tiếng" in body


def test_the_mail_about_a_sound_asks_for_no_picture():
    publish(desk_with_voice(20).page)
    QueuedMail.objects.all().delete()
    look()

    body = QueuedMail.objects.get().body
    assert "tệp khác" in body
    assert "ảnh" not in body


@pytest.mark.parametrize("days", [31, 400])
def test_nothing_is_said_of_what_lasts(days):
    desk_with(days)

    assert look() == 0


def test_where_nobody_edits_the_office_above_is_written_to_and_later_nobody_twice():
    desk = desk_with(20)
    desk.office.memberships.filter(role="editor").delete()
    assert look() == 0
    above = Desk(desk.office.parent)
    QueuedMail.objects.all().delete()

    assert (look(), look()) == (1, 0)
    assert QueuedMail.objects.get().recipient == above.editor.email


def test_the_sweep_looks_once_an_hour():
    desk_with(20)
    tasks.sweep()
    assert ConsentReminder.objects.count() == 1
    ConsentReminder.objects.all().delete()

    tasks.sweep()

    assert not ConsentReminder.objects.exists()


def test_looking_takes_as_many_queries_for_five_pictures_as_for_one():
    counts = []
    for number in (1, 4):
        for _each in range(number):
            desk_with(20)
        with CaptureQueriesContext(connection) as queries:
            endings(timezone.localdate())
        counts.append(len(queries))

    assert counts[0] == counts[1]
