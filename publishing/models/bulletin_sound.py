"""Bulletins as sound. A row belongs to exactly its words: it is never shown for others."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from media_assets.models.checksummed import Checksummed, checksum_field, download_name_field
from translations.models.event import AppendOnly


class BulletinSound(models.Model):
    """What is heard of the words whose hash is `text_hash` (see `publishing.voices.words`).

    `office` released the words, or brought the recording. A machine's sound is made once for it,
    `says_label` where the last words say that a machine read. `script` is what the machine reads and
    what the second listener reads along. Worked at in turns as drawings are (`BulkDrawing`).
    """

    wagtail_reference_index_ignore = True  # no use of a page that anybody need know

    class Kind(models.TextChoices):
        MACHINE = "machine", _("Machine voice")
        PERSON = "person", _("Recording of a person")

    class State(models.TextChoices):
        MAKING = "making", _("Being made")
        READY = "ready", _("Ready to listen")
        FAILED = "failed", _("Could not be made")

    text_hash = models.CharField(max_length=64, db_index=True)
    language = models.CharField(max_length=35)
    office = models.ForeignKey("cms.Office", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    title = models.CharField(max_length=255)
    script = models.JSONField()
    provider = models.CharField(max_length=30)
    voice = models.CharField(max_length=64, blank=True)
    says_label = models.BooleanField(default=False)
    engine = models.CharField(max_length=100, blank=True)
    model_sha256 = models.CharField(max_length=64, blank=True)
    recording = models.ForeignKey(
        "media_assets.Recording", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    recording_sha256 = models.CharField(max_length=64, blank=True)
    reader_name = models.CharField(_("who reads"), max_length=150, blank=True)
    consent_until = models.DateField(_("agreed until"), null=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.MAKING)
    turn = models.PositiveIntegerField(default=0)
    unended = models.PositiveSmallIntegerField(default=0)
    moved_at = models.DateTimeField(db_default=Now())
    reason = models.TextField(blank=True)
    warnings = models.JSONField(default=list)
    seconds = models.FloatField(default=0)
    loudness = models.FloatField(null=True)  # LUFS; None: nothing is heard
    ordered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    ordered_by_name = models.CharField(max_length=160, blank=True)  # empty: the program itself
    ordered_at = models.DateTimeField(auto_now_add=True)
    made_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("sound of a bulletin")
        verbose_name_plural = _("sounds of bulletins")
        constraints = [
            models.UniqueConstraint(
                fields=["text_hash", "office", "provider", "voice", "says_label"],
                condition=Q(kind="machine"),
                name="machine_reads_the_same_words_once",
            ),
            models.CheckConstraint(
                condition=~Q(kind="person") | (~Q(reader_name="") & ~Q(recording_sha256="")),
                name="recording_of_a_bulletin_names_its_reader",
            ),
        ]
        indexes = [models.Index(fields=["state", "moved_at"], name="bulletin_sound_state_moved")]

    def __str__(self) -> str:
        return f"{self.title} ({self.get_kind_display()})"

    @property
    def is_machine(self) -> bool:
        return self.kind == self.Kind.MACHINE


class SoundFile(Checksummed, models.Model):  # type: ignore[misc]  # its from_db takes what Django's does
    """One file of a sound, in one profile of `publishing.voices.profiles`. Never changed."""

    wagtail_reference_index_ignore = True  # no use of a page that anybody need know

    folder = "bulletin_sounds"

    sound = models.ForeignKey(BulletinSound, on_delete=models.CASCADE, related_name="files")
    profile = models.CharField(max_length=10)
    file = models.FileField(upload_to=folder)
    sha256 = checksum_field()
    download_name = download_name_field()
    size = models.PositiveBigIntegerField()
    loudness = models.FloatField(null=True)
    peak = models.FloatField(null=True)  # dBTP

    class Meta:
        ordering = ["pk"]
        verbose_name = _("sound file of a bulletin")
        verbose_name_plural = _("sound files of bulletins")
        constraints = [
            models.UniqueConstraint(
                fields=["sound", "profile"], name="one_file_a_profile_of_a_bulletin_sound"
            )
        ]

    def __str__(self) -> str:
        return f"{self.sound} – {self.profile}"


class SoundHearing(AppendOnly):
    """A second person heard a recording to its end: it says the bulletin, or why it does not."""

    sound = models.OneToOneField(BulletinSound, on_delete=models.PROTECT, related_name="hearing")
    is_right = models.BooleanField()

    class Meta(AppendOnly.Meta):
        verbose_name = _("second hearing of a bulletin")
        verbose_name_plural = _("second hearings of bulletins")
        constraints = [
            models.CheckConstraint(
                condition=Q(is_right=True) | ~Q(reason=""),
                name="refused_bulletin_sound_has_a_reason",
            )
        ]

    def __str__(self) -> str:
        return f"{self.sound} – {self.user_name}"


class MachineVoiceChoice(AppendOnly):
    """Whether machine voices reach the communes of an office; the last word counts.

    `says_label`: the sound ends with the words that a machine read it.
    """

    office = models.ForeignKey("cms.Office", on_delete=models.PROTECT, related_name="+")
    goes_out = models.BooleanField()
    says_label = models.BooleanField(default=True)

    class Meta(AppendOnly.Meta):
        verbose_name = _("choice of machine voices")
        verbose_name_plural = _("choices of machine voices")
        indexes = [models.Index(fields=["office"], name="machine_voice_choice_office")]

    def __str__(self) -> str:
        return f"{self.office}: {self.goes_out}"


class AskedSound(models.Model):
    """That a machine's sound of a released post was thought of, so that nobody asks twice.

    It decides nothing: what may be played is found by the words. `sound` is empty where no machine
    speaks the language.
    """

    wagtail_reference_index_ignore = True  # no use of a page that anybody need know

    post = models.ForeignKey("publishing.StoredPost", on_delete=models.CASCADE, related_name="+")
    office = models.ForeignKey("cms.Office", on_delete=models.CASCADE, related_name="+")
    says_label = models.BooleanField()
    sound = models.ForeignKey(
        BulletinSound, null=True, on_delete=models.CASCADE, related_name="asked"
    )

    class Meta:
        verbose_name = _("sound asked for")
        verbose_name_plural = _("sounds asked for")
        constraints = [
            models.UniqueConstraint(
                fields=["post", "office", "says_label"], name="sound_of_a_post_asked_for_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.post_id} – {self.office}"
