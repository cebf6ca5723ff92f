"""What approvers are shown of an item beside its text."""

import re
from datetime import date

import pytest
from django.urls import reverse
from lxml import html
from wagtail.admin.panels import FieldPanel

from cms.filters import ITEM_MODELS
from cms.item_about import SHOWN, about
from cms.models import ArticlePage, CampaignPage, DocumentPage
from media_assets.models import Picture
from tests.factories.approval import Desk
from tests.factories.offices import section_of
from tests.factories.pages import publish
from tests.factories.portal import make_attachment, make_picture, table

pytestmark = pytest.mark.django_db

MOMENT = re.compile(r"\d\d/\d\d/\d{4} \d\d:\d\d")  # when it was published
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


def written_in_full() -> dict:
    """Every block that needs no player, two pictures made by a machine, every line beside the text."""
    made, changed = make_picture(), make_picture()
    Picture.objects.filter(pk=made.pk).update(made_by_ai="made", credit="Tư liệu")
    Picture.objects.filter(pk=changed.pk).update(made_by_ai="changed")
    words = {"alt": "Quầy", "caption": "Chú thích ảnh", "credit": "Nguồn ảnh"}
    said = {"text": "Dễ lắm.", "attribution": "Một người dân"}
    file = {"document": make_attachment(), "title": "Mẫu đơn số 1"}
    film = {"url": "https://www.youtube.com/watch?v=dQw4w9WgXcQ", "title": "Phim hướng dẫn"}
    law = {"number": "41/2024/QH15", "issuer": "Quốc hội", "article": "Điều 3", "note": "Luật mới"}
    return {
        "cover": Picture.objects.get(pk=made.pk),
        "cover_alt": "Bìa của bài",
        "author_name": "Người viết",
        "source_name": "Báo của ngành",
        "effective_from": date(2027, 1, 2),
        "legal_basis": [("reference", law | {"note": "Căn cứ"})],
        "corrections": [
            ("correction", {"date": date(2027, 1, 3), "wrong": "Mức cũ", "right": "Mức mới"})
        ],
        "body": [
            ("heading", {"text": "Tiêu đề nhỏ", "level": "2"}),
            ("paragraph", "<p>Lời <b>đậm</b>.</p>"),
            ("picture", words | {"picture": Picture.objects.get(pk=changed.pk)}),
            ("fact_box", {"title": "Cần nhớ", "text": "<p>Trước ngày 25.</p>"}),
            ("steps", {"title": "Cách làm", "steps": ["<p>Bước một.</p>"]}),
            ("table", {"caption": "Mức đóng", "table": table(["Đối tượng"], ["Hộ nghèo"])}),
            ("quotation", said),
            ("question_answer", {"question": "Ai được?", "answer": "<p>Mọi người.</p>"}),
            ("document", file),
            ("video", film | {"poster": Picture.objects.get(pk=changed.pk)}),
            ("legal_reference", law),
        ],
    }


MORE = {
    CampaignPage: {
        "starts_on": date(2026, 5, 1),
        "ends_on": date(2026, 5, 31),
        "goals": [("goal", "Thêm người tham gia")],
    },
    DocumentPage: {"number": "13/QĐ", "issued_on": date(2027, 1, 1), "issuer": "BHXH tỉnh Thử"},
}
# What the portal itself says: no editor wrote it, and no approval could change it.
OF_THE_PORTAL = {
    *("Nguồn:", "Tác giả:", "Đơn vị chịu trách nhiệm:", "Nội dung đã đăng:", "Nội dung đúng:"),
    *("Thông tin về văn bản", "Trích yếu", "Tệp", "Chưa có tệp đính kèm", "Đã kết thúc"),
}


@pytest.mark.parametrize("model", [ArticlePage, CampaignPage, DocumentPage])
def test_whatever_readers_get_of_a_page_its_approver_has_read(client, model, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    desk = submitted(Desk(), model, **written_in_full(), **MORE.get(model, {}))
    publish(desk.page)
    seen = plain(screen(client, desk), "//main")

    public = html.document_fromstring(client.get(desk.page.url).content.decode())
    (article,) = public.xpath("//article[contains(@class, 'item')]")
    words = {" ".join(text.split()) for text in article.itertext()} - {""}
    moments = {text for text in words if MOMENT.fullmatch(text)}

    assert {"Ảnh có chỉnh sửa bằng AI", "Nguồn ảnh", "Mức mới", "Căn cứ"} <= words
    assert ("Ảnh do AI tạo" in words) == (model is not DocumentPage)  # which shows no cover
    assert {each for each in words - moments if each not in seen} <= OF_THE_PORTAL


def test_a_picture_of_a_video_says_too_that_a_machine_had_a_part_in_it(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    desk = submitted(Desk(), ArticlePage, **written_in_full())
    publish(desk.page)

    for shown in (screen(client, desk), client.get(desk.page.url).content.decode()):
        (film,) = html.document_fromstring(shown).xpath("//figure[@class='video']")
        assert "Ảnh có chỉnh sửa bằng AI" in film.text_content()


def plain(page: str, where: str) -> str:
    (found,) = html.document_fromstring(page).xpath(where)
    return " ".join(found.text_content().split())
