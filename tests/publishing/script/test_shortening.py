from dataclasses import replace
from datetime import date

import pytest

from publishing.channel import Block, Content, Correction
from publishing.script.shortening import lines_of, short_version

ITEM = Content(
    title="Tăng lương hưu",
    lead="Từ tháng bảy, lương hưu tăng. Mức tăng là 8%.",
    url="http://localhost/x/",
    language="vi",
    kind="article",
    office_code="68",
    office_name="BHXH tỉnh Gia Lai",
)
GREETING = "Kính thưa bà con và các bạn! Sau đây là bản tin của {{office_name}}."
CLOSING = (
    "{{if:hotline}}Để biết thêm, mời bà con và các bạn gọi số {{hotline}}. {{end}}"
    "Xin cảm ơn bà con và các bạn đã lắng nghe."
)
MOST = 500  # letters


def paragraph(html):
    return Block("paragraph", {"text_html": f"<p>{html}</p>"})


def item(*blocks, **fields):
    return replace(ITEM, blocks=blocks, **fields)


def short(content, most=MOST):
    return short_version(content, fits=lambda text: len(text) <= most).split("\n")


def body(content, most=MOST):
    return short(content, most)[2:-1]


def test_what_fits_as_a_whole_stays_whole_and_serves_every_office():
    assert short(item(paragraph("Nhận tại bưu điện."))) == [
        GREETING,
        "Tăng lương hưu.",
        "Từ tháng bảy, lương hưu tăng. Mức tăng là 8%.",
        "Nhận tại bưu điện.",
        CLOSING,
    ]


def test_the_first_sentences_that_fit_are_kept_and_none_is_cut():
    long = item(paragraph("Câu một ở đây. Câu hai ở đây. Câu ba ở đây."))
    whole = len("\n".join(short(long)))

    assert body(long, whole - 1)[-1] == "Câu một ở đây. Câu hai ở đây."
    assert body(long, whole - 20)[-1] == "Câu một ở đây."
    everything = " ".join(one.text for one in lines_of(long))
    for most in range(whole):
        kept = [line for line in body(long, most) if line]
        assert all(line in everything for line in kept)
        assert all(line.endswith(".") for line in kept)


def test_a_longer_slot_never_says_less():
    long = item(*(paragraph(f"Câu thứ {n} nói về lương hưu.") for n in range(12)))
    said = [len(" ".join(body(long, most))) for most in range(250, 700, 25)]
    assert said == sorted(said)
    assert said[0] < said[-1]


def test_where_to_read_more_is_kept_before_what_is_said_in_between():
    where = "Xem chi tiết tại https://baohiemxahoi.gov.vn."
    long = item(paragraph("Câu dài " * 30 + "hết."), paragraph("Câu cuối."), paragraph(where))

    assert body(long, 420) == ["Từ tháng bảy, lương hưu tăng. Mức tăng là 8%.", where]


@pytest.mark.parametrize(
    ("loose", "block"),
    [
        ("Ai được tăng", Block("heading", {"text": "Ai được tăng", "level": 2})),
        ("Hồ sơ gồm:", paragraph("Hồ sơ gồm:")),
    ],
)
def test_nothing_is_announced_that_does_not_come(loose, block):
    long = item(block, paragraph("Câu dài " * 60 + "hết."))

    assert loose in " ".join(one.text for one in lines_of(long))
    assert body(long) == ["Từ tháng bảy, lương hưu tăng. Mức tăng là 8%."]


def test_where_not_one_sentence_fits_there_is_none():
    assert short_version(ITEM, fits=lambda text: False) == ""

    frame = len("\n".join([GREETING, "Tăng lương hưu.", CLOSING]))
    assert short(ITEM, frame + 5) == [""]
    assert short(ITEM, frame + 35)[2] == "Từ tháng bảy, lương hưu tăng."
    assert short(item(lead=""), frame)[1:] == ["Tăng lương hưu.", CLOSING]


@pytest.mark.parametrize(
    ("written", "sentences"),
    [
        ("Gọi {{hotline}}. Rồi chờ.", ["Gọi {{hotline}}.", "Rồi chờ."]),
        (
            "Một. {{if:hotline}}Gọi {{hotline}}. Gọi sớm.{{end}} Hai.",
            ["Một.", "{{if:hotline}}Gọi {{hotline}}. Gọi sớm.{{end}}", "Hai."],
        ),
        ("{{if:hotline}}Gọi {{hotline}}.{{end}}", ["{{if:hotline}}Gọi {{hotline}}.{{end}}"]),
        ("Ở TP. Huế. Ở xa.", ["Ở TP. Huế.", "Ở xa."]),
    ],
)
def test_placeholders_and_what_only_some_offices_say_stay_whole(written, sentences):
    found = [one.text for one in lines_of(item(paragraph(written))) if one.line == 3]
    assert found == sentences


def test_a_translation_is_shortened_by_the_marks_of_its_own_script():
    khmer = item(language="km", lead="ប្រយោគទីមួយ។ ប្រយោគទីពីរ។", title="ចំណងជើង")

    assert short(khmer) == ["ចំណងជើង", "ប្រយោគទីមួយ។ ប្រយោគទីពីរ។"]
    assert short(khmer, 25) == ["ចំណងជើង", "ប្រយោគទីមួយ។"]


def test_corrections_are_not_part_of_it_since_they_are_said_before_any_text():
    corrected = item(corrections=(Correction(date(2026, 11, 21), "5%", "8%"),))
    assert short(corrected)[0] == GREETING
    assert "Đính chính" not in "\n".join(short(corrected))
