from datetime import date

import pytest

from cms.demo.blocks import DemoItemError
from cms.demo.reader import Cover, LegalReference, parse_item, read_item, read_items

ITEM = """---
kind: article
slug: bai-mau
title: Bài mẫu
office: "08"
section: tin-tuc
date: 2026-11-21
topics: [bhyt, so-hoa]
cover: {file: tranh.png, alt: Tranh vẽ tấm thẻ}
legal_basis:
  - {number: 188/2025/NĐ-CP, date: 2025-07-01, issuer: Chính phủ, article: Điều 37}
facebook: |
  Dòng một.

  Dòng hai, gọi {{hotline}}.
---
Đoạn đầu.
"""


def test_front_matter_becomes_typed_data():
    item = parse_item(ITEM)

    assert (item.kind, item.office, item.date) == ("article", "08", date(2026, 11, 21))
    assert item.topics == ("bhyt", "so-hoa")
    assert item.cover == Cover(file="tranh.png", alt="Tranh vẽ tấm thẻ")
    assert item.legal_basis == (
        LegalReference("188/2025/NĐ-CP", "Chính phủ", date(2025, 7, 1), "Điều 37"),
    )
    assert item.facebook == "Dòng một.\n\nDòng hai, gọi {{hotline}}."
    assert item.blocks == (("paragraph", "Đoạn đầu."),)


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("section: tin-tuc", "secton: tin-tuc", "unknown keys: secton"),
        ("kind: article", "kind: video", "kind must be one of"),
        ("---\nkind", "kind", "no front matter"),
    ],
)
def test_a_wrong_front_matter_is_refused_with_the_reason(old, new, reason):
    with pytest.raises(DemoItemError, match=reason):
        parse_item(ITEM.replace(old, new, 1))


def test_a_missing_key_is_refused_naming_file_and_key(tmp_path):
    path = tmp_path / "bai-mau.md"
    path.write_text(ITEM.replace("title: Bài mẫu\n", ""), encoding="utf-8")

    with pytest.raises(DemoItemError, match=r"bai-mau\.md: .*title"):
        read_item(path)


def test_a_slug_unlike_its_file_name_is_refused(tmp_path):
    path = tmp_path / "ten-khac.md"
    path.write_text(ITEM, encoding="utf-8")

    with pytest.raises(DemoItemError, match=r"ten-khac\.md: slug is 'bai-mau'"):
        read_item(path)


def test_items_are_read_oldest_first(tmp_path):
    for slug, day in (("moi", "2026-11-20"), ("cu", "2026-11-01")):
        text = ITEM.replace("bai-mau", slug).replace("2026-11-21", day)
        (tmp_path / f"{slug}.md").write_text(text, encoding="utf-8")

    assert [item.slug for item in read_items(tmp_path)] == ["cu", "moi"]
