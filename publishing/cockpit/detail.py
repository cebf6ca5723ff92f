"""One item at one office: why it stands so, what went out there, and where to go on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from cms import facts
from cms.models import Edition, Office, User
from translations.models import ChangeNotice
from translations.rolling.addresses import of_notice
from translations.rolling.people import may_read

from .. import board
from ..content import address_at
from ..visibility import deliveries_for, offices_of
from .board import Cell

MOST = 50  # deliveries; the board has all of them


@dataclass(frozen=True)
class Link:
    label: str
    address: str
    icon: str


@dataclass(frozen=True)
class Detail:
    links: Sequence[Link]
    deliveries: Sequence[board.Row]
    more: bool  # than are shown


def detail_of(user: User, edition: Edition, cell: Cell) -> Detail:
    rows = deliveries_for(user).filter(_at(cell.office), work=edition.work_id)
    found = list(board.with_relations(rows).order_by("-pk")[: MOST + 1])
    return Detail(
        links=list(_links(user, edition, cell)),
        deliveries=board.rows(user, found[:MOST]),
        more=len(found) > MOST,
    )


def public_address(edition: Edition, cell: Cell) -> str:
    """Where the public reads the item at this office; empty where it does not."""
    if cell.known.is_own and cell.known.copy is not None:
        own = Edition.objects.select_related("page").get(pk=cell.known.copy.edition_id)
        return own.page.full_url or ""
    if not cell.known.is_live:
        return ""
    return address_at(cell.office, edition.page.full_url or "")


def _at(office: Office) -> Q:
    below = Q(destination__office__parent=office, destination__office__level="grassroots")
    return Q(destination__office=office) | below


def _links(user: User, edition: Edition, cell: Cell) -> Iterator[Link]:
    """Only what the user may open."""
    if address := public_address(edition, cell):
        yield Link(_("As the public reads it there"), address, "site")
    yield from _of_copy(user, cell)
    if facts.may_open(user, cell.office):
        yield Link(
            _("Fact sheet of the office"), reverse("loa_facts", args=[cell.office.code]), "form"
        )
    asked = urlencode({"office": cell.office.pk, "query": edition.page.title})
    yield Link(
        _("Everything that was sent there"), f"{reverse('publishing_board')}?{asked}", "list-ul"
    )
    if offices_of(user).filter(pk=edition.office_id).exists():
        address = reverse("publishing_releases", args=[edition.page_id])
        yield Link(_("Releases of the national item"), address, "history")
    if edition.page.specific.permissions_for_user(user).can_edit():
        address = reverse("publishing_package", args=[edition.page_id])
        yield Link(_("Package of the national item"), address, "upload")


def _of_copy(user: User, cell: Cell) -> Iterator[Link]:
    copy = cell.known.copy
    if copy is None:
        return
    edition = Edition.objects.select_related("page", "office").get(pk=copy.edition_id)
    if copy.notice_id and may_read(user, cell.office):
        notice = ChangeNotice.objects.get(pk=copy.notice_id)
        yield Link(_("What is to be decided"), of_notice(notice), "mail")
    if edition.page.specific.permissions_for_user(user).can_edit():
        address = reverse("wagtailadmin_pages:edit", args=[copy.page_id])
        yield Link(_("The local copy in the editor"), address, "edit")
