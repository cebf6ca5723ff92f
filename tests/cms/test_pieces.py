"""From a page to a piece as plain data."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.utils.translation import override

from cms.pieces import NotANumber, block_names, keys_of, piece_for, shown_blocks
from cms.placeholders import MissingFact
from media_assets.pieces.data import Chart, Steps
from tests.factories.infographics import EVERY_BLOCK, STEPS, chart, make_infographic
from tests.factories.logos import make_logo
from tests.factories.offices import make_province

pytestmark = pytest.mark.django_db
FACTS = {"hotline": "1900 0001", "office_address": "Số 1 Tuyên Quang"}


def test_a_page_s_piece_speaks_for_the_office_that_publishes_it():
    office = make_province(name="BHXH tỉnh Tuyên Quang")
    page = make_infographic(office, piece=EVERY_BLOCK, palette="green", design="cards")
    piece = piece_for(page, office=office, facts=FACTS, link="https://x.example/a/")

    assert [block.kind for block in piece.blocks] == [kind for kind, _value in EVERY_BLOCK]
    assert (piece.palette, piece.design, piece.link) == ("green", "cards", "https://x.example/a/")
    assert piece.footer.office == "BHXH tỉnh Tuyên Quang"
    assert piece.footer.hotline == "1900 0001"
    steps = next(block for block in piece.blocks if isinstance(block, Steps))
    assert steps.steps[1].text == "Gọi 1900 0001 khi cần hỏi."
    drawn = next(block for block in piece.blocks if isinstance(block, Chart))
    assert drawn.points[0].value == Decimal("1.46")
    assert drawn.points[0].shown == "1,46"


def test_every_missing_fact_is_named_at_once():
    office = make_province()
    page = make_infographic(office, piece=[STEPS], source_line="{{figure:service_points}}")
    assert keys_of(page) == ["figure:service_points", "hotline"]
    with pytest.raises(MissingFact) as missing:
        piece_for(page, office=office, facts={}, link="")
    assert missing.value.keys == ["figure:service_points", "hotline"]


def test_a_figure_that_is_no_number_is_not_drawn():
    office = make_province()
    quoted = chart(points=[{"label": "Bao phủ", "number": "{{figure:bhyt_coverage}}"}])
    page = make_infographic(office, piece=[quoted])
    with pytest.raises(NotANumber) as refused:
        piece_for(page, office=office, facts={"figure:bhyt_coverage": "hơn 90 %"}, link="")
    assert refused.value.block == page.piece[0].id
    piece = piece_for(page, office=office, facts={"figure:bhyt_coverage": "93,35 %"}, link="")
    assert piece.blocks[0].points[0].value == Decimal("93.35")


def test_readers_see_a_remark_where_a_fact_is_missing():
    page = make_infographic(make_province(), piece=[STEPS])
    (steps,) = shown_blocks(page, {})
    assert "{{" not in steps.steps[1].text


def test_blocks_are_called_by_number_kind_and_title():
    page = make_infographic(make_province())
    assert list(block_names(page).values())[1].startswith("2. ")
    assert "Cách đăng ký" in list(block_names(page).values())[1]


def test_a_piece_is_the_same_whatever_its_reader_speaks():
    office = make_province(name="BHXH tỉnh Tuyên Quang")
    office.name_en = "Tuyen Quang Social Security"
    page = make_infographic(office)
    made = []
    for language in ("vi", "en"):
        with override(language):
            made.append(piece_for(page, office=office, facts=FACTS, link=""))
    assert made[0] == made[1]
    assert made[0].footer.office == "BHXH tỉnh Tuyên Quang"


def test_a_piece_carries_the_logo_of_its_office():
    office = make_province()
    page = make_infographic(office)
    plain = piece_for(page, office=office, facts=FACTS, link="")
    office.logo = make_logo()
    office.save()

    piece = piece_for(page, office=office, facts=FACTS, link="")
    assert piece.footer.logo
    assert replace(piece, footer=replace(piece.footer, logo="")) == plain
    assert not plain.footer.logo
