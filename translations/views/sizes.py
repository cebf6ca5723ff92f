"""Fields for files that are refused by their size before they are read."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _


class FileField(forms.FileField):
    """Says beforehand how large a file may be."""

    def __init__(self, *, most_bytes: int, accept: str, **kwargs: Any) -> None:
        self.most_bytes = most_bytes
        widget = forms.FileInput(attrs={"accept": accept})
        super().__init__(widget=widget, **kwargs)
        self.error_messages["required"] = _("Choose a file.")
        self.error_messages["missing"] = _("Choose a file.")
        self.error_messages["empty"] = _("The file is empty. Choose another one.")

    def clean(self, data: Any, initial: Any = None) -> UploadedFile:
        file: UploadedFile = super().clean(data, initial)
        if file.size is not None and file.size > self.most_bytes:
            message = _("The file is larger than %(size)d MB. Divide it, or bring a smaller one.")
            raise ValidationError(message, params={"size": self.most_bytes >> 20})
        return file
