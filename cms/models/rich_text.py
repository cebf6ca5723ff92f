"""Rich text and quotations of the body, up to a length that no article reaches."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail import blocks

LONGEST = 200_000  # letters with their tags: a book of law has as many
MOST_PARAGRAPHS = 5_000  # and line breaks
LONGEST_QUOTATION = 3_000


class RichTextBlock(blocks.RichTextBlock):
    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        source = cleaned.source
        if len(source) > LONGEST or source.count("<p") + source.count("<br") > MOST_PARAGRAPHS:
            message = _(
                "This text is too long for one paragraph block: at most %(letters)s letters and"
                " %(paragraphs)s lines. Divide it into several blocks."
            )
            values = {"letters": with_points(LONGEST), "paragraphs": with_points(MOST_PARAGRAPHS)}
            raise ValidationError(message % values)
        return cleaned

    def deconstruct(self) -> Any:
        """As Wagtail's own: the columns of the database are the same."""
        _path, args, kwargs = super().deconstruct()
        return "wagtail.blocks.RichTextBlock", args, kwargs


class QuotationTextBlock(blocks.TextBlock):
    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if len(cleaned) > LONGEST_QUOTATION:
            message = _(
                "This quotation is too long: at most %(letters)s letters. Quote what matters, or put"
                " the rest into paragraphs."
            )
            raise ValidationError(message % {"letters": with_points(LONGEST_QUOTATION)})
        return cleaned

    def deconstruct(self) -> Any:
        """As Wagtail's own: the columns of the database are the same."""
        _path, args, kwargs = super().deconstruct()
        return "wagtail.blocks.TextBlock", args, kwargs


def with_points(value: int) -> str:
    """As numbers are written in Vietnamese: 200.000."""
    return f"{value:,}".replace(",", ".")
