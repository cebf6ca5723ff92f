"""What whoever works on a translation should know of its language."""

from django import template

from cms.language_switch_state import is_on
from cms.languages import language_name

register = template.Library()


@register.inclusion_tag("translations/language_off.html")
def language_off(code: str) -> dict[str, object]:
    """Says it where nothing in the language can go on the portal; work on it is not lost."""
    return {"language": language_name(code), "is_off": not is_on(code)}
