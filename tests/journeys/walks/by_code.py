"""Routes past every screen: the shell, commands, fixtures put back."""

import json
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core import serializers
from django.core.management import call_command
from django.db import transaction
from django.db.models.deletion import ProtectedError
from django.utils import timezone
from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.actions.create_page import CreatePageAction
from wagtail.actions.edit import EditAction
from wagtail.actions.edit_page import EditPageAction
from wagtail.actions.move_page import MovePageAction
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.actions.publish_revision import PublishRevisionAction
from wagtail.models import Locale, Page

from cms.going_live import NotApproved
from cms.models import ArticlePage
from tests.factories.pages import editor_form

from .by_screen import QUIET
from .routes import route
from .telling import KEEPS_ADDRESS, NO_ALIAS, NOT_APPROVED, STAYS, TAKE_DOWN
from .world import World


def each_refused(*acts) -> str:
    """Every one of them; what they say."""
    said = []
    for act in acts:
        try:
            with transaction.atomic():
                act()
        except NotApproved as refusal:
            said.append(str(refusal))
        else:
            raise AssertionError(f"number {acts.index(act) + 1} was not refused")
    return " ".join(said)


def refused(*acts) -> None:
    """Like `each_refused`, but goes on as the route's own refusal."""
    raise NotApproved(each_refused(*acts))


@route("method:save", "method:save_base", "method:asave", refused=STAYS)
def save_in_the_shell(world: World):
    page = world.page("item")
    page.title = QUIET
    refused(page.save, lambda: page.save(update_fields=["title"]))


@route("method:save", refused=NOT_APPROVED)
def make_a_draft_live_in_the_shell(world: World):
    page = world.page("draft")
    page.live = True
    refused(page.save, lambda: page.save(update_fields=["live"]))


@route(
    "method:delete",
    "method:adelete",
    "action:DeletePageAction",
    "action:DeleteAction",
    refused=TAKE_DOWN,
)
def delete_in_the_shell(world: World):
    item, section = world.page("item"), world.page("section")
    refused(item.delete, section.delete, Page.objects.get(pk=item.pk).delete)


@route("action:PublishRevisionAction", "action:PublishPageRevisionAction", refused=STAYS)
def publish_a_version_in_the_shell(world: World):
    revision, waiting = world.draft_revision(), world.draft_revision("waiting")
    refused(
        revision.publish,
        waiting.publish,
        lambda: PublishRevisionAction(revision).execute(skip_permission_checks=True),
        lambda: PublishPageRevisionAction(revision).execute(skip_permission_checks=True),
    )


@route("action:EditPageAction", "action:EditAction", refused=STAYS)
def edit_and_publish_in_the_shell(world: World):
    page, other = world.page("item"), world.page("document")
    page.title = other.title = QUIET
    refused(
        lambda: EditPageAction(page, publish=True).execute(skip_permission_checks=True),
        lambda: EditAction(other, publish=True).execute(skip_permission_checks=True),
    )


@route("action:CreatePageAction", "action:CreateAction", "action:BaseAction", refused=NOT_APPROVED)
def create_and_publish_in_the_shell(world: World):
    def create() -> None:
        form_class = ArticlePage.get_edit_handler().get_form_class()
        section, page = world.page("section"), ArticlePage(owner=world.superuser)
        data = editor_form(QUIET) | {"slug": "lang-lang"}
        form = form_class(data, instance=page, parent_page=section, for_user=world.superuser)
        action = CreatePageAction(page, section, form=form, publish=True)
        action.execute(skip_permission_checks=True)

    refused(create)


@route("action:UnpublishPageAction", "action:UnpublishAction", refused=TAKE_DOWN)
def unpublish_in_the_shell(world: World):
    refused(world.page("item").unpublish, world.page("section").unpublish)


@route("method:copy", "action:CopyPageAction", refused=NOT_APPROVED)
def copy_in_the_shell(world: World):
    page, section = world.page("item"), world.page("section")
    other = {"slug": "lang-lang"}
    refused(
        lambda: page.copy(update_attrs=other, keep_live=True),
        lambda: section.copy(update_attrs=other, recursive=True, keep_live=True),
    )


@route(
    "method:create_alias", "method:update_aliases", "action:CreatePageAliasAction", refused=NO_ALIAS
)
def alias_in_the_shell(world: World):
    page, draft = world.page("item"), world.page("draft")
    refused(
        lambda: draft.create_alias(update_slug="bi-danh"),
        lambda: page.create_alias(update_slug="bi-danh"),
        lambda: CreatePageAliasAction(page, update_slug="bi-danh").execute(
            skip_permission_checks=True
        ),
    )


@route("action:ConvertAliasPageAction")
def convert_an_alias_of_a_draft(world: World):
    Page.objects.filter(pk=world.draft).update(alias_of=world.item)  # as of earlier days
    ConvertAliasPageAction(world.page("draft")).execute(skip_permission_checks=True)


