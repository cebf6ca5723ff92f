"""An original that is lost or damaged: told apart from a full disk, whatever its decoder raised."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.utils.translation import gettext as _
from wagtail.images.exceptions import InvalidFilterSpecError, UnknownOutputImageFormatError
from wagtail.images.models import SourceImageIOError

NO_SPACE = {errno.ENOSPC, errno.EDQUOT, errno.EROFS}


class PictureUnreadable(SourceImageIOError):
    """No size of the picture can be made. The message is for its user."""


@contextmanager
def telling(picture: Any) -> Iterator[None]:
    """Whatever goes wrong with the file within becomes PictureUnreadable, but for a full disk."""
    try:
        yield
    except (PictureUnreadable, InvalidFilterSpecError, UnknownOutputImageFormatError):
        raise
    except Exception as error:  # decoders raise nearly anything on damaged bytes
        if isinstance(error, OSError) and error.errno in NO_SPACE:
            raise
        message = _(
            "The file of the picture “%(title)s” is missing or damaged. Upload the picture anew and"
            " choose the new one."
        )
        raise PictureUnreadable(message % {"title": picture.title}) from error
