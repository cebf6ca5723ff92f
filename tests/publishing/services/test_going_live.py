"""The calendar of releases."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page

from cms.ledger_seals import seal_from_the_beginning
from cms.models import ArticlePage, DocumentPage
from media_assets.models import Attachment, Picture
from publishing.delivery.tidying import tidy
from publishing.models import Delivery, Release, ReleaseRecord
from publishing.package import fingerprint_of, page_hash_of
from publishing.proposal import portal_of
from publishing.services import going_live
from publishing.services.going_live import go_live, run_due
from publishing.services.releases import cancel_release, withdraw_item
from tests.factories.approval import Desk
from tests.factories.offices import section_of
from tests.factories.packages import choose, delivered, make_facebook, release, rewrite
from tests.factories.pictures import RIGHTS
from tests.factories.portal import make_attachment
from tests.factories.publishing import seal_variants

pytestmark = pytest.mark.django_db
State = Delivery.State
TOMORROW = timedelta(days=1)


def planned_desk() -> tuple[Desk, Release]:
    desk = Desk()
    choose(desk, [make_facebook(desk.office)], go_live_at=timezone.now() + TOMORROW)
    return desk, release(desk)


def test_a_release_waits_for_its_time():
    desk, planned = planned_desk()

    assert run_due() == 0
    assert planned.state == Release.State.SCHEDULED
    assert run_due(now=timezone.now() + 2 * TOMORROW) == 1
    assert desk.now().live


def test_the_approved_revision_goes_live_though_a_newer_draft_exists():
    desk, _planned = planned_desk()
    approved_title = desk.now().get_latest_revision_as_object().title
    rewrite(desk, title="Bản nháp chưa ai duyệt")

    run_due(now=timezone.now() + 2 * TOMORROW)

    assert desk.now().title == approved_title
    assert desk.now().has_unpublished_changes


def test_one_item_that_fails_keeps_its_schedule_and_stops_no_other(monkeypatch):
    broken, broken_release = planned_desk()
    fine, _release = planned_desk()
    original = ArticlePage.save

    def full_disk(self, *args, **kwargs):
        if self.pk == broken.page.pk and self.live:
            raise OSError("No space left on device")
        return original(self, *args, **kwargs)

    monkeypatch.setattr(ArticlePage, "save", full_disk)
    run_due(now=timezone.now() + 2 * TOMORROW)

    broken_release.refresh_from_db()
    assert fine.now().live
    assert not broken.now().live
    assert broken_release.state == Release.State.SCHEDULED
    assert "No space left" in broken_release.last_error


def test_what_fails_is_tried_again_after_longer_and_longer_pauses(monkeypatch, caplog, settings):
    _desk, planned = planned_desk()
    tries = []

    def full_disk(release):
        tries.append(release.pk)
        raise OSError("No space left on device")

    monkeypatch.setattr(going_live, "_go", full_disk)
    due = planned.goes_live_at
    for seconds in range(0, 600, 10):
        run_due(now=due + timedelta(seconds=seconds))

    planned.refresh_from_db()
    assert 3 <= len(tries) <= 6
    assert planned.goes_live_at == due
    assert len([one for one in caplog.records if one.exc_info]) == 1
    monkeypatch.undo()
    assert run_due(now=due + 2 * settings.LOA_RETRY_MAX) == 1


def test_a_page_deleted_while_its_release_waits_cancels_it_with_the_reason():
    desk, planned = planned_desk()
    desk.now().delete()

    run_due(now=timezone.now() + 2 * TOMORROW)

    planned.refresh_from_db()
    assert planned.state == Release.State.CANCELLED
    assert planned.reason
    assert {d.state for d in planned.deliveries.all()} == {State.CANCELLED}


def test_an_older_plan_never_comes_out_after_a_newer_version():
    desk, planned = planned_desk()
    choose(desk, [], go_live_at=None)
    rewrite(desk, title="Bản mới hơn")
    release(desk)

    run_due(now=timezone.now() + 2 * TOMORROW)

    planned.refresh_from_db()
    assert planned.state == Release.State.REPLACED
    assert desk.now().title == "Bản mới hơn"


def test_what_was_sent_in_the_meantime_is_edited_and_not_posted_again():
    desk = Desk()
    facebook = make_facebook(desk.office)
    choose(desk, [facebook])
    release(desk)
    choose(desk, [facebook], go_live_at=timezone.now() + TOMORROW)
    rewrite(desk, lead="Bản thứ hai.")
    planned = release(desk)
    delivered_later = Delivery.objects.filter(destination=facebook).order_by("pk").first()
    Delivery.objects.filter(pk=delivered_later.pk).update(state=State.DELIVERED, remote_id="1_1")

    run_due(now=timezone.now() + 2 * TOMORROW)

    leg = planned.deliveries.get(destination=facebook)
    assert (leg.action, leg.acts_on) == (Delivery.Action.REVISE, delivered_later)


def test_after_its_last_day_an_item_is_taken_down():
    today = timezone.localdate()
    desk = Desk(valid_until=today)
    facebook = make_facebook(desk.office)
    choose(desk, [facebook])
    release(desk)
    delivered(facebook)

    run_due(now=timezone.now() + 2 * TOMORROW)

    assert not desk.now().live
    withdrawal = Release.objects.first()
    assert withdrawal.kind == Release.Kind.WITHDRAW
    assert withdrawal.deliveries.get(destination=facebook).action == Delivery.Action.WITHDRAW


def test_after_its_last_day_the_posts_of_a_deleted_page_are_taken_down():
    today = timezone.localdate()
    desk = Desk(valid_until=today)
    facebook = make_facebook(desk.office)
    choose(desk, [facebook])
    first = release(desk)
    delivered(facebook)
    Release.objects.update(page=None)  # deleted past every service

    assert run_due(now=timezone.now() + 2 * TOMORROW) == 1

    first.refresh_from_db()
    withdrawal = Release.objects.first()
    assert first.state == Release.State.WITHDRAWN
    assert withdrawal.kind == Release.Kind.WITHDRAW
    assert withdrawal.deliveries.get(destination=facebook).action == Delivery.Action.WITHDRAW
    assert run_due(now=timezone.now() + 2 * TOMORROW) == 0


# --- what happens between the clock's look and its deed ------------------------------------


def test_a_release_cancelled_after_the_clock_saw_it_stays_cancelled():
    desk, planned = planned_desk()
    seen = Release.objects.get(pk=planned.pk)
    cancel_release(release=planned, user=desk.leader)

    assert go_live(release=seen) is False

    planned.refresh_from_db()
    assert planned.state == Release.State.CANCELLED
    assert not desk.now().live


def test_an_older_plan_that_the_clock_saw_never_replaces_a_newer_version():
    desk, planned = planned_desk()
    seen = Release.objects.get(pk=planned.pk)
    choose(desk, [], go_live_at=None)
    rewrite(desk, title="Bản mới hơn")
    release(desk)

    assert go_live(release=seen) is False

    assert desk.now().title == "Bản mới hơn"
    assert Release.objects.get(pk=planned.pk).state == Release.State.REPLACED


def test_the_end_of_an_old_version_takes_no_approved_new_one_with_it():
    today = timezone.localdate()
    desk = Desk(valid_until=today)
    facebook = make_facebook(desk.office)
    choose(desk, [facebook])
    release(desk)
    delivered(facebook)
    choose(desk, [facebook], go_live_at=timezone.now() + 3 * TOMORROW)
    rewrite(desk, lead="Bản cho năm sau.", valid_until=today + 30 * TOMORROW)
    planned = release(desk)

    run_due(now=timezone.now() + 2 * TOMORROW)
    assert not desk.now().live
    run_due(now=timezone.now() + 4 * TOMORROW)

    tidy()
    assert desk.now().live
    leg = Delivery.objects.get(release__fingerprint=planned.fingerprint, destination=facebook)
    assert (leg.state, leg.action) == (State.QUEUED, Delivery.Action.PUBLISH)
    assert leg.release.created_at == planned.created_at


def test_a_plan_from_before_releases_were_sealed_survives_the_end_of_an_old_version():
    today = timezone.localdate()
    desk = Desk(valid_until=today)
    release(desk)
    choose(desk, [], go_live_at=timezone.now() + 3 * TOMORROW)
    rewrite(desk, lead="Bản cho năm sau.", valid_until=today + 30 * TOMORROW)
    release(desk)
    super(type(ReleaseRecord.objects.all()), ReleaseRecord.objects.all()).delete()
    seal_from_the_beginning(ReleaseRecord)

    run_due(now=timezone.now() + 2 * TOMORROW)
    assert not desk.now().live
    run_due(now=timezone.now() + 4 * TOMORROW)
    assert desk.now().live


# --- what was approved is what goes live ---------------------------------------------------


def test_saving_over_the_approved_revision_changes_nothing_of_what_goes_live():
    desk, _planned = planned_desk()
    approved = desk.now().get_latest_revision()
    draft = approved.as_object()
    draft.title = "Trình duyệt tự lưu đè lên bản đã duyệt"
    draft.save_revision(user=desk.editor, overwrite_revision=approved)

    run_due(now=timezone.now() + 2 * TOMORROW)

    assert desk.now().title == approved.content["title"]
    assert desk.now().has_unpublished_changes


def test_a_revision_changed_after_its_approval_does_not_go_live():
    desk, planned = planned_desk()
    desk.overwrite(title="Sửa thẳng trong cơ sở dữ liệu")

    run_due(now=timezone.now() + 2 * TOMORROW)

    planned.refresh_from_db()
    assert not desk.now().live
    assert planned.state == Release.State.SCHEDULED
    assert planned.last_error


def test_a_picture_exchanged_behind_the_house_s_back_does_not_go_live():
    picture = Picture.objects.create(title="Bìa", file=get_test_image_file(), **RIGHTS)
    desk = Desk(cover=picture, cover_alt="Bìa màu trắng")
    choose(desk, [], go_live_at=timezone.now() + TOMORROW)
    planned = release(desk)
    Picture.objects.filter(pk=picture.pk).update(sha256="0" * 64)  # no screen does this

    run_due(now=timezone.now() + 2 * TOMORROW)

    planned.refresh_from_db()
    assert not desk.now().live
    assert planned.last_error


def test_published_again_before_the_portal_confirmed_the_taking_down():
    desk = Desk()
    choose(desk, [])
    release(desk)
    delivered(portal_of(desk.office))
    taken = withdraw_item(page=desk.now(), user=desk.leader, reason="Nhầm")
    rewrite(desk, lead="Bản đúng.")

    again = release(desk)

    assert taken.deliveries.get().state == State.SUPERSEDED
    assert again.deliveries.get().state == State.QUEUED


def covered_desk():
    """Planned for tomorrow, with a cover of the library."""
    picture = Picture.objects.create(title="Bìa", file=get_test_image_file(), **RIGHTS)
    desk = Desk(cover=picture, cover_alt="Bìa màu trắng")
    choose(desk, [make_facebook(desk.office)], go_live_at=timezone.now() + TOMORROW)
    return desk, release(desk), picture


def test_a_picture_renamed_in_the_library_after_the_approval_holds_nothing_up():
    desk, _planned, picture = covered_desk()
    Picture.objects.filter(pk=picture.pk).update(title="Tên mới trong thư viện")
    assert run_due(now=timezone.now() + 2 * TOMORROW) == 1
    assert desk.now().live


def test_what_was_approved_when_pictures_were_named_by_their_title_still_goes_live():
    desk, planned, _picture = covered_desk()
    content = planned.content
    content["cover"]["name"] = "bia.jpg"
    content["page_hash"] = page_hash_of(planned.revision, approved=content)
    Release.objects.filter(pk=planned.pk).update(content=content)
    planned.refresh_from_db()
    seal_variants(planned)
    assert content["page_hash"] != page_hash_of(planned.revision)
    assert run_due(now=timezone.now() + 2 * TOMORROW) == 1
    assert desk.now().live


def filed_desk():
    """A legal document, planned for tomorrow, whose readers see its file by the library's title."""
    desk, file = Desk(), make_attachment("Quyết định 10")
    fields = {"number": "10", "issued_on": timezone.localdate(), "issuer": "BHXH"}
    desk.page = DocumentPage(
        title="Quyết định",
        lead="Tóm tắt.",
        attachment=file,
        live=False,
        owner=desk.editor,
        **fields,
    )
    section_of(desk.office).add_child(instance=desk.page)
    desk.page.save_revision(user=desk.editor, log_action="wagtail.create")
    choose(desk, [], go_live_at=timezone.now() + TOMORROW)
    return desk, file


