"""Two people, or a person and the clock, in the same moment: each with a transaction of their own."""

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection, connections
from django.utils import timezone
from wagtail.images.tests.utils import get_test_image_file

from cms import approval, versions
from cms.approval import Refused
from cms.approval import services as buttons
from cms.going_live import NotApproved
from cms.ledger_check import Checked, check_ledger
from cms.models import Approval, LedgerHead, LedgerSeal, Work
from media_assets.models import Picture, Recording
from publishing.commune_links import find_link
from publishing.models import Delivery, Destination, Release
from publishing.services import communes, destinations, going_live, releases
from publishing.services.destinations import DestinationRefused
from tests.factories.approval import Desk
from tests.factories.communes import make_commune
from tests.factories.library import make_sound
from tests.factories.packages import choose, make_facebook, rewrite
from tests.factories.packages import release as release_now
from tests.factories.pictures import RIGHTS, make_picture
from tests.factories.publishing import make_delivery
from tests.fakes.channel import Call
from tests.fakes.meanwhile import meanwhile

pytestmark = pytest.mark.usefixtures("real_database")
ON_A_FILE = settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")
ELSEWHERE = {"page_id": "2002", "app_id": "9001"}


def move(place: Destination) -> Callable[[], Destination]:
    """Its keeper enters another account."""
    return lambda: destinations.edit_destination(
        user=None,
        destination=Destination.objects.get(pk=place.pk),
        name=place.name,
        config=ELSEWHERE,
    )


def account_of(place: Destination) -> str:
    return Destination.objects.get(pk=place.pk).config["page_id"]


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def place(desk: Desk) -> Destination:
    place = make_facebook(desk.office)
    choose(desk, [place])
    return place


def test_a_destination_is_not_moved_while_a_release_to_it_is_written(desk, place):
    desk.submit()

    with meanwhile(releases, "assemble", move(place)) as came_of_it:
        desk.approve(desk.leader)

    assert isinstance(came_of_it[0], DestinationRefused)
    assert account_of(place) == "1001"
    assert Release.objects.get().deliveries.filter(destination=place).exists()


def test_what_is_approved_while_a_destination_is_moved_is_looked_at_again(desk, place):
    desk.submit()
    shown = desk.shown()

    def approve():
        desk.approve(desk.leader, fingerprint=shown)

    with meanwhile(destinations, "fixed_settings", approve) as came_of_it:
        move(place)()

    assert isinstance(came_of_it[0], Refused)
    assert account_of(place) == "2002"
    assert not Release.objects.exists()


def test_autosave_does_not_slip_a_text_into_what_is_being_released(desk, place):
    desk.submit()
    approved = desk.page.title

    with meanwhile(releases, "write_release", lambda: desk.overwrite(title="Chữ khác")):
        desk.approve(desk.leader)

    assert desk.now().live
    assert desk.now().title == approved


def test_autosave_does_not_slip_a_text_into_what_goes_live_by_the_clock(desk, place):
    choose(desk, [place], go_live_at=timezone.now() + timedelta(hours=1))
    approved = desk.page.title
    waiting = release_now(desk)
    assert waiting.state == Release.State.SCHEDULED

    later = timezone.now() + timedelta(hours=2)
    overwrite = lambda: desk.overwrite(title="Chữ khác")  # noqa: E731  one line says it
    with meanwhile(going_live, "page_hash_of", overwrite):
        assert going_live.run_due(now=later) == 1

    assert desk.now().live
    assert desk.now().title == approved


def test_two_sweeps_take_down_once_what_is_past_its_validity(desk, place):
    rewrite(desk, valid_until=timezone.localdate())
    release_now(desk)
    later = timezone.now() + timedelta(days=2)

    with meanwhile(releases, "_withdrawal_of", lambda: going_live.run_due(now=later)):
        going_live.run_due(now=later)

    assert Release.objects.filter(kind=Release.Kind.WITHDRAW).count() == 1
    assert not desk.now().live


def test_submitted_twice_in_the_same_moment_it_is_in_review_once(desk):
    refused = []
    with meanwhile(buttons, "may_submit", desk.submit) as came_of_it:
        try:
            desk.submit()
        except Refused as told:
            refused.append(told)

    refused += [one for one in came_of_it if isinstance(one, Exception)]
    assert [type(one) for one in refused] == [Refused]
    assert [row.decision for row in Approval.objects.all()] == ["submitted"]


def test_taken_back_while_it_is_approved_it_stays_approved(desk):
    desk.submit()

    def take_back():
        approval.take_back(page=desk.now(), user=desk.editor)

    with meanwhile(buttons, "check_person", take_back) as came_of_it:
        desk.approve(desk.leader)

    assert isinstance(came_of_it[0], Refused)
    assert desk.now().live
    assert [row.decision for row in Approval.objects.all()] == ["submitted", "approved"]


