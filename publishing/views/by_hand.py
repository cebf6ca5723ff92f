"""What a person needs who posts by hand, and the proof that came back."""

from pathlib import PurePath

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from ..channel import Post
from ..frozen import ascii_name, path_of
from ..models import Confirmation
from ..visibility import deliveries_for
from .deliveries import delivery_or_404
from .signed_in import user_of


@require_GET
def picture(request: HttpRequest, pk: int, number: int) -> HttpResponseBase:
    """The `number`th picture of a delivery's post (from 1), to be saved under the item's title."""
    delivery = delivery_or_404(user_of(request), pk)
    if delivery.variant is None:
        raise Http404
    pictures = Post.from_data(delivery.variant.post.data).pictures
    if not 1 <= number <= len(pictures):
        raise Http404
    chosen = pictures[number - 1]
    path = path_of(chosen.sha256)
    if not path.exists():
        raise Http404
    name = ascii_name(f"{delivery.release.title} {number}.", PurePath(chosen.name).suffix)
    response = FileResponse(path.open("rb"), as_attachment=True, filename=name)
    response["Content-Type"] = chosen.content_type
    return response


@require_GET
def proof(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The photo of a confirmation: seen by those who see its delivery, saved, never shown inline."""
    visible = deliveries_for(user_of(request)).values("pk")
    confirmation = get_object_or_404(Confirmation.objects.filter(delivery__in=visible), pk=pk)
    if not confirmation.photo:
        raise Http404
    try:
        file = confirmation.photo.open("rb")
    except OSError as error:
        raise Http404 from error
    return FileResponse(file, as_attachment=True)
