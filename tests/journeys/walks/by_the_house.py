"""Routes through who may what, how approval goes, and what the portal is called and made of."""

from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from wagtail.models import (
    GroupApprovalTask,
    GroupPagePermission,
    Locale,
    Site,
    Workflow,
    WorkflowTask,
)

from cms import facts
from cms.models import ApprovalRule, Edition, Fact, Membership, Role, Work
from cms.permissions import group_name
from tests.factories.pages import editor_form

from .by_approval import decide, submitted
from .by_code import refused
from .by_screen import QUIET, publishing
from .in_the_house import change
from .outcomes import Edge, pages, what_was_approved_stands, without_versions_of_cards
from .people import EDITOR, EVERY_ROLE, LEADER, WRITERS
from .routes import route
from .telling import FACT_STAYS, ITEMS_STAND_HERE, NO_RIGHT, ONE_PORTAL, PLACE_STAYS, STAYS
from .world import World


def post(world: World, name: str, /, *args, **data):
    return world.client().post(reverse(name, args=args), data)


@route("url:membership:add", "model:cms.User", refused=NO_RIGHT, people=WRITERS)
def make_the_author_a_leader_who_approves(world: World):
    editor = str(world.people[EDITOR])
    form = {"user": editor, "office": str(world.office.pk), "role": Role.LEADER, "languages": "[]"}
    post(world, "membership:add", **form)
    return decide(world.seen_by(EDITOR), submitted(world))


@route("url:membership:edit", "url:membership:delete", people=WRITERS)
def take_the_leader_s_role_away_while_it_waits(world: World):
    desk = submitted(world)
    role = Membership.objects.get(user=desk.leader, office=world.office)
    form = {"user": str(desk.leader.pk), "office": str(world.office.pk), "languages": "[]"}
    post(world, "membership:edit", role.pk, role=Role.OBSERVER, **form)
    post(world, "membership:delete", role.pk)
    Membership.objects.filter(pk=role.pk).delete()
    return decide(world.seen_by(LEADER), desk)


@route(
    "url:wagtailusers_groups:edit", "url:wagtailusers_groups:add", "bulk:cms.user.assign_role",
    people=WRITERS,
)  # fmt: skip
def let_a_group_publish(world: World):
    """Wagtail's own permission, given to the editors, who press Wagtail's own buttons with it."""
    editors = Group.objects.get(name=group_name(world.office, Role.EDITOR))
    leaders = Group.objects.get(name=group_name(world.office, Role.LEADER))
    post(world, "wagtailusers_groups:add", name="Tự đăng")
    change(world, "wagtailusers_groups:edit", editors.pk, name=editors.name)
    assign = reverse("wagtail_bulk_action", args=["cms", "user", "assign_role"])
    query = f"?id={world.people[EDITOR]}"
    world.client().post(assign + query, {"role": str(leaders.pk)})
    for action in ("publish_page", "lock_page", "unlock_page", "bulk_delete_page"):
        permission = _permission(action)
        GroupPagePermission.objects.create(group=editors, page_id=world.home, permission=permission)
    client = world.client(world.desk.editor)
    for name in ("draft", "waiting", "item"):
        page = getattr(world, name)
        client.post(reverse("wagtailadmin_pages:edit", args=[page]), publishing())
        client.post(reverse("wagtailadmin_api:pages:action", args=[page, "publish"]), {})
        client.post(reverse("wagtailadmin_pages:unpublish", args=[page]))
        client.post(reverse("wagtailadmin_pages:delete", args=[page]))


def _permission(codename: str) -> Permission:
    return Permission.objects.get(content_type__app_label="wagtailcore", codename=codename)


@route(
    "url:wagtailusers_users:edit", "url:wagtailusers_users:delete",
    "bulk:cms.user.delete", "bulk:cms.user.set_active_state", people=WRITERS,
)  # fmt: skip
def rename_and_delete_those_who_wrote_and_approved(world: World):
    for name in (EDITOR, LEADER):
        person = world.people[name]
        change(world, "wagtailusers_users:edit", person, last_name=QUIET)
        post(world, "wagtailusers_users:delete", person)
        query = f"?id={person}"
        for action in ("set_active_state", "delete"):
            url = reverse("wagtail_bulk_action", args=["cms", "user", action]) + query
            world.client().post(url, {"mark_as_active": ""})


