"""Who is at the screen. Every view of the admin is behind a login already."""

from django.http import HttpRequest

from cms.models import User


def user_of(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    return request.user
