"""Routes through Wagtail's screens of pages, taken by an administrator, whom Django refuses nothing."""

from django.urls import reverse
from wagtail.models import Locale

from tests.factories.pages import editor_form

from .people import EVERYBODY
from .routes import route
from .telling import (
    AROUND_THE_ITEMS,
    ITEMS_STAND_HERE,
    KEEPS_ADDRESS,
    NO_ALIAS,
    ONE_BY_ONE,
    TAKE_DOWN,
)
from .world import World

QUIET = "Lẳng lặng đổi"


def post(world: World, name: str, *args, data: dict | None = None, query: str = ""):
    address = reverse(name, args=args) + query
    return world.client().post(address, data or {})


def publishing() -> dict[str, str]:
    return editor_form(QUIET) | {"slug": "lang-lang", "action-publish": "1"}


@route(
    "url:wagtailadmin_pages:edit", "menu:action-publish", "menu:action-save-draft", people=EVERYBODY
)
def publish_button_on_a_live_item(world: World):
    return post(world, "wagtailadmin_pages:edit", world.item, data=publishing())


@route("url:wagtailadmin_pages:edit", people=EVERYBODY)
def publish_button_on_a_draft(world: World):
    return post(world, "wagtailadmin_pages:edit", world.draft, data=publishing())


@route("url:wagtailadmin_pages:edit", "menu:action-page-locked", people=EVERYBODY)
def publish_button_on_what_is_in_review(world: World):
    return post(world, "wagtailadmin_pages:edit", world.waiting, data=publishing())


@route("url:wagtailadmin_pages:edit", "menu:action-unpublish", people=EVERYBODY)
def schedule_fields_of_the_editor(world: World):
    dates = {"go_live_at": "2020-01-01 00:00", "expire_at": "2020-01-02 00:00"}
    return post(world, "wagtailadmin_pages:edit", world.item, data=publishing() | dates)


@route(
    "url:wagtailadmin_pages:edit",
    "menu:action-submit",
    "menu:action-restart-workflow",
    people=EVERYBODY,
)
def submission_of_wagtail(world: World):
    form = editor_form(QUIET) | {"action-submit": "1", "action-restart-workflow": "1"}
    return post(world, "wagtailadmin_pages:edit", world.draft, data=form)


@route("url:wagtailadmin_pages:add", people=EVERYBODY)
def publish_button_while_creating(world: World):
    args = ("cms", "articlepage", world.section)
    return post(world, "wagtailadmin_pages:add", *args, data=publishing())


@route("url:wagtailadmin_pages:edit", people=EVERYBODY)
def autosave_while_in_review(world: World):
    """Wagtail's autosave writes over the revision that it began with."""
    page = world.page("waiting")
    form = editor_form(QUIET) | {
        "overwrite_revision_id": str(page.latest_revision_id),
        "loaded_revision_id": str(page.latest_revision_id),
    }
    client = world.client()
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return client.post(url, form, headers={"accept": "application/json"})


@route("url:wagtailadmin_pages:edit", people=EVERYBODY)
def autosave_over_the_version_that_is_live(world: World):
    live = str(world.page("item").live_revision_id)
    form = editor_form(QUIET) | {"overwrite_revision_id": live, "loaded_revision_id": live}
    url = reverse("wagtailadmin_pages:edit", args=[world.item])
    return world.client().post(url, form, headers={"accept": "application/json"})


@route("url:wagtailadmin_pages:unpublish", refused=TAKE_DOWN, people=EVERYBODY)
def unpublish_an_item(world: World):
    return post(world, "wagtailadmin_pages:unpublish", world.item)


@route("url:wagtailadmin_pages:unpublish", refused=ITEMS_STAND_HERE, people=EVERYBODY)
def unpublish_the_section(world: World):
    form = {"include_descendants": "on"}
    return post(world, "wagtailadmin_pages:unpublish", world.section, data=form)


@route("url:wagtailadmin_pages:unpublish", refused=ITEMS_STAND_HERE, people=EVERYBODY)
def unpublish_the_office(world: World):
    return post(world, "wagtailadmin_pages:unpublish", world.office_page)


@route("url:wagtailadmin_pages:delete", refused=TAKE_DOWN, people=EVERYBODY)
def delete_an_item(world: World):
    return post(world, "wagtailadmin_pages:delete", world.item)


@route("url:wagtailadmin_pages:delete", refused=ITEMS_STAND_HERE, people=EVERYBODY)
def delete_the_section(world: World):
    return post(world, "wagtailadmin_pages:delete", world.section)


