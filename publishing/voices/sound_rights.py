"""Who may see, bring and hear what is said of a released bulletin."""

from django.db.models import Q

from cms.approval.steps import line_of
from cms.models import Office, Role, User
from cms.visibility import offices_of
from translations.person_names import same_name

from ..models import BulletinSound, Release, StoredPost, Variant


def places_of(release: Release, post: StoredPost) -> list[Office]:
    """Offices whose loudspeakers get it."""
    to = Variant.objects.filter(release=release, post=post).values("destination__office")
    return list(Office.objects.filter(pk__in=to).select_related("parent__parent"))


def may_see(user: User, release: Release, post: StoredPost) -> bool:
    """Whose office released it, or whose communes get it; and all above."""
    variants = Variant.objects.filter(release=release, post=post)
    mine = offices_of(user)
    theirs = Q(release__office__in=mine) | Q(destination__office__in=mine)
    return variants.filter(theirs).exists()


def bringing_for(user: User, release: Release, post: StoredPost) -> Office | None:
    """The office in whose name this person brings a recording; None: they may not.

    The office that released it, else the highest of theirs whose communes get it.
    """
    own = _posts_of(user)
    if release.office_id in own:
        return release.office
    lines = {one.pk: one for place in places_of(release, post) for one in line_of(place)}
    mine = [one for pk, one in lines.items() if pk in own]
    return min(mine, key=lambda one: (len(line_of(one)), one.pk), default=None)


def may_hear(user: User, sound: BulletinSound) -> bool:
    """A second person of the office or one above it: neither the reader nor whoever brought it."""
    if sound.is_machine or user.pk == sound.ordered_by_id:
        return False
    if same_name(sound.reader_name, str(user)):
        return False
    return bool(_posts_of(user) & {office.pk for office in line_of(sound.office)})


def may_order(user: User) -> bool:
    """A machine's draft of what they may see: everybody but those who only observe."""
    return user.is_superuser or bool(_posts_of(user))


def may_listen(user: User, sound: BulletinSound) -> bool:
    """To what is not out yet: its office and those above; to what says released words, those below too."""
    mine = offices_of(user)
    if mine.filter(pk=sound.office_id).exists():
        return True
    released = not sound.is_machine or sound.asked.exists()
    above = Q(parent=sound.office_id) | Q(parent__parent=sound.office_id)
    return released and mine.filter(above).exists()


def _posts_of(user: User) -> set[int]:
    """Offices where they do more than read."""
    held = user.memberships.exclude(role=Role.OBSERVER)
    return set(held.values_list("office_id", flat=True))
