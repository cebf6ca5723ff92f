"""Registers what the site adds to Wagtail's admin. Decisions are elsewhere."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import path, re_path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin import messages as admin_messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.messages import button

from . import (
    action_menu,
    admin_api,
    amendment_panel,
    approval,
    bulk_actions,
    guards,
    log_actions,  # noqa: F401  registers the audit log
    paper_panel,
    quotable_facts,
    structure,
    structure_messages,
    table_menu,  # noqa: F401  registers its widget
    word_paste,
)
from .importing.menu import ImportMenuItem
from .panels import WorkPanel
from .recording_chooser import viewset as recording_chooser
from .recording_library import RecordingViewSet, in_collection
from .released import refuse_unreleased
from .taken_down import mark_of
from .views import (
    approve,
    corrections,
    crops,
    delegations,
    fact_urls,
    import_documents,
    languages,
    paper,
    quotable,
    reminders,
    reports,
    versions,
)
from .views import structure as structure_screen
from .viewsets import HouseViewSetGroup


@hooks.register("register_admin_urls")
def addresses():
    return [
        path("duyet/<int:task_state_id>/", approve.approve, name="loa_approve"),
        path("duyet/<int:task_state_id>/sua/", corrections.correct, name="loa_correct"),
        path("cho-sua/<int:amendment_id>/", corrections.answer, name="loa_amendment"),
        path("xem/<int:page_id>/", approve.item, name="loa_item"),
        path("trinh-duyet/<int:page_id>/", approve.submit, name="loa_submit"),
        path("rut-lai/<int:page_id>/", approve.take_back, name="loa_take_back"),
        path("ky-giay/<int:task_state_id>/", paper.record, name="loa_paper"),
        path("ky-giay/ban-quet/<int:sequence>/", paper.scan, name="loa_evidence"),
        path("bao-cao/phe-duyet/", reports.approvals, name="loa_approval_report"),
        re_path(
            r"^bao-cao/phe-duyet\.(?P<kind>csv|xlsx)$",
            reports.export,
            name="loa_approval_export",
        ),
        path("anh/<int:image_id>/khung-cat/", crops.crops, name="loa_crops"),
        path(
            "anh/<int:image_id>/phien-ban/", versions.picture_versions, name="loa_picture_versions"
        ),
        path("anh/<int:image_id>/thay-tep/", versions.replace_picture, name="loa_picture_replace"),
        path("tep/<int:document_id>/phien-ban/", versions.file_versions, name="loa_file_versions"),
        path("tep/<int:document_id>/thay-tep/", versions.replace_file, name="loa_file_replace"),
        path(
            "ban-ghi/<int:recording_id>/phien-ban/",
            versions.recording_versions,
            name="loa_recording_versions",
        ),
        path(
            "ban-ghi/<int:recording_id>/thay-tep/",
            versions.replace_recording,
            name="loa_recording_replace",
        ),
        path("nhap-tu-word/", import_documents.import_documents, name="loa_import"),
        *fact_urls.fact_urls(),
        path("chen-thong-tin/<int:page_id>/", quotable.quotable, name="loa_quotable"),
        path("nhac/<int:task_state_id>/", reminders.remind, name="loa_remind"),
        path("uy-quyen/", delegations.index, name="loa_delegations"),
        path("uy-quyen/moi/", delegations.delegate, name="loa_delegate"),
        path("uy-quyen/<int:pk>/thu-hoi/", delegations.revoke, name="loa_revoke_delegation"),
        *structure_screen.structure_urls(),
        *languages.language_urls(),
    ]


@hooks.register("construct_admin_api", order=1)  # after Wagtail's own
def only_own_media_in_the_api(router):
    admin_api.narrow(router)


@hooks.register("insert_global_admin_css")
def editor_css():
    return format_html('<link rel="stylesheet" href="{}">', static("cms/admin/editor.css"))


@hooks.register("insert_global_admin_js")
def each_form_once():
    return format_html('<script src="{}" defer></script>', static("cms/admin/once.js"))


@hooks.register("insert_editor_js")
def clean_paste_from_word():
    return word_paste.script()


@hooks.register("insert_editor_js")
def facts_to_quote():
    return quotable_facts.scripts()


@hooks.register("insert_editor_js")
def the_preview_that_was_chosen():
    return format_html('<script src="{}" defer></script>', static("cms/admin/preview_mode.js"))


@hooks.register("register_admin_viewset")
def house_data():
    return HouseViewSetGroup()


@hooks.register("register_admin_viewset")
def sounds_and_videos():
    return [RecordingViewSet(), recording_chooser]


@hooks.register("describe_collection_contents")
def sounds_and_videos_in(collection):
    return in_collection(collection)


@hooks.register("construct_homepage_panels")
def what_to_do(request, panels):
    panels[:] = [WorkPanel()]


@hooks.register("construct_homepage_summary_items")
def no_summary(request, items):
    items.clear()


@hooks.register("construct_page_action_menu")
def approval_buttons(menu_items, request, context):
    action_menu.arrange(menu_items, request, context)


@hooks.register("register_admin_menu_item")
def what_to_do_item():
    label = gettext_lazy("What to do")
    return MenuItem(label, reverse("wagtailadmin_home"), name="work", icon_name="tasks", order=1)


@hooks.register("register_admin_menu_item")
def import_item():
    return ImportMenuItem()


@hooks.register("register_admin_menu_item")
def fact_sheets_item():
    label = gettext_lazy("Fact sheets")
    url = reverse("loa_fact_offices")
    return MenuItem(label, url, name="facts", icon_name="list-ul", order=400)


@hooks.register("register_admin_menu_item")
def structure_item():
    return structure_screen.StructureMenuItem()


@hooks.register("register_admin_menu_item")
def languages_item():
    return languages.LanguagesMenuItem()


@hooks.register("register_admin_menu_item")
def delegations_item():
    return delegations.DelegationsMenuItem()


@hooks.register("construct_main_menu")
def without_what_nobody_here_needs(request, menu_items):
    hidden = {"help"} if request.user.is_superuser else {"help", "settings"}
    menu_items[:] = [item for item in menu_items if item.name not in hidden]


@hooks.register("register_reports_menu_item")
def approval_report_item():
    return reports.ApprovalReportMenuItem()


@hooks.register("construct_reports_menu")
def only_reports_of_the_house(request, menu_items):
    if not request.user.is_superuser:
        own = reports.ApprovalReportMenuItem
        menu_items[:] = [item for item in menu_items if isinstance(item, own)]


@hooks.register("construct_image_chooser_queryset")
@hooks.register("construct_document_chooser_queryset")
def the_newest_versions(files, request):
    return files.filter(superseded=False)


@hooks.register("construct_page_chooser_queryset")
def links_lead_to_what_is_live_or_ones_own(pages, request):
    return guards.choosable(pages, request.user)


def _refused(request, page, message):
    messages.error(request, message)
    return redirect("wagtailadmin_explore", page.get_parent().pk)


@hooks.register("before_delete_page")
def live_pages_are_taken_down_first(request, page):
    if guards.holds_live_items(page):
        return _refused(request, page, _("Take the item down first, then delete it."))
    why = structure.why_it_stays(page)
    return _refused(request, page, why) if why else None


@hooks.register("loa_work_panels")
def what_may_be_signed_on_paper(request):
    return paper_panel.panel_for(request)


@hooks.register("loa_work_panels")
def corrections_to_accept(request):
    return amendment_panel.panel_for(request)


@hooks.register("before_edit_page")
def taken_back_on_its_own_screen(request, page):
    """Wagtail's own field for it would save whatever else was posted, or die of what was not."""
    if "action-cancel-workflow" in request.POST and getattr(page, "is_item", False):
        return redirect("loa_take_back", page.pk)
    return None


