"""What the blocks of an infographic refuse, and in which words."""

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from cms.models.piece_blocks import ChartBlock, PieceBlock
from tests.factories.infographics import EVERY_BLOCK, chart


def points(*numbers: str) -> list[dict[str, str]]:
    return [{"label": f"{n}", "number": number} for n, number in enumerate(numbers)]


def refusal(drawn_as: str, *numbers: str) -> str:
    block = ChartBlock()
    value = block.to_python(chart(drawn_as, points(*numbers))[1])
    with override("vi"), pytest.raises(ValidationError) as refused:
        block.clean(value)
    return str(refused.value.as_json_data() if hasattr(refused.value, "as_json_data") else refused)


@pytest.mark.parametrize(
    ("drawn_as", "numbers", "words"),
    [
        ("share", ("20", "-5"), "không nhận số âm"),
        ("bar", ("-5", "3"), "không nhận số âm"),
        ("share", ("1",) * 7, "tối đa 6 phần"),
        ("line", ("1",), "ít nhất hai số"),
        ("bar", ("0", "0,0"), "không có gì để vẽ"),
        ("bar", ("12.5",), "1.234,5"),
    ],
)
def test_what_cannot_be_drawn_is_refused_in_words(drawn_as, numbers, words):
    assert words in refusal(drawn_as, *numbers)


@pytest.mark.parametrize(
    ("drawn_as", "numbers"),
    [
        ("share", ("20", "80")),
        ("line", ("-1,5", "2")),
        ("bar", ("{{figure:bhyt_coverage}}",)),
        ("share", ("1",) * 6),
    ],
)
def test_what_can_be_drawn_is_taken(drawn_as, numbers):
    block = ChartBlock()
    block.clean(block.to_python(chart(drawn_as, points(*numbers))[1]))


def test_the_factory_s_blocks_are_valid():
    block = PieceBlock()
    block.clean(
        block.to_python([{"type": kind, "value": value, "id": kind} for kind, value in EVERY_BLOCK])
    )


def test_icons_are_shown_by_their_drawings_and_named_for_who_cannot_see_them():
    icon = PieceBlock().child_blocks["icons"].child_blocks["items"].child_block.child_blocks["icon"]
    with override("vi"):
        html = icon.field.widget.render("x", "bus")
    assert "<svg" in html
    assert "Xe buýt" in html
