"""The screens of all drawings."""

import json
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.urls import reverse
from wagtail.models import Locale

from cms.models import Role
from media_assets.pieces import cache
from media_assets.pieces.formats import FORMATS
from publishing.models import BulkDrawing
from publishing.pieces.bulk import ordered
from publishing.pieces.bulk.rights import MOST_LISTED, orders_of
from publishing.pieces.bulk.turns import work_at
from tests.factories.approval import Desk
from tests.factories.bulk import drawn_quickly, make_order
from tests.factories.infographics import make_infographic
from tests.factories.offices import make_centre, make_province
from tests.factories.packages import choose, make_facebook, release, rewrite, set_fact
from tests.factories.users import make_admin_user

pytestmark = pytest.mark.django_db
State = BulkDrawing.State


@pytest.fixture(autouse=True)
def quick(settings, tmp_path, monkeypatch):
    settings.LOA_PIECE_CACHE = tmp_path / "cache"
    settings.LOA_BULK_DRAWINGS = tmp_path / "drawings"
    monkeypatch.setattr(cache, "render", drawn_quickly)


@pytest.fixture
def desk():
    centre = make_centre()
    set_fact(centre, "hotline", "1900 9068")
    desk = Desk(centre)
    desk.page = make_infographic(centre, user=desk.editor, owner=desk.editor)
    return desk


@pytest.fixture
def province():
    office = make_province(code="08", name="BHXH tỉnh Tuyên Quang")
    set_fact(office, "hotline", "0207 1")
    return office


def screen(client, desk) -> str:
    return client.get(reverse("publishing_bulk_order", args=[desk.page.pk])).content.decode()


def ask(client, desk, **changes):
    given = {
        "version": "draft",
        "offices": ["VN"],
        "languages": ["vi"],
        "formats": ["share", "square"],
    }
    return client.post(
        reverse("publishing_bulk_order", args=[desk.page.pk]), {**given, **changes}, follow=True
    )


def test_everything_is_ticked_to_begin_with(client, desk, province):
    client.force_login(make_admin_user(desk.office, Role.EDITOR))
    html = screen(client, desk)
    assert html.count('type="checkbox"') == html.count("checked") == 2 + 1 + len(FORMATS)
    assert "BHXH tỉnh Tuyên Quang (08)" in html


def test_a_language_without_an_edition_is_said_up_front(client, desk):
    Locale.objects.create(language_code="km")
    client.force_login(make_admin_user(desk.office, Role.EDITOR))
    assert "chưa có bản bằng: Tiếng Khmer" in screen(client, desk)
    assert BulkDrawing.objects.count() == 0
    assert "km" in str(ask(client, desk, languages=["vi", "km"]).context["form"].errors)


def test_an_order_is_watched_and_downloaded(client, desk):
    client.force_login(make_admin_user(desk.office, Role.EDITOR))
    html = ask(client, desk).content.decode()
    assert 'http-equiv="refresh"' in html
    order = BulkDrawing.objects.get()
    work_at(order.pk, order.turn)

    html = client.get(reverse("publishing_bulk_drawing", args=[order.pk])).content.decode()
    assert "2 bản vẽ" in html
    assert 'http-equiv="refresh"' not in html
    answer = client.get(reverse("publishing_bulk_download", args=[order.pk]))
    assert answer["Content-Type"] == "application/zip"
    assert "bao-hiem-xa-hoi-tu-nguyen-ban-nhap-chua-duyet.zip" in answer["Content-Disposition"]
    with ZipFile(BytesIO(b"".join(answer.streaming_content))) as made:
        assert len(json.loads(made.read("manifest.json"))["files"]) == 2


def test_a_download_that_broke_off_goes_on(client, desk):
    user = make_admin_user(desk.office, Role.EDITOR)
    order = make_order(desk.page, user, state=State.READY)
    client.force_login(user)
    address = reverse("publishing_bulk_download", args=[order.pk])
    etag = client.get(address)["ETag"]
    rest = client.get(address, headers={"Range": "bytes=2-", "If-Range": etag})
    assert (rest.status_code, b"".join(rest.streaming_content)) == (206, b"\x05\x06" + bytes(18))
    assert rest["Content-Disposition"].startswith("attachment")


def test_own_orders_are_listed_however_many_others_ordered_since(
    client, desk, province, django_assert_max_num_queries
):
    release(desk)
    user = make_admin_user(province, Role.EDITOR)
    own = make_order(desk.page, user, state=State.READY)
    BulkDrawing.objects.filter(pk=own.pk).update(offices=["08"], draft=False)
    for _one in range(MOST_LISTED + 1):
        make_order(desk.page, desk.editor, state=State.READY)
    page = type(desk.page).objects.get(pk=desk.page.pk)
    assert orders_of(user, page) == [own]
    with django_assert_max_num_queries(8):
        assert len(orders_of(desk.editor, page)) == MOST_LISTED


def test_who_cancels_too_late_is_told(client, desk):
    user = make_admin_user(desk.office, Role.EDITOR)
    order = make_order(desk.page, user, state=State.READY)
    client.force_login(user)
    address = reverse("publishing_bulk_drawing", args=[order.pk])
    html = client.post(address, {"verb": "cancel"}, follow=True).content.decode()
    assert "không có gì thay đổi" in html


def test_what_is_missing_is_said_when_it_is_done(client, desk):
    make_province(code="09", name="BHXH tỉnh B")
    client.force_login(make_admin_user(desk.office, Role.EDITOR))
    ask(client, desk, offices=["VN", "09"])
    order = BulkDrawing.objects.get()
    work_at(order.pk, order.turn)
    html = client.get(reverse("publishing_bulk_drawing", args=[order.pk])).content.decode()
    assert "BHXH tỉnh B chưa có" in html
    assert "1 dòng chưa vẽ được." in html


