"""Orders of drawings: placed, cancelled, gone on with."""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from wagtail.models import PageLogEntry

from cms.models import Role
from media_assets.pieces import cache
from publishing.models import BulkDrawing
from publishing.pieces.bulk import ordered
from publishing.services import bulk_drawings as services
from publishing.services.bulk_drawings import (
    OrderRefused,
    cancel_drawings,
    order_drawings,
    resume_drawings,
)
from tests.factories.bulk import drawn_quickly
from tests.factories.infographics import make_infographic
from tests.factories.offices import make_centre, make_province
from tests.factories.packages import set_fact
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db
State = BulkDrawing.State


@pytest.fixture
def office(settings, tmp_path, monkeypatch):
    settings.LOA_PIECE_CACHE = tmp_path / "cache"
    settings.LOA_BULK_DRAWINGS = tmp_path / "drawings"
    monkeypatch.setattr(cache, "render", drawn_quickly)
    make_centre()
    office = make_province(code="08")
    set_fact(office, "hotline", "0207 1")
    return office


def ask(office, *, user=None, offices=None, page=None, draft=True):
    return order_drawings(
        user=user or make_user(office, Role.EDITOR),
        page=page or make_infographic(office),
        offices=offices or [office],
        languages=["vi"],
        formats=["share", "square"],
        draft=draft,
    )


def test_an_order_is_planned_when_it_is_placed(office):
    order = ask(office)
    assert (order.total, order.left, order.state) == (2, 2, State.DRAWING)
    assert ordered.plan_of(order.folder).total == 2
    assert PageLogEntry.objects.filter(action="publishing.order_drawings").count() == 1


def test_one_order_of_a_person_for_an_item_at_a_time(office):
    user, page = make_user(office, Role.EDITOR), make_infographic(office)
    first = ask(office, user=user, page=page)
    with pytest.raises(OrderRefused, match="đang được vẽ"):
        ask(office, user=user, page=page)
    assert [path.name for path in ordered.every_folder()] == [str(first.folder)]
    cancel_drawings(user=user, order=first)
    assert ask(office, user=user, page=page).pk != first.pk


def test_nobody_orders_for_another_office_or_a_draft_that_is_not_theirs(office):
    other = make_province(code="09")
    with pytest.raises(PermissionDenied):
        ask(office, offices=[office, other])
    with pytest.raises(PermissionDenied):
        ask(office, user=make_user(other, Role.EDITOR))
    with pytest.raises(PermissionDenied):
        ask(office, user=make_user(office, Role.OBSERVER))
    assert ordered.every_folder() == []


def test_a_disk_that_takes_nothing_is_said(office, settings, tmp_path):
    (tmp_path / "file").write_text("")
    settings.LOA_BULK_DRAWINGS = tmp_path / "file"
    with pytest.raises(OrderRefused, match="không lưu được"):
        ask(office)
    assert not BulkDrawing.objects.exists()


def test_a_disk_that_is_nearly_full_is_left_alone(office, monkeypatch):
    monkeypatch.setattr(ordered, "LEFT_FREE", 2**62)
    with pytest.raises(OrderRefused, match="không lưu được"):
        ask(office)
    assert ordered.every_folder() == []


def test_what_is_cancelled_leaves_nothing(office, django_capture_on_commit_callbacks):
    user = make_user(office, Role.EDITOR)
    order = ask(office, user=user)
    with django_capture_on_commit_callbacks(execute=True):
        assert cancel_drawings(user=user, order=order)
    order.refresh_from_db()
    assert order.state == State.CANCELLED
    assert ordered.every_folder() == []
    assert not cancel_drawings(user=user, order=order)


def test_a_stranger_cancels_and_resumes_nothing(office):
    order = ask(office)
    stranger = make_user(make_province(code="09"), Role.EDITOR)
    for act in (cancel_drawings, resume_drawings):
        with pytest.raises(PermissionDenied):
            act(user=stranger, order=order)


def test_after_a_fault_it_goes_on_unless_what_was_drawn_is_gone(office):
    user = make_user(office, Role.EDITOR)
    order = ask(office, user=user)
    BulkDrawing.objects.update(state=State.FAILED, reason="Hết chỗ")
    assert resume_drawings(user=user, order=order)
    order.refresh_from_db()
    assert (order.state, order.reason) == (State.DRAWING, "")
    assert not resume_drawings(user=user, order=order)

    BulkDrawing.objects.update(state=State.FAILED)
    ordered.remove_parts(order.folder)
    with pytest.raises(OrderRefused, match="không còn"):
        services.resume_drawings(user=user, order=order)


@pytest.fixture
def lacking(office):
    """An order that is done but for one drawing, and who ordered it."""
    user = make_user(office, Role.EDITOR)
    order = ask(office, user=user)
    ordered.zip_of(order.folder).write_bytes(b"PK")
    (ordered.parts_of(order.folder) / "x.failed").write_text("Quá lâu.")
    done = {"state": State.READY, "ended_at": timezone.now(), "files": 1, "undrawn": 1, "size": 2}
    done |= {"left": 0, "packed": 1}
    BulkDrawing.objects.update(**done)
    order.refresh_from_db()
    return user, order


def test_what_was_given_up_is_drawn_again(lacking):
    user, order = lacking
    assert resume_drawings(user=user, order=order)
    order.refresh_from_db()
    assert (order.state, order.ended_at) == (State.DRAWING, None)
    assert (order.left, order.packed) == (1, 0)
    assert list(ordered.parts_of(order.folder).iterdir()) == []


def test_a_zip_that_was_begun_without_them_is_not_gone_on_with(lacking):
    """It tells of what was given up as if it still were."""
    user, order = lacking
    begun = [ordered.parts_of(order.folder) / f".packing-a{ending}" for ending in (".zip", ".json")]
    for path in begun:
        path.write_bytes(b"{}")
    BulkDrawing.objects.update(state=State.FAILED)
    assert resume_drawings(user=user, order=order)
    assert not any(path.exists() for path in begun)


def test_of_what_lacks_nothing_nothing_is_drawn_again(lacking):
    user, order = lacking
    BulkDrawing.objects.update(undrawn=0)
    assert not resume_drawings(user=user, order=order)


def test_whoever_cancels_the_second_try_keeps_the_file(lacking, django_capture_on_commit_callbacks):
    user, order = lacking
    resume_drawings(user=user, order=order)
    with django_capture_on_commit_callbacks(execute=True):
        assert cancel_drawings(user=user, order=order)
    order.refresh_from_db()
    assert (order.state, order.undrawn) == (State.READY, 1)
    assert ordered.zip_of(order.folder).exists()
    assert resume_drawings(user=user, order=order)
