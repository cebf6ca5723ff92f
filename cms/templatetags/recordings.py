"""Addresses and languages of sounds and videos, for templates."""

from django import template
from django.utils.html import format_html

from media_assets.models import Recording

from ..languages import bcp47_of, language_name
from ..recordings import address, captions_address, poster_address

register = template.Library()
register.filter("recording_address", address)
register.filter("poster_address", poster_address)
register.filter("captions_address", captions_address)
register.filter("language_name", language_name)
register.filter("bcp47", bcp47_of)


@register.simple_tag(takes_context=True)
def lang(context: template.Context, recording: Recording) -> str:
    """The attribute for its words, where the page around them is in another language or in none."""
    own = bcp47_of(recording.language)
    return "" if own == context.get("content_lang") else format_html(' lang="{}"', own)