def test_nothing_ticked_and_too_much_are_refused_with_what_to_do(client, desk, monkeypatch):
    client.force_login(make_admin_user(desk.office, Role.EDITOR))
    assert ask(client, desk, formats=[]).context["form"].errors["formats"]
    monkeypatch.setattr("publishing.forms.bulk_drawings.MOST", 1)
    assert "Như vậy là 2 bản vẽ" in ask(client, desk).content.decode()
    assert not BulkDrawing.objects.exists()


def test_a_province_gets_its_own_drawings_of_a_live_item_and_no_draft(client, desk, province):
    release(desk)
    rewrite(desk, title="Bản nháp riêng")
    client.force_login(make_admin_user(province, Role.EDITOR))
    html = screen(client, desk)
    assert "Bản nháp riêng" not in html
    assert html.count('name="offices"') == 1
    assert ask(client, desk, offices=["08"]).context["form"].errors  # the draft is not offered
    ask(client, desk, version="live", offices=["VN"])
    assert not BulkDrawing.objects.exists()
    ask(client, desk, version="live", offices=["08"])
    plan = ordered.plan_of(BulkDrawing.objects.get().folder)
    assert [one.piece.headline for one in plan.wanted] == ["Bảo hiểm xã hội tự nguyện"]


def test_who_may_not_see_the_item_sees_neither_order_nor_file(client, desk, province):
    client.force_login(make_admin_user(desk.office, Role.EDITOR))
    ask(client, desk)
    order = BulkDrawing.objects.get()
    work_at(order.pk, order.turn)
    client.force_login(make_admin_user(province, Role.LEADER))
    assert client.get(reverse("publishing_bulk_drawing", args=[order.pk])).status_code == 404
    assert client.get(reverse("publishing_bulk_download", args=[order.pk])).status_code == 404
    assert client.post(reverse("publishing_bulk_drawing", args=[order.pk])).status_code == 404
    client.logout()
    assert client.get(reverse("publishing_bulk_download", args=[order.pk])).status_code == 302


def test_who_only_watches_downloads_but_orders_nothing(client, desk):
    client.force_login(make_admin_user(desk.office, Role.OBSERVER))
    assert "không tự yêu cầu được" in screen(client, desk)
    ask(client, desk)
    assert not BulkDrawing.objects.exists()


def test_an_order_is_cancelled_and_gone_on_with(client, desk):
    client.force_login(make_admin_user(desk.office, Role.EDITOR))
    ask(client, desk)
    order = BulkDrawing.objects.get()
    address = reverse("publishing_bulk_drawing", args=[order.pk])
    BulkDrawing.objects.update(state=State.FAILED, reason="Máy chủ hết chỗ lưu.")
    assert "Máy chủ hết chỗ lưu." in client.get(address).content.decode()
    assert (
        "Việc vẽ được tiếp tục"
        in client.post(address, {"verb": "resume"}, follow=True).content.decode()
    )
    html = client.post(address, {"verb": "cancel"}, follow=True).content.decode()
    assert "Đã hủy" in html
    answer = client.get(reverse("publishing_bulk_download", args=[order.pk]), follow=True)
    assert "Tệp này chưa có" in answer.content.decode()


def test_an_article_has_no_drawings(client):
    desk = Desk()
    client.force_login(make_admin_user(desk.office, Role.EDITOR))
    assert client.get(reverse("publishing_bulk_order", args=[desk.page.pk])).status_code == 404


def test_the_editor_leads_there(client, desk):
    client.force_login(make_admin_user(desk.office, Role.EDITOR))
    html = client.get(reverse("wagtailadmin_pages:edit", args=[desk.page.pk])).content.decode()
    assert reverse("publishing_bulk_order", args=[desk.page.pk]) in html


def test_the_posters_lead_there_too(client, desk, province):
    choose(desk, [make_facebook(province)])
    release(desk)
    client.force_login(make_admin_user(province, Role.EDITOR))
    html = client.get(reverse("publishing_posters")).content.decode()
    assert reverse("publishing_bulk_order", args=[desk.page.pk]) in html
    assert 'name="offices" value="08"' in screen(client, desk)


def test_what_was_given_up_is_named_and_can_be_drawn_again(client, desk):
    user = make_admin_user(desk.office, Role.EDITOR)
    order = make_order(desk.page, user, state=State.READY, undrawn=1, size=22, total=1)
    reason = "Quá lâu."
    given_up = {"office": "VN", "language": "vi", "format": "square", "reason": reason}
    BulkDrawing.objects.update(undrawn_first=[given_up])
    client.force_login(user)
    address = reverse("publishing_bulk_drawing", args=[order.pk])
    html = client.get(address).content.decode()
    for word in (str(desk.office), "Tiếng Việt", str(FORMATS["square"].label), reason):
        assert word in html
    assert "Chỉ vẽ lại những bản này" in html

    client.post(address, {"verb": "resume"})
    order.refresh_from_db()
    assert order.state == State.DRAWING
    html = client.post(address, {"verb": "cancel"}, follow=True).content.decode()
    assert "tệp đã có vẫn giữ nguyên" in html
    assert 'value="resume"' in html


def test_a_download_does_not_go_on_with_another_file(client, desk):
    user = make_admin_user(desk.office, Role.EDITOR)
    order = make_order(desk.page, user, state=State.READY)
    client.force_login(user)
    address = reverse("publishing_bulk_download", args=[order.pk])
    etag = client.get(address)["ETag"]
    BulkDrawing.objects.update(turn=2)  # it was drawn again since
    assert client.get(address, headers={"Range": "bytes=2-", "If-Range": etag}).status_code == 200
