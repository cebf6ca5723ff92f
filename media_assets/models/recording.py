"""Sounds and videos. Who owns one follows from its collection, as of pictures."""

import hashlib
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import models, transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.template.defaultfilters import filesizeformat
from django.utils.formats import number_format
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.models import CollectionMember
from wagtail.search import index
from wagtail.search.queryset import SearchableQuerySetMixin

from ..captions import words_of
from ..intake.audiovisual import Probed
from .checksummed import Checksummed, checksum_field, download_name_field
from .rights import MadeByAI, Rights
from .version import Versioned, one_newest


class RecordingQuerySet(SearchableQuerySetMixin, models.QuerySet):
    pass


class Recording(  # type: ignore[misc]  # its from_db takes what Django's does
    Versioned, Checksummed, Rights, CollectionMember, index.Indexed, models.Model
):
    """A sound or a video. `measured` fills in what intake found; nobody types it.

    `language`: code of what is said in it, and of title, transcript and captions; whoever shows the
    form knows which codes there are.
    """

    class Kind(models.TextChoices):
        SOUND = "sound", _("Sound")
        VIDEO = "video", _("Video")

    folder = "recordings"

    title = models.CharField(_("title"), max_length=255)
    file = models.FileField(_("file"), upload_to=folder)
    sha256 = checksum_field()
    download_name = download_name_field()
    file_size = models.PositiveBigIntegerField(editable=False, default=0)
    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices, editable=False)
    media_type = models.CharField(max_length=40, editable=False)
    seconds = models.FloatField(_("length"), editable=False, default=0)
    codecs = models.CharField(_("codecs"), max_length=100, editable=False)
    width = models.PositiveIntegerField(null=True, editable=False)
    height = models.PositiveIntegerField(null=True, editable=False)
    loudness = models.FloatField(_("loudness"), null=True, editable=False)  # LUFS; None: silent
    poster = models.FileField(upload_to="recording_posters", editable=False)
    poster_sha256 = checksum_field()
    language = models.CharField(
        _("language of the recording"),
        max_length=35,
        default="vi",
        help_text=_(
            "What is spoken in it. The title, transcript and captions are written in it too: devices"
            " read them aloud by it."
        ),
    )
    transcript = models.TextField(
        _("transcript"),
        blank=True,
        help_text=_(
            "All that is said, and in brackets what else is heard or seen and matters: for those who"
            " cannot hear or see it. It can be written later, but before it goes out."
        ),
    )
    captions = models.TextField(
        _("captions"), blank=True, editable=False
    )  # see media_assets.captions
    credit = models.CharField(_("credit"), max_length=150, blank=True)
    made_by_ai = models.CharField(
        _("artificial intelligence"), max_length=8, choices=MadeByAI.choices, blank=True
    )
    nobody_recognisable = models.BooleanField(_("nobody can be recognised"), default=False)
    uploaded_by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, editable=False
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    objects = RecordingQuerySet.as_manager()

    search_fields = (
        *CollectionMember.search_fields,
        index.SearchField("title", boost=10),
        index.AutocompleteField("title", boost=10),
        index.SearchField("transcript"),
        index.AutocompleteField("transcript"),  # the library searches beginnings of words
        index.FilterField("title"),
        index.FilterField("kind"),
        index.FilterField("created_at"),
        index.FilterField("uploaded_by_user"),
        index.FilterField("superseded"),
    )

    class Meta:
        verbose_name = _("sound or video")
        verbose_name_plural = _("sounds and videos")
        ordering = ["-created_at", "-pk"]
        constraints = [
            *one_newest("recording"),
            models.CheckConstraint(
                condition=models.Q(kind__in=["sound", "video"]), name="recording_is_sound_or_video"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def measured(self, found: Probed, size: int) -> None:
        """What intake says of its new file, which has `size` bytes."""
        self.kind, self.media_type, self.seconds = found.kind, found.media_type, found.seconds
        self.width, self.height, self.loudness = found.width, found.height, found.loudness
        self.codecs, self.file_size = ", ".join(found.codecs), size
        self.poster, self.poster_sha256 = "", ""
        if found.poster:
            self.poster_sha256 = hashlib.sha256(found.poster).hexdigest()
            self.poster = ContentFile(found.poster, f"{self.poster_sha256[:16]}.jpg")

    @property
    def ending(self) -> str:
        return str(self.file.name).rpartition(".")[2]

    @property
    def length(self) -> str:
        """For people."""
        minutes, seconds = divmod(round(self.seconds), 60)
        if not minutes:
            return _now("%(seconds)d s") % {"seconds": seconds}
        hours, minutes = divmod(minutes, 60)
        if not hours:
            return _now("%(minutes)d min %(seconds)d s") % {"minutes": minutes, "seconds": seconds}
        return _now("%(hours)d h %(minutes)d min") % {"hours": hours, "minutes": minutes}

    @property
    def size(self) -> str:
        return str(filesizeformat(self.file_size))

    @property
    def loudness_in_words(self) -> str:
        if self.loudness is None:
            return _now("nothing is heard")
        return f"{number_format(self.loudness, decimal_pos=1)} LUFS"

    @property
    def facts(self) -> str:
        """What it is, in one line."""
        frame = f"{self.width} × {self.height}" if self.width else ""
        told: list[Any] = [self.length, self.size, frame, self.codecs, self.loudness_in_words]
        return " · ".join(filter(None, told))

    @property
    def words_of_captions(self) -> str:
        return words_of(self.captions)


@receiver(post_delete, sender=Recording)
def remove_its_poster(instance: Recording, **kwargs: Any) -> None:
    """Its file may be another recording's too: the storage sees to that."""
    if name := instance.poster.name:
        transaction.on_commit(lambda: instance.poster.storage.delete(name))
