"""What the public templates need: the portal around a page, filled-in texts, pictures."""

import logging
from collections.abc import Iterable

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from wagtail.images.shortcuts import get_rendition_or_not_found, get_renditions_or_not_found
from wagtail.models import Page
from wagtail.rich_text import RichText

from media_assets import rights
from media_assets.presets import PRESETS

from .. import markup, placeholders, share_cards, table_cells
from ..embeds import video_id
from ..portal import Portal

logger = logging.getLogger(__name__)
WIDTHS = ("inline-small", "inline", "lead")  # presets in the same forms
register = template.Library()
register.filter("clean_html", markup.clean_html)
register.filter("table_rows", table_cells.rows_of)
register.filter("video_id", video_id)


def _portal(context: template.Context) -> Portal:
    page = context.get("page")
    return Portal.of(context["request"], page if isinstance(page, Page) else None)


@register.simple_tag(takes_context=True)
def portal(context: template.Context) -> Portal:
    return _portal(context)


@register.simple_tag(takes_context=True)
def fill(context: template.Context, text: str) -> str:
    """Plain text with its placeholders filled in; escaped like any variable."""
    around = _portal(context)
    return placeholders.show(
        str(text or ""),
        around.facts,
        html=False,
        language=around.text_language,
        for_approval=around.is_for_approval,
    )


@register.simple_tag(takes_context=True)
def rich(context: template.Context, value: RichText | str) -> SafeString:
    """Rich text: expanded, filled in, cleaned."""
    source = value.source if isinstance(value, RichText) else str(value or "")
    around = _portal(context)
    return markup.rich_html(
        source,
        around.facts,
        language=around.text_language,
        for_approval=around.is_for_approval,
    )


@register.simple_tag(takes_context=True)
def address(context: template.Context, page: Page) -> str:
    """Address of a page as read from here (kept under the office, in the interface's language)."""
    return _portal(context).url(page)


@register.simple_tag(takes_context=True)
def absolute(context: template.Context, url: str) -> str:
    return _portal(context).absolute(url)


@register.simple_tag(takes_context=True)
def numbered(context: template.Context, number: int) -> str:
    """Query string of another page of the list, with the reader's filters kept."""
    kept = context["filters"].query_string()
    own = f"{context['page_key']}={number}"
    return f"?{kept}&{own}" if kept else f"?{own}"


@register.simple_tag
def ai_label(picture) -> str:
    """What readers are told of a picture that was made or changed by AI; mostly nothing."""
    return rights.ai_label(picture, get_language() or "")


@register.simple_tag(takes_context=True)
def share_card(context: template.Context, page: Page) -> str:
    """Address of the picture of a page without a cover, in the words of the office that speaks."""
    around = _portal(context)
    return share_cards.address_of(page, around.office, around.facts)


@register.simple_tag
def rendition(picture, preset: str):
    """A picture in one of the named sizes; a lost file gives Wagtail's "not found" picture."""

    return _shown(picture, preset)


def _shown(picture, preset: str):
    """A full disk or a lost file costs the reader the picture, never the page."""
    try:
        return get_rendition_or_not_found(picture, PRESETS[preset].spec)
    except OSError:
        return _missing(picture)


def _all_shown(picture, specs: list[str]) -> dict:
    """Likewise, in one go; by specification."""
    try:
        return get_renditions_or_not_found(picture, specs)
    except OSError:
        return dict.fromkeys(specs, _missing(picture))


def _missing(picture):
    logger.exception("Picture %s could not be resized", picture.pk)
    missing = picture.renditions.model(image=picture, width=0, height=0)
    missing.file.name = "not-found"
    return missing


@register.inclusion_tag("cms/parts/picture.html")
def responsive(picture, alt: str, sizes: str, eager: bool = False) -> dict:
    """The picture in three widths and three forms, for the browser to choose from."""

    presets = [PRESETS[name] for name in WIDTHS]
    made = _all_shown(picture, [spec for preset in presets for spec in preset.specs])
    return {
        "shown": made[presets[1].spec],
        "forms": [
            (media_type, _distinct(made[preset.spec_in(media_type)] for preset in presets))
            for media_type in presets[0].media_types
        ],
        "alt": alt,
        "sizes": sizes,
        "eager": eager,
    }


def _distinct(renditions: Iterable) -> list:
    """Of a narrow picture the wider sizes are the same."""
    return list({shown.width: shown for shown in renditions}.values())
