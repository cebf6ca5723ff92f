"""How far a decision goes: each function gives in words what changed beyond it."""

import re
from collections.abc import Callable, Iterator

from django.utils.html import strip_tags

from cms.models import Approval
from publishing.models import Release
from publishing.package import page_hash_of

from .edge import Edge, differences
from .world import World

Outcome = Callable[[Edge, Edge, World], list[str]]
POSTS = ("delivery ", "release ")
SHARE_CARD = re.compile(r"(/the-chia-se/\d+\.png)\?v=[0-9a-f]+")
# What a commune's list says of itself when it is empty.
WHERE_NOTHING_IS_LEFT = (
    "Hiện chưa có bản tin nào Bản tin mới sẽ hiện ở đây."
    " Hãy giữ đường dẫn này để dùng cho các lần sau."
)


def what_was_approved_stands(before: Edge, after: Edge, world: World) -> list[str]:
    """Every post, and the words of the item at its address."""
    return [*_item_is_lost(after, world), *differences(posts(before), posts(after))]


def _item_is_lost(after: Edge, world: World) -> list[str]:
    page = world.page("item")
    own = after.get(page.url or "", "")
    missing = [words for words in (page.title, "Lời đã duyệt") if words not in own]
    return [f"the item's page lacks {words!r}" for words in missing]


def only_states(before: Edge, after: Edge, world: World) -> list[str]:
    """Deliveries go on or end; no post reads otherwise, none is new, no page differs."""
    return [*_other_posts(before, after), *differences(pages(before), pages(after))]


def only_states_and_the_list(before: Edge, after: Edge, world: World) -> list[str]:
    """Of a commune, that is: there the same text stands, with what became of it."""
    own = f"/loa/{world.token}/"
    lines = [line for line in differences(pages(before), pages(after)) if own not in line]
    reads = [key for key in after if key.startswith(own) and key != own]
    lost = [key for key in reads if _bulletin(after[key]) != _bulletin(before[key])]
    return [*_other_posts(before, after), *lines, *lost]


def _bulletin(page: str) -> str:
    found = re.search(r'<div class="text .*?</div>', page, re.DOTALL)
    assert found, f"no bulletin to read: {page}"
    return found[0]


def only_removed(before: Edge, after: Edge, world: World) -> list[str]:
    """The item goes, wherever it stood; nothing is said that was not said before."""
    address = world.page("item").url
    lines = [f"still there: {address}"] if address in after else []
    lines += [f"new page: {key}" for key in pages(after).keys() - before.keys()]
    lines += [f"reads otherwise: {key}" for key, text in posts(before).items()
              if _text(text) != _text(after.get(key, ""))]  # fmt: skip
    lines += [f"a new post: {after[key]}" for key in posts(after).keys() - before.keys()
              if key.startswith("delivery") and not after[key].startswith("withdraw ")]  # fmt: skip
    known = _words("\n".join(before.values())) | _words(WHERE_NOTHING_IS_LEFT)
    for key in pages(after).keys() & before.keys():
        if new := _words(after[key]) - known:
            lines.append(f"said for the first time in {key}: {sorted(new)}")
    return lines


def only_the_link(before: Edge, after: Edge, world: World) -> list[str]:
    """The commune's old address answers no more; nothing else differs."""
    gone = f"went away: /loa/{world.token}/"
    return [line for line in differences(before, after) if not line.startswith(gone)]


def only_what_was_approved(before: Edge, after: Edge, world: World) -> list[str]:
    """One item more, whose release, page and posts are those that every step approved."""
    old = posts(before)
    return [
        *_not_covered(world),
        *_item_is_lost(after, world),
        *differences(old, {key: text for key, text in posts(after).items() if key in old}),
    ]


def _not_covered(world: World) -> Iterator[str]:
    page = world.page("ready")
    if not page.live:
        yield "what was approved is not out"
        return
    release = Release.objects.filter(page=page).latest("pk")
    approved = Approval.objects.filter(page_id_then=page.pk, decision=Approval.Decision.APPROVED)
    newest = approved.filter(revision_id_then=page.live_revision_id)
    if {row.fingerprint for row in newest} != {release.fingerprint}:
        yield "its release has another fingerprint than its approvals"
    if page_hash_of(page.live_revision, approved=release.content) != release.content["page_hash"]:
        yield "its page is not the approved one"


def without_versions_of_cards(text: str) -> str:
    """The address of a share card is new with every word that is drawn on it."""
    return SHARE_CARD.sub(r"\1", text)


def pages(edge: Edge) -> Edge:
    return {key: text for key, text in edge.items() if not key.startswith(POSTS)}


def posts(edge: Edge) -> Edge:
    return {key: text for key, text in edge.items() if key.startswith(POSTS)}


def _other_posts(before: Edge, after: Edge) -> list[str]:
    """Anything but the state of one that was there."""
    return differences(
        {key: _text(text) for key, text in posts(before).items()},
        {key: _text(text) for key, text in posts(after).items()},
    )


def _text(post: str) -> str:
    """Of a delivery: all but its state. Of a release: its fingerprint and kind."""
    words = post.split(" ", 2)
    if len(words) == 3 and words[0] in ("publish", "revise", "withdraw"):
        return f"{words[0]} {words[2]}"
    return post.partition(" ")[2]


def _words(text: str) -> set[str]:
    return set(strip_tags(text.replace("<", " <")).split())
