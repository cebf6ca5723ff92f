"""Words that somebody typed into a form without a form class: reasons and comments."""

from django.http import HttpRequest

LONGEST = 2000


def posted_text(request: HttpRequest, name: str = "reason", longest: int = LONGEST) -> str:
    """Without NUL, which PostgreSQL refuses; "" where nothing was posted."""
    return request.POST.get(name, "").replace("\0", "").strip()[:longest]
