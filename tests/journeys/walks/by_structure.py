"""Routes through the screens of the pages around the items, which leaders vouch for."""

from io import StringIO

from django.core.management import call_command
from django.urls import reverse

from cms import structure_release

from .by_screen import QUIET
from .outcomes import Edge, pages, posts, without_versions_of_cards
from .people import EVERY_ROLE, LEADER
from .routes import route
from .telling import Telling
from .world import World

STALE = Telling("Bản nháp đã thay đổi", "Hãy đọc lại")
ITEMS_BELOW = Telling("còn bài đã đăng", "Hãy gỡ từng bài trước bằng nút “Gỡ”")
SAID = "Lời dẫn mới của chuyên mục."
VOUCHED = "a leader vouches for exactly these words; the reason stands in the record"


def send(world: World, name: str, page: int, **data: str):
    return world.client().post(reverse(name, args=[page]), {"reason": "Đã đọc.", **data})


def drafted(world: World) -> str:
    """By the editor; the fingerprint that the screen shows of it."""
    section = world.page("section")
    section.intro = SAID
    section.save_revision(user=world.desk.editor)
    return structure_release.draft_of(world.page("section")).fingerprint


def only_the_words(before: Edge, after: Edge, world: World) -> list[str]:
    """Of the section; no page comes or goes, no post differs."""
    lines = [f"comes or goes: {key}" for key in before.keys() ^ after.keys()]
    lines += [f"differs: {key}" for key, text in posts(before).items() if after.get(key) != text]
    known = {line for text in before.values() for line in _lines(text)}
    for key, text in pages(after).items():
        new = _lines(text) - known
        lines += [f"{key}: {line}" for line in new if SAID not in line]
    return lines


def _lines(text: str) -> set[str]:
    """Without the day of a change, which the list for search engines gives, and the version's number."""
    text = without_versions_of_cards(text)
    lines = (line.strip() for line in text.replace("><", ">\n<").splitlines())
    return {line for line in lines if "lastmod" not in line}


@route(
    "url:loa_structure_page",
    "url:loa_structure",
    decided=VOUCHED,
    outcome=only_the_words,
    deciders=(LEADER,),
    people=EVERY_ROLE,
)
def put_words_on_the_portal(world: World):
    return send(world, "loa_structure_page", world.section, fingerprint=drafted(world))


@route("url:loa_structure_page", refused=STALE, people=(LEADER,))
def put_words_on_the_portal_that_changed_since(world: World):
    shown = drafted(world)
    section = world.page("section").get_latest_revision_as_object()
    section.intro = QUIET
    section.save_revision(user=world.desk.editor)
    return send(world, "loa_structure_page", world.section, fingerprint=shown)


def only_the_empty_section_goes(before: Edge, after: Edge, world: World) -> list[str]:
    address = world.page("other_section").url
    gone = sorted(before.keys() - after.keys())
    lines = [] if gone == [address] else [f"went away: {gone}"]
    known = {line for text in before.values() for line in _lines(text)}
    for key, text in after.items():
        new = _lines(text) - known
        lines += [f"new in {key}: {line}" for line in new]
    return lines


@route(
    "url:loa_structure_take_off",
    decided="a section where no item is leaves the portal, and a leader answers for it",
    outcome=only_the_empty_section_goes,
    deciders=(LEADER,),
    people=EVERY_ROLE,
)
def take_an_empty_section_off(world: World):
    return send(world, "loa_structure_take_off", world.other_section)


@route("url:loa_structure_take_off", refused=ITEMS_BELOW, people=(LEADER,))
def take_a_section_with_items_off(world: World):
    return send(world, "loa_structure_take_off", world.section)


@route("url:loa_structure_put_back", people=EVERY_ROLE)
def put_the_words_before_back(world: World):
    """A draft again, and no more than that."""
    return send(world, "loa_structure_put_back", world.section)


@route("command:cms:switch_language_on", "command:cms:switch_language_off")
def switch_a_language_on_and_off(world: World):
    """Its pages are drafts, which a leader puts on the portal one by one."""
    call_command("switch_language_on", "km", stdout=StringIO())
    options = {"user": world.desk.leader.username, "reason": QUIET}
    call_command("switch_language_off", "km", stdout=StringIO(), **options)
    call_command("switch_language_on", "km", stdout=StringIO())


@route("url:loa_language")
def switch_a_language_on_and_off_on_the_screen(world: World):
    client = world.client()
    address = reverse("loa_language", args=["km"])
    client.post(address, {"on": "1"})
    client.post(address, {"off": "1", "reason": QUIET})
    return client.post(address, {"on": "1"})
