"""The announcer's sheet on paper, read again from its PDF."""

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ImageChops

from publishing.script.model import Role
from publishing.sheets.printed import printed
from publishing.sheets.sheet import Approval, Standing
from publishing.sheets.typeset import pdf
from tests.factories.announcing import BHXH, long_script, script_of, sheet_with
from tests.factories.scripts import SAMPLES
from tests.factories.sheets import pages_of, squeezed

HOSTILE = '#import "@preview/x:1.0.0" \\ $x^2$ [a] <b> *c* _d_ `e` = f @g ~ -- /* */ #{1+1} "#"'
SMALLEST_SAID = 16  # points


def sheet_pages(script=None, **fields):
    return pages_of(pdf(printed(sheet_with(script, **fields))))


def in_text(words, script=None, **fields):
    return squeezed(words) in "".join(sheet_pages(script, **fields))


def test_everything_that_is_said_written_and_known_stands_on_it():
    whole = "".join(sheet_pages(repeats=2))
    for words in (
        "PHIẾU ĐỌC BẢN TIN PHÁT THANH",
        "Tăng mức hỗ trợ đóng BHXH tự nguyện",
        "Kính thưa bà con và các bạn!",
        "số sáu mươi tám của Bảo hiểm xã hội",
        "68/KH-BHXH",
        "hai triệu ba trăm bốn mươi nghìn đồng",
        "2.340.000 đồng",
        "Từ khó: xem trước khi đọc",
        "Facebook",
        "Hoàng Thị Mai, Giám đốc, 09:30 20/11/2026",
        "Lãnh đạo xã duyệt phát",
        "▮▮ nghỉ lâu hơn giữa hai đoạn",
        "✂ hết 30 giây",
        "Hết bản tin",
    ):
        assert squeezed(words) in whole, words


def test_every_page_carries_the_code_of_the_words_and_its_number():
    sheet = sheet_with(long_script())
    pages = pages_of(pdf(printed(sheet)))
    assert len(pages) > 3
    for number, text in enumerate(pages, 1):
        assert text.endswith(f"Mãlờiđọc{sheet.text_hash[:12]}Trang{number}/{len(pages)}")


@pytest.mark.parametrize("language", ["vi", "km", "rad", "cjm-cham", "hmn"])
def test_no_page_ends_within_a_sentence(language):
    assert_whole(long_script(30, 40, language), 30)


@settings(max_examples=12, deadline=None)
@given(st.lists(st.integers(1, 110), min_size=3, max_size=25))
def test_no_page_ends_within_a_sentence_however_long_they_are(lengths):
    sample = SAMPLES["vi"]
    sentences = tuple(
        (f"Q{at:03}q ", sample.text(length, at), " ", BHXH, f" z{at:03}.")
        for at, length in enumerate(lengths)
    )
    assert_whole(script_of(((Role.TEXT, sentences),)), len(lengths))


@pytest.mark.parametrize("lines", range(8))
def test_the_end_is_told_on_the_page_of_the_last_sentence(lines):
    """However full that page is: the sentences before take a line more each time."""
    greeting = tuple((f"Câu số {number} của bản tin.",) for number in range(13 + lines))
    pages = sheet_pages(script_of(((Role.TEXT, (*greeting, ("Zz hết lời.",))),)))
    (ends,) = (page for page in pages if squeezed("— Hết bản tin —") in page)
    assert squeezed("Zz hết lời.") in ends


def assert_whole(script, count):
    pages = sheet_pages(script)
    for number in range(count):
        begins = [at for at, page in enumerate(pages) if f"Q{number:03}q" in page]
        ends = [at for at, page in enumerate(pages) if f"z{number:03}" in page]
        assert begins == ends
        assert len(begins) == 1


def test_a_sentence_longer_than_a_page_loses_nothing():
    words = [f"w{number}w" for number in range(900)]
    script = script_of(((Role.TEXT, ((" ".join(words),),)),))
    whole = "".join(sheet_pages(script))
    assert [word for word in words if word not in whole] == []


