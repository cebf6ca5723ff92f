"""An engine that speaks LibreTranslate's API: the house's own server, or a service.

https://docs.libretranslate.com/api/operations/translate/

What is translated has not been approved yet, and leaves this machine: use a server of the house for
what must not become known before its time.
"""

import json
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from cms.languages import language_name
from publishing.errors import ChannelError
from publishing.http import Outbound
from translations.machine import MachineFailed, Translator

# Where the service's code is not the first part of ours.
CODES = {"yue-hant": "zh-Hant"}
QUOTED = 200  # characters of what the service says


class LibreTranslate(Translator):
    name = "LibreTranslate"

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        if not settings.LOA_LIBRETRANSLATE_URL:
            raise MachineFailed(_("LOA_LIBRETRANSLATE_URL is not set: nobody is asked."))
        question = {
            "q": list(texts),
            "source": _code(source),
            "target": _code(target),
            "format": "text",
        }
        if settings.LOA_LIBRETRANSLATE_KEY:
            question["api_key"] = settings.LOA_LIBRETRANSLATE_KEY
        return _texts(_answer(question), len(texts), target)


def _answer(question: dict[str, Any]) -> tuple[int, Any]:
    """Status and what was said."""
    outbound = Outbound()
    address = f"{settings.LOA_LIBRETRANSLATE_URL.rstrip('/')}/translate"
    try:
        with outbound.repeatable():
            response = outbound.session.post(address, json=question)
    except ChannelError as error:
        raise MachineFailed(
            _("The translation service does not answer: %(reason)s Try again later.")
            % {"reason": error}
        ) from None
    try:
        return response.status_code, json.loads(response.content)
    except ValueError:
        return response.status_code, None


def _texts(answer: tuple[int, Any], count: int, target: str) -> list[str]:
    status, said = answer
    texts = said.get("translatedText") if isinstance(said, dict) else None
    if status == 200 and isinstance(texts, list) and len(texts) == count:
        found = [text for text in texts if isinstance(text, str)]
        if len(found) == count:
            return found
    raise MachineFailed(_refusal(status, said, target))


def _refusal(status: int, said: Any, target: str) -> str:
    reason = str(said.get("error", ""))[:QUOTED] if isinstance(said, dict) else ""
    if status == 403:
        return _(
            "The translation service refuses the key (LOA_LIBRETRANSLATE_KEY). Ask the administrator."
        )
    if status == 429:
        return _("The translation service has had too many questions. Try again in a few minutes.")
    if status == 400 and "support" in reason:
        message = _("The translation service does not know %(language)s.")
        return message % {"language": language_name(target)}
    message = _(
        "The translation service gave no translation (%(status)d %(reason)s). Try again later."
    )
    return message % {"status": status, "reason": reason}


def _code(language: str) -> str:
    return CODES.get(language) or language.partition("-")[0]
