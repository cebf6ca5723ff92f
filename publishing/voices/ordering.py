"""Machine sounds are ordered when somebody asks, and for what is released where offices want them."""

from datetime import timedelta
from functools import partial

from django.core.cache import cache
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Now
from django.utils import timezone

from cms.models import Office, User

from ..delivery.wake import enqueue
from ..models import AskedSound, BulletinSound, Release, StoredPost, Variant
from ..registry import channels
from ..script.model import Script, script_in
from .choices import offices_that_let_out
from .making import TASK
from .registry import machine_for
from .words import words_hash

State, Kind = BulletinSound.State, BulletinSound.Kind
AT_ONCE = 20  # posts of one round of the sweep
EVERY = 60  # seconds between rounds that found nothing
KEPT = timedelta(days=14)  # of a machine's sound that nothing in force has the words of
LONGEST_TITLE = 255


def order_machine(
    *, script: Script, title: str, office: Office, user: User | None, says_label: bool = False
) -> BulletinSound | None:
    """That of these words, ordered if nobody did; one that failed is tried again for a person.

    None: no machine here speaks the language.
    """
    chosen = machine_for(script)
    if chosen is None:
        return None
    speaker, voice = chosen
    with transaction.atomic():
        sound, is_new = BulletinSound.objects.get_or_create(
            text_hash=words_hash(script),
            office=office,
            provider=speaker.id,
            voice=voice,
            says_label=says_label,
            kind=Kind.MACHINE,
            defaults={
                "language": script.language,
                "title": title[:LONGEST_TITLE],
                "script": script.to_data(),
                "ordered_by": user,
                "ordered_by_name": str(user or ""),
            },
        )
        if is_new or (user is not None and _anew(sound)):
            wake(sound)
    return sound


def _anew(sound: BulletinSound) -> bool:
    failed = BulletinSound.objects.filter(pk=sound.pk, state=State.FAILED)
    return bool(failed.update(state=State.MAKING, unended=0, reason="", moved_at=Now()))


def wake(sound: BulletinSound) -> None:
    """After the commit; if the message is lost, the sweep finds it."""
    sound.refresh_from_db(fields=["turn", "state"])
    transaction.on_commit(partial(enqueue, TASK, sound.pk, sound.turn), robust=True)


def order_wanted() -> None:
    """For what is released, where the office's leader lets machine voices out."""
    if not cache.add("publishing.voices.asked", True, timeout=EVERY):
        return
    if sum(_order(says_label) for says_label in (True, False)):
        cache.delete("publishing.voices.asked")  # there may be more


def _order(says_label: bool) -> int:
    offices = offices_that_let_out(says_label)
    if not offices:
        return 0
    asked = AskedSound.objects.filter(
        post=OuterRef("post"), office=OuterRef("release__office"), says_label=says_label
    )
    released = Variant.objects.filter(
        destination__office__in=offices,
        destination__channel__in=heard_channels(),
        release__state=Release.State.IN_FORCE,
    )
    wanted = released.exclude(Exists(asked)).order_by().values_list("post", "release__office")
    pairs = list(wanted.distinct()[:AT_ONCE])
    for post, office in pairs:
        _ask(StoredPost.objects.get(pk=post), Office.objects.get(pk=office), says_label)
    return len(pairs)


@transaction.atomic
def _ask(post: StoredPost, office: Office, says_label: bool) -> None:
    sound = order_machine(
        script=script_in(post.data),
        title=str(post),
        office=office,
        user=None,
        says_label=says_label,
    )
    AskedSound.objects.get_or_create(
        post=post, office=office, says_label=says_label, defaults={"sound": sound}
    )


def heard_channels() -> list[str]:
    """Names of the channels whose posts are read aloud."""
    return [name for name, channel in channels().items() if channel.capabilities.heard]


def tidy_sounds() -> None:
    """Drafts of texts that changed since or never went out; asked for again they are made again."""
    today = f"publishing.voices.tidied.{timezone.localdate()}"
    if not cache.add(today, True, timeout=36 * 3600):
        return
    in_force = Variant.objects.filter(
        post=OuterRef("post"), release__state__in=("in_force", "scheduled")
    )
    needed = AskedSound.objects.filter(Exists(in_force), sound=OuterRef("pk"))
    old = Q(kind=Kind.MACHINE, ordered_at__lt=timezone.now() - KEPT)
    BulletinSound.objects.filter(old).exclude(Exists(needed)).delete()
