"""Logins of the demo: roles, not persons. Published in the source, so production must not load them."""

from dataclasses import dataclass
from datetime import timedelta

from cms.approval.delegation import delegate_role
from cms.models import Delegation, Membership, Office, Role, User
from cms.working_time import today

PASSWORD = "loa-trinh-dien"  # noqa: S105  a demo login, printed on the screen


@dataclass(frozen=True)
class Login:
    username: str
    office: str  # code
    roles: tuple[Role, ...]
    names: tuple[str, str]  # a role and of what, since forms ask for a first and a last name
    is_deputy: bool = False
    languages: tuple[str, ...] = ()  # that they translate or review; empty: every one

    @property
    def shown_as(self) -> str:
        return " ".join(self.names)


LOGINS = (
    Login("bientap", "VN", (Role.EDITOR,), ("Biên tập viên", "Trung ương")),
    Login("thamdinh", "VN", (Role.POLICY_REVIEWER,), ("Người", "thẩm định")),
    Login("lanhdao", "VN", (Role.LEADER,), ("Lãnh đạo", "Trung ương")),
    Login("kenh", "VN", (Role.CHANNEL_KEEPER,), ("Quản trị kênh", "Trung ương")),
    Login("thuky", "VN", (Role.SECRETARY,), ("Thư ký", "biên tập")),
    Login("truc", "VN", (Role.DUTY_EDITOR,), ("Biên tập viên trực", "Trung ương")),
    Login("dichthuat", "VN", (Role.TRANSLATOR,), ("Người dịch", "Trung ương")),
    Login("hieudinh", "VN", (Role.LANGUAGE_REVIEWER,), ("Người hiệu đính", "Trung ương")),
    Login("giamsat", "VN", (Role.OBSERVER,), ("Người", "giám sát")),
    Login("bientap.tq", "08", (Role.EDITOR,), ("Biên tập viên", "Tuyên Quang")),
    Login("lanhdao.tq", "08", (Role.LEADER,), ("Lãnh đạo", "Tuyên Quang")),
    Login("kenh.tq", "08", (Role.CHANNEL_KEEPER,), ("Quản trị kênh", "Tuyên Quang")),
    Login("dich.tq", "08", (Role.TRANSLATOR,), ("Người dịch", "Tuyên Quang")),
    Login(
        "hieudinh.tq",
        "08",
        (Role.LANGUAGE_REVIEWER,),
        ("Người hiệu đính", "Tuyên Quang"),
        languages=("hmn", "tyz", "ium"),
    ),
    Login("bientap.hn", "01", (Role.EDITOR,), ("Biên tập viên", "Hà Nội")),
    Login("lanhdao.hn", "01", (Role.LEADER,), ("Lãnh đạo", "Hà Nội")),
    Login("pho.hn", "01", (Role.LEADER,), ("Phó lãnh đạo", "Hà Nội"), is_deputy=True),
    Login("bientap.dl", "66", (Role.EDITOR,), ("Biên tập viên", "Đắk Lắk")),
    Login("lanhdao.dl", "66", (Role.LEADER,), ("Lãnh đạo", "Đắk Lắk")),
    Login("coso.tq", "08-01", (Role.GRASSROOTS_OFFICER,), ("Cán bộ BHXH cơ sở", "Tuyên Quang")),
)
ADMINISTRATOR = Login("quantri", "VN", (), ("Quản trị", "hệ thống"))


def ensure_people() -> None:
    """Every login with its role; the administrator sees everything, but publishes nothing alone."""
    for login in (*LOGINS, ADMINISTRATOR):
        user = _user(login)
        for role in login.roles:
            office = Office.objects.get(code=login.office)
            Membership.objects.get_or_create(
                user=user,
                office=office,
                role=role,
                defaults={"is_deputy": login.is_deputy, "languages": list(login.languages)},
            )


def ensure_delegation() -> None:
    """One that runs for a week: Tuyên Quang's leader is away, its channel keeper approves too."""
    leader = User.objects.get(username="lanhdao.tq")
    if Delegation.objects.in_force().filter(delegator=leader).exists():
        return
    delegate_role(
        user=leader,
        office=Office.objects.get(code="08"),
        role=Role.LEADER,
        delegate=User.objects.get(username="kenh.tq"),
        first_day=today(),
        last_day=today() + timedelta(days=6),
        reason="Đi công tác (ví dụ)",
    )


def _user(login: Login) -> User:
    user, new = User.objects.get_or_create(
        username=login.username,
        defaults={
            "last_name": login.names[0],
            "first_name": login.names[1],
            "email": f"{login.username}@loa.example",
            "is_superuser": login is ADMINISTRATOR,
            "is_staff": login is ADMINISTRATOR,
        },
    )
    if new:
        user.set_password(PASSWORD)
        user.save()
    elif not user.first_name:  # of an older demo: its account page could not be saved
        user.last_name, user.first_name = login.names
        user.save()
    return user
