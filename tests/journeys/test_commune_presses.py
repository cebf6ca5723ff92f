"""A commune's telephone on a bad network: what it presses is kept, sent later, and counted once."""

import re
from io import BytesIO

import pytest
from pikepdf import Pdf
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from publishing.models import Confirmation
from tests.factories.communes import make_bulletin, make_commune, make_token

from .conftest import keep_picture

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NARROW = {"width": 360, "height": 740}
MOST_BYTES = 50_000  # a page with all it loads, without sound


@pytest.fixture(scope="session", autouse=True)
def beside_the_browser():
    """Its loop runs in this thread, where Django takes every query for a mistake."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        yield


@pytest.fixture
def commune():
    return make_commune(name="Loa xã Tân Trào")


@pytest.fixture
def home(live_server, commune) -> str:
    return f"{live_server.url}/loa/{make_token(commune)}/"


@pytest.fixture
def phone(chromium: Browser) -> Page:
    context = chromium.new_context(viewport=NARROW, locale="vi-VN")
    page = context.new_page()
    page.set_default_timeout(20_000)
    yield page
    context.close()


def open_bulletin(phone: Page, home: str) -> None:
    phone.goto(home)
    phone.click("h3 a")


def test_what_is_pressed_without_network_is_kept_and_sent_once(phone, commune, home):
    make_bulletin(commune, "Tăng lương hưu")
    open_bulletin(phone, home)
    phone.context.set_offline(True)
    phone.fill("[name=name]", "Lò Văn Thử")
    phone.click("button:has-text('Đã nhận')")
    expect(phone.locator("[data-kept]")).to_contain_text("giữ trong máy này")
    keep_picture(phone, "commune-kept")
    assert not Confirmation.objects.exists()

    phone.context.set_offline(False)  # the browser says so, and the page sends it
    expect(phone.locator("#trang-thai")).to_contain_text("Đã nhận")
    expect(phone.locator("[data-kept]")).to_be_hidden()
    assert Confirmation.objects.get().who == "Lò Văn Thử"
    phone.goto(home)
    assert Confirmation.objects.count() == 1


def jpeg() -> bytes:
    file = BytesIO()
    Image.effect_noise((900, 600), 60).convert("RGB").save(file, "JPEG")
    return file.getvalue()


def press_played(phone: Page, proof: bytes) -> None:
    phone.click("summary:has-text('Đã phát')")
    file = {"name": "bang-tin.jpg", "mimeType": "image/jpeg", "buffer": proof}
    phone.set_input_files("[name=proof]", file)
    phone.click("button:has-text('Xác nhận đã phát')")


def kept_proofs(phone: Page) -> int:
    """How many files wait on the telephone."""
    return phone.evaluate("""() => new Promise((done) => {
        const asked = indexedDB.open("loa", 1);
        asked.onsuccess = () => {
            const all = asked.result.transaction("proofs").objectStore("proofs").count();
            all.onsuccess = () => { asked.result.close(); done(all.result); };
        };
    })""")


def test_a_photo_waits_with_its_press_and_arrives_with_it_once(phone, commune, home):
    make_bulletin(commune, "Tăng lương hưu")
    open_bulletin(phone, home)
    phone.context.set_offline(True)
    press_played(phone, jpeg())
    expect(phone.locator("[data-kept]")).to_contain_text("Kèm ảnh hoặc ghi âm")
    keep_picture(phone, "commune-kept-photo")
    assert kept_proofs(phone) == 1

    phone.goto("about:blank")  # the telephone was put away meanwhile
    phone.context.set_offline(False)
    open_bulletin(phone, home)
    expect(phone.locator("main")).to_contain_text("Đã phát lúc")
    expect(phone.locator("[data-kept]")).to_be_hidden()
    assert kept_proofs(phone) == 0
    assert Confirmation.objects.get().photo.size > 0


def test_a_photo_that_nobody_takes_costs_no_press(phone, commune, home):
    make_bulletin(commune, "Tăng lương hưu")
    open_bulletin(phone, home)
    phone.context.set_offline(True)
    press_played(phone, b"no picture at all")
    expect(phone.locator("[data-kept]")).to_be_visible()
    phone.context.set_offline(False)
    expect(phone.locator("[data-kept]")).to_contain_text("KHÔNG kèm ảnh")
    keep_picture(phone, "commune-kept-bare")
    assert kept_proofs(phone) == 0
    said = Confirmation.objects.get()
    assert (said.kind, bool(said.photo)) == (Confirmation.Kind.PLAYED, False)
    phone.click("[data-kept] button")
    expect(phone.locator("[data-kept]")).to_be_hidden()


def test_where_files_cannot_be_kept_the_press_is_and_says_so(phone, commune, home):
    phone.add_init_script("delete window.indexedDB; Object.defineProperty(window, 'indexedDB', {})")
    make_bulletin(commune, "Tăng lương hưu")
    open_bulletin(phone, home)
    phone.context.set_offline(True)
    press_played(phone, jpeg())
    expect(phone.locator("[data-kept]")).to_contain_text("không giữ được ảnh")
    phone.context.set_offline(False)
    expect(phone.locator("main")).to_contain_text("Đã phát lúc")
    assert not Confirmation.objects.get().photo


def test_a_press_on_a_full_telephone_is_sent_all_the_same(phone, commune, home):
    make_bulletin(commune, "Tăng lương hưu")
    open_bulletin(phone, home)
    refuse = "function () { throw new DOMException('full', 'QuotaExceededError') }"
    phone.evaluate(f"Storage.prototype.setItem = {refuse}; 0")
    phone.click("button:has-text('Đã nhận')")
    expect(phone.locator("#trang-thai")).to_contain_text("Đã nhận")
    assert Confirmation.objects.count() == 1


def test_what_arrived_although_the_answer_did_not_counts_once(phone, commune, home):
    make_bulletin(commune)
    open_bulletin(phone, home)

    lost = []

    def lose_the_answer(route):
        if lost or route.request.method != "POST":
            route.continue_()
        else:
            lost.append(route.fetch(max_redirects=0).status)
            route.abort()

    phone.route("**/*", lose_the_answer)
    phone.click("summary:has-text('Đã phát')")
    phone.click("button:has-text('Xác nhận đã phát')")
    expect(phone.locator("[data-kept]")).to_be_visible()
    assert lost == [302]
    assert Confirmation.objects.count() == 1
    phone.goto(home)
    expect(phone.locator("main")).to_contain_text("Đã phát lúc")
    expect(phone.locator("[data-kept]")).to_be_hidden()
    assert Confirmation.objects.count() == 1


def test_a_kept_press_for_a_bulletin_that_was_taken_down_is_refused_in_words(phone, commune, home):
    bulletin = make_bulletin(commune, "Đã gỡ")
    open_bulletin(phone, home)
    phone.context.set_offline(True)
    phone.click("button:has-text('Đã nhận')")
    expect(phone.locator("[data-kept]")).to_be_visible()
    make_bulletin(commune, before=bulletin, action="withdraw", state="delivered")
    phone.context.set_offline(False)
    expect(phone.locator("[data-kept]")).to_contain_text("CHƯA được ghi nhận")
    phone.goto(home)
    expect(phone.locator("[data-kept]")).to_contain_text("Đã gỡ")
    phone.click("[data-kept] button")
    expect(phone.locator("[data-kept]")).to_be_hidden()
    assert not Confirmation.objects.exists()


def test_a_pressed_button_is_recorded_without_any_script(chromium, commune, home):
    make_bulletin(commune)
    context = chromium.new_context(viewport=NARROW, java_script_enabled=False)
    phone = context.new_page()
    open_bulletin(phone, home)
    phone.click("button:has-text('Đã nhận')")
    expect(phone.locator("#trang-thai")).to_contain_text("Đã nhận")
    context.close()


def test_the_pages_are_light_narrow_and_wait_for_no_script(phone, commune, home):
    for number in range(50):
        make_bulletin(commune, f"Bản tin số {number} về chế độ", "Kính thưa bà con. " * 60)
    loaded: list[int] = []
    phone.on("response", lambda answer: loaded.append(len(answer.body())))
    for look in (lambda: phone.goto(home), lambda: phone.click("h3 a")):
        loaded.clear()
        look()
        phone.wait_for_load_state("networkidle")
        print(f"  {re.sub(r'/loa/[^/]+', '/loa/…', phone.url)}: {sum(loaded)} bytes")
        assert sum(loaded) < MOST_BYTES
        assert phone.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
        blocking = "document.querySelectorAll('script:not([defer])').length"
        assert phone.evaluate(blocking) == 0
    phone.goto(home)
    keep_picture(phone, "commune-list-full")
    phone.click("h3 a")
    keep_picture(phone, "commune-bulletin-full")


def test_the_guide_is_one_page_of_paper_and_fits_a_telephone(phone, commune, home):
    phone.goto(home)
    phone.click("a:has-text('Hướng dẫn')")
    phone.wait_for_url("**/huong-dan/")
    assert phone.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    assert phone.evaluate("[...document.images].every(one => one.naturalWidth > 0)")
    keep_picture(phone, "commune-guide")
    paper = phone.pdf(prefer_css_page_size=True)
    assert len(Pdf.open(BytesIO(paper)).pages) == 1
