"""“Bản tin đã phát ở đâu”: communes as tiles, one bulletin or a period, and minutes on air."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef
from django.http import FileResponse, HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path, re_path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from cms import spreadsheets
from cms.models import User

from ..communes import may_see_communes
from ..delivery.line import LIVE
from ..models import Release
from ..registry import LOUDSPEAKER
from ..views.signed_in import user_of
from ..visibility import deliveries_for
from .export import table
from .forms import ReachFilter
from .minutes import on_air
from .places import LOOKS, SILENT, Place, grouped, of_bulletin, of_period

NAME = "publishing_reach"
MOST_BULLETINS = 200  # to choose from, the newest
OPEN = 3  # provinces that are shown unfolded


@dataclass(frozen=True)
class Asked:
    """`places` before they were narrowed to a province."""

    form: ReachFilter
    bulletin: Release | None
    places: list[Place]

    @property
    def chosen(self) -> list[Place]:
        province = self.form.asked("province")
        return [one for one in self.places if not province or one.province == province]


@require_GET
def show(request: HttpRequest) -> HttpResponseBase:
    user = user_of(request)
    asked = _asked(request, user)
    groups = grouped(asked.chosen)
    since, until = asked.form.period()
    language = asked.form.asked("language")
    context: dict[str, Any] = {
        "form": asked.form,
        "bulletin": asked.bulletin,
        "groups": groups,
        "unfolded": len(groups) <= OPEN,
        "total": len(asked.chosen),
        "looks": LOOKS,
        "why": [one for one in asked.chosen if one.reason],
        "linked": may_see_communes(user),
        "silent": sum(one.look is SILENT for one in asked.chosen),
        "query": request.GET.urlencode(),
        "air": on_air(deliveries_for(user), since=since, until=until, language=language),
        "since": since,
        "until": until,
    }
    return TemplateResponse(request, "publishing/reach/index.html", context)


@require_GET
def files(request: HttpRequest, kind: str) -> HttpResponseBase:
    places = _asked(request, user_of(request)).chosen
    name = f"phat-thanh.{kind}"
    if kind == "xlsx":
        book = spreadsheets.xlsx_file(table(places), title=_("Communes"))
        return FileResponse(book, as_attachment=True, filename=name)
    lines = spreadsheets.csv_lines(table(places))
    response = StreamingHttpResponse(lines, content_type="text/csv")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _asked(request: HttpRequest, user: User) -> Asked:
    releases = {str(one.pk): one for one in _bulletins(user)}
    pairs = [(number, _told(one)) for number, one in releases.items()]
    form = ReachFilter(request.GET, bulletins=pairs, provinces=[])
    bulletin = releases.get(request.GET.get("bulletin", ""))
    seen = deliveries_for(user)
    if bulletin:
        places = of_bulletin(seen, work=bulletin.work_id, language=bulletin.language)
    else:
        since, until = form.period()
        language = form.asked("language")
        places = of_period(seen, since=since, until=until, language=language)
    provinces = sorted({one.province for one in places})
    form = ReachFilter(request.GET, bulletins=pairs, provinces=provinces)
    return Asked(form, bulletin, places)


def _bulletins(user: User) -> list[Release]:
    """The newest of each line, of those that this person sees anything of."""
    spoken = deliveries_for(user).filter(destination__channel=LOUDSPEAKER, release=OuterRef("pk"))
    rows = Release.objects.filter(Exists(spoken), state__in=LIVE)
    rows = rows.exclude(kind=Release.Kind.WITHDRAW).order_by("-pk")[:MOST_BULLETINS]
    newest: dict[tuple[int, str], Release] = {}
    for row in rows:
        newest.setdefault((row.work_id, row.language), row)
    return list(newest.values())


def _told(release: Release) -> str:
    live = release.went_live_at
    day = f"{timezone.localtime(live):%d/%m/%Y}" if live else ""
    return f"{release.title} ({day})" if day else release.title


def reach_urls() -> list[URLPattern | URLResolver]:
    return [
        path("xa/do-phu/", show, name=NAME),
        re_path(r"^xa/do-phu/xuat\.(?P<kind>csv|xlsx)$", files, name="publishing_reach_export"),
    ]
