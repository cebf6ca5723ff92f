"""Placeholders in texts: `{{hotline}}`, `{{office_address}}`, `{{figure:bhyt_coverage}}`.

Their values are the facts in force of the office for which a text is shown or composed, so one
national item serves every office (see `cms.fact_sheets`). They are written as the language of the
text writes them (`cms.fact_wording`). A sentence between `{{if:hotline}}` and `{{end}}` stands only
where the office has that value (`cms.conditions`).
"""

import re
from collections.abc import Iterable, Mapping

from django.utils.html import escape
from django.utils.translation import gettext as _

from . import conditions
from .conditions import KEY
from .fact_wording import Wording, in_language
from .languages import DEFAULT

_PLACEHOLDER = re.compile(rf"\{{\{{\s*({KEY})\s*\}}\}}")


class MissingFact(Exception):
    """An office has no fact in force for these keys."""

    def __init__(self, keys: list[str]) -> None:
        super().__init__(", ".join(keys))
        self.keys = keys


def find(text: str) -> list[str]:
    """Keys that the text quotes or tests, each once, in order: all that may change what it says.

    Which of them an office must have: `missing`.
    """
    return list(conditions.keys_in([text])) if "{{" in text else []


def missing(text: str, facts: Mapping[str, str], *, html: bool = False) -> list[str]:
    """Keys whose values the text lacks; none of those in a sentence that vanishes without them."""
    return conditions.lacking(text, html=html, known=facts.get) if "{{" in text else []


def missing_in(texts: Iterable[str], facts: Mapping[str, str], *, html: bool = False) -> list[str]:
    """Of several texts, each by itself, each key once."""
    return list(dict.fromkeys(key for text in texts for key in missing(text, facts, html=html)))


def resolve(
    text: str,
    facts: Mapping[str, str],
    *,
    html: bool,
    language: str = DEFAULT,
    wording: Wording | None = None,
) -> str:
    """The text with every value put in as `language` writes it, escaped where it is HTML.

    `wording` says it in another way (`cms.fact_wording.aloud`). Raises MissingFact naming all keys
    without a value. A value is never searched for placeholders.
    """
    if lacking := missing(text, facts, html=html):
        raise MissingFact(lacking)
    text = conditions.chosen(text, html=html, known=facts.get)
    return _replace(text, facts, html=html, wording=wording or in_language(language))


def show(
    text: str,
    facts: Mapping[str, str],
    *,
    html: bool,
    language: str = DEFAULT,
    for_approval: bool = False,
) -> str:
    """Like `resolve`, for readers: what is missing becomes a neutral remark.

    `for_approval`: also sentences that only other offices show, and said to be such.
    """
    remark = _("(being updated)")
    if for_approval:
        text = conditions.spelled_out(text, html=html, said=_condition)
    else:
        text = conditions.chosen(text, html=html, known=facts.get)
    wording = in_language(language)

    def said(key: str, value: str) -> str:
        return wording(key, value) if facts.get(key) else value

    known = {key: facts.get(key) or remark for key in find(text)}
    return _replace(text, known, html=html, wording=said)


def _condition(key: str) -> str:
    """Around a sentence, for approvers. No mark of HTML stands in a label."""
    from .fact_sheets import label_of  # the models load this module

    if not key:
        return ")"
    return _("(only at offices that have it – %(label)s:") % {"label": label_of(key)}


def _replace(text: str, facts: Mapping[str, str], *, html: bool, wording: Wording) -> str:
    def value(match: re.Match[str]) -> str:
        said = wording(match[1], facts[match[1]])
        return escape(said) if html else said

    return _PLACEHOLDER.sub(value, text)


def is_placeholder(text: str) -> bool:
    """Whether the text is one placeholder and nothing else."""
    return _PLACEHOLDER.fullmatch(text.strip()) is not None
