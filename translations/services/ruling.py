"""The centre says what local copies of a national item may change."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page

from cms.models import Edition

from .. import log_actions
from ..copies.rights import may_rule
from ..copies.rules import rules_of
from ..errors import Refused
from ..models import LocalRule
from ..rights import require

Word = tuple[str, str]  # a rule, and a note for the offices


@transaction.atomic
def set_rules(*, page: Page, rules: Mapping[str, Word], user: Any) -> bool:
    """By place (`translations.copies.rules`), instead of all that was said before; whether anything
    changed. It holds for the copies that there are, too. Raises NotYours, Refused.
    """
    edition = page.specific.edition
    require(may_rule(user, edition))
    if not is_national(edition):
        raise Refused(_("Only the centre's own items have rules for local copies."))
    known = rules_of(edition)
    before = {place: (rule, known.notes.get(place, "")) for place, rule in known.by_place.items()}
    wanted = {place: _checked(*word) for place, word in rules.items()}
    if before == wanted:
        return False
    LocalRule.objects.filter(edition=edition).delete()
    LocalRule.objects.bulk_create(
        LocalRule(edition=edition, place=place, rule=rule, note=note)
        for place, (rule, note) in wanted.items()
    )
    data = {"rules": {place: list(word) for place, word in wanted.items()}}
    log(page.specific, log_actions.COPY_RULES, user=user, data=data)
    return True


def is_national(edition: Edition) -> bool:
    return edition.kind == Edition.Kind.ORIGINAL and edition.office.is_centre


def _checked(rule: str, note: str) -> Word:
    if rule not in LocalRule.Rule.values:
        raise Refused(_("Choose locked or to be filled in; whatever is free has no rule."))
    return rule, note.strip()[: LocalRule._meta.get_field("note").max_length]
