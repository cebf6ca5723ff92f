"""The long description that an editor begins from, and remarks about one that was left behind."""

import pytest

from cms.piece_description import draft_of, unmentioned
from cms.pieces import piece_for
from tests.factories.infographics import COMPARISON, FIGURES, STEPS, chart, make_infographic
from tests.factories.offices import make_centre

pytestmark = pytest.mark.django_db
FACTS = {"hotline": "1900 9068"}


def remarks(page) -> list[str]:
    return unmentioned(page, piece_for(page, office=page.office, facts=FACTS, link=""))


def test_placeholders_stay_since_every_office_reads_it_with_its_own_facts():
    page = make_infographic(make_centre(), piece=[STEPS], source_line="Báo cáo 2024")
    assert "Gọi {{hotline}} khi cần hỏi." in draft_of(page)
    assert draft_of(page).endswith("Nguồn: Báo cáo 2024")


def test_what_loa_makes_mentions_everything():
    page = make_infographic(make_centre(), piece=[FIGURES, chart(), COMPARISON])
    page.long_description = draft_of(page)
    assert remarks(page) == []


def test_figures_that_changed_after_it_was_written_are_named():
    page = make_infographic(
        make_centre(), piece=[FIGURES], long_description="Đóng 22% trong 14 năm"
    )
    (remark,) = remarks(page)
    assert "“15 năm”" in remark
    assert "22" not in remark


def test_without_a_written_one_there_is_nothing_to_remark():
    assert remarks(make_infographic(make_centre(), piece=[FIGURES])) == []
