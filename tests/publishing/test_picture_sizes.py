"""Pictures that are too small for what the destinations make of them."""

import pytest

from publishing.picture_sizes import size_problems
from tests.factories.offices import make_centre
from tests.factories.pages import make_article
from tests.factories.portal import make_picture

pytestmark = pytest.mark.django_db


def article(size, *, inside=None):
    body = []
    if inside:
        value = {"picture": make_picture("Trong bài", inside), "alt": "", "decorative": True}
        body = [("picture", value)]
    cover = make_picture("Bìa", size) if size else None
    return make_article(make_centre(), cover=cover, cover_alt="Bìa", body=body)


def codes(page, *channels) -> list[str]:
    return [problem.code for problem in size_problems(page, channels)]


def test_a_large_picture_is_no_problem_anywhere():
    page = article((1600, 1200), inside=(1600, 1200))

    assert codes(page, "portal", "facebook", "byhand", "loudspeaker") == []


def test_a_cover_that_is_somewhat_too_small_is_advice():
    (problem,) = size_problems(article((800, 600)), ["portal"])

    assert (problem.code, problem.blocking) == ("picture_soft", False)
    assert "800 × 600" in str(problem.message)


def test_below_half_of_the_width_the_item_is_not_submitted():
    problems = size_problems(article((500, 400)), ["portal"])

    assert [(one.code, one.blocking) for one in problems] == [
        ("picture_too_small", True),  # the share card
        ("picture_soft", False),  # the portal's own width
    ]
    assert "Bìa" in str(problems[0].message)


def test_only_what_the_chosen_destinations_show_is_asked_for():
    page = article((500, 400))

    assert codes(page, "loudspeaker") == []
    assert codes(page, "facebook") == ["picture_soft"]
    assert codes(page, "facebook", "facebook") == ["picture_soft"]


def test_a_picture_of_the_text_may_be_smaller_than_a_cover():
    assert codes(article(None, inside=(500, 400)), "portal") == []
    assert codes(article(None, inside=(100, 80)), "portal") == ["picture_too_small"]


def test_a_crop_that_was_drawn_too_narrow_counts():
    page = article((1600, 1200))
    page.cover.crops = {"share": [0, 0, 400, 210]}

    assert codes(page, "portal") == ["picture_too_small"]
