"""The rules of an office for what the centre does in its name: which national posts go by themselves,
after a nod, or never; and whether the national approval covers its local copies."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.log_actions import log

from cms.models import Office, User

from .. import log_actions
from ..models import Destination, NationalPosts
from ..nodders import offices_led_by

# Working hours that a post may wait. A short list: a release sets as many deadlines as there are.
HOURS = (1, 2, 4, 8, 16, 24, 40)


@dataclass(frozen=True)
class Rule:
    """Of one destination; `hours` says something only where a nod is waited for."""

    posts: NationalPosts
    hours: int


def rule_of(place: Destination) -> Rule:
    return Rule(NationalPosts(place.national_posts), place.nod_hours)


@transaction.atomic
def set_rules(*, user: User, rules: Mapping[int, Rule]) -> int:
    """By destination; how many changed. For what is released, or goes live, from now on.

    Raises PermissionDenied unless the user leads the office of each.
    """
    _refuse_unknown(rules.values())
    rows = Destination.objects.select_for_update().filter(pk__in=rules, archived_at=None)
    places = list(rows.order_by("pk"))
    if not {place.office_id for place in places} <= offices_led_by(user):
        raise PermissionDenied
    return sum(_set(place, rules[place.pk], user) for place in places)


@transaction.atomic
def set_national_approval(*, user: User, takes: Mapping[int, bool]) -> int:
    """By office; how many changed. For what the centre releases from now on.

    Raises PermissionDenied unless the user leads each.
    """
    if not set(takes) <= offices_led_by(user):
        raise PermissionDenied
    offices = Office.objects.select_for_update(of=("self",)).filter(pk__in=takes).order_by("pk")
    return sum(_let(office, takes[office.pk], user) for office in offices)


def _let(office: Office, takes: bool, user: User) -> bool:
    old = office.takes_national_approval
    if old == takes:
        return False
    office.takes_national_approval = takes
    office.save(update_fields=["takes_national_approval"])
    log(office, log_actions.SET_NATIONAL_APPROVAL, user=user, data={"from": old, "to": takes})
    return True


def _set(place: Destination, rule: Rule, user: User) -> bool:
    old = rule_of(place)
    if old.posts == rule.posts and (old.hours == rule.hours or rule.posts != NationalPosts.NOD):
        return False
    place.national_posts, place.nod_hours = rule.posts, rule.hours
    place.save(update_fields=["national_posts", "nod_hours"])
    data = {"from": old.posts.value, "to": rule.posts.value, "hours": rule.hours}
    log(place, log_actions.SET_NATIONAL_POSTS, user=user, data=data)
    return True


def _refuse_unknown(rules: Collection[Rule]) -> None:
    if any(rule.hours not in HOURS for rule in rules):
        raise ValueError("a span that is not among HOURS")
