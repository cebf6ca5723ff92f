"""Documents set by typst: from data alone, and always the same."""

import pypdfium2
import pytest
import typst

from media_assets import typesetting


@pytest.fixture
def template(tmp_path):
    def write(text):
        path = tmp_path / "mau.typ"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def read(pdf):
    return pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_bounded()


def test_a_template_shows_its_data(template):
    mau = template('#set text(font: "Noto Sans")\n#json("data.json").words')
    assert read(typesetting.pdf(mau, {"words": "Được duyệt #1 $x$"})) == "Được duyệt #1 $x$"


def test_the_same_data_gives_the_same_bytes(template):
    mau = template('#json("data.json").words #datetime.today().display()')
    assert typesetting.pdf(mau, {"words": "a"}) == typesetting.pdf(mau, {"words": "a"})


def test_a_template_reads_nothing_outside_its_folder(template):
    mau = template('#read("/../../etc/hostname")')
    with pytest.raises(typst.TypstError):
        typesetting.pdf(mau, {})


def test_the_fonts_draw_every_letter_that_offices_write():
    written = "ằẳẵặấầẩẫậềểễệốồổỗộờởỡợừửữựỳỵỷỹđĐ" + "ĕŏčñŭơ̆" + "ខ្មែរ" + "ꨀꪀ" + "→★✓✔●≤≥₫€☎👉"
    assert {letter for letter in written if ord(letter) not in typesetting.letters()} == set()
