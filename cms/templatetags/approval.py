"""What the screens of approval need."""

from django import template

from ..approval import wording
from ..item_about import about

register = template.Library()
register.filter("capacity", wording.capacity_of)
register.filter("about", about)
