"""The channels that this installation has: an explicit list in settings.PUBLISHING_CHANNELS."""

from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string

from .channel import Channel

LOUDSPEAKER = "loudspeaker"


@cache
def channels() -> dict[str, type[Channel]]:
    """Channel classes by name, in the order of the setting."""
    classes = [import_string(path) for path in settings.PUBLISHING_CHANNELS]
    return {channel.name: channel for channel in classes}


def words_of(name: str) -> str:
    """The channel under whose name the editor's words for channel `name` are kept; mostly its own."""
    return channel_class(name).words_of or name


def spoken() -> list[str]:
    """Names of the channels whose posts are heard from loudspeakers."""
    return [name for name, channel in channels().items() if channel.words_of == LOUDSPEAKER]


def asked() -> list[str]:
    """Names of the channels of stations that are asked whether a bulletin was played."""
    every = [(name, channel.capabilities) for name, channel in channels().items()]
    return [name for name, can in every if can.heard and can.check]


def channel_class(name: str) -> type[Channel]:
    """Raises KeyError for a name that is not registered."""
    return channels()[name]
