"""Who may do what, at every address that the site answers, asked by GET and by POST.

The table is in `rooms/`: one line an address, with who may read, who may act, and what everybody
else is told. The objects are a province's; the askers hold each role there, in the centre above, in
a grassroots office below and in another province, or none at all.

A new address fails `test_every_address_is_listed`. To add its line, put into the room it belongs to

    line("admin/xem/<int:page_id>/", "draft", see=OWN_OFFICE)

the pattern as the failure prints it; names of what fills its arguments (`world.py` has an object
of every kind; `=word` stands for the word itself); `see`, who may GET; `do`, who may POST, with
`body` if an empty form would not show it; `unless`, what everybody else is told when it is not a
refusal. Ask who *should* get in before running it: the table is the specification, not a record.
"""

from pathlib import Path

import pytest
from django.conf import settings

from .actors import asked, stands_for
from .asking import addresses, ask
from .describing import rows
from .rooms import ROOMS
from .secrets import leaked
from .world import World

pytestmark = pytest.mark.django_db
LISTED = [line.address for lines in ROOMS.values() for line in lines]
GROUPS = [(room, part) for room, lines in ROOMS.items() for part in range(0, len(lines), 40)]


@pytest.fixture
def world():
    return World()


def test_every_address_is_listed():
    missing = sorted(set(addresses()) - set(LISTED))
    assert not missing, "\n".join(missing)


def test_every_listed_address_exists():
    assert sorted(set(LISTED) - set(addresses())) == []


def test_the_page_on_security_says_what_the_table_says():
    page = (Path(settings.BASE_DIR) / "docs" / "security.md").read_text(encoding="utf-8")

    assert [row for row in rows() if row not in page] == []


@pytest.mark.parametrize(("room", "part"), GROUPS)
def test_everybody_gets_in_where_the_table_says_and_nowhere_else(world, room, part):
    wrong = []
    for line in ROOMS[room][part : part + 40]:
        for method in ("GET", "POST"):
            for actor in asked(*line.admitted(method)):
                wrong += complaints(world, line, actor, method)
    assert not wrong, "\n".join(wrong)


def complaints(world, line, actor, method) -> list[str]:
    roles, path = stands_for(actor), line.path(world)
    answer = ask(world, actor, method, path, line.form(world) if method == "POST" else None)
    where = f"{actor} {method} {path} ({line.address})"
    found = []
    if answer.meaning not in (expected := line.expected(method, roles)):
        found.append(f"{where}: {answer.meaning} {answer.location}, expected {sorted(expected)}")
    if answer.changed and not line.may_change(roles) and method == "POST":
        found.append(f"{where}: changed {sorted(answer.changed)}")
    if not line.public and not roles <= line.tells and (marks := leaked(answer.text, roles)):
        found.append(f"{where}: shows {marks}")
    return found
