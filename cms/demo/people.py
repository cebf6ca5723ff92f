"""Logins of the demo: roles, not persons. Published in the source, so production must not load them."""

from dataclasses import dataclass

from cms.models import Membership, Office, Role, User

PASSWORD = "loa-trinh-dien"  # noqa: S105  a demo login, printed on the screen


@dataclass(frozen=True)
class Login:
    username: str
    office: str  # code
    roles: tuple[Role, ...]
    shown_as: str


LOGINS = (
    Login("bientap", "VN", (Role.EDITOR,), "Biên tập viên Trung ương"),
    Login("thamdinh", "VN", (Role.POLICY_REVIEWER,), "Người thẩm định"),
    Login("lanhdao", "VN", (Role.LEADER,), "Lãnh đạo Trung ương"),
    Login("kenh", "VN", (Role.CHANNEL_KEEPER,), "Quản trị kênh Trung ương"),
    Login("thuky", "VN", (Role.SECRETARY,), "Thư ký biên tập"),
    Login("truc", "VN", (Role.DUTY_EDITOR,), "Biên tập viên trực Trung ương"),
    Login("giamsat", "VN", (Role.OBSERVER,), "Người giám sát"),
    Login("bientap.tq", "08", (Role.EDITOR,), "Biên tập viên Tuyên Quang"),
    Login("lanhdao.tq", "08", (Role.LEADER,), "Lãnh đạo Tuyên Quang"),
    Login("kenh.tq", "08", (Role.CHANNEL_KEEPER,), "Quản trị kênh Tuyên Quang"),
    Login("bientap.hn", "01", (Role.EDITOR,), "Biên tập viên Hà Nội"),
    Login("lanhdao.hn", "01", (Role.LEADER,), "Lãnh đạo Hà Nội"),
    Login("bientap.dl", "66", (Role.EDITOR,), "Biên tập viên Đắk Lắk"),
    Login("lanhdao.dl", "66", (Role.LEADER,), "Lãnh đạo Đắk Lắk"),
    Login("coso.tq", "08-01", (Role.GRASSROOTS_OFFICER,), "Cán bộ BHXH cơ sở Tuyên Quang"),
)
ADMINISTRATOR = Login("quantri", "VN", (), "Quản trị hệ thống")


def ensure_people() -> None:
    """Every login with its role; the administrator sees everything, but publishes nothing alone."""
    for login in (*LOGINS, ADMINISTRATOR):
        user = _user(login)
        for role in login.roles:
            office = Office.objects.get(code=login.office)
            Membership.objects.get_or_create(user=user, office=office, role=role)


def _user(login: Login) -> User:
    user, new = User.objects.get_or_create(
        username=login.username,
        defaults={
            "last_name": login.shown_as,
            "email": f"{login.username}@loa.example",
            "is_superuser": login is ADMINISTRATOR,
            "is_staff": login is ADMINISTRATOR,
        },
    )
    if new:
        user.set_password(PASSWORD)
        user.save()
    return user