@hooks.register("before_edit_page")
def what_has_to_be_mended(request, page):
    words = approval.returned_because(page)
    if request.method == "GET" and words:
        proposed = approval.open_amendment(page)
        look = [button(reverse("loa_item", args=[page.pk]), _("Look at the corrections"))]
        admin_messages.warning(request, words, buttons=look if proposed else [])


@hooks.register("before_edit_page")
def what_readers_do_not_see_yet(request, page):
    if request.method == "GET":
        structure_messages.say_what_is_not_live(request, page)


@hooks.register("before_edit_page")
def what_was_taken_down(request, page):
    mark = mark_of(page) if getattr(page, "is_item", False) else None
    if request.method == "GET" and mark:
        again = _("To publish it again, mend it and submit it for approval.")
        messages.warning(request, f"{mark.in_words}. {again}")


@hooks.register("before_move_page")
def who_may_not_move_is_not_asked_to_confirm(request, page, destination):
    if not page.permissions_for_user(request.user).can_move_to(destination):
        raise PermissionDenied  # Wagtail looks only when it moves, and shows the title before


@hooks.register("before_move_page")
def live_pages_keep_their_address(request, page, destination):
    if guards.holds_live_items(page):
        message = _("What is live keeps its address: take the item down before moving it.")
        return _refused(request, page, message)
    why = structure.why_it_stays(page)
    return _refused(request, page, why) if why else None


@hooks.register("before_copy_page")
def copies_are_drafts(request, page):
    if request.method == "POST":
        request.POST = guards.without(request.POST, "publish_copies", "alias")


@hooks.register("before_bulk_action")
def bulk_actions_spare_items(request, action_type, objects, action_class_instance):
    if guards.bulk_is_refused(action_type, objects):
        messages.error(request, _("Items are published and taken down one by one, by approval."))
        return redirect("wagtailadmin_home")
    return None


bulk_actions.register()


@hooks.register("before_serve_document")
def no_unreleased_document(document, request):
    refuse_unreleased(document, request)
