"""The form field of an uploaded picture: what passes can be shown in every size."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from PIL import Image
from wagtail.images.fields import WagtailImageField

LONGEST_SIDE = 16_000  # pixels; WebP, the format of the portal, ends at 16,383
# How colours are stored. The others (16 bits a colour) can be written neither as JPEG nor WebP.
MODES = {"1", "L", "LA", "P", "PA", "RGB", "RGBA", "RGBX", "CMYK", "YCbCr"}


def unusable(picture: Image.Image) -> Any:
    """Why no size of the picture could be made, as a sentence for its editor; None if it can."""
    if max(picture.size) > LONGEST_SIDE:
        return _("The picture is too long or too wide. Save it smaller, then upload it again.")
    if picture.mode not in MODES:
        return _("The picture has unusual colours. Save it as JPEG, then upload it again.")
    return None


class PictureField(WagtailImageField):
    """Wagtail's, which dies of a picture that is cut short instead of refusing it."""

    def check_image_file_format(self, f: Any) -> None:
        super().check_image_file_format(f)
        try:
            picture = Image.open(f)
            reason = unusable(picture)
            if reason is None and picture.width * picture.height <= self.max_image_pixels:
                picture.load()
        except (Image.DecompressionBombError, Image.DecompressionBombWarning):
            return  # the check of pixels that follows says so
        except Exception as error:  # decoders raise nearly anything on hostile bytes
            message = self.error_messages["invalid_image"]
            raise ValidationError(message, code="invalid_image") from error
        finally:
            f.seek(0)
        if reason:
            raise ValidationError(reason, code="unusable_image")
