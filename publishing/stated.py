"""What a release says of each office: the facts that its page and posts quote, as they were approved.

Kept in the release's content, so it is sealed with it; `services.stating` puts it on the page when the
release goes live.
"""

import json
from collections.abc import Collection, Iterable, Mapping

from cms.models import Office
from cms.placeholders import find, missing_in
from cms.stated_facts import as_stated, stated_on

from .channel import Content
from .content import to_data
from .models import Release

Stated = dict[str, dict[str, str]]  # by office code: value by key


def quoting(content: Content, texts: Iterable[str]) -> list[str]:
    """What may quote facts: the page, and `texts`, what an editor wrote for channels and destinations."""
    return [json.dumps(to_data(content), ensure_ascii=False), *texts]


def quoted_keys(texts: Iterable[str]) -> list[str]:
    return find("\n".join(texts))


def stated_by(
    offices: Iterable[Office], texts: Collection[str], sheets: Mapping[int, Mapping[str, str]]
) -> Stated:
    """Of what an office has no value for: empty where only vanishing sentences ask for it, so that they
    stay away; nothing is said of what a text lacks."""
    wanted = quoted_keys(texts)
    found: Stated = {}
    for office in offices if wanted else ():
        sheet = sheets.get(office.pk, {})
        lacked = missing_in(texts, sheet)
        if values := {key: sheet.get(key, "") for key in wanted if key not in lacked}:
            found[office.code] = values
    return found


def stated_at(release: Release, office: Office) -> dict[str, str]:
    """What the page of `release` says there: as it is by now, where it is out, else as it was approved."""
    if release.state == Release.State.IN_FORCE and release.went_live_at and release.page:
        return as_stated(stated_on(release.page.specific, office))
    return (release.content.get("stated") or {}).get(office.code, {})
