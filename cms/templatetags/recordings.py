"""Addresses of sounds and videos, for templates."""

from django import template

from ..recordings import address, captions_address, poster_address

register = template.Library()
register.filter("recording_address", address)
register.filter("poster_address", poster_address)
register.filter("captions_address", captions_address)
