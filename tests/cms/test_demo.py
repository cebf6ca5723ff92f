"""The demo content itself: complete, consistent, and fit for each way it goes out."""

import csv
import re
from collections import Counter
from pathlib import Path
from unicodedata import normalize

import pytest
from PIL import Image

import cms
from cms.demo.reader import read_items

CMS = Path(cms.__file__).parent
DEMO = CMS / "demo"
ITEMS = read_items(DEMO / "items")
BY_SLUG = {item.slug: item for item in ITEMS}
ARTICLES = [item for item in ITEMS if item.kind == "article"]
DOCUMENTS = [item for item in ITEMS if item.kind == "document"]
CAMPAIGNS = [item for item in ITEMS if item.kind == "campaign"]
DEMO_PROVINCES = {"01", "08", "66"}

TERMS = ("section", "topic", "audience")
SECTIONS = {
    "article": {"tin-tuc", "chinh-sach", "huong-dan", "hoi-dap", "dia-phuong"},
    "infographic": {"chinh-sach"},
    "document": {"van-ban"},
    "campaign": {"chien-dich"},
}
GENRES = {"tin", "bai", "hoi-dap", "huong-dan", "thong-bao"}
PLACEHOLDER = re.compile(r"\{\{([^}]*)\}\}")
SYLLABLES_PER_MINUTE = 165  # of a commune's announcer

each_item = pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.slug)
each_article = pytest.mark.parametrize("item", ARTICLES, ids=lambda item: item.slug)


