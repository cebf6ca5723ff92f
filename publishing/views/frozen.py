"""Pictures as they will go out, for people with a login only."""

import re

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from ..frozen import path_of

PICTURE, PAPER = "image/jpeg", "application/pdf"
SIGNS = {b"\x89PNG": "image/png", b"%PDF": PAPER}  # what the store holds besides photographs


@require_safe
def frozen_picture(request: HttpRequest, sha256: str) -> HttpResponseBase:
    if not re.fullmatch(r"[0-9a-f]{64}", sha256):
        raise Http404
    path = path_of(sha256)
    if not path.exists():
        raise Http404
    file = path.open("rb")
    kind = next((kind for sign, kind in SIGNS.items() if file.peek(8).startswith(sign)), PICTURE)
    response = FileResponse(file, content_type=kind, as_attachment=kind == PAPER)
    response["Cache-Control"] = "private, max-age=86400"
    return response
