"""People with a role in an office."""

from itertools import count

from django.contrib.auth.models import Permission

from cms.models import Membership, Office, Role, User

_numbers = count(1001)


def make_user(office: Office | None = None, *roles: Role, **fields) -> User:
    """A user who may log in (password `mat-khau-thu`) with these roles in the office."""
    number = next(_numbers)
    fields.setdefault("username", f"nguoi-dung-{number}")
    fields.setdefault("email", f"nguoi-dung-{number}@example.vn")
    user = User.objects.create_user(password="mat-khau-thu", **fields)
    for role in roles:
        Membership.objects.create(user=user, office=office, role=role)
    return user


def make_admin_user(office: Office | None = None, *roles: Role, **fields) -> User:
    """`make_user`, let into the admin without any permission there."""
    user = make_user(office, *roles, **fields)
    access = Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
    user.user_permissions.add(access)
    return user
