"""Several local copies verified and released together: as if each had been alone."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms import publication
from cms.approval import Refused
from cms.editions import draft_on
from cms.ledger_seals import head_is_genuine, name_of
from cms.models import LedgerHead, Office, StatedFact
from publishing.covered_ground import Ground
from publishing.genuine_rows import is_genuine, with_seals
from publishing.ledger_checks import cross_checks
from publishing.models import Delivery, Package, Release, ReleaseRecord
from publishing.national import is_foreign, national_deliveries
from publishing.package import assemble
from publishing.proposal import chosen_destinations
from publishing.release_plan import whats_out
from publishing.services.covered import Taken, release_all_covered
from publishing.services.stops import set_stop
from tests.factories.packages import choose, make_communes, make_facebook, release, rewrite
from tests.factories.pictures import make_picture
from tests.factories.provinces import CopyDesk, centre_desk, released_copy, take_in
from translations.models import ChangeNotice, Rollout
from translations.rolling import turns

pytestmark = pytest.mark.django_db
State, Action = Delivery.State, Delivery.Action
HELD = re.compile(r'SELECT "media_assets_picture"\."id" AS "pk" FROM .*ORDER BY')


@pytest.fixture
def national():
    desk = centre_desk()
    release(desk)
    return desk


def change_nationally(national) -> Release:
    rewrite(national, lead="Từ hôm nay gọi {{hotline}}.")
    return release(national)


def taken_in(copies) -> list[Taken]:
    return [Taken(copy.now(), *take_in(copy)) for copy in copies]


def test_several_are_released_together_each_with_its_own_words(national):
    copies = [released_copy(national, title=f"Tại tỉnh số {number}") for number in range(3)]
    change_nationally(national)

    done = release_all_covered(taken_in(copies), national=national.now())

    assert [copy.now().title for copy in copies] == [f"Tại tỉnh số {n}" for n in range(3)]
    assert {copy.now().lead for copy in copies} == {"Từ hôm nay gọi {{hotline}}."}
    assert [done[copy.page.pk].office for copy in copies] == [copy.office for copy in copies]
    for copy in copies:
        newest = Release.objects.filter(office=copy.office).first()
        assert newest == done[copy.page.pk]
        assert newest.state == Release.State.IN_FORCE
        assert [one.destination.office for one in newest.deliveries.all()] == [copy.office]
        stated = StatedFact.objects.get(page=copy.page.pk, key="hotline")
        assert stated.office == copy.office
    assert list(cross_checks()) == []
    assert ledger_is_whole()


def ledger_is_whole() -> bool:
    rows = list(ReleaseRecord.objects.order_by("sequence"))
    chained = [row.previous_hash for row in rows[1:]] == [row.row_hash for row in rows[:-1]]
    genuine = [is_genuine(row) for row in with_seals(ReleaseRecord)]
    return chained and all(genuine) and head_is_genuine(LedgerHead.objects.get(pk=name_of(rows[0])))


def test_one_that_is_refused_keeps_no_other_from_going_out(national):
    copies = [released_copy(national) for _number in range(3)]
    copies[1].office.takes_national_approval = False
    copies[1].office.save()
    change_nationally(national)

    done = release_all_covered(taken_in(copies), national=national.now())

    assert isinstance(done[copies[1].page.pk], Refused)
    leads = [copy.now().lead for copy in copies]
    assert leads == ["Từ hôm nay gọi {{hotline}}.", "Gọi {{hotline}}.", leads[0]]


def test_one_of_which_something_was_changed_in_the_database_neither(national):
    copies = [released_copy(national) for _number in range(2)]
    change_nationally(national)
    taken = taken_in(copies)
    Release.objects.filter(office=copies[0].office).update(title="Giả mạo")

    done = release_all_covered(taken, national=national.now())

    assert isinstance(done[copies[0].page.pk], Refused)
    assert [copy.now().lead for copy in copies] == [
        "Gọi {{hotline}}.",
        "Từ hôm nay gọi {{hotline}}.",
    ]


def test_a_fault_in_one_leaves_the_others_released_and_says_so(national, monkeypatch):
    copies = [released_copy(national) for _number in range(3)]
    change_nationally(national)
    real = publication._put_live

    def fails(page, *args, **more):
        if page.pk == copies[1].page.pk:
            raise ZeroDivisionError
        return real(page, *args, **more)

    monkeypatch.setattr(publication, "_put_live", fails)
    turns.work_at(Rollout.objects.latest("pk").pk)

    state = ChangeNotice.State
    rows = {row.copy.edition.office: row for row in ChangeNotice.objects.all()}
    assert [rows[copy.office].state for copy in copies] == [
        state.COVERED,
        state.MERGED,
        state.COVERED,
    ]
    assert rows[copies[1].office].waits_because
    assert not rows[copies[0].office].waits_because
    assert copies[1].now().lead == "Gọi {{hotline}}."
    assert copies[1].now().get_latest_revision_as_object().lead == "Từ hôm nay gọi {{hotline}}."
    assert list(cross_checks()) == []
    assert ledger_is_whole()


def test_posts_of_several_are_revised_each_in_its_place(national):
    copies, posts = [], []
    for _number in range(2):
        copy = CopyDesk(national)
        place = make_facebook(copy.office)
        choose(copy, [place])
        first = release(copy)
        post = Delivery.objects.get(release=first, destination=place)
        Delivery.objects.filter(pk=post.pk).update(state=State.DELIVERED, remote_id=f"1_{place.pk}")
        copies.append(copy)
        posts.append(post)
    change_nationally(national)

    done = release_all_covered(taken_in(copies), national=national.now())

    for copy, post in zip(copies, posts, strict=True):
        revised = Delivery.objects.get(release=done[copy.page.pk], destination=post.destination)
        assert (revised.action, revised.acts_on) == (Action.REVISE, post)
        assert done[copy.page.pk].kind == Release.Kind.UPDATE


def test_each_more_costs_the_same(national):
    copies = [released_copy(national) for _number in range(9)]
    change_nationally(national)
    asked = []
    for some in (copies[:2], copies[2:5], copies[5:9]):
        taken = taken_in(some)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            release_all_covered(taken, national=national.now())
        asked.append(len(queries))
    assert asked[2] - asked[1] == asked[1] - asked[0] <= 15


def test_pictures_of_several_are_held_at_once(national):
    """In the one order of everybody: copy after copy, two batches would wait for each other."""
    pictures = [make_picture() for _number in range(2)]
    copies = [
        released_copy(national, cover=picture, cover_alt="Trụ sở") for picture in reversed(pictures)
    ]
    change_nationally(national)
    taken = taken_in(copies)

    with CaptureQueriesContext(connection) as queries:
        done = release_all_covered(taken, national=national.now())

    held = [one["sql"] for one in queries if HELD.match(one["sql"])]
    assert len(held) == 1
    assert all(isinstance(one, Release) for one in done.values())


def test_what_is_read_for_all_is_what_is_read_for_each(national):
    """Places, what is out there, and the package made of it; with communes and posts in it."""
    copies = []
    for number in range(2):
        copy = CopyDesk(national)
        below = Office.objects.create(
            code=f"CS{number}",
            slug=f"co-so-{number}",
            name=f"BHXH cơ sở {number}",
            level=Office.Level.GRASSROOTS,
            parent=copy.office,
        )
        choose(copy, [make_facebook(copy.office), *make_communes(below, 2)])
        make_facebook(copy.office, name="Không chọn")
        release(copy)
        copies.append(copy)
    Delivery.objects.filter(destination__channel="facebook").update(
        state=State.DELIVERED, remote_id="1_2"
    )
    pages = [copy.now() for copy in copies]
    ground = Ground(national.now(), pages)
    drafts = [draft_on(page, page.live_revision) for page in pages]
    rows = ground.rows(drafts)

    for page, draft in zip(pages, drafts, strict=True):
        edition = page.edition
        package = Package.objects.prefetch_related("legs").get(page=page.pk)
        out = whats_out(work=edition.work, language="vi", edition=edition)
        assert out
        assert rows[draft].out == out
        assert rows[draft].destinations == chosen_destinations(draft, package, out)
        alone = assemble(page, page.live_revision)
        assert assemble(page, page.live_revision, draft, rows[draft]).fingerprint == (
            alone.fingerprint
        )
        done = Release.objects.filter(edition=edition).first()
        asked = set(national_deliveries(done).values_list("destination", flat=True))
        places = [leg.destination for leg in alone.legs]
        assert {place.pk for place in places if is_foreign(place, done)} == asked


def test_a_stop_of_one_office_keeps_its_copy_alone_back(national):
    copies = [released_copy(national) for _number in range(2)]
    change_nationally(national)
    set_stop(user=copies[0].leader, office=copies[0].office, reason="Chờ")

    done = release_all_covered(taken_in(copies), national=national.now())

    assert isinstance(done[copies[0].page.pk], Refused)
    assert isinstance(done[copies[1].page.pk], Release)
