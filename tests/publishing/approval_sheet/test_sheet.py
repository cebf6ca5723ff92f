"""The approval sheet: everything that will go out, nothing evaluated, always the same bytes."""

import pytest
from django.utils import translation

from cms.models import Role
from cms.models.blocks import BodyBlock
from publishing.approval_sheet import sheet
from publishing.approval_sheet.page_text import PageText
from publishing.approval_sheet.pictures import PictureBook
from publishing.package import assemble
from tests.factories.approval import Desk
from tests.factories.packages import choose, make_communes, make_facebook, set_fact
from tests.factories.pictures import make_picture
from tests.factories.sheets import (
    every_block,
    make_large_picture,
    pages_of,
    sheet_of,
    squeezed,
    text_of,
)

pytestmark = pytest.mark.django_db

VIETNAMESE = "ắ ằ ẳ ẵ ặ ấ ầ ẩ ẫ ậ ế ề ể ễ ệ ố ồ ổ ỗ ộ ớ ờ ở ỡ ợ ứ ừ ử ữ ự ỳ ỵ ỷ ỹ đ Đ Ơ Ư ĕ ŏ č ñ"
HOSTILE = (
    '#import "@preview/x:1.0.0" \\ $x^2$ [a] <b> *c* _d_ `e` = f @g ~ -- ... // /* */ #{1+1} "#"'
)


def full_desk(**fields) -> Desk:
    desk = Desk(body=every_block(make_picture()), author_name="Lò Thị Biên", **fields)
    set_fact(desk.office, "hotline", "1900 9068")
    return desk


def present(desk: Desk):
    page = desk.now()
    return assemble(page, page.get_latest_revision())


def test_the_sheet_holds_every_post_and_the_whole_fingerprint():
    desk = full_desk(title="Trợ cấp", lead=f"Gọi {{{{hotline}}}} để hỏi. {VIETNAMESE}")
    choose(
        desk, [make_facebook(desk.office, "Trang Facebook tỉnh"), *make_communes(desk.office, 3)]
    )
    text = text_of(sheet_of(desk))
    assembly = present(desk)
    assert {leg.destination.channel for leg in assembly.legs} == {
        "portal",
        "facebook",
        "loudspeaker",
    }
    for leg in assembly.legs:
        assert squeezed(leg.post.text) in text
        assert squeezed(leg.destination.name) in text
    assert assembly.fingerprint in text
    assert squeezed(VIETNAMESE) in text


def test_the_sheet_says_that_an_item_is_urgent():
    desk = Desk()
    choose(desk, [])
    ordinary = text_of(sheet_of(desk))
    choose(desk, [], urgent=True)
    urgent = text_of(sheet_of(desk))

    assert squeezed("Mức độ khẩn") in urgent
    assert squeezed("Mức độ khẩn") not in ordinary


def test_the_sheet_has_a_way_to_show_every_kind_of_block():
    desk = Desk()
    assembly = present(desk)
    shown = PageText(assembly.page, assembly.content, {}, PictureBook())

    assert {*shown._ways(), "picture"} == set(BodyBlock().child_blocks)


def test_the_sheet_holds_every_block_of_the_page():
    desk = full_desk()
    text = text_of(sheet_of(desk))
    for words in (
        "Ai được hưởng?",
        "Người cao tuổi từ 75 tuổi.",
        "Một ý",
        "Cụ bà bên hiên nhà",
        "Chú thích ảnh",
        "Lưu ý",
        "Gọi 1900 9068 miễn phí.",
        "Nộp hồ sơ",
        "Nhận kết quả",
        "Mức đóng năm 2026",
        "Hộ nghèo",
        "70 %",
        "Sổ hưu là chỗ dựa.",
        "Một người dân",
        "Nộp ở đâu?",
        "Ở bộ phận một cửa.",
        "https://youtu.be/abcdefghijk",
        "41/2024/QH15",
        "29/06/2024",
        "Điều 22",
        "Lò Thị Biên",
    ):
        assert squeezed(words) in text, words


def test_texts_are_shown_and_never_evaluated():
    blocks = [
        ("heading", {"text": HOSTILE, "level": "2"}),
        ("quotation", {"text": HOSTILE, "attribution": HOSTILE}),
        ("table", {"caption": HOSTILE, "table": {"data": [[HOSTILE]]}}),
        ("fact_box", {"title": HOSTILE, "text": "<p>#panic() $ [ ] \\</p>"}),
    ]
    desk = Desk(title=f"A {HOSTILE}", lead=HOSTILE, body=blocks, author_name=HOSTILE[:100])
    place = make_facebook(desk.office, "Trang #[x] $")
    choose(desk, [place], texts={"facebook": {"text": HOSTILE}})
    text = text_of(sheet_of(desk))
    assert text.count(squeezed(HOSTILE)) >= 7
    assert squeezed("#panic() $ [ ] \\") in text
    assert squeezed("Trang #[x] $") in text


def test_the_same_package_gives_the_same_bytes_whoever_asks():
    desk = full_desk()
    first = sheet_of(desk)
    with translation.override("en"):
        assert sheet_of(desk) == first


def test_another_text_gives_another_sheet():
    desk = full_desk()
    first = sheet_of(desk)
    set_fact(desk.office, "hotline", "1900 0000")
    assert sheet_of(desk) != first


def test_every_page_carries_the_short_fingerprint_and_its_number():
    desk = full_desk()
    pages = pages_of(sheet_of(desk))
    short = present(desk).fingerprint[: sheet.SHORT]
    assert len(pages) > 1
    for number, text in enumerate(pages, 1):
        assert text.endswith(f"{short}Trang{number}/{len(pages)}")


def test_only_a_decision_on_exactly_this_package_stands_on_the_sheet():
    desk = full_desk(states_policy=True)
    desk.submit()
    desk.approve(desk.reviewer)
    assert squeezed("Vàng A Định,") in text_of(sheet_of(desk))
    set_fact(desk.office, "hotline", "1900 0000")
    assert squeezed("Vàng A Định,") not in text_of(sheet_of(desk))


def test_the_address_in_the_code_leads_to_this_sheet(settings):
    settings.WAGTAILADMIN_BASE_URL = "https://loa.example.vn/"
    desk = full_desk()
    print_of = present(desk).fingerprint
    address = sheet.check_address(desk.now(), print_of)
    assert address.startswith("https://loa.example.vn/admin/goi-dang/")
    assert print_of in address


def test_signature_blocks_name_every_step_of_the_item():
    desk = full_desk(states_policy=True)
    text = text_of(sheet_of(desk)).upper()
    with translation.override("vi"):
        for role in (Role.POLICY_REVIEWER, Role.LEADER):
            assert squeezed(str(role.label)).upper() in text


def test_an_item_without_text_still_has_a_sheet():
    desk = Desk(lead="", body=[])
    assert text_of(sheet_of(desk))


def test_a_place_without_a_post_says_why():
    desk = Desk(lead="Gọi {{hotline}} để hỏi.")
    choose(desk, [make_facebook(desk.office, "Trang tỉnh")])
    text = text_of(sheet_of(desk))
    assert squeezed("Trang tỉnh") in text
    assert squeezed(str(present(desk).legs[0].problems[0].message)) in text


def test_a_sheet_of_ten_pictures_stays_small():
    pictures = [make_large_picture(f"Ảnh {n}") for n in range(10)]
    blocks = [("picture", {"picture": one, "alt": one.title}) for one in pictures]
    desk = Desk(body=blocks)
    choose(desk, [make_facebook(desk.office)])
    originals = sum(one.file.size for one in pictures)
    assert len(sheet_of(desk)) < originals / 2