def test_a_file_renamed_since_it_was_shown_is_not_approved():
    desk, file = filed_desk()
    shown = fingerprint(desk.page)
    Attachment.objects.filter(pk=file.pk).update(title="Quyết định 11")

    assert fingerprint(desk.page) != shown


def test_a_file_renamed_after_the_approval_does_not_go_live():
    desk, file = filed_desk()
    planned = release(desk)
    Attachment.objects.filter(pk=file.pk).update(title="Quyết định 11")

    run_due(now=timezone.now() + 2 * TOMORROW)

    planned.refresh_from_db()
    assert not Page.objects.get(pk=desk.page.pk).live
    assert planned.last_error


@pytest.mark.parametrize("of_the_first_version", [True, False])
def test_a_document_goes_live_also_if_its_files_title_was_not_asked_about(of_the_first_version):
    desk, _file = filed_desk()
    planned = release(desk)
    if of_the_first_version:
        content = planned.content
        del content["file_title"]
        content["page_hash"] = page_hash_of(planned.revision, approved=content)
        Release.objects.filter(pk=planned.pk).update(content=content)
        planned.refresh_from_db()
        seal_variants(planned)
        assert content["page_hash"] != page_hash_of(planned.revision)

    assert run_due(now=timezone.now() + 2 * TOMORROW) == 1
    assert Page.objects.get(pk=desk.page.pk).live


def fingerprint(page) -> str:
    return fingerprint_of(page, page.get_latest_revision())
