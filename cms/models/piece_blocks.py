"""The blocks of a designed piece. Repeated parts are list blocks, since those carry ids.

Texts may hold placeholders; a number of a chart may be one. How much fits is what the typesetter
says; the limits here keep a text from being no infographic any more.
"""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.list_block import ListBlockValidationError

from ..piece_choices import CHARTS, IconChoice, icon_choices
from ..placeholders import is_placeholder
from ..vietnamese_numbers import is_number, read_number

MOST_SHARES = 6
LEAST_OF_A_LINE = 2
MOST_BLOCKS = 12


class IconBlock(blocks.ChoiceBlock):
    """Shown as the drawings themselves."""

    def __init__(self, **kwargs):
        kwargs.pop("choices", None)
        super().__init__(choices=icon_choices, widget=IconChoice(), **kwargs)


def _title() -> blocks.CharBlock:
    return blocks.CharBlock(label=_("Title"), required=False, max_length=120)


class FigureBlock(blocks.StructBlock):
    value = blocks.CharBlock(
        label=_("Figure"), max_length=40, help_text=_("With its unit, such as “93,35 %”.")
    )
    label = blocks.CharBlock(label=_("What it says"), max_length=120)
    icon = IconBlock(label=_("Icon"), required=False)


class KeyFiguresBlock(blocks.StructBlock):
    title = _title()
    figures = blocks.ListBlock(FigureBlock(), label=_("Figures"), min_num=1, max_num=6)

    class Meta:
        icon = "order"
        label = _("Key figures")


class PieceStepBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), required=False, max_length=80)
    text = blocks.TextBlock(label=_("Text"), max_length=300, rows=2)


class PieceStepsBlock(blocks.StructBlock):
    title = _title()
    steps = blocks.ListBlock(PieceStepBlock(), label=_("Steps"), min_num=1, max_num=8)

    class Meta:
        icon = "list-ol"
        label = _("Steps")


class ComparedBlock(blocks.StructBlock):
    label = blocks.CharBlock(label=_("What is compared"), max_length=80)
    left = blocks.CharBlock(label=_("Left"), max_length=160)
    right = blocks.CharBlock(label=_("Right"), max_length=160)


class ComparisonBlock(blocks.StructBlock):
    title = _title()
    left = blocks.CharBlock(label=_("Heading on the left"), max_length=60)
    right = blocks.CharBlock(label=_("Heading on the right"), max_length=60)
    rows = blocks.ListBlock(ComparedBlock(), label=_("Rows"), min_num=1, max_num=8)

    class Meta:
        icon = "table"
        label = _("Comparison")


class MomentBlock(blocks.StructBlock):
    when = blocks.CharBlock(label=_("When"), max_length=40)
    text = blocks.TextBlock(label=_("Text"), max_length=200, rows=2)


class TimelineBlock(blocks.StructBlock):
    title = _title()
    moments = blocks.ListBlock(MomentBlock(), label=_("Moments"), min_num=1, max_num=8)

    class Meta:
        icon = "date"
        label = _("Milestones")


class PointBlock(blocks.StructBlock):
    label = blocks.CharBlock(label=_("Label"), max_length=60)
    number = blocks.CharBlock(label=_("Number"), max_length=60)

    class Meta:
        form_classname = "struct-block loa-point"

    def clean(self, value):
        cleaned = super().clean(value)
        if not (is_number(cleaned["number"]) or is_placeholder(cleaned["number"])):
            message = _(
                "Write the number as 1.234,5: a point between thousands, a comma before decimals,"
                " no unit. Or quote a figure of the office, such as {{figure:bhyt_coverage}}."
            )
            raise blocks.StructBlockValidationError({"number": ValidationError(message)})
        return cleaned


class ChartBlock(blocks.StructBlock):
    title = _title()
    drawn_as = blocks.ChoiceBlock(label=_("Drawn as"), choices=CHARTS, default="bar")
    unit = blocks.CharBlock(
        label=_("Unit"), required=False, max_length=60, help_text=_("Such as “triệu người”.")
    )
    points = blocks.ListBlock(PointBlock(), label=_("Table of numbers"), min_num=1, max_num=12)

    class Meta:
        icon = "view"
        label = _("Chart")

    def clean(self, value):
        cleaned = super().clean(value)
        wrong = _wrong_with(cleaned["drawn_as"], [point["number"] for point in cleaned["points"]])
        if wrong:
            error = ListBlockValidationError(non_block_errors=[wrong])
            raise blocks.StructBlockValidationError({"points": error})
        return cleaned


def _wrong_with(drawn_as: str, numbers: list[str]) -> ValidationError | None:
    """What a placeholder stands for is looked at when its office's piece is drawn."""
    known = [read_number(number) for number in numbers if not is_placeholder(number)]
    if drawn_as != "line" and any(number < 0 for number in known):
        return ValidationError(_("Bars and shares cannot be negative. Draw a line instead."))
    if drawn_as == "line" and len(numbers) < LEAST_OF_A_LINE:
        return ValidationError(_("A line needs at least two numbers."))
    if drawn_as == "share" and len(numbers) > MOST_SHARES:
        message = _("Nobody can tell more than %(most)d shares apart. Put the smallest together.")
        return ValidationError(message % {"most": MOST_SHARES})
    if known and len(known) == len(numbers) and not any(known):
        return ValidationError(_("All numbers are nought: there is nothing to draw."))
    return None


class LabelledBlock(blocks.StructBlock):
    icon = IconBlock(label=_("Icon"))
    text = blocks.CharBlock(label=_("Text"), max_length=80)


class IconsBlock(blocks.StructBlock):
    title = _title()
    items = blocks.ListBlock(LabelledBlock(), label=_("Icons"), min_num=1, max_num=8)

    class Meta:
        icon = "pick"
        label = _("Icons with words")


class PieceQuotationBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Quotation"), max_length=400, rows=3)
    attribution = blocks.CharBlock(label=_("Who said it"), required=False, max_length=120)

    class Meta:
        icon = "openquote"
        label = _("Quotation")


class PieceBlock(blocks.StreamBlock):
    figures = KeyFiguresBlock()
    steps = PieceStepsBlock()
    comparison = ComparisonBlock()
    timeline = TimelineBlock()
    chart = ChartBlock()
    icons = IconsBlock()
    quotation = PieceQuotationBlock()

    class Meta:
        max_num = MOST_BLOCKS
