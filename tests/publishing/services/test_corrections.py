"""A correction is a draft until it is approved."""

from datetime import date

import pytest

from cms.models import ArticlePage
from publishing.services.corrections import CorrectionRefused, add_correction
from tests.factories.approval import Desk
from tests.factories.offices import make_province
from tests.factories.pages import make_article, publish
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db
SAID = {"wrong": " 500 nghìn ", "right": "540 nghìn", "date": date(2026, 11, 20)}


def test_the_correction_stands_in_a_new_draft_and_not_in_what_is_live():
    office = make_province()
    page, user = publish(make_article(office)), make_user(office)
    revision = add_correction(page=page, user=user, **SAID)
    now = ArticlePage.objects.get(pk=page.pk)
    draft = now.get_latest_revision_as_object()
    assert (now.latest_revision_id, revision.user) == (revision.pk, user)
    assert [dict(block.value) for block in draft.corrections] == [
        {"wrong": "500 nghìn", "right": "540 nghìn", "date": date(2026, 11, 20)}
    ]
    assert len(now.corrections) == 0
    assert now.has_unpublished_changes


def test_a_second_correction_stands_after_the_first():
    office = make_province()
    page, user = publish(make_article(office)), make_user(office)
    add_correction(page=page, user=user, **SAID)
    add_correction(page=page, user=user, **{**SAID, "right": "550 nghìn"})
    draft = ArticlePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert [block.value["right"] for block in draft.corrections] == ["540 nghìn", "550 nghìn"]


def test_the_same_correction_is_not_written_twice():
    desk = Desk()
    add_correction(page=desk.page, user=desk.editor, **SAID)

    with pytest.raises(CorrectionRefused):
        add_correction(page=desk.now(), user=desk.editor, **SAID)

    assert len(desk.now().get_latest_revision_as_object().corrections) == 1


def test_what_is_in_review_is_not_touched():
    desk = Desk()
    desk.submit()
    before = desk.now().latest_revision_id
    with pytest.raises(CorrectionRefused):
        add_correction(page=desk.now(), user=desk.editor, **SAID)
    assert desk.now().latest_revision_id == before
