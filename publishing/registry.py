"""The channels that this installation has: an explicit list in settings.PUBLISHING_CHANNELS."""

from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string

from .channel import Channel


@cache
def channels() -> dict[str, type[Channel]]:
    """Channel classes by name, in the order of the setting."""
    classes = [import_string(path) for path in settings.PUBLISHING_CHANNELS]
    return {channel.name: channel for channel in classes}


def channel_class(name: str) -> type[Channel]:
    """Raises KeyError for a name that is not registered."""
    return channels()[name]
