"""Pictures, files and recordings that a live page shows stay as they were approved.

Pages refer to a version by number. Its file never changes (see `media_assets.models.version`); what
else readers see of it changes in a new version, which drafts use (see `cms.versions`).
"""

from collections.abc import Iterator
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db.models import Model
from django.db.models.signals import pre_delete, pre_save
from django.dispatch import receiver
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from media_assets.forms import PictureField, cleaned_document, normalised
from media_assets.intake import names
from media_assets.models import Attachment, Picture, Recording
from media_assets.stated_rights import KeepsStatedRights

from .approval import is_in_review
from .going_live import NotApproved
from .released import is_released
from .version_uses import drafts, waiting_for_release

CROP = ("focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height")
SHOWN = ("sha256", "file", "crops", "made_by_ai", *CROP)
QUOTED = ("caption", "credit")
# A document is called by its own title where the page gives none.
SHOWN_OF_DOCUMENTS = ("sha256", "file", "title")
SHOWN_OF_RECORDINGS = (
    *("sha256", "file", "title", "language", "transcript", "captions", "credit", "made_by_ai"),
    *("kind", "media_type", "seconds", "file_size", "width", "height", "poster_sha256"),
)


def _what_to_do() -> str:
    return _(
        "A published page shows this file, so it stays as it was approved. Make a new version under"
        " “Versions”, change that one, and have the items approved that use it."
    )


def _what_to_do_before_its_time() -> str:
    return _(
        "An item that waits for its release shows this file, so it stays as it was approved. Make a"
        " new version under “Versions” and change that one, or cancel the release and have the item"
        " approved again."
    )


def _why_it_is_kept() -> str:
    return _(
        "An item in review, or one that waits for its release, shows this file. Decide about the"
        " item first, then delete the file."
    )


@receiver(pre_save, sender=Picture)
@receiver(pre_save, sender=Attachment)
@receiver(pre_save, sender=Recording)
def refuse_changing_what_was_approved(
    instance: Any, raw: bool = False, update_fields: Any = None, **kwargs: Any
) -> None:
    """Raises NotApproved."""
    if raw or not instance.pk:
        return
    stored = type(instance)._base_manager.filter(pk=instance.pk).first()
    if stored is None:
        return
    saved = set(_approved_of(stored)).intersection(update_fields or _approved_of(stored))
    changed = {name for name in saved if _differs(name, stored, instance)}
    if why := _why_it_stays(stored, changed, hidden=_is_hidden_now(stored, instance)):
        raise NotApproved(why)


def _why_it_stays(media: Any, changed: set[str], *, hidden: bool = False) -> str:
    """Empty where the fields may change, and where it may be `hidden` from readers."""
    if (hidden or changed.intersection(_names(media))) and is_released(media):
        return _what_to_do()
    if (hidden or changed.intersection(_approved_of(media))) and _waits(media):
        return _what_to_do_before_its_time()
    return ""


@receiver(pre_delete, sender=Picture)
@receiver(pre_delete, sender=Attachment)
@receiver(pre_delete, sender=Recording)
def refuse_deleting_what_is_public(instance: Any, **kwargs: Any) -> None:
    """Raises NotApproved. Also while it is in review or waits: it goes out as it was approved."""
    if is_released(instance):
        raise NotApproved(_what_to_do())
    if _is_awaited(instance):
        raise NotApproved(_why_it_is_kept())


def _is_awaited(media: Any) -> bool:
    """True if an item shows it that is in review, or approved and waiting for its release."""
    kind, numbers = type(media), {media.pk}
    if any(is_in_review(draft.page) for draft in drafts(kind, numbers)):
        return True
    return _waits(media)


def _waits(media: Any) -> bool:
    """An approved version shows it, and goes out as it was approved or not at all."""
    return any(waiting_for_release(type(media), {media.pk}))


def _is_hidden_now(stored: Any, media: Any) -> bool:
    """It went to a collection that not everybody may see."""
    moved = stored.collection_id != media.collection_id
    return moved and media.collection.get_view_restrictions().exists()


