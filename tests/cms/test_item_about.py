"""What approvers are shown of an item beside its text."""

from datetime import date

import pytest
from django.urls import reverse
from wagtail.admin.panels import FieldPanel

from cms.filters import ITEM_MODELS
from cms.item_about import SHOWN, about
from cms.models import CampaignPage, DocumentPage
from tests.factories.approval import Desk
from tests.factories.offices import section_of

pytestmark = pytest.mark.django_db

# These stand where readers find them, in the item's own text.
IN_THE_TEXT = {
    *("title", "lead", "cover", "cover_alt", "body", "corrections", "legal_basis", "attachment"),
    *("states_policy", "piece", "source_line", "made_by_ai"),
}


def fields_of(panel) -> set[str]:
    if isinstance(panel, FieldPanel):
        return {panel.field_name}
    return {name for child in getattr(panel, "children", ()) for name in fields_of(child)}


@pytest.mark.parametrize("model", ITEM_MODELS)
def test_whatever_an_editor_can_write_is_shown_to_approvers(model):
    written = fields_of(model.edit_handler)

    assert {"lead", "genre"} <= written
    assert written <= IN_THE_TEXT | {*SHOWN}


def submitted(desk: Desk, model, **fields):
    page = model(title="Văn bản thử", lead="Tóm tắt.", live=False)
    for name, value in fields.items():
        setattr(page, name, value)
    section_of(desk.office).add_child(instance=page)
    page.save_revision(user=desk.editor, log_action="wagtail.create")
    desk.page = page
    return desk


def screen(client, desk: Desk) -> str:
    client.force_login(desk.leader)
    return client.get(reverse("loa_item", args=[desk.page.pk])).content.decode()


def test_the_approval_screen_shows_what_a_legal_document_is(client):
    desk = submitted(
        Desk(),
        DocumentPage,
        number="1318/QĐ-BHXH",
        issued_on=date(2027, 2, 28),
        issuer="BHXH tỉnh Thử",
        signer="Hoàng Văn Ký",
        source_name="Công báo",
    )
    page = screen(client, desk)

    for said in ("1318/QĐ-BHXH", "28/02/2027", "BHXH tỉnh Thử", "Hoàng Văn Ký", "Công báo"):
        assert said in page


def test_the_approval_screen_shows_days_and_goals_of_a_campaign(client):
    desk = submitted(
        Desk(),
        CampaignPage,
        starts_on=date(2027, 5, 1),
        ends_on=date(2027, 5, 31),
        goals=[("goal", "Thêm 2.000 người tham gia")],
    )
    page = screen(client, desk)

    for said in ("01/05/2027", "31/05/2027", "Thêm 2.000 người tham gia"):
        assert said in page


def test_what_is_empty_is_left_out():
    desk = Desk(author_name="")
    labels = [label for label, _value in about(desk.page)]

    assert "Loại" in labels
    assert not {"Tác giả", "Nguồn", "Số"} & set(labels)
