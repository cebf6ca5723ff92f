"""The picture of the library that an uploaded one looks like, of those that its uploader may choose."""

from typing import Any

from wagtail.permissions import policy_registry

from media_assets.intake import lookalikes
from media_assets.models import Picture

AT_A_TIME = 10  # older pictures whose look is found out with one upload: each is opened for it
COLUMNS = ("pk", "look", "width", "height")


def lookalike(picture: Picture, user: Any) -> Picture | None:
    """Never the picture itself."""
    policy = policy_registry.get_by_type(Picture)
    mine = policy.instances_user_has_permission_for(user, "choose")
    choosable = mine.filter(superseded=False).exclude(pk=picture.pk)
    _look_at_some(choosable)
    known = choosable.exclude(look__in=["", lookalikes.NONE]).order_by("pk")
    size = (picture.width, picture.height)
    found = lookalikes.alike(picture.look, *size, known.values_list(*COLUMNS).iterator())
    return Picture.objects.filter(pk=found).first() if found else None


def _look_at_some(pictures: Any) -> None:
    """Of those that came in before looks were kept. Without save(): what is live is not touched."""
    for picture in pictures.filter(look="").order_by("-pk")[:AT_A_TIME]:
        Picture.objects.filter(pk=picture.pk).update(look=_look_of(picture))


def _look_of(picture: Picture) -> str:
    try:
        with picture.open_file() as file:
            return lookalikes.look_of(file)
    except OSError:  # the file is lost
        return lookalikes.NONE
