"""`bulletin.json`, field by field, and its page of documentation."""

import json
import re
from datetime import date
from pathlib import Path

from django.conf import settings

from publishing.airing.wishes import Time
from publishing.script.timing import syllables
from publishing.sheets.particulars import File, Place, as_json, particulars
from tests.factories.announcing import script_of, sheet_with

PLACE = Place("7d0c", "00163", "Đài xã Tân Trào", "BHXH cơ sở Sơn Dương, 1900 9068", "11aa")
FILES = [File("ban-tin.pdf", "application/pdf", 12, "a" * 64)]


def test_it_says_what_a_stations_programme_needs():
    sheet = sheet_with(
        klass="priority",
        repeats=2,
        pause=30,
        slot=120,
        first_day=date(2026, 11, 24),
        times=(Time(390, (1, 3)),),
        script=script_of(profile="north"),
    )
    assert particulars(sheet, PLACE, FILES) == {
        "schema": "loa-bulletin/1",
        "id": "7d0c",
        "replaces": "11aa",
        "title": "Tăng mức hỗ trợ đóng BHXH tự nguyện",
        "level": "priority",
        "correction": False,
        "field": "BHXH, BHYT, BHTN",
        "issuer": "BHXH tỉnh Tuyên Quang",
        "approver": "Hoàng Thị Mai, Giám đốc",
        "approved_at": "2026-11-20T09:30:00+07:00",
        "text_sha256": sheet.text_hash,
        "text": sheet.script.said,
        "language": "vi",
        "profile": "north",
        "commune_code": "00163",
        "station": "Đài xã Tân Trào",
        "valid_from": "2026-11-24",
        "valid_to": "2026-12-31",
        "slot_seconds": 120,
        "times": [{"time": "06:30", "seconds": 23_400, "days": [1, 3]}],
        "loops": 2,
        "idle_seconds": 30,
        "duration_seconds": 95,
        "syllables": syllables(sheet.script.said),
        "sounds": [],
        "files": [
            {"name": "ban-tin.pdf", "type": "application/pdf", "size": 12, "sha256": "a" * 64}
        ],
        "contact": "BHXH cơ sở Sơn Dương, 1900 9068",
    }


def test_every_field_is_explained_and_no_other():
    page = (Path(settings.BASE_DIR) / "docs" / "bulletins.md").read_text(encoding="utf-8")
    table = page.partition("## bulletin.json")[2].partition("\n## ")[0]
    told = re.findall(r"^\| `([\w.]+)` \|", table, re.MULTILINE)
    data = particulars(sheet_with(), PLACE, FILES)
    assert told == list(data)


def test_the_same_bulletin_gives_the_same_bytes_that_any_program_reads():
    data = particulars(sheet_with(), PLACE, FILES)
    assert json.loads(as_json(data)) == data
    assert as_json(data) == as_json(particulars(sheet_with(), PLACE, FILES))
