"""What fact sheets show of what is out (`settings.LOA_FACT_USES`), and the mail when a value changes."""

from collections.abc import Callable, Collection, Mapping, Sequence

from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms import notices
from cms.approval.approvers import holders
from cms.fact_sheets import label_of
from cms.models import Fact, Office, Role, User
from cms.signals import InForce

from .lacks import lacks_at
from .quotes import quotes_at, quoting

TOLD = (Role.EDITOR, Role.SECTION_HEAD, Role.LEADER)
NAMED = 10  # items in a mail
NAMED_IN_SUBJECT = 3  # facts


def uses_html(facts: Collection[Fact], user: User) -> Mapping[int, SafeString]:
    """Of a proposal, how many live items quote the value that it would change; of what is in force, how
    many still say something else. A fixed number of queries."""
    proposed = [one for one in facts if one.state == Fact.State.PROPOSED]
    in_force = {one.key: one for one in facts if one.state == Fact.State.IN_FORCE}
    found = {pk: _of_proposal(n) for pk, n in quoting(proposed).items()}
    if not in_force:
        return found
    office = next(iter(in_force.values())).office
    found |= _of_lacks(office, in_force)
    said: dict[str, int] = {}
    for quote in quotes_at(office, set(in_force), most=1000)[0]:
        for key in {one.key for one in quote.said}:
            said[key] = said.get(key, 0) + 1
    for key, n in said.items():
        pk = in_force[key].pk
        found[pk] = format_html("{}{}", _of_value(office, n), found.get(pk, ""))
    return found


def _of_lacks(office: Office, in_force: Mapping[str, Fact]) -> dict[int, SafeString]:
    """What was left out for want of a value that is there now."""
    counts: dict[int, int] = {}
    for lack in lacks_at(office):
        if not lack.missing:
            for key in lack.keys & set(in_force):
                counts[in_force[key].pk] = counts.get(in_force[key].pk, 0) + 1
    return {pk: _of_catching_up(office, n) for pk, n in counts.items()}


def _of_catching_up(office: Office, count: int) -> SafeString:
    words = ngettext(
        "%(count)d item was left out here for want of it, and can go out now.",
        "%(count)d items were left out here for want of it, and can go out now.",
        count,
    )
    return format_html(
        '<p>{} <a href="{}">{}</a></p>',
        words % {"count": count},
        reverse("publishing_stated", args=[office.code]),
        _("See them and release them"),
    )


def _of_proposal(count: int) -> SafeString:
    words = ngettext(
        "%(count)d item that is out quotes it. When the new value is in force, you are offered its"
        " correction.",
        "%(count)d items that are out quote it. When the new value is in force, you are offered their"
        " correction.",
        count,
    )
    return format_html('<p class="loa-quiet">{}</p>', words % {"count": count})


def _of_value(office: Office, count: int) -> SafeString:
    words = ngettext(
        "%(count)d item does not say this value yet.",
        "%(count)d items do not say this value yet.",
        count,
    )
    return format_html(
        '<p>{} <a href="{}">{}</a></p>',
        words % {"count": count},
        reverse("publishing_stated", args=[office.code]),
        _("See them and correct them"),
    )


def tell_of_quotes(changes: Sequence[InForce]) -> None:
    """Editors and leaders of the office, in one mail, where something that is out says a value before, or
    left out a sentence since there was none. The facts that came into force together are of one office."""
    office = changes[0].fact.office
    quotes, total = quotes_at(office, {one.fact.key for one in changes}, most=NAMED)
    _tell_of_catching_up([one.fact for one in changes if one.before is None or not total])
    if not total:
        return
    url, names = _address(office), _names([one.fact for one in changes])
    replaced = any(one.before for one in changes)

    def subject() -> str:
        words = (
            _("Already out with the value before: %(name)s")
            if replaced
            else _("Already out without it: %(name)s")
        )
        return words % {"name": names()}

    def body() -> str:
        lines = "\n".join(_what_changed(one, office) for one in changes)
        titles = "\n".join(f"– {one.release.title}" for one in quotes)
        rest = total - len(quotes)
        more = ngettext("and %(n)d more", "and %(n)d more", rest) % {"n": rest} if rest else ""
        said = (
            _("These items still say the value before. A leader corrects them here:")
            if replaced
            else _("These items are out without it. A leader releases them with it here:")
        )
        return f"{lines}\n\n{said} {url}\n\n{titles}\n{more}".rstrip() + "\n"

    notices.queue_all((one, subject, body) for one in _people(office))


def _what_changed(change: InForce, office: Office) -> str:
    fact, before = change.fact, change.before
    words = (
        _("%(name)s of %(office)s is now “%(now)s”; before it was “%(before)s”.")
        if before
        else _("%(name)s of %(office)s is now “%(now)s”; there was none before.")
    )
    return words % {
        "name": label_of(fact.key),
        "office": office,
        "now": fact.with_unit,
        "before": before.with_unit if before else "",
    }


def _names(facts: Sequence[Fact]) -> Callable[[], str]:
    """In the language of whoever reads it, so not yet."""

    def names() -> str:
        shown = ", ".join(label_of(fact.key) for fact in facts[:NAMED_IN_SUBJECT])
        return f"{shown}, …" if len(facts) > NAMED_IN_SUBJECT else shown

    return names


def _tell_of_catching_up(facts: Sequence[Fact]) -> None:
    """Likewise, where items were left out since these values were missing."""
    if not facts:
        return
    office, keys = facts[0].office, {fact.key for fact in facts}
    ready = [one for one in lacks_at(office, most=NAMED) if not one.missing and one.keys & keys]
    if not ready:
        return
    found = set[str]().union(*(one.keys for one in ready))
    url, names = _address(office), _names([fact for fact in facts if fact.key in found])

    def subject() -> str:
        return _("Can go out now: %(name)s is there") % {"name": names()}

    def body() -> str:
        words = _(
            "These items were left out at %(office)s since a value was missing, and can go out now. A"
            " leader releases them here:"
        )
        titles = "\n".join(f"– {one.release.title}" for one in ready)
        return f"{words % {'office': office}} {url}\n\n{titles}\n"

    notices.queue_all((one, subject, body) for one in _people(office))


def _people(office: Office) -> Collection[User]:
    return {one.pk: one for role in TOLD for one in holders(office, role)}.values()


def _address(office: Office) -> str:
    path = reverse("publishing_stated", args=[office.code])
    return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + path
