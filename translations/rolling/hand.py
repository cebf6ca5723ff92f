"""A field in which a text of a conflict is written by hand: that of the page editor itself."""

import json
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from wagtail import blocks

from ..copies.canonical import value_of
from .wording import Path, Words

_TEXTS = (blocks.CharBlock, blocks.TextBlock, blocks.RichTextBlock)


class HandField:
    """`None` of `hand_field` where the place holds no text that stands by itself."""

    def __init__(self, field: forms.Field, block: Any = None) -> None:
        self.field, self.block = field, block

    @property
    def media(self) -> forms.Media:
        return self.field.widget.media

    @property
    def is_rich(self) -> bool:
        return isinstance(self.block, blocks.RichTextBlock)

    def render(self, name: str, value: Any) -> str:
        return self._rendered(name, self._for_form(value))

    def render_again(self, name: str, posted: Any, posted_name: str) -> str:
        """With what was typed, whether it can be read or not."""
        return self._rendered(name, self.field.widget.value_from_datadict(posted, {}, posted_name))

    def read(self, posted: Any, name: str) -> Any:
        """As the merge keeps it. Raises ValidationError."""
        given = self.field.widget.value_from_datadict(posted, {}, name)
        if self.block is None:
            return self.field.clean(given)
        value = self.block.clean(self.block.value_from_form(self.field.clean(given)))
        return value_of(self.block, self.block.get_prep_value(value))

    def _rendered(self, name: str, given: Any) -> str:
        attrs = {"id": f"id_{name}"}
        if not self.is_rich:
            attrs |= {"class": "loa-hand__text"}
        return self.field.widget.render(name, given, attrs)

    def _for_form(self, value: Any) -> Any:
        if self.block is None:
            return value
        return self.block.value_for_form(self.block.to_python(value or ""))


def hand_field(words: Words, path: Path, *versions: Any) -> HandField | None:
    """For texts only: tables, pictures and whole blocks are chosen, or written in the page editor."""
    if not all(value is None or isinstance(value, str) for value in versions):
        return None
    model_field = words.field_at(path)
    if model_field is not None:
        return _of_model(model_field)
    block = words.block_at(path)
    return HandField(block.field, block) if isinstance(block, _TEXTS) else None


def _of_model(field: Any) -> HandField | None:
    made = field.formfield() if hasattr(field, "formfield") and not field.is_relation else None
    if not isinstance(made, forms.CharField) or getattr(field, "choices", None):
        return None
    made.label = capfirst(str(made.label))
    return HandField(made)


def refusal_in_words(error: ValidationError) -> str:
    return " ".join(error.messages)


def words_of(posted: str) -> str:
    """What was typed into a field that stands nowhere any more, to be copied: without its marks."""
    try:
        typed = json.loads(posted)
        return "\n\n".join(str(block["text"]) for block in typed["blocks"])
    except (ValueError, TypeError, KeyError):
        return posted  # no rich text
