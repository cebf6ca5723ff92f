"""A translation reviewed, read aloud into the browser, and heard by a second person."""

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from ..conftest import Stack, assert_fits, keep_picture

pytestmark = [
    pytest.mark.browser,
    pytest.mark.processes,
    pytest.mark.xdist_group("stack"),
]
Open = Callable[..., Page]
# A translator and a language reviewer; a live article, translated into Khmer and ready for review.
SEED = """
import json
from cms.demo.people import PASSWORD
from cms.models import Membership, Office, Role, User
from tests.factories.amendments import BODY
from tests.factories.pages import make_article, publish
from tests.factories.tongues import said
from translations import services
from translations.models import Segment
centre = Office.objects.get(code="VN")
people = {}
for name, role in {"dich.giong": Role.TRANSLATOR, "hieudinh.giong": Role.LANGUAGE_REVIEWER}.items():
    user = User.objects.filter(username=name).first()
    user = user or User.objects.create_user(name, f"{name}@example.vn", PASSWORD, last_name=name)
    Membership.objects.get_or_create(user=user, office=centre, role=role)
    people[role] = user
editor = User.objects.get(username="bientap")
page = make_article(centre, user=editor, title="Mức hỗ trợ đóng bảo hiểm y tế", body=BODY)
publish(page)
(request,) = services.request_translation(page=page, languages=["km"], user=editor)
segments = [s for s in Segment.objects.filter(page=page.pk).present() if not s.is_optional]
drafts = {s.uuid: services.Draft(said(s.source, "km"), 0) for s in segments}
saved = services.save_drafts(request=request, user=people[Role.TRANSLATOR], drafts=drafts)
seen = {uuid: one.version for uuid, one in saved.items()}
services.mark_translated(request=request, user=people[Role.TRANSLATOR], seen=seen)
print(json.dumps(request.pk))
"""


@pytest.fixture(scope="module")
def asked(stack: Stack) -> int:
    return json.loads(stack.manage("shell", "-c", SEED).strip().splitlines()[-1])


def test_a_voice_recorded_in_the_browser_is_heard_by_a_second_person(
    asked: int, open_as: Open
) -> None:
    reviewer = open_as("hieudinh.giong")
    reviewer.goto(f"/admin/dich/hieu-dinh/{asked}/")
    keep_picture(reviewer, "review-1280")
    assert_fits(reviewer)
    if (reason := reviewer.locator("#all-reason")).count():
        reason.fill("Đã xem từng chỗ")
    reviewer.get_by_role("button", name="Duyệt tất cả").click()
    expect(reviewer.get_by_text("Đã duyệt", exact=False).first).to_be_visible()

    reader = open_as("dich.giong")
    reader.goto(f"/admin/dich/hieu-dinh/{asked}/giong-doc/")
    reader.get_by_role("button", name="Bắt đầu ghi âm").click()
    reader.wait_for_timeout(2500)
    reader.get_by_role("button", name="Dừng").click()
    expect(reader.get_by_text("Đã ghi xong")).to_be_visible()
    reader.get_by_label("Người đọc").fill("Thạch Sa Ly")
    reader.get_by_label("Đồng ý đến ngày").fill("2099-12-31")
    keep_picture(reader, "voice-recorded-1280")
    reader.get_by_role("button", name="Lưu bản ghi âm này").click()
    expect(reader.get_by_text("chờ người thứ hai nghe")).to_be_visible()
    expect(reader.get_by_role("button", name="Đúng")).to_have_count(0)

    reviewer.goto(f"/admin/dich/hieu-dinh/{asked}/giong-doc/")
    assert reviewer.locator("audio[src*='/tep']").evaluate(
        "async one => { one.preload = 'auto'; one.load();"
        " await new Promise(done => one.addEventListener('loadedmetadata', done, { once: true }));"
        " return one.duration > 1; }"
    )
    reviewer.get_by_role("button", name="Đúng").click()
    expect(reviewer.get_by_text("đã nghe, đúng")).to_be_visible()


def test_the_screens_fit_a_phone(asked: int, open_as: Open) -> None:
    phone = open_as("hieudinh.giong", width=360)
    for name in ("", "giong-doc/", "ky-giay/"):
        phone.goto(f"/admin/dich/hieu-dinh/{asked}/{name}")
        assert_fits(phone)
        keep_picture(phone, f"review-{name.strip('/') or 'texts'}-360")
