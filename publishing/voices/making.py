"""Sounds made in the background: one turn each, once, whatever dies. As `pieces.bulk.turns`."""

import logging
import tempfile
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.files import File
from django.db import transaction
from django.db.models import F, QuerySet
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from ..delivery.wake import enqueue
from ..models import BulletinSound, SoundFile
from ..script.model import Script
from .labels import SPOKEN, tags, with_label
from .pressing import Pressing, press
from .profiles import STUDIO
from .provider import NotSpoken, Sound, VoiceKind
from .registry import provider

logger = logging.getLogger(__name__)
State = BulletinSound.State
TASK = "publishing.tasks.make_sound"
SILENT = timedelta(minutes=6)  # longer than a turn may last: whoever worked at it counts as dead
MOST_UNENDED = 3
AGAIN = timedelta(seconds=60)  # what waits that long for its first turn lost its message


def work_at(pk: int, turn: int) -> bool:
    """Make it; False: somebody else took this turn, or it is made."""
    taken = BulletinSound.objects.filter(pk=pk, turn=turn, state=State.MAKING)
    if not taken.update(turn=F("turn") + 1, unended=F("unended") + 1, moved_at=Now()):
        return False
    mine = BulletinSound.objects.filter(pk=pk, turn=turn + 1, state=State.MAKING)
    with override(SPOKEN):
        try:
            _make(mine, BulletinSound.objects.select_related("office").get(pk=pk))
        except NotSpoken as refusal:
            _stop(mine, str(refusal))
        except Exception:
            logger.exception("A sound of a bulletin was not made: %s", pk)
            _stop(
                mine, _("A fault stopped it. Press the button again; then ask the administrator.")
            )
    return True


def wake_silent() -> None:
    """What lost its message, or whose worker died. One that kills every worker ends here."""
    now = timezone.now()
    making = BulletinSound.objects.filter(state=State.MAKING)
    lost = making.filter(turn=0, moved_at__lt=now - AGAIN)
    for sound in lost | making.filter(moved_at__lt=now - SILENT):
        mine = BulletinSound.objects.filter(pk=sound.pk, turn=sound.turn, state=State.MAKING)
        if sound.unended >= MOST_UNENDED:
            with override(SPOKEN):
                _stop(mine, _("The program broke off several times. Ask the administrator."))
            continue
        mine.update(moved_at=Now())  # no heap of messages
        enqueue(TASK, sound.pk, sound.turn)


def _make(mine: QuerySet[BulletinSound], sound: BulletinSound) -> None:
    """Raises NotSpoken, OSError."""
    speaker = provider(sound.provider)
    engine, model = speaker.version(), speaker.model_sha256(sound.voice)
    heard = speaker.synthesize(_to_say(sound), sound.voice)
    with tempfile.TemporaryDirectory(prefix="loa-sound-") as folder:
        source = Path(folder, "said")
        source.write_bytes(heard.data)
        pressing = press(source, Path(folder), _profiles(sound), tags(sound, engine))
        if pressing.loudness is None and speaker.kind != VoiceKind.NOTHING:
            raise NotSpoken(_("Nothing is heard in it. Record it again, nearer to the microphone."))
        _keep(mine, sound, pressing, heard, engine, model)


def _to_say(sound: BulletinSound) -> Script:
    script = Script.from_data(sound.script)
    return with_label(script) if sound.says_label else script


def _profiles(sound: BulletinSound) -> list[str]:
    """A machine's draft is not worked on in a studio: its WAV would be five times the room."""
    wanted = settings.LOA_SOUND_PROFILES
    return [name for name in wanted if not (sound.is_machine and name == STUDIO)]


@transaction.atomic
def _keep(
    mine: QuerySet[BulletinSound],
    sound: BulletinSound,
    pressing: Pressing,
    heard: Sound,
    engine: str,
    model: str,
) -> None:
    """Nothing where it became somebody else's turn meanwhile."""
    made = {
        "state": State.READY,
        "unended": 0,
        "reason": "",
        "engine": engine,
        "model_sha256": model,
        "seconds": pressing.seconds,
        "loudness": pressing.loudness,
        "warnings": list(heard.warnings),
        "made_at": timezone.now(),
    }
    if not mine.update(**made):
        return
    for one in pressing.files:
        with one.path.open("rb") as file:
            SoundFile.objects.create(
                sound=sound,
                profile=one.profile,
                file=File(file, name=one.path.name),
                size=one.path.stat().st_size,
                loudness=one.loudness,
                peak=one.peak,
            )


def _stop(mine: QuerySet[BulletinSound], reason: str) -> None:
    mine.update(state=State.FAILED, reason=reason, moved_at=Now())
