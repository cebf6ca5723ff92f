"""What exists that could write, read from Django and Wagtail; and what of it leads nowhere near.

Every key of `every_way()` stands either at a route of the walk (`covers`) or in `HARMLESS`, under the
reason why it cannot reach what the public sees.
"""

import importlib
import inspect
import pkgutil
from collections.abc import Iterator

import wagtail.actions
from django.apps import apps
from django.core.management import get_commands
from django.db.models import ForeignKey, ManyToManyField, OneToOneField
from wagtail.admin.action_menu import _get_base_page_action_menu_items
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.models import Page, Site

from cms.models import (
    ApprovalRule,
    ArticlePage,
    CampaignPage,
    DocumentPage,
    Edition,
    Fact,
    HomePage,
    InfographicPage,
    OfficePage,
    SectionPage,
)
from media_assets.models import PictureRendition
from publishing.models import Destination, Package
from tests.factories.addresses import every_address

RENDERED = (
    ArticlePage,
    CampaignPage,
    DocumentPage,
    HomePage,
    InfographicPage,
    OfficePage,
    SectionPage,
    Edition,
    Fact,
)
# What decides about the public without a page referring to it.
READ_BESIDE = (Site, PictureRendition, Destination, Package, ApprovalRule)


def every_way() -> set[str]:
    return {
        *(f"url:{one.name}" for one in every_address() if one.writes),
        *_bulk_actions(),
        *(f"api:{name}" for name in PagesAdminAPIViewSet.actions),
        *_actions(),
        *_methods(),
        *(f"menu:{item.name}" for item in _get_base_page_action_menu_items()),
        *_commands(),
        *_models(),
    }


def _bulk_actions() -> Iterator[str]:
    bulk_action_registry._scan_for_bulk_actions()
    for app, models in bulk_action_registry.actions.items():
        for model, actions in models.items():
            yield from (f"bulk:{app}.{model}.{name}" for name in actions)


def _actions() -> Iterator[str]:
    for found in pkgutil.iter_modules(wagtail.actions.__path__):
        module = importlib.import_module(f"wagtail.actions.{found.name}")
        for name, thing in vars(module).items():
            own = inspect.isclass(thing) and thing.__module__ == module.__name__
            if own and name.endswith("Action"):
                yield f"action:{name}"


def _methods() -> Iterator[str]:
    """What templates must not call is what changes something."""
    for name in dir(Page):
        if getattr(getattr(Page, name, None), "alters_data", False):
            yield f"method:{name}"


def _commands() -> Iterator[str]:
    for name, app in get_commands().items():
        yield f"command:{app if isinstance(app, str) else app.name}:{name}"


def _models() -> Iterator[str]:
    """Whatever a page of the portal refers to, and whatever decides who may read it."""
    for model in RENDERED:
        yield f"model:{model._meta.label}"
        for field in model._meta.get_fields():
            if isinstance(field, ForeignKey | OneToOneField | ManyToManyField):
                yield f"model:{field.related_model._meta.label}"
    yield from (f"model:{model._meta.label}" for model in READ_BESIDE)
    for app in apps.get_app_configs():
        for model in app.get_models():
            if model.__name__.endswith("ViewRestriction"):
                yield f"model:{model._meta.label}"


HARMLESS: dict[str, str] = {}


def harmless(reason: str, keys: str) -> None:
    HARMLESS.update(dict.fromkeys(keys.split(), reason))


