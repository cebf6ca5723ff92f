"""espeak-ng, Debian's package: a voice like a robot's, for hearing a bulletin before a person reads it.

https://github.com/espeak-ng/espeak-ng . It runs as a process of its own (GPL-3), reads the script as
SSML from its standard input, and gets no other word on its command line than what stands here.
"""

import hashlib
import io
import shutil
import subprocess
import sys
import tempfile
import wave
from functools import cache
from pathlib import Path
from typing import IO, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from media_assets.limited import ENVIRONMENT

from ..script.model import Script
from .provider import NotSpoken, Sound, VoiceKind, VoiceMissing
from .spoken_form import as_ssml

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = "espeak-ng"
VOICES = {"vi": "vi-VN", "vi-vn-x-central": "vi-VN-x-central", "vi-vn-x-south": "vi-VN-x-south"}
OF_PROFILE = {"central": "vi-vn-x-central", "south": "vi-vn-x-south"}
DATA = {"vi": "vi", "vi-vn-x-central": "vi-VN-x-central", "vi-vn-x-south": "vi-VN-x-south"}
# Words a minute as it counts them: with the pauses of `spoken_form`, 165 syllables as announcers read.
SPEED = 116
MEGABYTES = 400
SECONDS = 60  # ten minutes of bulletin take about one
HEADER = 44


class Espeak:
    id = "espeak"
    label = gettext_lazy("Machine voice (espeak-ng)")
    kind = VoiceKind.MACHINE
    licence = "GPL-3.0-or-later"
    commercial_ok = True  # the licence is of the program, not of what it says
    offline = True
    draft = True
    languages = VOICES

    def voice_for(self, script: Script) -> str | None:
        return OF_PROFILE.get(script.profile, "vi") if script.language == "vi" else None

    def version(self) -> str:
        return f"{PROGRAM} {_facts(_program())[0]}"

    def model_sha256(self, voice: str) -> str:
        return _model(_facts(_program())[1], _known(voice))

    def synthesize(self, script: Script, voice: str) -> Sound:
        command = [_program(), "-m", "-b", "1", "-v", _known(voice), "-s", str(SPEED)]
        with tempfile.TemporaryFile() as made:
            _run([*command, "--stdin", "--stdout"], as_ssml(script), made)
            made.seek(0)
            return _sound(made.read())


def _program() -> str:
    """Raises VoiceMissing."""
    found = shutil.which(PROGRAM, path=ENVIRONMENT["PATH"])
    if found is None:
        message = _(
            "The machine voice is not installed on this server. Ask the administrator to install the"
            " Debian package espeak-ng, then press the button again."
        )
        raise VoiceMissing(message)
    return found


def _known(voice: str) -> str:
    if voice not in VOICES:
        message = _("The machine has no voice “%(name)s”. Ask the administrator.")
        raise VoiceMissing(message % {"name": voice})
    return voice


def _run(command: list[str], text: str, into: IO[bytes]) -> None:
    """Raises NotSpoken."""
    bounded = [sys.executable, "-m", "publishing.voices.bounded", str(MEGABYTES), str(SECONDS)]
    try:
        done = subprocess.run(  # noqa: S603  our own module, and words of ours alone
            [*bounded, *command],
            cwd=ROOT,
            input=text.encode(),
            stdout=into,
            stderr=subprocess.DEVNULL,
            timeout=SECONDS,
            check=False,
            env=ENVIRONMENT,
        )
    except subprocess.TimeoutExpired as error:
        message = _("The machine took too long to read this bulletin. Shorten it, then try again.")
        raise NotSpoken(message) from error
    if done.returncode:
        raise NotSpoken(
            _(
                "The machine voice broke off. Try again; if it breaks off again, tell the administrator."
            )
        )


def _sound(raw: bytes) -> Sound:
    """It writes a WAV whose length it does not know yet. Raises NotSpoken."""
    if len(raw) <= HEADER or raw[:4] != b"RIFF" or raw[36:40] != b"data":
        raise NotSpoken(_("There is nothing to say in this bulletin. Write its text first."))
    rate = int.from_bytes(raw[24:28], "little")
    samples = raw[HEADER : len(raw) - (len(raw) - HEADER) % 2]
    return Sound(as_wav(samples, rate), len(samples) / 2 / rate)


def as_wav(samples: bytes, rate: int) -> bytes:
    """One channel of 16 bit."""
    made = io.BytesIO()
    with wave.open(made, "wb") as file:
        file.setparams((1, 2, rate, 0, "NONE", ""))
        file.writeframes(samples)
    return made.getvalue()


@cache
def _facts(program: str) -> tuple[str, str]:
    """Its version and the folder of its data."""
    told: Any = subprocess.run(  # noqa: S603
        [program, "--version"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
        env=ENVIRONMENT,
    ).stdout
    before, _said, data = told.partition("Data at:")
    return before.split(":")[-1].strip(), data.strip()


@cache
def _model(data: str, voice: str) -> str:
    """Of its rules and words for Vietnamese, and of the phonemes that it puts together."""
    digest = hashlib.sha256()
    for name in (f"lang/aav/{DATA[voice]}", "vi_dict", "phondata", "phonindex", "phontab"):
        digest.update(Path(data, name).read_bytes())
    return digest.hexdigest()
