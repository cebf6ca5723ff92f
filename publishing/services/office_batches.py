"""Many items at once for one office: each on its own, so that one refusal stops no other."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable

from django.utils.translation import gettext as _

from cms.approval import Refused
from cms.models import Office, User

from ..lacks import lacks_at
from ..models import Release
from ..office_package import Pair
from ..quotes import quotes_at
from .batches import BatchResult
from .office_releases import release_for_office


def correct_all(
    *,
    office: Office,
    tokens: Collection[str],
    user: User,
    reason: str,
    wrong: Collection[Pair] = (),
) -> BatchResult:
    """Those of the list that were chosen as they were shown: values that changed since are refused.

    `wrong`: which of the values that they state were wrong; each page speaks of its own.
    """
    found = {one.token: one for one in quotes_at(office)[0]}

    def act(token: str) -> None:
        quote = found.get(token)
        if quote is None:
            raise Refused(_("The values changed while you were looking: look at the list again."))
        its_own = {said.pair for said in quote.said}.intersection(wrong)
        release_for_office(
            release=quote.release, office=office, user=user, reason=reason, wrong=its_own
        )

    return _each(tokens, act)


def send_what_lacked(
    *, office: Office, tokens: Collection[str], user: User, reason: str
) -> BatchResult:
    listed = lacks_at(office)
    found: dict[str, Release] = {one.token: one.release for one in listed if not one.missing}
    waiting = {one.token: ", ".join(one.missing) for one in listed if one.missing}

    def act(token: str) -> None:
        if token not in found and token in waiting:
            message = _("It still lacks a value: %(names)s.")
            raise Refused(message % {"names": waiting[token]})
        if token not in found:
            raise Refused(_("It has gone out by now, or was taken down."))
        release_for_office(release=found[token], office=office, user=user, reason=reason)

    return _each(tokens, act)


def _each(tokens: Iterable[str], act: Callable[[str], None]) -> BatchResult:
    refused, done = Counter[str](), 0
    for token in dict.fromkeys(tokens):
        try:
            act(token)
            done += 1
        except Refused as error:
            refused[str(error)] += 1
    return BatchResult(done, dict(refused))