@route(
    "url:wagtailadmin_pages:move",
    "url:wagtailadmin_pages:move_confirm",
    refused=KEEPS_ADDRESS,
    people=EVERYBODY,
)
def move_an_item(world: World):
    args = (world.item, world.other_section)
    return post(world, "wagtailadmin_pages:move_confirm", *args)


@route("url:wagtailadmin_pages:move_confirm", refused=ITEMS_STAND_HERE, people=EVERYBODY)
def move_the_section(world: World):
    args = (world.section, world.other_section)
    return post(world, "wagtailadmin_pages:move_confirm", *args)


@route("url:wagtailadmin_pages:copy", people=EVERYBODY)
def copy_as_an_alias_and_published(world: World):
    form = {
        "new_title": QUIET,
        "new_slug": "lang-lang",
        "new_parent_page": str(world.section),
        "publish_copies": "on",
        "alias": "on",
    }
    return post(world, "wagtailadmin_pages:copy", world.item, data=form)


@route("url:wagtailadmin_pages:copy", people=EVERYBODY)
def copy_a_section_with_all_below(world: World):
    form = {
        "new_title": "Mục chép",
        "new_slug": "muc-chep",
        "new_parent_page": str(world.office_page),
        "copy_subpages": "on",
        "publish_copies": "on",
    }
    return post(world, "wagtailadmin_pages:copy", world.section, data=form)


@route("url:wagtailadmin_pages:convert_alias", people=EVERYBODY)
def convert_an_alias(world: World):
    return post(world, "wagtailadmin_pages:convert_alias", world.item)


@route(
    "url:wagtailadmin_pages:revisions_revert",
    "url:wagtailadmin_pages:revisions_index",
    people=EVERYBODY,
)
def revert_to_an_old_version(world: World):
    args = (world.item, world.old_revision)
    world.client().get(reverse("wagtailadmin_pages:revisions_revert", args=args))
    form = publishing() | {"revision": str(world.old_revision)}
    return post(world, "wagtailadmin_pages:edit", world.item, data=form)


@route("url:wagtailadmin_pages:revisions_unschedule", people=EVERYBODY)
def unschedule_a_version(world: World):
    args = (world.item, world.old_revision)
    return post(world, "wagtailadmin_pages:revisions_unschedule", *args)


@route("url:wagtailadmin_pages:set_privacy", refused=TAKE_DOWN, people=EVERYBODY)
def hide_an_item(world: World):
    return _hide(world, world.item)


@route("url:wagtailadmin_pages:set_privacy", refused=ITEMS_STAND_HERE, people=EVERYBODY)
def hide_the_section(world: World):
    return _hide(world, world.section)


@route("url:wagtailadmin_pages:set_privacy", refused=ITEMS_STAND_HERE, people=EVERYBODY)
def hide_the_whole_portal(world: World):
    return _hide(world, world.home)


def _hide(world: World, page: int):
    form = {"restriction_type": "login"}
    return post(world, "wagtailadmin_pages:set_privacy", page, data=form)


@route("url:wagtailadmin_pages:edit", refused=AROUND_THE_ITEMS)
def rename_the_section(world: World):
    form = {"title": "Tin mới", "intro": "Lời dẫn.", "action-publish": "1"} | _comments()
    return post(world, "wagtailadmin_pages:edit", world.section, data=form)


@route(
    "url:wagtailadmin_pages:set_page_position",
    decided="the order of sections is the menu's",
    people=EVERYBODY,
)
def move_the_section_up(world: World):
    query = "?position=0"
    return post(world, "wagtailadmin_pages:set_page_position", world.other_section, query=query)


@route("url:wagtailadmin_pages:lock", "url:wagtailadmin_pages:unlock", people=EVERYBODY)
def unlock_what_is_in_review(world: World):
    post(world, "wagtailadmin_pages:unlock", world.waiting)
    post(world, "wagtailadmin_pages:lock", world.item)
    return publish_button_on_what_is_in_review(world)


@route("url:wagtailadmin_pages:workflow_action", people=EVERYBODY)
def approve_by_wagtails_button(world: World):
    step = world.page("waiting").current_workflow_task_state
    for action in ("approve", "reject"):
        args = (world.waiting, action, step.pk)
        post(world, "wagtailadmin_pages:workflow_action", *args, data={"comment": "Ừ"})


@route(
    "url:wagtailadmin_pages:collect_workflow_action_data",
    "menu:action-cancel-workflow",
    people=EVERYBODY,
)
def cancel_by_wagtails_button(world: World):
    step = world.page("waiting").current_workflow_task_state
    args = (world.waiting, "approve", step.pk)
    post(world, "wagtailadmin_pages:collect_workflow_action_data", *args, data={"comment": "Ừ"})
    form = editor_form(QUIET) | {"action-cancel-workflow": "1"}
    return post(world, "wagtailadmin_pages:edit", world.waiting, data=form)


