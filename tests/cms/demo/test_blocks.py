from datetime import date

import pytest

from cms.demo.blocks import DemoItemError, read_blocks


def blocks(text):
    return list(read_blocks(text))


def test_prose_between_headings_is_one_paragraph_block():
    text = "Một.\n\n- hai\n- ba\n\n## Đầu mục\n\nBốn.\n\n### Mục nhỏ\n"

    assert blocks(text) == [
        ("paragraph", "Một.\n\n- hai\n- ba"),
        ("heading", {"text": "Đầu mục", "level": "2"}),
        ("paragraph", "Bốn."),
        ("heading", {"text": "Mục nhỏ", "level": "3"}),
    ]


def test_a_table_keeps_its_name_header_and_cells():
    text = "| Năm | Nam |\n|---|---|\n| 2026 | 61 tuổi 6 tháng |\nTable: Tuổi nghỉ hưu"

    assert blocks(text) == [
        (
            "table",
            {
                "caption": "Tuổi nghỉ hưu",
                "header": ["Năm", "Nam"],
                "rows": [["2026", "61 tuổi 6 tháng"]],
            },
        )
    ]


def test_each_question_is_a_block_of_its_own():
    text = "::: qa\nQ: Một?\nA: Có.\nQ: Hai?\nA: Không.\nThật.\n:::"

    assert blocks(text) == [
        ("question_answer", {"question": "Một?", "answer": "Có."}),
        ("question_answer", {"question": "Hai?", "answer": "Không.\nThật."}),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "::: fact\ntitle: Mức: hưởng\nDòng một\ndòng hai\n:::",
            ("fact_box", {"title": "Mức: hưởng", "text": "Dòng một\ndòng hai"}),
        ),
        (
            "::: quote\nattribution: Ban Truyền thông\nLời nói.\n:::",
            ("quotation", {"attribution": "Ban Truyền thông", "text": "Lời nói."}),
        ),
        (
            "::: steps\ntitle: Ba bước\n- một\n- hai\n:::",
            ("steps", {"title": "Ba bước", "steps": ["một", "hai"]}),
        ),
        (
            "::: picture\nfile: a.png\nalt: Tranh\n:::",
            ("picture", {"file": "a.png", "alt": "Tranh", "caption": "", "credit": ""}),
        ),
        ("::: document\nslug: luat\n:::", ("document", "luat")),
        (
            "::: video\nurl: https://www.youtube.com/watch?v=00000000000\ntitle: Phim\n:::",
            (
                "video",
                {"url": "https://www.youtube.com/watch?v=00000000000", "title": "Phim"},
            ),
        ),
        (
            "::: legal\nnumber: 1/2025\nissuer: Quốc hội\ndate: 2025-07-01\n:::",
            (
                "legal_reference",
                {
                    "number": "1/2025",
                    "issuer": "Quốc hội",
                    "date": date(2025, 7, 1),
                    "article": "",
                    "note": "",
                },
            ),
        ),
    ],
)
def test_a_directive_becomes_the_block_of_its_kind(text, expected):
    assert blocks(text) == [expected]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("::: fact\ntitle: A\nB", "never closed"),
        ("::: html\n<b>\n:::", "unknown directive ::: html"),
        ("::: fact\ntitle: A\n:::", "no text after"),
        ("::: picture\nfile: a.png\n:::", "missing alt"),
        ("::: picture\nfile: a.png\nalt: b\nwidth: 3\n:::", "unexpected line 'width: 3'"),
        ("::: steps\nmột\n:::", "every step"),
        ("::: qa\nQ: Một?\n:::", "pairs of Q: and A:"),
        ("::: legal\nnumber: 1\nissuer: B\ndate: 1/7/2025\n:::", "1/7/2025"),
        ("| a | b |\n|---|---|\n| 1 | 2 |", "without its name"),
        ("| a | b |\n|---|---|\n| 1 |\nTable: c", "not a regular table"),
        ("# Quá to", "a heading is one line"),
    ],
)
def test_a_malformed_body_is_refused_with_the_reason(text, reason):
    with pytest.raises(DemoItemError, match=reason):
        blocks(text)
