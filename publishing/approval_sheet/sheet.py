"""Puts the sheet together. The same package with the same decisions gives the same bytes."""

import json
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import Any

import segno
from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from wagtail.models import Revision

from cms.approval import paper, steps, wording
from cms.fact_sheets import LABELS, sheets_for
from cms.item_about import about
from cms.languages import BY_CODE, DEFAULT
from cms.models import Approval, ItemPage, Office, Role
from cms.placeholders import find
from media_assets import typesetting
from media_assets.printable import has_numbers, printable_data
from translations.beside import beside

from ..content import to_data
from ..left_out import undrawn
from ..package import Assembly, assemble
from .page_text import PageText
from .pictures import PictureBook
from .posts import posts_of

TEMPLATE = Path(__file__).with_name("sheet.typ")
QR = "qr.svg"
# Letters of the fingerprint on every page, and asked for when paper is recorded.
SHORT = paper.SHORTEST


def approval_sheet(page: ItemPage, revision: Revision) -> bytes:
    """The package of `revision` as a PDF in Vietnamese, whoever asks. Raises OSError like `assemble`."""
    with translation.override("vi"):
        assembly = assemble(page, revision)
        book = PictureBook()
        data = _data(page, revision, assembly, book)
        files = {**book.files, QR: _qr(data["address"])}
        shown = {**printable_data(data), "numbered": has_numbers(data)}
        return typesetting.pdf(TEMPLATE, shown, files)


def check_address(page: ItemPage, fingerprint: str) -> str:
    """Absolute address that says whether a printed sheet is still that of the package."""
    path = reverse("publishing_sheet_check", args=[page.pk, fingerprint])
    return f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{path}"


def _data(
    page: ItemPage, revision: Revision, assembly: Assembly, book: PictureBook
) -> dict[str, Any]:
    draft, office = assembly.page, page.edition.office
    offices = {office.pk: office} | {
        leg.destination.office_id: leg.destination.office for leg in assembly.legs
    }
    sheets = sheets_for(offices.values())
    text = PageText(draft, assembly.content, sheets[office.pk], book)
    state = page.workflow_states.order_by("-pk").first()
    return {
        "words": _words(),
        "office": office.name,
        "office_above": office.parent.name if office.parent else "",
        "title": assembly.content.title,
        "about": list(_about(draft, assembly)),
        "page": text.shown(),
        "posts": posts_of(assembly, book),
        "beside": _beside(page, revision),
        "facts": _facts(assembly, offices, sheets),
        "problems": list(_problems(assembly)),
        "steps": [_step(role, page, state, assembly.fingerprint) for role in steps.steps_of(draft)],
        "submitted_by": _submitter(page, state),
        "signatures": [_("Submitted by"), *_roles(draft)],
        "fingerprint": assembly.fingerprint,
        "short": assembly.fingerprint[:SHORT],
        "address": check_address(page, assembly.fingerprint),
    }


def _beside(page: ItemPage, revision: Revision) -> dict[str, Any] | None:
    """A translation with its source, for whoever signs what they cannot read."""
    found = beside(page, revision)
    if found is None:
        return None
    rows = [
        {
            "label": pair.label,
            "source": pair.source,
            "translation": pair.translation,
            "before": pair.before if pair.is_changed else None,
        }
        for pair in found.pairs
    ]
    return {"languages": [BY_CODE[DEFAULT].name_vi, found.language.name_vi], "rows": rows}


def _problems(assembly: Assembly) -> Iterable[str]:
    for problem in (*assembly.problems, *assembly.disclosed):
        yield str(problem.message)
    for one in undrawn(assembly):
        yield f"{', '.join(map(str, one.offices))} – {one.reason}"


def _roles(draft: ItemPage) -> list[str]:
    return [str(Role(role).label) for role in steps.steps_of(draft)]


def _about(draft: ItemPage, assembly: Assembly) -> Iterable[tuple[str, str]]:
    """Label and value of what is known of the item; what is empty is left out."""
    when = assembly.go_live_at
    rows = [
        *about(draft),
        (_("Publish at"), _moment(when) if when else _("as soon as it is approved")),
        (_("Urgency"), _("Urgent: goes before everything that is not urgent"))
        if assembly.urgent
        else ("", ""),
        (_("Policy"), _("States a rate, benefit, deadline or legal reference"))
        if draft.needs_policy_review
        else ("", ""),
        (_("Address"), assembly.content.url),
    ]
    return [(str(label), str(value)) for label, value in rows if value]


def _facts(
    assembly: Assembly, offices: dict[int, Office], sheets: dict[int, dict[str, str]]
) -> list[dict[str, Any]]:
    """What placeholders stand for, office by office."""
    keys = find(json.dumps(to_data(assembly.content), ensure_ascii=False))
    if not keys:
        return []
    return [
        {
            "office": office.name,
            "values": [
                {"key": str(LABELS.get(key, key)), "value": sheets[pk].get(key) or _("missing")}
                for key in keys
            ],
        }
        for pk, office in offices.items()
    ]


def _step(role: str, page: ItemPage, state: Any, fingerprint: str) -> dict[str, str]:
    """A step with its decision on exactly this package, if there is one."""
    rows = Approval.objects.filter(
        page_id_then=page.pk,
        workflow_state_id_then=state.pk if state else None,
        decision=Approval.Decision.APPROVED,
        step=role,
        fingerprint=fingerprint,
    )
    row = rows.order_by("-sequence").first() if state else None
    return {"step": str(Role(role).label), "decided": _decided(row) if row else ""}


def _decided(row: Approval) -> str:
    return f"{wording.with_capacity(row)}, {_moment(row.at)}"


def _submitter(page: ItemPage, state: Any) -> str:
    if state is None or state.requested_by is None or not page.workflow_in_progress:
        return ""
    return str(state.requested_by)


def _qr(address: str) -> bytes:
    made = BytesIO()
    segno.make(address, error="m", micro=False).save(made, kind="svg", border=2, scale=4)
    return made.getvalue()


def _moment(at: Any) -> str:
    return f"{timezone.localtime(at):%H:%M %d/%m/%Y}"


def _words() -> dict[str, str]:
    """Every heading of the template."""
    return {
        "state": _("SOCIALIST REPUBLIC OF VIETNAM"),
        "motto": _("Independence – Freedom – Happiness"),
        "sheet": _("Approval sheet"),
        "fingerprint": _("Fingerprint"),
        "scan": _("Scan to see whether this sheet is still that of the package"),
        "page_text": _("The page on the portal"),
        "posts": _("What each destination publishes"),
        "beside": _("The translation beside its source"),
        "left_out": _("Left out in this language"),
        "before": _("On the portal now"),
        "nothing": _("nothing"),
        "corrections": _("Corrections"),
        "instead_of": _("instead of"),
        "legal_basis": _("Legal basis"),
        "file": _("File"),
        "video": _("Video"),
        "picture": _("Picture shows"),
        "transcript": _("Transcript"),
        "no_post": _("No post can be made for this place. The others go out."),
        "link": _("Address"),
        "facts": _("Facts used"),
        "steps": _("Steps of approval"),
        "waits": _("not yet"),
        "problems": _("Before it can be submitted:"),
        "numbered": _("Signs that cannot be printed or seen stand as their number, [U+…]."),
        "opinion": _("Opinion"),
        "day": _("Day … month … year …"),
        "sign": _("(Signature, full name)"),
        "short": _("Sheet"),
        "of_page": _("Page"),
    }
