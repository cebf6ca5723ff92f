"""How an office reads aloud: its words and its region's way. Every change is in the audit log."""

import unicodedata

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cms.models import Office, User

from .. import log_actions
from ..models import SpokenProfile, SpokenWord
from ..script.making import is_sayable
from ..word_rights import may_add_words, may_settle_voice

LONGEST_WRITTEN, LONGEST_SAID = 120, 250  # characters


@transaction.atomic
def add_word(*, office: Office, written: str, said: str, user: User) -> SpokenWord:
    """From now on, at the office and those below; another reading of the same word is withdrawn.

    Raises PermissionDenied, and ValidationError for what cannot be said.
    """
    if not may_add_words(user, office):
        raise PermissionDenied
    written, said = cleaned(written), cleaned(said)
    refuse_unsayable(written, said)
    Office.objects.select_for_update(of=("self",)).get(pk=office.pk)
    old = SpokenWord.objects.in_force().filter(office=office, written=written).first()
    if old is not None and old.said == said:
        return old
    if old is not None:
        _withdraw(old, user)
    word = SpokenWord.objects.create(office=office, written=written, said=said, made_by=user)
    data = {"written": written, "said": said}
    log(office, log_actions.ADD_WORD, user=user, data=data)
    return word


@transaction.atomic
def withdraw_word(*, word: SpokenWord, user: User) -> None:
    """From now on the rules read it, or ask. A second time changes nothing. Raises PermissionDenied."""
    if not may_settle_voice(user, word.office):
        raise PermissionDenied
    word = SpokenWord.objects.select_for_update(of=("self",)).get(pk=word.pk)
    if word.withdrawn_at is None:
        _withdraw(word, user)
        data = {"written": word.written, "said": word.said}
        log(word.office, log_actions.WITHDRAW_WORD, user=user, data=data)


@transaction.atomic
def choose_profile(*, office: Office, name: str, user: User) -> bool:
    """`name` of a region's way, or "" for that of the office above or the province; whether it changed.

    Raises PermissionDenied, and ValueError for a way that there is not.
    """
    if not may_settle_voice(user, office):
        raise PermissionDenied
    if name and name not in SpokenProfile.Name.values:
        raise ValueError(name)
    Office.objects.select_for_update(of=("self",)).get(pk=office.pk)
    row = SpokenProfile.objects.filter(office=office).first()
    before = row.name if row else ""
    if before == name:
        return False
    if name:
        SpokenProfile.objects.update_or_create(office=office, defaults={"name": name})
    elif row:
        row.delete()
    log(office, log_actions.CHOOSE_PROFILE, user=user, data={"from": before, "to": name})
    return True


def cleaned(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def refuse_unsayable(written: str, said: str) -> None:
    """Raises ValidationError that says what to do."""
    if not written:
        raise ValidationError(_("Write what is read in another way."))
    if len(written) > LONGEST_WRITTEN or len(said) > LONGEST_SAID:
        raise ValidationError(_("This is too long: choose a few words only."))
    if not is_sayable(written, said):
        raise ValidationError(
            _("Write “%(written)s” in words only, without digits or signs.") % {"written": written}
        )


def _withdraw(word: SpokenWord, user: User) -> None:
    word.withdrawn_at, word.withdrawn_by = timezone.now(), user
    word.save(update_fields=["withdrawn_at", "withdrawn_by"])
