"""What must be set so that originals are stored once and not taken from those who share them."""

from typing import Any

from django.core.checks import CheckMessage, Error, register
from django.core.files.storage import default_storage


@register()
def originals_are_kept(**kwargs: Any) -> list[CheckMessage]:
    if hasattr(default_storage, "tidy"):
        return []
    return [
        Error(
            "The default storage would delete originals that other rows share.",
            hint=(
                "Set STORAGES['default'] to media_assets.storage.Originals, or"
                " media_assets.storage_s3.OriginalsInS3."
            ),
            id="media_assets.E001",
        )
    ]
