"""People with a role in an office."""

from itertools import count

from django.contrib.auth.models import Permission

from cms.models import Membership, Office, Role, User

from .replay import replayed

_numbers = count(1001)


def make_user(office: Office | None = None, *roles: Role, **fields) -> User:
    """A user who may log in (password `mat-khau-thu`) with these roles in the office."""
    number, above = next(_numbers), office.pk if office else None
    if all(isinstance(value, str | bool | None) for value in fields.values()):
        _write_user(number, above, roles, tuple(sorted(fields.items())))
    else:
        _write_user.__wrapped__(number, above, roles, tuple(fields.items()))
    return User.objects.order_by("pk").last()


@replayed
def _write_user(number: int, office: int | None, roles: tuple[Role, ...], given: tuple) -> None:
    fields = {
        "username": f"nguoi-dung-{number}",
        "email": f"nguoi-dung-{number}@example.vn",
        **dict(given),
    }
    user = User.objects.create_user(password="mat-khau-thu", **fields)
    for role in roles:
        Membership.objects.create(user=user, office_id=office, role=role)


def make_admin_user(office: Office | None = None, *roles: Role, **fields) -> User:
    """`make_user`, let into the admin without any permission there."""
    user = make_user(office, *roles, **fields)
    access = Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
    user.user_permissions.add(access)
    return user