@route(
    "url:wagtailadmin_pages:preview_on_edit",
    "url:wagtailadmin_pages:preview_on_add",
    people=EVERYBODY,
)
def previews(world: World):
    post(world, "wagtailadmin_pages:preview_on_edit", world.item, data=editor_form(QUIET))
    args = ("cms", "articlepage", world.section)
    return post(world, "wagtailadmin_pages:preview_on_add", *args, data=editor_form(QUIET))


@route("url:wagtailadmin_pages:edit", people=EVERYBODY)
def comment_on_a_live_item(world: World):
    counts = {"comments-TOTAL_FORMS": "1", "comments-INITIAL_FORMS": "0"}
    comment = {
        "comments-0-contentpath": "title",
        "comments-0-text": QUIET,
        "comments-0-position": "",
    }
    form = editor_form("Bài đã duyệt") | counts | comment
    return post(world, "wagtailadmin_pages:edit", world.item, data=form)


def _comments() -> dict[str, str]:
    return {name: value for name, value in editor_form("").items() if name.startswith("comments")}


def in_bulk(world: World, action: str, pk: int, **data):
    args = ("wagtailcore", "page", action)
    form = {"include_descendants": "on"} | data
    return post(world, "wagtail_bulk_action", *args, data=form, query=f"?id={pk}")


@route(
    "url:wagtail_bulk_action", "bulk:wagtailcore.page.publish", refused=ONE_BY_ONE, people=EVERYBODY
)
def publish_in_bulk(world: World):
    in_bulk(world, "publish", world.draft)
    in_bulk(world, "publish", world.waiting)
    return in_bulk(world, "publish", world.section)


@route("bulk:wagtailcore.page.unpublish", refused=ONE_BY_ONE, people=EVERYBODY)
def unpublish_in_bulk(world: World):
    in_bulk(world, "unpublish", world.item)
    return in_bulk(world, "unpublish", world.home)


@route("bulk:wagtailcore.page.move", refused=ONE_BY_ONE, people=EVERYBODY)
def move_in_bulk(world: World):
    in_bulk(world, "move", world.item, chooser=str(world.other_section))
    return in_bulk(world, "move", world.section, chooser=str(world.other_section))


@route("bulk:wagtailcore.page.delete", refused=ONE_BY_ONE, people=EVERYBODY)
def delete_in_bulk(world: World):
    in_bulk(world, "delete", world.item)
    return in_bulk(world, "delete", world.section)


def by_api(world: World, action: str, pk: int, **data):
    url = reverse("wagtailadmin_api:pages:action", args=[pk, action])
    return world.client().post(url, data, content_type="application/json")


@route("url:wagtailadmin_api:pages:action", "api:publish", people=EVERYBODY)
def publish_by_api(world: World):
    return by_api(world, "publish", world.draft)


@route("api:unpublish", people=EVERYBODY)
def unpublish_by_api(world: World):
    by_api(world, "unpublish", world.item)
    return by_api(world, "unpublish", world.section, recursive=True)


@route("api:delete", people=EVERYBODY)
def delete_by_api(world: World):
    by_api(world, "delete", world.item)
    return by_api(world, "delete", world.section)


@route("api:move", people=EVERYBODY)
def move_by_api(world: World):
    by_api(world, "move", world.item, destination_page_id=world.other_section)
    below = {"destination_page_id": world.other_section, "position": "last-child"}
    return by_api(world, "move", world.section, **below)


@route("api:copy", people=EVERYBODY)
def copy_by_api(world: World):
    return by_api(world, "copy", world.item, keep_live=True, slug="lang-lang")


@route(
    "api:copy_for_translation",
    "api:convert_alias",
    decided="sections are copied into the language with the item; its own copy is a draft",
    people=EVERYBODY,
)
def translate_by_api(world: World):

    Locale.objects.get_or_create(language_code="en")
    by_api(world, "copy_for_translation", world.item, locale="en", copy_parents=True)
    by_api(world, "copy_for_translation", world.item, locale="en", copy_parents=True, alias=True)
    return by_api(world, "convert_alias", world.item)


@route("api:create_alias", refused=NO_ALIAS, people=EVERYBODY)
def alias_by_api(world: World):
    return by_api(world, "create_alias", world.item, update_slug="lang-lang")


@route("api:revert_to_page_revision", people=EVERYBODY)
def revert_by_api(world: World):
    return by_api(world, "revert_to_page_revision", world.item, revision_id=world.old_revision)