@route(
    "url:wagtailadmin_workflows:add", "url:wagtailadmin_workflows:edit",
    "url:wagtailadmin_workflows:add_task", "url:wagtailadmin_workflows:enable",
    "url:wagtailadmin_workflows:enable_task", "url:wagtailadmin_workflows:task_chooser_create",
    people=WRITERS,
)  # fmt: skip
def approve_by_a_workflow_of_one_s_own(world: World):
    """One step, for a group that the editor is in, assigned to the whole tree."""
    own = Workflow.objects.create(name="Tự duyệt")
    task = GroupApprovalTask.objects.create(name="Tự duyệt")
    task.groups.add(Group.objects.get(name=group_name(world.office, Role.EDITOR)))
    WorkflowTask.objects.create(workflow=own, task=task)
    counts = ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS")
    sets = {f"pages-{name}": "0" for name in counts} | {"pages-TOTAL_FORMS": "1"}
    form = {"name": "Tự duyệt", "active": "on", "pages-0-page": str(world.home), **sets}
    steps = {f"workflow_tasks-{name}": "0" for name in counts}
    group = {"name": "Tự duyệt", "groups": str(task.groups.get().pk)}
    kind = ("wagtailcore", "groupapprovaltask")
    post(world, "wagtailadmin_workflows:add_task", *kind, **group)
    chooser = reverse("wagtailadmin_workflows:task_chooser_create")
    world.client().post(f"{chooser}?create_model=wagtailcore.groupapprovaltask", group)
    post(world, "wagtailadmin_workflows:enable_task", task.pk)
    post(world, "wagtailadmin_workflows:enable", own.pk)
    post(world, "wagtailadmin_workflows:add", **form, **steps)
    post(world, "wagtailadmin_workflows:edit", own.pk, **form, **steps)
    client = world.client(world.desk.editor)
    edit = reverse("wagtailadmin_pages:edit", args=[world.draft])
    client.post(edit, editor_form(QUIET) | {"action-submit": "1"})
    step = world.page("draft").current_workflow_task_state
    if step:
        args = (world.draft, "approve", step.pk)
        client.post(reverse("wagtailadmin_pages:workflow_action", args=args), {"comment": ""})


@route("url:approvalrule:edit", "url:approvalrule:delete", refused=NO_RIGHT, people=WRITERS)
def ask_nobody_any_more_by_a_rule(world: World):
    rule = ApprovalRule.objects.create(
        office=world.office, kind="", role=Role.LEADER, condition="always"
    )
    form = {"office": str(world.office.pk), "kind": "", "role": Role.LEADER, "condition": "never"}
    post(world, "approvalrule:edit", rule.pk, **form)
    rule.delete()
    ApprovalRule.objects.create(**{**form, "office": world.office})
    return decide(world.seen_by(EDITOR), submitted(world))


@route(
    "url:wagtailsites:add", "url:wagtailsites:copy", "url:wagtailsites:edit",
    refused=ONE_PORTAL, people=WRITERS,
)  # fmt: skip
def let_another_portal_answer_in_its_place(world: World):
    """Under the host that readers ask for, with another root."""
    form = {
        "hostname": "testserver",
        "port": "80",
        "site_name": "",
        "root_page": str(world.section),
    }
    post(world, "wagtailsites:copy", Site.objects.get().pk, **form)
    return post(world, "wagtailsites:add", **form)


@route("model:wagtailcore.Site", refused=ONE_PORTAL)
def another_portal_in_the_shell(world: World):
    section = world.page("section")
    refused(lambda: Site.objects.create(hostname="testserver", root_page=section))


def labels_only(before: Edge, after: Edge, world: World) -> list[str]:
    """No page comes or goes, and what was approved stands."""
    moved = sorted(pages(before).keys() ^ pages(after).keys())
    return [*moved, *what_was_approved_stands(before, after, world)]


