"""Registers what translations add to the admin; decides nothing."""

from django.http import HttpRequest
from django.urls import URLPattern
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.models import ItemPage

from .action_menu import LocalCopyItem, LocalRulesItem, RequestBulkAction, TranslationsItem
from .copies.panel import LocalCopyPanel
from .editor_urls import editor_urls
from .planning.panel import WorkPanel
from .review_urls import review_urls
from .rolling.editing import retake_saved
from .rolling.panel import ChangesPanel
from .views import copy_urls as copies
from .views import work_urls as work
from .views.file_addresses import file_urls
from .views.glossary import GlossaryMenuItem
from .views.inbox_urls import InboxMenuItem, inbox_urls
from .views.memory import MemoryMenuItem


@hooks.register("register_admin_urls")
def urls_of_translations() -> list[URLPattern]:
    rooms = (work.work_urls, editor_urls, review_urls, file_urls, inbox_urls, copies.copy_urls)
    return [address for room in rooms for address in room()]


@hooks.register("register_admin_menu_item")
def queue_menu_item() -> MenuItem:
    return work.QueueMenuItem()


@hooks.register("register_admin_menu_item")
def board_menu_item() -> MenuItem:
    return work.BoardMenuItem()


@hooks.register("register_admin_menu_item")
def glossary_menu_item() -> MenuItem:
    return GlossaryMenuItem()


@hooks.register("register_admin_menu_item")
def memory_menu_item() -> MenuItem:
    return MemoryMenuItem()


@hooks.register("register_admin_menu_item")
def national_menu_item() -> MenuItem:
    return copies.NationalMenuItem()


@hooks.register("loa_editor_panels")
def what_a_copy_follows(page: ItemPage, request: HttpRequest) -> LocalCopyPanel | None:
    return LocalCopyPanel.for_page(page, request)


@hooks.register("loa_work_panels")
def work_panel(request: HttpRequest) -> WorkPanel | None:
    return WorkPanel.for_request(request)


@hooks.register("loa_item_links")
def translations_of_item(page: ItemPage, request: HttpRequest) -> tuple[str, str] | None:
    return work.link_of_item(page, request)


hooks.register("register_page_action_menu_item", TranslationsItem)
hooks.register("register_bulk_action", RequestBulkAction)


@hooks.register("register_admin_menu_item")
def inbox_menu_item() -> MenuItem:
    return InboxMenuItem()


@hooks.register("loa_work_panels")
def changes_panel(request: HttpRequest) -> ChangesPanel | None:
    return ChangesPanel.for_request(request)


hooks.register("after_edit_page", retake_saved)
hooks.register("register_page_action_menu_item", LocalCopyItem)
hooks.register("register_page_action_menu_item", LocalRulesItem)
hooks.register("loa_item_links", copies.link_of_copy)
hooks.register("loa_item_links", copies.link_to_rules)
hooks.register("loa_item_links", copies.link_to_make)
