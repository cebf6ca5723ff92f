"""What the screens of approval need."""

from django import template

from ..approval import wording

register = template.Library()
register.filter("capacity", wording.capacity_of)