@route(
    "url:topic:add",
    "url:audience:add",
    "url:office:add",
    decided="the portal's labels are kept by administrators: readers may search by a new one",
    outcome=labels_only,
    people=WRITERS,
)
def add_labels_and_offices(world: World):
    words = {"name": "Nhãn mới", "name_en": "", "slug": "nhan-moi", "sort_order": "1"}
    post(world, "topic:add", **words)
    post(world, "audience:add", **words)
    office = {"code": "MOI", "level": "province", "parent": str(world.centre.pk)}
    return post(world, "office:add", **office, name="BHXH tỉnh Mới", slug="tinh-moi")


@route("model:cms.Edition", refused=PLACE_STAYS)
def give_the_item_to_another_office_in_the_shell(world: World):
    """Its page would show that office's hotline."""
    edition = Edition.objects.get(page=world.item)
    edition.office = world.centre
    refused(edition.save)


@route("model:cms.Edition", refused=PLACE_STAYS)
def delete_the_place_of_the_item_in_the_shell(world: World):
    """Its page would belong to no office: no approval, no correction and no taking down any more."""
    edition = Edition.objects.get(page=world.item)
    refused(edition.delete, lambda: edition.work.editions.all().delete())


@route("model:cms.Work")
def rename_the_work_in_the_shell(world: World):
    for work in Work.objects.all():
        work.title = QUIET
        work.save()


@route("model:wagtailcore.Locale", refused=ITEMS_STAND_HERE)
def give_the_language_another_address_in_the_shell(world: World):
    language = Locale.objects.get(language_code="vi")
    language.language_code = "en"
    refused(language.save)


@route(
    "model:cms.CampaignPage", "model:cms.DocumentPage", "model:cms.InfographicPage",
    "model:cms.ArticlePage", refused=STAYS,
)  # fmt: skip
def save_items_of_every_kind_in_the_shell(world: World):
    kinds = [world.page(name) for name in ("campaign", "document", "infographic", "item")]
    for page in kinds:
        page.lead = QUIET
    refused(*(page.save for page in kinds))


@route(
    "url:loa_fact_decide", "url:loa_facts", "model:cms.Fact",
    decided="a leader puts the fact in force (decision 3)",
    outcome=lambda before, after, world: _only_the_hotline(before, after, world),
    deciders=(LEADER,), people=EVERY_ROLE,
)  # fmt: skip
def propose_and_decide_a_fact(world: World):
    """Proposed by the editor, decided by whoever tries."""
    fact = facts.propose_fact(
        office=world.office, key="hotline", value="0207 999 9999", user=world.desk.editor
    )
    form = {"hotline.value": "0207 888 8888", "hotline.base": str(world.fact)}
    world.client().post(reverse("loa_facts", args=[world.office.code]), form)
    return post(world, "loa_fact_decide", fact.pk, approve="1")


@route(
    "url:loa_facts_decide",
    decided="a leader puts the fact in force (decision 3)",
    outcome=lambda before, after, world: _only_the_hotline(before, after, world),
    deciders=(LEADER,), people=EVERY_ROLE,
)  # fmt: skip
def decide_facts_at_once(world: World):
    """Proposed by the editor, decided by whoever tries."""
    fact = facts.propose_fact(
        office=world.office, key="hotline", value="0207 999 9999", user=world.desk.editor
    )
    return post(world, "loa_facts_decide", world.office.code, facts=[fact.pk], approve="1")


def _only_the_hotline(before: Edge, after: Edge, world: World) -> list[str]:
    def said(text: str) -> str:
        text = without_versions_of_cards(text)
        return text.replace("0207 000 0000", "0207 999 9999").replace("02070000000", "02079999999")

    old = {key: said(text) for key, text in before.items()}
    left = [key for key, text in pages(after).items() if old.get(key) != said(text)]
    return [*left, *what_was_approved_stands(before, after, world)]


@route("model:cms.Fact", refused=FACT_STAYS)
def change_a_fact_in_the_shell(world: World):
    """Rows are never edited: another value is another row, which a leader puts in force."""
    fact = Fact.objects.get(pk=world.fact)
    fact.value = "0207 999 9999"
    refused(fact.save, lambda: fact.save(update_fields=["value"]))


@route("model:cms.Fact", refused=FACT_STAYS)
def delete_a_fact_in_the_shell(world: World):
    """Live pages would show nothing where they show the hotline."""
    refused(Fact.objects.get(pk=world.fact).delete, world.office.facts.all().delete)
