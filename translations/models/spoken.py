"""Recordings of a translation, for languages that are heard rather than read. Rows are only added."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .event import AppendOnly


class ListeningChoice(AppendOnly):
    """Whether an office's people hear a language rather than read it; the last word counts.

    It holds for the offices below too, unless they say otherwise.
    """

    office = models.ForeignKey("cms.Office", on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=35)
    is_heard = models.BooleanField()

    class Meta(AppendOnly.Meta):
        verbose_name = _("choice of a language that is heard")
        verbose_name_plural = _("choices of languages that are heard")
        indexes = [models.Index(fields=["language", "office"], name="listening_choice_language")]

    def __str__(self) -> str:
        return f"{self.office} – {self.language}: {self.is_heard}"


class SpokenVersion(AppendOnly):
    """Somebody reads a translation aloud. `text_hash` says which: once the text is another, it is stale.

    `user` brought the recording; whoever reads may have no login, so the name counts.
    """

    request = models.ForeignKey(
        "translations.TranslationRequest", on_delete=models.PROTECT, related_name="spoken_versions"
    )
    recording = models.ForeignKey(
        "media_assets.Recording", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    recording_sha256 = models.CharField(max_length=64)
    text_hash = models.CharField(max_length=64)
    reader_name = models.CharField(_("who reads"), max_length=150)
    consent_until = models.DateField(_("agreed until"))

    class Meta(AppendOnly.Meta):
        verbose_name = _("spoken version")
        verbose_name_plural = _("spoken versions")
        constraints = [
            models.CheckConstraint(
                condition=~Q(reader_name="") & ~Q(text_hash="") & ~Q(recording_sha256=""),
                name="spoken_version_names_reader_text_and_sound",
            )
        ]

    def __str__(self) -> str:
        return f"{self.request} – {self.reader_name}"


class Listening(AppendOnly):
    """A second person heard a spoken version to its end: it says the text, or why it does not."""

    spoken_version = models.OneToOneField(
        SpokenVersion, on_delete=models.PROTECT, related_name="listening"
    )
    is_right = models.BooleanField()

    class Meta(AppendOnly.Meta):
        verbose_name = _("second hearing")
        verbose_name_plural = _("second hearings")
        constraints = [
            models.CheckConstraint(
                condition=Q(is_right=True) | ~Q(reason=""), name="refused_recording_has_a_reason"
            )
        ]

    def __str__(self) -> str:
        return f"{self.spoken_version} – {self.user_name}"
