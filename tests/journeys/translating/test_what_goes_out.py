"""Nothing of the source stands in what a language gets: on its page, in its posts, in its bulletins."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from publishing.approval_sheet import approval_sheet
from publishing.models import Destination, Release
from tests.factories.communes import make_commune
from tests.factories.packages import make_facebook, release
from tests.factories.pictures import make_picture
from tests.factories.sheets import every_block, text_of
from tests.factories.tongues import said
from tests.factories.translated_posts import BoothDesk
from tests.factories.translations import Booth, open_language
from translations import services

pytestmark = pytest.mark.django_db

VIETNAMESE = re.compile(r"[A-Za-z]*[\u00c0-\u024f\u1e00-\u1eff][A-Za-z\u00c0-\u024f\u1e00-\u1eff]*")


class Everywhere(Booth):
    """An article with every block, a cover and pictures that have captions in the library; Khmer has
    an account on every channel."""

    def __init__(self, **fields: Any) -> None:
        picture = make_picture(caption="Lời của thư viện ảnh")
        blocks = every_block(picture)
        blocks.append(("picture", {"picture": picture, "alt": "Bác sĩ khám bệnh", "caption": ""}))
        fields.setdefault("body", [one for one in blocks if "{{" not in str(one)])
        super().__init__(languages=["km"], cover=picture, cover_alt="Cụ bà cười", **fields)
        open_language(self.office, "km")
        self.places: list[Destination] = [
            make_facebook(self.office, "Facebook Khmer", language="km"),
            make_commune(self.office, language="km"),
            Destination.objects.create(
                office=self.office, channel="byhand", name="Zalo", language="km",
                config={"platform": "Zalo"},
            ),
        ]  # fmt: skip
        self.translate()


def words_in(data: Any) -> Iterator[str]:
    """Of all that a post says, but for names of files, addresses, and notes to who prepares it."""
    if isinstance(data, str):
        yield from VIETNAMESE.findall(data)
    elif isinstance(data, dict):
        for name, value in data.items():
            if name not in ("name", "link", "sha256", "credit", "notes"):
                yield from words_in(value)
    elif isinstance(data, list | tuple):
        for each in data:
            yield from words_in(each)


@pytest.fixture
def booth():
    return Everywhere()


@pytest.fixture
def released(booth) -> Release:
    built = services.build_page(request=booth.request(), user=booth.translator)
    return release(BoothDesk(booth, built.page))


def test_no_vietnamese_stands_in_any_post_or_bulletin_of_another_language(booth, released):
    variants = released.variants.select_related("post", "destination")
    assert {one.destination.channel for one in variants} >= {"facebook", "loudspeaker", "byhand"}

    for variant in variants:
        assert list(words_in(variant.post.data)) == [], variant.destination.channel


def test_no_sentence_of_the_source_stands_on_the_page_of_another_language(booth, released, client):
    released.page.refresh_from_db()
    shown = client.get(released.page.url).content.decode()

    assert said("Mang theo sổ", "km") not in shown  # another article's: `said` is no accident
    for segment in booth.segments():
        if VIETNAMESE.search(segment.source) and not segment.is_optional:
            assert segment.source not in shown, segment.label
            assert segment.source.split(" ⟨")[0] not in shown
    assert 'lang="km-VN"' in shown


def test_who_signs_on_paper_reads_the_source_beside_the_translation(booth, released):
    page = released.page.specific
    printed = text_of(approval_sheet(page, released.revision))

    for words in ("Sổ hưu là chỗ dựa.", "Người cao tuổi từ 75 tuổi."):
        assert words.replace(" ", "") in printed
    assert said("Sổ hưu là chỗ dựa.", "km").replace(" ", "") in printed
