import unicodedata
from datetime import UTC, datetime

import pytest

from publishing.channels.facebook.matching import EDGES, MOST_PAGES, Wanted, search
from publishing.errors import AmbiguousError, TransientError

SINCE = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)
LINK = "https://loa.example.vn/tin-tuc/bai-1/"
TEXT = "Bảo hiểm y tế\n\nMức đóng giảm dần."


def wanted(**fields):
    defaults = {"app_id": "900", "message": TEXT, "link": LINK, "photo_ids": frozenset()}
    return Wanted(**{**defaults, **fields})


def node(number=1, *, text=TEXT, app="900", link=LINK, photos=(), published=True):
    inner = [{"target": {"id": photo}} for photo in photos]
    album = {"target": {"id": "album"}, "subattachments": {"data": inner}}
    shim = "https://l.facebook.com/l.php?u=x"
    card = {"unshimmed_url": link, "url": shim, "target": {"url": shim}}
    return {
        "id": f"1_{number}",
        "message": text,
        "is_published": published,
        "application": {"id": app} if app else None,
        "attachments": {"data": [album] if photos else [card] if link else []},
    }


class Listing:
    """Both listings of a page: `pages` of nodes each, newest first."""

    def __init__(self, *pages, broken=None):
        self.pages, self.broken, self.calls = pages or ([],), broken, []

    def __call__(self, edge, *, fields, limit, since, after="0"):
        self.calls.append((edge, since))
        number = int(after)
        answer = {"data": self.pages[number]}
        if number + 1 < len(self.pages):
            cursors = {"before": str(number), "after": str(number + 1)}
            answer["paging"] = {"cursors": cursors, "next": "https://…?access_token=x"}
        return self.broken(answer) if self.broken else answer


def found(*nodes, **fields):
    one = search(Listing(list(nodes)), wanted(**fields), since=SINCE)
    return one and one["id"]


def test_our_post_is_known_by_app_text_and_link():
    assert found(node(1, text="Bài khác", link="https://loa.example.vn/khac/"), node(2)) == "1_2"


@pytest.mark.parametrize(
    "text",
    [
        unicodedata.normalize("NFD", TEXT),
        TEXT.replace("\n", "\r\n"),
        f"  {TEXT}\n",
        TEXT.replace("\n\n", " \n\n"),
    ],
)
def test_texts_that_look_the_same_are_the_same(text):
    assert found(node(text=text)) == "1_1"


@pytest.mark.parametrize("link", [LINK.rstrip("/"), f"{LINK}#x", LINK.replace("loa.", "LOA.")])
def test_addresses_that_lead_to_the_same_page_are_the_same(link):
    assert found(node(link=link)) == "1_1"


def test_our_photos_are_known_by_their_ids_whatever_became_of_the_text():
    photos = {"photo_ids": frozenset({"7", "8"}), "link": ""}
    assert found(node(text="gọn", photos=["7", "8"]), **photos) == "1_1"


def test_a_text_alone_is_known_by_app_and_text():
    assert found(node(link=""), link="") == "1_1"


@pytest.mark.parametrize(
    "other",
    [
        node(text="Bài khác", link="https://loa.example.vn/khac/"),
        node(text="Bài khác", app=""),
        node(text="Bài khác", app="77"),
        {"id": "1_5"},
    ],
)
def test_other_posts_are_not_ours(other):
    assert found(other) is None


@pytest.mark.parametrize(
    "doubtful",
    [
        node(app="77"),
        node(app=""),
        node(published=False),
        node(text="Văn bản đã bị nền tảng sửa"),
        node(link="https://loa.example.vn/khac/"),
    ],
)
def test_posts_very_like_ours_are_left_to_a_person(doubtful):
    with pytest.raises(AmbiguousError) as caught:
        found(doubtful)
    assert caught.value.detail == {"posts": ["1_1"]}


def test_the_same_text_with_other_photos_is_left_to_a_person():
    with pytest.raises(AmbiguousError):
        found(node(photos=["1"]), photo_ids=frozenset({"7"}), link="")


def test_two_posts_like_ours_are_left_to_a_person():
    with pytest.raises(AmbiguousError):
        found(node(1), node(2))


def test_every_page_of_the_listing_is_read():
    pages = [[node(number, text="Khác", link="")] for number in range(2, 9)]
    assert search(Listing(*pages, [node(1)]), wanted(), since=SINCE)["id"] == "1_1"


def test_absence_needs_both_listings_from_before_the_attempt():
    listing = Listing([node(text="Khác", link="")], [])
    assert search(listing, wanted(), since=SINCE) is None
    assert [edge for edge, _ in listing.calls] == [EDGES[0]] * 2 + [EDGES[1]] * 2
    assert all(since < SINCE.timestamp() for _, since in listing.calls)


def test_a_post_that_one_listing_lacks_is_found_in_the_other():
    both = {"feed": Listing([]), "published_posts": Listing([node(1)])}
    one = search(lambda edge, **arguments: both[edge](edge, **arguments), wanted(), since=SINCE)
    assert one["id"] == "1_1"


@pytest.mark.parametrize(
    "broken",
    [
        lambda answer: {},
        lambda answer: {"data": None},
        lambda answer: {"data": {"id": "1"}},
        lambda answer: {"data": [{"message": "no id"}]},
        lambda answer: {**answer, "paging": {"next": "https://…"}},
        lambda answer: {**answer, "paging": {"next": "https://…", "cursors": {"after": "0"}}},
    ],
)
def test_an_incomplete_listing_proves_nothing(broken):
    with pytest.raises(AmbiguousError):
        search(Listing([], broken=broken), wanted(), since=SINCE)


def test_a_listing_without_end_proves_nothing():
    pages = [[node(number, text="Khác", link="")] for number in range(MOST_PAGES + 5)]
    with pytest.raises(AmbiguousError):
        search(Listing(*pages), wanted(), since=SINCE)


def test_a_listing_that_breaks_off_proves_nothing():
    def breaks(answer):
        raise TransientError("no answer")

    with pytest.raises(TransientError):
        search(Listing([], broken=breaks), wanted(), since=SINCE)