@route(
    "method:copy_for_translation",
    "action:CopyPageForTranslationAction",
    "action:CopyForTranslationAction",
    decided="sections are copied into the language with the item; its own copy is a draft",
)
def translate_in_the_shell(world: World):
    english = Locale.objects.get_or_create(language_code="en")[0]
    world.page("item").copy_for_translation(english, copy_parents=True)


@route("action:MovePageAction", "command:wagtail:move_pages", refused=KEEPS_ADDRESS)
def move_in_the_shell(world: World):
    item, section, other = (world.page(n) for n in ("item", "section", "other_section"))
    refused(
        lambda: item.move(other, pos="last-child"),
        lambda: section.move(other, pos="last-child"),
        lambda: MovePageAction(section, other, pos="last-child").execute(
            skip_permission_checks=True
        ),
        lambda: call_command("move_pages", section.pk, other.pk, verbosity=0),
    )


@route("action:RevertToPageRevisionAction", "action:RevertToRevisionAction")
def revert_in_the_shell(world: World):
    page = world.page("item")
    old = page.revisions.get(pk=world.old_revision)
    from wagtail.actions.revert_to_page_revision import RevertToPageRevisionAction

    RevertToPageRevisionAction(page, old, user=world.superuser).execute(skip_permission_checks=True)


@route(
    "command:wagtail:publish_scheduled", "command:wagtail:publish_scheduled_pages", refused=STAYS
)
def wagtails_clock_for_going_live(world: World):
    revision = world.draft_revision()
    revision.approved_go_live_at = timezone.now() - timedelta(minutes=1)
    revision.save()
    refused(
        lambda: call_command("publish_scheduled"), lambda: call_command("publish_scheduled_pages")
    )


@route("command:wagtail:publish_scheduled", refused=STAYS)
def wagtails_clock_for_taking_down(world: World):
    page = world.page("item")
    past = timezone.now() - timedelta(minutes=1)
    refused(lambda: _expire(page, past))


def _expire(page, past) -> None:
    page.expire_at = past
    page.save()


@route("command:wagtail:purge_revisions")
def purge_old_versions(world: World):
    """The command counts what is protected and goes on; the version that is live is."""
    try:
        with transaction.atomic():
            world.page("item").revisions.get(pk=world.old_revision).delete()
    except ProtectedError:
        return
    raise AssertionError("the version that is live was deleted")


@route(
    "command:wagtail:fixtree",
    "command:wagtail:set_url_paths",
    "command:wagtail:create_log_entries_from_revisions",
    "command:wagtail:rebuild_references_index",
    "command:wagtail:purge_embeds",
    "command:wagtail.search:update_index",
    "command:wagtail.search:wagtail_update_index",
    "command:taggit:deduplicate_tags",
    "command:taggit:remove_orphaned_tags",
    "command:django.contrib.contenttypes:remove_stale_contenttypes",
)
def keeping_house(world: World):
    for name in (
        "fixtree set_url_paths create_log_entries_from_revisions rebuild_references_index purge_embeds"
        " update_index deduplicate_tags remove_orphaned_tags"
    ).split():
        call_command(name, verbosity=0, **({"interactive": False} if name == "fixtree" else {}))
    call_command("remove_stale_contenttypes", verbosity=0, interactive=False)


@route(
    "command:wagtail.images:wagtail_update_image_renditions",
    decided="the same pictures in the same sizes are made anew, under other file names",
)
def make_the_pictures_anew(world: World):
    call_command("wagtail_update_image_renditions", verbosity=0)


@route("command:django.core:loaddata", refused=STAYS)
def put_back_an_older_text_of_what_is_live(world: World):
    page = world.page("item")
    older = json.loads(serializers.serialize("json", [page.page_ptr, page]))
    older[0]["fields"]["title"], older[1]["fields"]["lead"] = QUIET, QUIET
    refused(lambda: load(older[:1]), lambda: load(older[1:]))


@route("command:django.core:loaddata", refused=NOT_APPROVED)
def put_back_a_draft_as_live(world: World):
    rows = json.loads(serializers.serialize("json", [world.page("draft").page_ptr]))
    rows[0]["fields"]["live"] = True
    refused(lambda: load(rows))


@route("command:django.core:loaddata", "command:django.core:dumpdata")
def put_back_everything_as_it_was(world: World):
    page = world.page("item")
    load(json.loads(serializers.serialize("json", [page.page_ptr, page])))


@route("command:django.core:loaddata")
def put_back_older_drafts(world: World):
    """The version in review is another one then: the approver's screen does not fit any more."""
    from cms import approval
    from cms.approval import seams

    step = world.page("waiting").current_workflow_task_state
    shown = seams.fingerprint(world.page("waiting"), step.revision)
    rows = json.loads(serializers.serialize("json", [step.revision]))
    rows[0]["fields"]["content"] = {**step.revision.content, "title": QUIET}
    load(rows)
    leader = world.desk.leader
    try:
        approval.approve(task_state=step, user=leader, fingerprint=shown)
    except approval.Refused:
        return
    raise AssertionError("an approval counted for a text that was put in later")


def load(rows: list) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "rows.json"
        path.write_text(json.dumps(rows), encoding="utf-8")
        call_command("loaddata", str(path), verbosity=0)
