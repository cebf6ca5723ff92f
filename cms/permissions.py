"""Groups and permissions of every office, made from one place.

| Role | Own part of the tree | Own collection |
|---|---|---|
| editor, head of section, leader | add, change | add, change, choose |
| policy reviewer, language reviewer | nothing: they see an item on the approval screen | choose |
| translator, channel keeper | nothing (their screens check the role) | choose |
| grassroots officer, observer, secretary, duty editor | nothing (likewise) | nothing |

No group holds publish, lock or bulk delete: publishing is what an approval does, and what is in
review is locked by the workflow. The centre gets its permissions on its own sections, never on the
home page that lies above the offices.
"""

from collections.abc import Iterable

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q
from wagtail.models import GroupCollectionPermission, GroupPagePermission, Page

from .approval.workflow import approval_workflow, ensure_workflow
from .models import HomePage, Membership, Office, OfficePage, Role, User

PREFIX = "Loa "
NAMES: dict[str, str] = {
    Role.EDITOR: "Biên tập viên",
    Role.POLICY_REVIEWER: "Người thẩm định",
    Role.SECTION_HEAD: "Trưởng phòng",
    Role.LEADER: "Lãnh đạo duyệt",
    Role.TRANSLATOR: "Người dịch",
    Role.LANGUAGE_REVIEWER: "Người hiệu đính",
    Role.SECRETARY: "Thư ký biên tập",
    Role.DUTY_EDITOR: "Biên tập viên trực",
    Role.CHANNEL_KEEPER: "Quản trị kênh",
    Role.GRASSROOTS_OFFICER: "Cán bộ BHXH cơ sở",
    Role.OBSERVER: "Người giám sát",
}
WRITERS = (Role.EDITOR, Role.SECTION_HEAD, Role.LEADER)
CHOOSERS = (Role.POLICY_REVIEWER, Role.LANGUAGE_REVIEWER, Role.TRANSLATOR, Role.CHANNEL_KEEPER)
PAGE_ACTIONS = ("add_page", "change_page")


def group_name(office: Office, role: str) -> str:
    """What administrators read, and what the groups are found by: new words need a migration."""
    return f"{PREFIX}{office.code} – {NAMES[role]}"


@transaction.atomic
def sync_office_permissions(office: Office | None = None) -> None:
    """Make groups and permissions of one office, or of all, what the table above says.

    Repeatable: adds what is missing and takes away what is too much. Users are put into their
    groups as well.
    """
    if approval_workflow() is None:
        ensure_workflow()
    for each in [office] if office else Office.objects.select_related("home", "collection"):
        groups = _groups_of(each)
        _sync_pages(groups, list(own_roots(each)))
        _sync_collection(groups, each)
    for user in _people_of(office):
        sync_user_groups(user)


def _people_of(office: Office | None) -> Iterable[User]:
    """Those with a role, and those still in the group of one, in the office or in any."""
    if office:
        names = [group_name(office, role) for role in Role.values]
        within = Q(memberships__office=office) | Q(groups__name__in=names)
    else:
        within = Q(memberships__isnull=False) | Q(groups__name__startswith=PREFIX)
    return User.objects.filter(within).distinct()


def sync_user_groups(user: User) -> None:
    """The user's groups of this module are those of the memberships; other groups stay."""
    wanted = set()
    for membership in Membership.objects.filter(user=user).select_related("office"):
        groups = _groups_of(membership.office)
        wanted.add(groups[membership.role].pk)
    held = set(user.groups.filter(name__startswith=PREFIX).values_list("pk", flat=True))
    user.groups.add(*(wanted - held))
    user.groups.remove(*(held - wanted))


def own_roots(office: Office) -> Iterable[Page]:
    """Roots of the office's own part of the tree, in every language."""
    if office.home is None:
        return
    for home in Page.objects.filter(translation_key=office.home.translation_key):
        if issubclass(home.specific_class, HomePage):
            yield from home.get_children().not_type(OfficePage)
        else:
            yield home


def _groups_of(office: Office) -> dict[str, Group]:
    names = {group_name(office, role): role for role in Role.values}
    found = {names[group.name]: group for group in Group.objects.filter(name__in=names)}
    missing = [Group(name=name) for name, role in names.items() if role not in found]
    if missing:
        made = _let_into_the_admin(Group.objects.bulk_create(missing))
        found |= {names[group.name]: group for group in made}
    return found


def _let_into_the_admin(groups: list[Group]) -> list[Group]:
    """Of the groups that were just made: they hold nothing yet."""
    access = Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
    held = Group.permissions.through
    held.objects.bulk_create(held(group=group, permission=access) for group in groups)
    return groups


def _sync_pages(groups: dict[str, Group], roots: list[Page]) -> None:
    permissions = Permission.objects.filter(
        content_type__app_label="wagtailcore", codename__in=PAGE_ACTIONS
    )
    wanted = {
        (groups[role].pk, page.pk, permission.pk)
        for role in WRITERS
        for page in roots
        for permission in permissions
    }
    rows = GroupPagePermission.objects.filter(group__in=groups.values())
    held = {(row.group_id, row.page_id, row.permission_id): row.pk for row in rows}
    rows.filter(pk__in=[pk for key, pk in held.items() if key not in wanted]).delete()
    GroupPagePermission.objects.bulk_create(
        GroupPagePermission(group_id=group, page_id=page, permission_id=permission)
        for group, page, permission in sorted(wanted - held.keys())
    )


def _sync_collection(groups: dict[str, Group], office: Office) -> None:
    permissions = Permission.objects.filter(
        content_type__app_label__in=["wagtailimages", "wagtaildocs"],
        content_type__model__in=["image", "document"],
    )
    wanted = {
        (groups[role].pk, office.collection_id, permission.pk)
        for role in (*WRITERS, *CHOOSERS)
        for permission in permissions
        if office.collection_id and _may(role, permission.codename)
    }
    rows = GroupCollectionPermission.objects.filter(group__in=groups.values())
    held = {(row.group_id, row.collection_id, row.permission_id): row.pk for row in rows}
    rows.filter(pk__in=[pk for key, pk in held.items() if key not in wanted]).delete()
    GroupCollectionPermission.objects.bulk_create(
        GroupCollectionPermission(group_id=group, collection_id=collection, permission_id=pk)
        for group, collection, pk in sorted(wanted - held.keys())
    )


def _may(role: str, codename: str) -> bool:
    action = codename.split("_")[0]
    return action == "choose" or (role in WRITERS and action in {"add", "change"})
