"""The facts that a text may quote, for the picker beside it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.models import Page

from .editions import office_around
from .fact_sheets import facts_for, label_of, sheets_for
from .missing_facts import known_keys
from .models import ItemPage, Office

SCRIPTS = ("facts", "picker", "fields")


@dataclass(frozen=True)
class Quotable:
    """`value` is that of the office that writes, empty where it has none; `lacking`: how many of the
    provincial offices that read a national text have none either."""

    key: str
    label: str
    value: str
    lacking: int = 0


def office_of(page: Page) -> Office | None:
    """Whose text it is, or will be if it is written below `page`."""
    if isinstance(page, ItemPage) and page.has_edition:
        return page.office
    centre = Office.objects.filter(level=Office.Level.CENTRE).order_by("pk")
    return office_around(page) or centre.first()


def quotable(office: Office) -> list[Quotable]:
    """In the order of the sheet. A fixed number of queries."""
    keys = known_keys(office)
    if not office.is_centre:
        own = facts_for(office)
        return [Quotable(key, label_of(key), own.get(key, "")) for key in keys]
    provinces = list(Office.objects.filter(level=Office.Level.PROVINCE))
    sheets = sheets_for([office, *provinces])
    own = sheets[office.pk]
    others = [sheets[one.pk] for one in provinces]
    return [
        Quotable(key, label_of(key), own.get(key, ""), sum(not one.get(key) for one in others))
        for key in keys
    ]


def as_data(office: Office) -> dict[str, Any]:
    return {"office": str(office), "facts": [asdict(one) for one in quotable(office)]}


def scripts(page: int | None = None) -> SafeString:
    """For the head of a screen on which texts are written; `page`: where its address has no number."""
    texts = format_html_join(" ", 'data-{}="{}"', _texts().items())
    first = format_html(
        '<script src="{}" id="loa-facts" data-address="{}" data-page="{}" {}></script>',
        static("cms/admin/facts/facts.js"),
        reverse("loa_quotable", args=[0]).removesuffix("0/"),
        page or "",
        texts,
    )
    rest = ((static(f"cms/admin/facts/{name}.js"),) for name in SCRIPTS[1:])
    return first + format_html_join("", '<script src="{}"></script>', rest)


def _texts() -> Mapping[str, str]:
    """By the name of the attribute."""
    return {
        "heading": _("Insert a fact of the office"),
        "search": _("Search facts"),
        "none": _("Nothing is named so. A new figure is added on the fact sheet."),
        "value": _("Put its value here"),
        "condition": _("Show a sentence only where an office has it"),
        "selected": _("The selected words become that sentence."),
        "unselected": _("Write the sentence between the two marks."),
        "several": _("Select words within one paragraph."),
        "missing": _("no value at this office yet"),
        "lacking": _("no value at {n} provincial offices"),
        "insert": _("Insert"),
        "close": _("Close"),
        "button": _("Fact"),
        "title": _("Insert a fact of the office (Alt+I)"),
        "seen": _("{office} shows:"),
        "gap": _("[no value]"),
        "unknown": _("There is nothing named so"),
        "if": _("only with: {label}"),
        "end": _("end"),
        "failed": _(
            "The facts could not be loaded. Write the placeholder by hand, or open the page again."
        ),
    }