harmless(
    "answers a question and stores nothing",
    "url:healthz url:robots url:sitemap url:search url:rendition url:share_card"
    " url:recording url:recording_poster url:recording_captions url:wagtail_serve"
    " url:wagtaildocs_serve url:wagtailadmin_sprite url:wagtailadmin_javascript_catalog"
    " url:admin/^.*/$ url:admin/failwhale/ url:wagtailadmin_error_test"
    " url:wagtailadmin_choose_page_external_link url:wagtailadmin_choose_page_email_link"
    " url:wagtailadmin_choose_page_phone_link url:wagtailadmin_choose_page_anchor_link"
    " url:wagtailadmin_tag_autocomplete url:wagtailadmin_tag_model_autocomplete"
    " url:wagtailadmin_pages:choose_parent url:wagtailimages:preview"
    " url:wagtailimages_chooser:select_format url:wagtailembeds:chooser"
    " url:wagtailembeds:chooser_upload url:loa_item url:loa_fact_offices url:loa_fact_history"
    " url:loa_fact_template url:publishing_frozen"
    " url:publishing_board url:publishing_board_export url:publishing_picture"
    " url:publishing_proof url:publishing_releases url:publishing_scheduled"
    " url:publishing_cockpit url:publishing_cockpit_export url:publishing_cockpit_item"
    " url:publishing_cockpit_cell url:loa_quotable"
    " url:publishing_destinations url:loa_approval_export url:loa_approval_report"
    " url:loa_evidence url:publishing_sheet url:publishing_sheet_check"
    " url:publishing_draft_bulletin url:publishing_bulletin_file url:publishing_bulletin_files"
    " url:commune_file url:publishing_office_parcel"
    " url:publishing_posters url:publishing_poster url:piece_picture"
    " url:publishing_bulk_download menu:loa-drawings"
    " url:publishing_destination_channels url:publishing_communes url:publishing_commune"
    " url:wagtailadmin_workflows:select_task_type url:wagtailadmin_workflows:task_chosen"
    " url:admin/choose-page/chosen-multiple/"
    " url:publishing_reach url:publishing_reach_export"
    " url:commune_list url:commune_parcel url:commune_guide url:commune_sound"
    " menu:loa-package"
    " url:admin/reports/page-types-usage/ url:admin/reports/page-types-usage/results/"
    " menu:loa-correct menu:loa-withdraw menu:loa-releases"
    " command:translations:check_translation command:translations:export_translation"
    " command:translations:export_memory command:translations:export_glossary"
    " command:publishing:speak",
)
harmless(
    "keeps terms and drafts of translations, which no page shows before it is built and approved",
    "command:translations:import_translation command:translations:import_memory"
    " command:translations:import_glossary",
)
harmless(
    "words of a translation: nothing of them is read before the page built of them is approved as any"
    " other",
    "url:translations_editor url:translations_save url:translations_check url:translations_suggest"
    " url:translations_history url:translations_comment url:translations_settle"
    " url:translations_preview url:translations_build",
)
harmless(
    "a table that waits to be proposed from: no text quotes a proposal before a leader decides it",
    "model:cms.FactImport url:loa_fact_import url:loa_fact_table",
)
harmless(
    "lists and compares items, and says how a local copy follows: no page changes by it",
    "menu:loa-copy menu:loa-copy-rules url:translations_national"
    " url:translations_copy url:translations_copy_marks url:translations_copy_rules"
    " url:translations_copy_suspend url:translations_copy_resume url:translations_copy_detach",
)
harmless(
    "writes drafts of local copies, which their office approves",
    "url:translations_copy_make url:translations_copy_reset url:translations_notice_decide"
    " url:translations_notice_keep url:translations_notice_undo",
)
harmless(
    "lists what the centre changed, and puts it off: no page changes by it",
    "url:translations_inbox url:translations_notice url:translations_notice_snooze",
)
harmless(
    "what an approved post waits for, and its leader's answer: no page changes by it",
    "url:publishing_in_our_name url:publishing_in_our_name_item url:publishing_in_our_name_page"
    " url:publishing_nod url:publishing_national_posts",
)
harmless(
    "how an office reads aloud: what is approved stays, what comes is read anew and approved",
    "url:publishing_spoken_words url:publishing_spoken_words_of url:publishing_spoken_profile"
    " url:publishing_spoken_word_withdraw",
)
harmless(
    "logs people in and out",
    "url:wagtailadmin_login url:wagtailadmin_logout url:wagtailadmin_account url:_util/login/"
    " url:wagtailcore_login url:wagtailadmin_password_reset"
    " url:wagtailadmin_password_reset_confirm url:wagtailcore_authenticate_with_password"
    " url:wagtaildocs_authenticate_with_password url:wagtailadmin_editing_sessions:ping"
    " url:wagtailadmin_editing_sessions:release",
)
harmless(
    "keeps people; the walk's administrator shows that no rights reach past the guard",
    "url:wagtailusers_users:add url:wagtailusers_users:copy url:wagtailusers_groups:delete"
    " url:loa_delegations command:wagtail:api_tokens"
    " command:django.contrib.auth:changepassword command:django.contrib.auth:createsuperuser"
    " command:django.contrib.sessions:clearsessions",
)
harmless(
    "rows of every page, saved by every route that saves one; `ContentType` is made by migrations",
    "model:wagtailcore.Page model:wagtailcore.Revision model:contenttypes.ContentType",
)
harmless(
    "makes places for communes: nothing goes there before a package with them is approved",
    "url:publishing_add_communes command:publishing:add_communes",
)
harmless(
    "sounds of words that are approved already, and drafts for editors: no words change by them",
    "url:publishing_voice_draft url:publishing_voices url:publishing_voice_rules url:publishing_sound"
    " url:publishing_sound_hear url:publishing_sound_file url:publishing_voice",
)
harmless(
    "what a commune said on the telephone, and that it was reminded: states only, tested with its view",
    "url:publishing_commune_call url:publishing_remind",
)
harmless(
    "a commune says what became of its bulletin: states only, tested with its view",
    "url:commune_bulletin",
)
harmless(
    "draws what is there into a file for the item's offices alone, with no public address",
    "url:publishing_bulk_order url:publishing_bulk_drawing",
)
harmless(
    "allows emergency bulletins, and notes that a second leader agreed; nothing goes live by it",
    "url:publishing_emergency url:publishing_emergency_agree",
)
harmless(
    "lets a finding pass before an approval; nothing goes live by it, tested with its view",
    "url:publishing_overrule",
)
harmless(
    "asks for translations and says who makes them; no page is made or changed by it",
    "url:translations_take url:translations_request url:translations_assign"
    " url:translations_withdraw url:translations_item url:translations_queue"
    " url:translations_matrix url:translations_words url:translations_words_export"
    " menu:loa-translations bulk:wagtailcore.page.loa_translate",
)
harmless(
    "no settings of this kind are registered, so the screens answer 404",
    "url:wagtailsettings:edit url:wagtailsettings:preview_on_edit",
)
harmless(
    "adds something that no page refers to yet",
    "url:wagtailadmin_collections:add url:wagtaildocs:add_multiple"
    " url:wagtailimages:add_multiple url:wagtaildocs:create_multiple_from_uploaded_document"
    " url:wagtaildocs:delete_upload_multiple"
    " url:wagtailimages:create_multiple_from_uploaded_image"
    " url:wagtailimages:delete_upload_multiple url:wagtaildocs_chooser:create"
    " url:wagtailimages_chooser:create url:recording_chooser:create",
)
harmless(
    "for whoever runs the server: shows, checks, rebuilds what is derived, or loads what the house holds",
    "command:django.core:check command:django.core:compilemessages"
    " command:django.core:createcachetable command:django.core:dbshell"
    " command:django.core:diffsettings command:django.core:flush command:django.core:inspectdb"
    " command:django.core:makemessages command:django.core:makemigrations"
    " command:django.core:migrate command:django.core:optimizemigration"
    " command:django.core:sendtestemail command:django.core:shell"
    " command:django.core:showmigrations command:django.core:sqlflush"
    " command:django.core:sqlmigrate command:django.core:sqlsequencereset"
    " command:django.core:squashmigrations command:django.core:startapp"
    " command:django.core:startproject command:django.core:test command:django.core:testserver"
    " command:django.contrib.staticfiles:collectstatic"
    " command:django.contrib.staticfiles:findstatic"
    " command:whitenoise.runserver_nostatic:runserver command:wagtail:convert_mariadb_uuids"
    " command:wagtail:show_references_index command:wagtail.search:enable_fuzzystrmatch"
    " command:wagtail.search:enable_trigram command:wagtail.search:enable_unaccent"
    " command:publishing:deliveries command:publishing:demo_check"
    " command:publishing:rotate_secrets command:publishing:verify_ledger"
    " command:publishing:render_piece command:publishing:render_pieces"
    " command:cms:load_reference command:publishing:load_demo command:publishing:demo_journey",
)
harmless(
    "reviews translations: nothing is live by it before a page built from them is approved",
    "url:translations_review url:translations_sign url:translations_voice url:translations_heard"
    " url:translations_listen url:translations_sheet url:translations_sheet_check"
    " url:translations_signed_scan url:translations_voice_file",
)
harmless(
    "texts of translations, which are drafts and never approved by it, and what is told to translators",
    "url:translations_files url:translations_export url:translations_file url:translations_machine"
    " url:translations_errand url:translations_errand_file url:translations_glossary"
    " url:translations_term url:translations_term_add url:translations_term_change"
    " url:translations_term_say url:translations_term_delete url:translations_terms"
    " url:translations_glossary_bring url:translations_glossary_file url:translations_memory"
    " url:translations_memory_unit url:translations_memory_export url:translations_memory_bring"
    " url:loa_languages"
    " command:translations:check_translation command:translations:export_translation"
    " command:translations:import_translation command:translations:export_glossary"
    " command:translations:import_glossary command:translations:export_memory"
    " command:translations:import_memory",
)
