"""Where a template's reader mends a missing fact."""

from django import template
from django.urls import reverse

from .. import facts

register = template.Library()


@register.simple_tag(takes_context=True)
def fact_sheet(context: template.Context, problem: str) -> str:
    """Address of the sheet on which a problem is mended; empty for others, and who may not open it."""
    office = getattr(problem, "office", None)
    if office is None or not facts.may_open(context["request"].user, office):
        return ""
    return reverse("loa_facts", args=[office.code])
