"""Where the inbox is."""

from django.urls import reverse
from django.utils.http import urlencode

from ..models import ChangeNotice


def of_notice(notice: ChangeNotice) -> str:
    return reverse("translations_notice", args=[notice.pk])


def of_inbox(**asked: str) -> str:
    query = f"?{urlencode(asked)}" if asked else ""
    return reverse("translations_inbox") + query
