"""What is to be drawn."""

from publishing.pieces.bulk.plan import Plan, Wanted
from tests.factories.bulk import make_plan


def test_a_file_s_name_says_office_language_and_format():
    plan = make_plan("a", formats=("share", "poster-a4"), draft=False)
    names = [sheet.name for sheet in plan.sheets]
    assert names == [
        "01-tinh-1/vi/01-tinh-1-vi-share.png",
        "01-tinh-1/vi/01-tinh-1-vi-poster-a4.pdf",
    ]


def test_a_file_s_name_says_of_a_draft_that_it_is_one():
    (sheet,) = make_plan("a", formats=("share",), draft=True).sheets
    assert sheet.name == "01-tinh-1/vi/01-tinh-1-vi-share-ban-nhap.png"


def test_a_plan_is_the_same_after_it_was_written_and_read():
    plan = make_plan("a", "b", no_edition=("km",))
    missing = Wanted("03", "tinh-3", "vi", reason="Thiếu số liệu")
    plan = make_plan("a", "b", wanted=(*plan.wanted, missing), no_edition=("km",))
    assert [sheet.key for sheet in plan.sheets] == [
        sheet.key for sheet in Plan.from_json(plan.to_json()).sheets
    ]
    assert Plan.from_json(plan.to_json()) == plan
    assert plan.total == 4
