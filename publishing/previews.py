"""Posts as an approver reads them: equal ones once, with all the destinations they go to."""

from collections.abc import Iterable
from dataclasses import dataclass

from . import registry
from .channel import Channel, Post, StrOrPromise
from .package import Assembly, Leg


@dataclass(frozen=True)
class Preview:
    """One post with all the destinations that would publish exactly it."""

    channel: type[Channel]
    post: Post | None
    legs: list[Leg]

    @property
    def template(self) -> str:
        return f"publishing/previews/{self.channel.name}.html"

    @property
    def problems(self) -> list[str]:
        return [str(problem.message) for problem in self.legs[0].problems]

    @property
    def blocked(self) -> bool:
        return self.legs[0].blocked


@dataclass(frozen=True)
class ChannelPreviews:
    """What one channel publishes: the first post in full, the others folded away."""

    label: StrOrPromise
    first: Preview
    others: list[Preview]


def by_channel(previews: list[Preview]) -> list[ChannelPreviews]:
    found: dict[str, list[Preview]] = {}
    for preview in previews:
        found.setdefault(preview.channel.name, []).append(preview)
    return [ChannelPreviews(ones[0].channel.label, ones[0], ones[1:]) for ones in found.values()]


def previews_of(assembly: Assembly, legs: Iterable[Leg] | None = None) -> list[Preview]:
    """Equal posts with equal problems are shown once; the portal first, then by channel.

    Within a channel a post with advice comes first: the others are folded away. `legs`: of these
    alone.
    """
    groups: dict[tuple[str, str, tuple[str, ...]], list[Leg]] = {}
    for leg in assembly.legs if legs is None else legs:
        made = leg.post.hash if leg.post else f"blocked-{leg.destination.office_id}"
        codes = tuple(problem.code for problem in leg.problems)
        groups.setdefault((leg.destination.channel, made, codes), []).append(leg)
    order = list(registry.channels())
    previews = [
        Preview(registry.channel_class(name), legs[0].post, legs)
        for (name, _made, _codes), legs in groups.items()
    ]
    return sorted(
        previews, key=lambda one: (order.index(one.channel.name), not (one.post and one.problems))
    )