def test_what_is_said_is_large_and_what_is_written_small():
    script = script_of(((Role.TEXT, ((BHXH, " Qq."),)),))
    sizes = sizes_of(pdf(printed(sheet_with(script, title="Tin", approval=Approval("Cơ quan")))))
    assert min(sizes["bảo hiểm xã hội Qq."]) >= SMALLEST_SAID
    assert max(sizes["BHXH"]) < 10


def sizes_of(made):
    """Sizes in points of the letters of these words, on the first page, where they stand last."""
    page = pypdfium2.PdfDocument(made)[0].get_textpage()
    letters = [(chr(pdfium.FPDFText_GetUnicode(page, at)), at) for at in range(page.count_chars())]
    seen = [(letter, at) for letter, at in letters if not letter.isspace()]
    text = "".join(letter for letter, _at in seen)
    found = {}
    for words in ("bảo hiểm xã hội Qq.", "BHXH"):
        wanted = squeezed(words)
        start = text.index(wanted)
        places = [at for _letter, at in seen[start : start + len(wanted)]]
        found[words] = [pdfium.FPDFText_GetFontSize(page, at) for at in places]
    return found


def test_texts_are_shown_and_never_evaluated():
    script = script_of(((Role.TEXT, ((HOSTILE, (HOSTILE, "hai mươi ba")),)),), notes=(HOSTILE,))
    whole = "".join(sheet_pages(script, title=HOSTILE))
    assert whole.count(squeezed(HOSTILE)) >= 4


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("https://baohiemxahoi.gov.vn/" + "mot-duong-dan-dai/" * 8, "bảo hiểm xã hội chấm gov"),
        ("x" * 300, "một"),
        ("12.345.678.901", "a" * 300),
    ],
)
def test_a_long_written_form_stays_on_the_paper(written, said):
    script = script_of(((Role.TEXT, (("Xem ", (written, said), " nhé."),)),))
    made = pdf(printed(sheet_with(script)))
    assert letters_of(written) in letters_of("".join(pages_of(made)))
    assert margins_are_empty(made)


def letters_of(text):
    """Readers of PDF drop hyphens at the end of a line."""
    return "".join(filter(str.isalnum, text))


def margins_are_empty(made):
    """Fifteen millimetres on either side of every page are white."""
    for page in pypdfium2.PdfDocument(made):
        shown = page.render(scale=0.5).to_pil().convert("L")
        edge = round(shown.width * 15 / 210)
        sides = (0, 0, edge, shown.height), (shown.width - edge, 0, shown.width, shown.height)
        if any(shown.crop(side).getextrema() != (255, 255) for side in sides):
            return False
    return True


def test_emergency_has_a_black_head_that_others_have_not():
    assert darkness(klass="emergency") > 3 * darkness()
    assert in_text("KHẨN CẤP", klass="emergency")
    assert in_text("Không đọc bản cũ nữa", is_correction=True)


def darkness(**fields):
    """Share of black in the upper third of the first page."""
    made = pdf(printed(sheet_with(script_of(paragraphs=()), **fields)))
    shown = pypdfium2.PdfDocument(made)[0].render(scale=0.5).to_pil().convert("L")
    part = ImageChops.invert(shown.crop((0, 0, shown.width, shown.height // 3)))
    histogram = part.histogram()
    return sum(histogram[200:]) / sum(histogram)


def test_what_nobody_approved_says_so_on_every_page():
    pages = sheet_pages(long_script(), standing=Standing.DRAFT)
    assert all(squeezed("CHƯA DUYỆT") in page for page in pages)


def test_the_same_sheet_gives_the_same_bytes():
    assert pdf(printed(sheet_with())) == pdf(printed(sheet_with()))


@pytest.mark.parametrize("language", ["km", "rad"])
def test_letters_of_other_languages_can_be_read_again(language):
    """Khmer writes vowels before the letters that they follow, so their order is the reader's matter."""
    words = SAMPLES[language].text(40)
    whole = "".join(sheet_pages(script_of(((Role.TEXT, ((words,),)),), language)))
    assert set(squeezed(words)) - set(whole) == set()
    assert "\u25cc" not in whole  # what a mark without its letter stands on