def _names(media: Model) -> tuple[str, ...]:
    if isinstance(media, Recording):
        return SHOWN_OF_RECORDINGS
    return SHOWN_OF_DOCUMENTS if isinstance(media, Attachment) else SHOWN


def _approved_of(media: Model) -> tuple[str, ...]:
    """What the hash of an approval covers; posts, which are frozen then, quote more than pages."""
    return (*_names(media), *(QUOTED if isinstance(media, Picture) else ()))


def _differs(name: str, stored: Model, media: Model) -> bool:
    return str(getattr(stored, name, None)) != str(getattr(media, name, None))


class KeepsWhatIsPublic:
    """Mixin: says at the field what the guard above would refuse."""

    instance: Any
    changed_data: list[str]

    def clean(self) -> Any:
        cleaned = super().clean()  # type: ignore[misc]  # of a form
        if self.instance.pk and (why := _why_it_stays(self.instance, self.changes())):
            self.add_error(None, why)  # type: ignore[attr-defined]  # likewise
        if self.instance.pk and self.add_prefix("file") in self.files:  # type: ignore[attr-defined]  # likewise
            self.add_error(None, _no_other_file())  # type: ignore[attr-defined]  # likewise
        return cleaned

    def changes(self) -> set[str]:
        """Names of the model's fields that this form would change."""
        return set(self.changed_data)


def _take_no_other_file(form: Any) -> None:
    """Another file is a new version, with a screen of its own: rights are asked for anew there."""
    if form.instance.pk:
        form.fields.pop("file", None)


def _no_other_file() -> str:
    return _("A stored file stays as it is. Press the button “Replace the file” for a new version.")


def _link_to_rights(picture: Picture) -> str:
    words = _("Otherwise name the persons. There you also see where the picture is used:")
    address = reverse("publishing_media_rights", args=[picture.pk])
    return format_html('{} <a href="{}">{}</a>', words, address, _("Rights of the picture"))


class PictureForm(KeepsWhatIsPublic, KeepsStatedRights, BaseImageForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _take_no_other_file(self)
        if upload := self.fields.get("file"):  # some of Wagtail's forms edit the rest only
            self.fields["file"] = PictureField(
                label=upload.label, required=upload.required, widget=upload.widget
            )
        if self.instance.pk and "nobody_recognisable" in self.fields:
            self.fields["nobody_recognisable"].help_text = _link_to_rights(self.instance)
        if notes := getattr(self.instance, "intake_notes", ()):
            self.fields["title"].help_text = " ".join(str(note) for note in notes)

    def clean_title(self) -> str:
        """Often the name of the file, which may hold marks that turn the reading direction."""
        return names.plain(self.cleaned_data["title"]).strip() or names.FALLBACK

    def clean(self) -> Any:
        """What stays is not opened again: its words can be mended even if the file was lost."""
        cleaned = super().clean()
        if self._keeps_its_file():
            cleaned.pop("file", None)
        if made := normalised(cleaned.get("file")):
            self.instance.intake_notes = made.notes  # for whoever shows the form next
        return cleaned

    def _get_validation_exclusions(self) -> set[str]:
        kept = {"file"} if self._keeps_its_file() else set()
        return super()._get_validation_exclusions() | kept

    def _keeps_its_file(self) -> bool:
        return bool(self.instance.pk) and "file" not in self.changed_data


class AttachmentForm(KeepsWhatIsPublic, KeepsStatedRights, BaseDocumentForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _take_no_other_file(self)
        # Of the field as it is shown: Wagtail's form has bound its fields by now.
        self["title"].help_text = " ".join(self._told())

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if isinstance(file, UploadedFile):
            made = cleaned_document(file)
            self.instance.pages = made.pages
            self.instance.intake_notes = made.notes  # for whoever shows the form next
        return file

    def _told(self) -> Iterator[str]:
        if pages := self.instance.pages:
            yield _("Pages: %(count)s.") % {"count": pages}
        yield from map(str, getattr(self.instance, "intake_notes", ()))
