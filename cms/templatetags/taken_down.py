"""The mark of items that were live once, for Wagtail's lists of pages."""

from django import template

from ..taken_down import mark_of

register = template.Library()
register.simple_tag(mark_of, name="taken_down_mark")