def rows(name):
    with (CMS / "data" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def text_of(item):
    return "\n".join([item.title, item.lead, item.facebook, item.bulletin, str(item.blocks)])


def values(item, block_type):
    return [value for kind, value in item.blocks if kind == block_type]


def test_there_is_enough_of_every_kind_from_the_centre_and_three_provinces():
    offices = Counter(item.office for item in ARTICLES)

    assert len(ARTICLES) >= 12
    assert len(DOCUMENTS) >= 3
    assert len(CAMPAIGNS) >= 2
    assert offices["VN"] >= 7
    assert set(offices) == {"VN", *DEMO_PROVINCES}


def test_every_block_kind_is_shown_at_least_twice():
    kinds = Counter(kind for item in ITEMS for kind, _ in item.blocks)

    assert set(kinds) == {
        "heading",
        "paragraph",
        "picture",
        "fact_box",
        "steps",
        "table",
        "quotation",
        "question_answer",
        "document",
        "video",
        "legal_reference",
    }
    assert min(kinds.values()) >= 2


@each_item
def test_an_item_uses_known_terms_only(item):
    terms = {
        kind: {row["slug"] for row in rows("taxonomy.csv") if row["kind"] == kind} for kind in TERMS
    }

    assert item.section in SECTIONS[item.kind] & terms["section"]
    assert item.topics
    assert set(item.topics) <= terms["topic"]
    assert item.audiences
    assert set(item.audiences) <= terms["audience"]
    assert item.kind != "article" or item.genre in GENRES


@each_item
def test_an_item_refers_to_offices_items_and_pictures_that_exist(item):
    assert item.office in {row["code"] for row in rows("offices.csv")}
    assert all(BY_SLUG[slug].kind == "document" for slug in values(item, "document"))
    assert all(BY_SLUG[slug].kind == "article" for slug in item.items)
    pictures = [picture["file"] for picture in values(item, "picture")]
    pictures += [item.cover.file] if item.cover else []
    assert all((DEMO / "pictures" / name).is_file() for name in pictures)


@each_item
def test_a_legal_reference_names_number_and_date(item):
    references = [(entry.number, entry.date) for entry in item.legal_basis]
    references += [(legal["number"], legal["date"]) for legal in values(item, "legal_reference")]

    assert all(re.search(r"\d+/\d{4}/", number) and day for number, day in references)
    assert item.states_policy == bool(references)


def test_one_law_has_one_date():
    dates = {}
    for item in ITEMS:
        for entry in item.legal_basis:
            dates.setdefault(entry.number, set()).add(entry.date)
        for legal in values(item, "legal_reference"):
            dates.setdefault(legal["number"], set()).add(legal["date"])
        if item.kind == "document":
            dates.setdefault(item.number, set()).add(item.date)

    assert {number: days for number, days in dates.items() if len(days) > 1} == {}


@each_article
def test_a_facebook_text_has_no_link_of_its_own(item):
    assert item.facebook
    assert not re.search(r"https?:|www\.", item.facebook)


@each_article
def test_a_bulletin_is_plain_speech_of_one_to_three_minutes(item):
    seconds = len(item.bulletin.split()) * 60 / SYLLABLES_PER_MINUTE

    assert 60 <= seconds <= 180
    assert not re.search(r"https?:|www\.|[#*_|\[\]<>%@→•]|:::", item.bulletin)
    assert not re.search(r"\d[.,]\d", item.bulletin), "numbers are written as they are spoken"


@each_item
def test_text_is_composed_unicode(item):
    assert normalize("NFC", text_of(item)) == text_of(item)


@each_item
def test_every_placeholder_is_a_fact_of_the_item_s_office(item):
    facts = {row["key"] for row in rows("facts.csv") if row["office"] == item.office}

    assert set(PLACEHOLDER.findall(text_of(item))) <= facts


def test_several_items_use_placeholders():
    assert sum(bool(PLACEHOLDER.search(str(item.blocks))) for item in ITEMS) >= 4


@pytest.mark.parametrize("item", DOCUMENTS, ids=lambda item: item.slug)
def test_a_document_is_complete(item):
    assert item.number
    assert item.issuer
    assert item.signer
    assert item.abstract
    assert item.effective_from
    assert (DEMO / "documents" / item.file).read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize("item", CAMPAIGNS, ids=lambda item: item.slug)
def test_a_campaign_has_dates_goals_and_items(item):
    assert item.starts < item.ends
    assert item.goals
    assert item.items


def test_an_article_belongs_to_one_campaign_at_most():
    counts = Counter(slug for campaign in CAMPAIGNS for slug in campaign.items)

    assert set(counts.values()) == {1}


@pytest.mark.parametrize(
    "path", sorted((DEMO / "pictures").glob("*.png")), ids=lambda path: path.stem
)
def test_a_picture_is_small_and_has_its_source(path):
    with Image.open(path) as picture:
        assert picture.size == (1600, 900)
    assert path.stat().st_size < 200_000
    assert (path.parent / "src" / f"{path.stem}.svg").is_file()


def test_the_offices_are_the_centre_34_provinces_and_what_is_below_the_demo_provinces():
    offices = {row["code"]: row for row in rows("offices.csv")}
    levels = Counter(row["level"] for row in offices.values())

    assert (levels["centre"], levels["province"]) == (1, 34)
    assert {row["parent"] for row in offices.values() if row["level"] == "province"} == {"VN"}
    grassroots = [row for row in offices.values() if row["level"] == "grassroots"]
    assert {row["parent"] for row in grassroots} == DEMO_PROVINCES
    assert len({row["slug"] for row in offices.values()}) == len(offices)


def test_one_province_alone_has_no_hotline():
    provinces = {row["code"] for row in rows("offices.csv") if row["level"] == "province"}
    with_hotline = {row["office"] for row in rows("facts.csv") if row["key"] == "hotline"}

    assert provinces - with_hotline == {"66"}


def test_one_province_alone_does_not_say_how_many_collection_points_it_has():
    provinces = {row["code"] for row in rows("offices.csv") if row["level"] == "province"}
    telling = {row["office"] for row in rows("facts.csv") if row["key"] == "figure:service_points"}

    assert provinces - telling == {"96"}


def test_every_fact_says_where_it_comes_from_and_once_only():
    facts = rows("facts.csv")
    offices = {row["code"] for row in rows("offices.csv")}

    assert all(row["source"] and row["value"] and row["office"] in offices for row in facts)
    assert len({(row["office"], row["key"]) for row in facts}) == len(facts)


def test_every_demo_commune_is_looked_after_by_an_office_of_its_province():
    parents = {row["code"]: row["parent"] for row in rows("offices.csv")}
    communes = rows("communes_demo.csv")

    counted = Counter(row["province_code"] for row in communes)
    assert {code: n for code, n in counted.items() if n > 1} == dict.fromkeys(DEMO_PROVINCES, 12)
    assert len(counted) == 34
    for row in communes:
        assert row["province_code"] in (row["office_code"], parents[row["office_code"]])
    assert all(re.fullmatch(r"\d{5}", row["code"]) for row in communes)


def test_the_catalogue_has_every_commune_once_under_its_province():
    communes = rows("communes.csv")
    provinces = {row["code"]: row for row in rows("provinces.csv")}

    assert len({row["code"] for row in communes}) == len(communes) == 3321
    assert all(re.fullmatch(r"\d{5}", row["code"]) for row in communes)
    assert len({(row["name_vi"], row["province_code"]) for row in communes}) == 3321
    counted = Counter((row["province_code"], row["type"]) for row in communes)
    columns = {
        "communes_2026_11": "xã",
        "wards_2026_11": "phường",
        "special_zones_2026_11": "đặc khu",
    }
    for code, province in provinces.items():
        for column, kind in columns.items():
            assert counted[code, kind] == int(province[column])
    names = {row["code"]: (row["name_vi"], row["province_code"]) for row in communes}
    for row in rows("communes_demo.csv"):
        assert names[row["code"]] == (row["name_vi"], row["province_code"])
