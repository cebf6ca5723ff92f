"""Rich text of the body, up to a length that no article reaches."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail import blocks

LONGEST = 200_000  # letters with their tags: a book of law has as many
MOST_PARAGRAPHS = 5_000  # and line breaks


class RichTextBlock(blocks.RichTextBlock):
    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        source = cleaned.source
        if len(source) > LONGEST or source.count("<p") + source.count("<br") > MOST_PARAGRAPHS:
            message = _(
                "This text is too long for one paragraph block: at most %(letters)s letters and"
                " %(paragraphs)s lines. Divide it into several blocks."
            )
            values = {"letters": _number(LONGEST), "paragraphs": _number(MOST_PARAGRAPHS)}
            raise ValidationError(message % values)
        return cleaned

    def deconstruct(self) -> Any:
        """As Wagtail's own: the columns of the database are the same."""
        _path, args, kwargs = super().deconstruct()
        return "wagtail.blocks.RichTextBlock", args, kwargs


def _number(value: int) -> str:
    return f"{value:,}".replace(",", ".")
