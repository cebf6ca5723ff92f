"""“Thay đổi từ trung ương”: what the centre changed of items that an office has copies of."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from cms.folded import Folded
from cms.login import StaffRequest
from cms.models import Office
from cms.search import fold
from cms.visibility import holds_any

from ..rolling.inbox import LABELS, Pile, lines_of, pile_of
from ..rolling.people import READERS, offices_read_by

PER_PAGE = 25
PAGE = "p"


class InboxFilter(forms.Form):
    office = forms.ModelChoiceField(
        Office.objects.none(), label=_("Office"), required=False, empty_label=_("All offices")
    )
    text = forms.CharField(label=_("Words of the title"), required=False, max_length=100)

    def __init__(self, data: Any, offices: Any) -> None:
        super().__init__(data)
        self.fields["office"].queryset = offices  # type: ignore[attr-defined]


@require_GET
def inbox(request: StaffRequest) -> HttpResponse:
    if not holds_any(request, READERS):
        raise PermissionDenied
    offices = offices_read_by(request.user)
    form = InboxFilter(request.GET, offices)
    form.is_valid()
    asked = {name: value for name, value in form.cleaned_data.items() if value}
    piles = {pile: _narrowed(pile_of(request.user, pile), asked) for pile in Pile}
    pile = _pile(request)
    page = Paginator(piles[pile], PER_PAGE).get_page(request.GET.get(PAGE))
    context = {
        "form": form,
        "piles": [(each, LABELS[each], rows.count()) for each, rows in piles.items()],
        "pile": pile,
        "page": page,
        "pages": page.paginator.get_elided_page_range(page.number),
        "lines": lines_of(list(page.object_list)),
        "narrowed": bool(asked),
        "several": len(offices[:2]) > 1,
    }
    return TemplateResponse(request, "translations/rolling/inbox.html", context)


def _pile(request: StaffRequest) -> Pile:
    asked = request.GET.get("show", "")
    return Pile(asked) if asked in list(Pile) else Pile.OPEN


def _narrowed(rows: Any, asked: dict[str, Any]) -> Any:
    if office := asked.get("office"):
        rows = rows.filter(copy__edition__office=office)
    if words := fold(asked.get("text", "").strip()):
        page = "copy__edition__page__"
        rows = rows.annotate(plain=Folded(f"{page}title"), drafted=Folded(f"{page}draft_title"))
        rows = rows.filter(Q(plain__contains=words) | Q(drafted__contains=words))
    return rows