def test_approved_while_it_is_taken_back_nothing_goes_out(desk):
    desk.submit()

    def approve():
        desk.approve(desk.leader)

    with meanwhile(buttons, "may_take_back", approve) as came_of_it:
        taken_back = None
        try:
            approval.take_back(page=desk.now(), user=desk.editor)
        except Refused as refused:
            taken_back = refused

    outcomes = [isinstance(one, Refused) for one in (taken_back, came_of_it[0])]
    assert sorted(outcomes) == [False, True]
    assert desk.now().live is (taken_back is not None)


def test_links_asked_for_twice_in_the_same_moment_stay_as_printed():
    places = [make_commune(), make_commune()]

    def ask():
        return communes.issue_missing_links(destinations=places, user=None)

    with meanwhile(communes, "_revoke", ask) as came_of_it:
        printed = ask()

    assert len(printed) == 2
    assert came_of_it == [[]]
    assert all(find_link(token, client="192.0.2.1") for _link, token in printed)


def test_many_writers_of_a_ledger_leave_one_unbroken_chain():
    work = Work.objects.create(kind="article", title="Tác phẩm")

    def write() -> None:
        try:
            for _number in range(5):
                Approval(
                    decision="submitted",
                    work=Work.objects.get(pk=work.pk),
                    page_id_then=1,
                    office_code="VN",
                    at=timezone.now(),
                ).save()
        finally:
            connections.close_all()

    writers = [threading.Thread(target=write) for _number in range(4)]
    for one in writers:
        one.start()
    for one in writers:
        one.join(60)

    rows = list(Approval.objects.order_by("sequence"))
    assert [row.sequence for row in rows] == list(range(1, 21))
    assert [row.previous_hash for row in rows[1:]] == [row.row_hash for row in rows[:-1]]
    assert LedgerSeal.objects.filter(ledger="cms.approval").count() == 20
    assert LedgerHead.objects.get(pk="cms.approval").last_hash == rows[-1].row_hash
    assert list(check_ledger(Approval, Checked("cms.approval"))) == []


@pytest.mark.skipif(ON_A_FILE, reason="a file does not hang up")
def test_a_receipt_is_written_although_the_database_hung_up_during_the_call(engine, world):
    delivery = make_delivery()

    def hang_up() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            (mine,) = cursor.fetchone()
        other = connections.create_connection("default")
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s)", [mine])
        other.close()

    world.then(Call(after_begun=hang_up))
    engine.send(delivery)

    assert delivery.state == Delivery.State.DELIVERED
    assert world.ever == {str(delivery.key): 1}


def test_a_draft_that_goes_over_to_a_new_version_while_it_is_submitted_is_submitted_as_it_is():
    picture = make_picture("Bìa")
    desk = Desk(cover=picture, cover_alt="Quầy")
    other = Picture(title="Bìa", file=get_test_image_file(colour="red"), **RIGHTS)
    made = versions.replace(of=picture, made=other, user=desk.editor)

    with meanwhile(versions, "_why_it_stays", desk.submit):
        versions.move_drafts(made, desk.editor)

    page = desk.now()
    assert approval.is_in_review(page)
    assert page.current_workflow_task_state.revision_id == page.latest_revision_id


@pytest.mark.parametrize("planned", [False, True])
def test_a_picture_whose_crop_is_moved_while_its_item_goes_live_is_shown_as_approved(planned):
    picture = make_picture("Bìa")
    desk = Desk(cover=picture, cover_alt="Quầy")
    soon = timezone.now() + timedelta(days=1)
    choose(desk, [], go_live_at=soon if planned else None)
    desk.submit()
    if planned:
        desk.approve(desk.leader)

    def move_crop():
        moved = Picture.objects.get(pk=picture.pk)
        moved.crops = {"square": [0, 0, 600, 600]}
        moved.save()

    place = (going_live, "page_hash_of") if planned else (releases, "assemble")
    with meanwhile(*place, move_crop) as came_of_it:
        if planned:
            going_live.run_due(now=soon + timedelta(days=1))
        else:
            desk.approve(desk.leader)

    assert desk.now().live
    assert isinstance(came_of_it[0], NotApproved)
    assert Picture.objects.get(pk=picture.pk).crops == {}


def test_a_sound_whose_transcript_is_rewritten_while_its_item_goes_live_stays_as_approved():
    sound = make_sound()
    desk = Desk(body=[("sound", {"recording": sound, "caption": ""})])
    choose(desk, [])
    desk.submit()
    said = sound.transcript

    def rewrite():
        other = Recording.objects.get(pk=sound.pk)
        other.transcript = "Lời khác"
        other.save()

    with meanwhile(releases, "assemble", rewrite) as came_of_it:
        desk.approve(desk.leader)

    assert desk.now().live
    assert isinstance(came_of_it[0], NotApproved)
    assert Recording.objects.get(pk=sound.pk).transcript == said
