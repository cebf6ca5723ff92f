"""`docs/pains.md` answers every known pain, and names no test that is not there."""

import re
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
PAGE = (ROOT / "docs" / "pains.md").read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in PAGE.splitlines()
    if re.match(r"\| \d", line)
]
DEFINED = re.compile(r"^ *def (test_\w+)", re.MULTILINE)


def named(text: str) -> set[str]:
    return set(re.findall(r"`(test_\w+)`", text))


def there() -> set[str]:
    files = (ROOT / "tests").rglob("test_*.py")
    return {name for file in files for name in DEFINED.findall(file.read_text(encoding="utf-8"))}


def test_every_pain_has_its_row_once_and_in_order():
    assert [int(row[0]) for row in ROWS] == list(range(1, 39))


def test_every_row_is_whole():
    assert [row[0] for row in ROWS if len(row) != 5 or not all(row[:4])] == []


def test_every_pain_is_shown_by_a_test_or_says_what_it_waits_for():
    unproven = [row[0] for row in ROWS if not named(row[4]) and "Not built yet" not in row[3]]
    assert unproven == []


def test_every_test_that_the_page_of_pains_names_is_there():
    assert named(PAGE) - there() == set()
