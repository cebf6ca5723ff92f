"""Registers what publishing adds to the admin; decides nothing."""

from collections.abc import Iterable

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, path, re_path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from . import (
    action_menu,
    log_actions,  # noqa: F401  registers the audit log
)
from .cockpit import views as cockpit_views
from .emergency_panel import EmergencyPanel
from .models import Release
from .nod_panel import NodPanel
from .panels import CheckPanel, DutyPanel
from .reach.views import reach_urls
from .rights_panel import RightsPanel
from .silent_panel import SilentPanel
from .views import (
    approval_sheet,
    board,
    bulk_drawings,
    bulletin_files,
    bulletin_voices,
    by_hand,
    commune_admin,
    corrections,
    deliveries,
    destinations,
    emergency,
    frozen,
    in_our_name,
    media_rights,
    national_posts,
    overruling,
    package,
    pieces,
    releases,
    spoken_words,
    stated,
    stops,
    withdrawal,
)
from .views.signed_in import user_of


@hooks.register("register_admin_urls")
def package_urls() -> list[URLPattern | URLResolver]:
    return [
        path("goi-dang/<int:page_id>/", package.edit_package, name="publishing_package"),
        path(
            "goi-dang/<int:page_id>/phieu-trinh-duyet.pdf",
            approval_sheet.sheet,
            name="publishing_sheet",
        ),
        path(
            "goi-dang/<int:page_id>/<int:place_id>/phieu-doc.pdf",
            bulletin_files.draft_sheet,
            name="publishing_draft_bulletin",
        ),
        re_path(
            r"^goi-dang/(?P<page_id>\d+)/phieu/(?P<fingerprint>[0-9a-f]{64})/$",
            approval_sheet.check,
            name="publishing_sheet_check",
        ),
        path(
            "goi-dang/cho-qua/<int:task_state_id>/", overruling.overrule, name="publishing_overrule"
        ),
        path("phat-khan-cap/", emergency.rule, name=emergency.RULE),
        path("phat-khan-cap/<int:task_state_id>/", emergency.agree, name=emergency.AGREE),
        path("ban-chot/<str:sha256>/", frozen.frozen_picture, name="publishing_frozen"),
        path(
            "quyen-su-dung/anh/<int:picture_id>/",
            media_rights.rights,
            name="publishing_media_rights",
        ),
        path(
            "quyen-su-dung/ban-ghi/<int:recording_id>/",
            media_rights.recording_rights,
            name="publishing_recording_rights",
        ),
        path("tai-ban-ve/<int:page_id>/", bulk_drawings.order, name="publishing_bulk_order"),
        path("tai-ban-ve/dot/<int:pk>/", bulk_drawings.show, name="publishing_bulk_drawing"),
        path(
            "tai-ban-ve/dot/<int:pk>/tep.zip",
            bulk_drawings.download,
            name="publishing_bulk_download",
        ),
        path("ap-phich/", pieces.posters, name="publishing_posters"),
        path("ap-phich/<int:pk>/<str:code>/<slug:form>/", pieces.poster, name="publishing_poster"),
    ]


@hooks.register("register_admin_urls")
def board_urls() -> list[URLPattern | URLResolver]:
    return [
        path("theo-doi/", board.show, name="publishing_board"),
        path("theo-doi/nhieu/", board.batch, name="publishing_board_batch"),
        re_path(
            r"^theo-doi/xuat\.(?P<kind>csv|xlsx)$", board.export, name="publishing_board_export"
        ),
        path("theo-doi/<int:pk>/", deliveries.show, name="publishing_delivery"),
        path(
            "theo-doi/<int:pk>/ban-tin.<slug:form>",
            bulletin_files.delivery_file,
            name="publishing_bulletin_file",
        ),
        path(
            "cac-dot-dang/dot/<int:pk>/ban-tin/",
            bulletin_files.of_release,
            name="publishing_bulletin_files",
        ),
        path("theo-doi/<int:pk>/anh/<int:number>/", by_hand.picture, name="publishing_picture"),
        path("theo-doi/xac-nhan/<int:pk>/anh/", by_hand.proof, name="publishing_proof"),
        path("cac-dot-dang/<int:page_id>/", releases.history, name="publishing_releases"),
        path("hen-gio/", releases.scheduled, name="publishing_scheduled"),
        path("hen-gio/<int:pk>/huy/", releases.cancel, name="publishing_cancel_release"),
        path("go-bai/", withdrawal.find, name="publishing_take_down"),
        path("go-bai/<int:page_id>/", withdrawal.withdraw, name="publishing_withdraw"),
        path("dinh-chinh/<int:page_id>/", corrections.correct, name="publishing_correct"),
        path("so-lieu-da-dang/", stated.index, name=stated.INDEX),
        path("so-lieu-da-dang/<str:code>/", stated.at_office, name=stated.NAME),
    ]


@hooks.register("register_admin_urls")
def spoken_word_urls() -> list[URLPattern]:
    return [
        path("cach-doc/", spoken_words.index, name=spoken_words.INDEX),
        path("cach-doc/<str:code>/", spoken_words.at_office, name=spoken_words.OFFICE),
        path(
            "cach-doc/<str:code>/loi-doc/", spoken_words.profile, name="publishing_spoken_profile"
        ),
        path(
            "cach-doc/bo/<int:pk>/", spoken_words.withdraw, name="publishing_spoken_word_withdraw"
        ),
    ]


@hooks.register("register_admin_urls")
def in_our_name_urls() -> list[URLPattern]:
    return [
        path("nhan-danh-don-vi/", in_our_name.index, name=in_our_name.INDEX),
        path("nhan-danh-don-vi/tra-loi/", in_our_name.answer, name="publishing_nod"),
        path("nhan-danh-don-vi/quy-dinh/", national_posts.rules, name="publishing_national_posts"),
        path("nhan-danh-don-vi/<int:pk>/", in_our_name.item, name=in_our_name.ITEM),
        path(
            "nhan-danh-don-vi/<int:pk>/trang/<str:code>/",
            in_our_name.page,
            name="publishing_in_our_name_page",
        ),
    ]


@hooks.register("register_admin_menu_item")
def in_our_name_item() -> MenuItem:
    address = reverse_lazy(in_our_name.INDEX)
    return in_our_name.InOurNameItem(
        pgettext_lazy("menu", "In our office's name"),
        address,
        name="in-our-name",
        icon_name="site",
        order=151,
    )


@hooks.register("register_admin_menu_item")
def board_menu_item() -> MenuItem:
    address = reverse_lazy("publishing_board")
    return MenuItem(_("Publishing board"), address, name="board", icon_name="list-ul", order=150)


@hooks.register("register_admin_urls")
def cockpit_urls() -> list[URLPattern | URLResolver]:
    return cockpit_views.cockpit_urls()


@hooks.register("register_admin_menu_item")
def cockpit_menu_item() -> MenuItem:
    address = reverse_lazy("publishing_cockpit")
    return MenuItem(
        _("Provinces at a glance"), address, name="cockpit", icon_name="table", order=155
    )


@hooks.register("register_admin_urls")
def voice_urls() -> list[URLPattern]:
    return bulletin_voices.voice_urls()


@hooks.register("register_admin_menu_item")
def voices_menu_item() -> MenuItem:
    address = reverse_lazy("publishing_voices")
    return MenuItem(
        _("Bulletin voices"), address, name="voices", icon_name="loudspeaker", order=158
    )


@hooks.register("register_admin_menu_item")
def posters_menu_item() -> MenuItem:
    address = reverse_lazy("publishing_posters")
    return MenuItem(_("Posters to print"), address, name="posters", icon_name="download", order=160)


@hooks.register("loa_work_panels")
def check_panel(request: HttpRequest) -> CheckPanel | None:
    return CheckPanel.for_user(user_of(request))


@hooks.register("loa_work_panels")
def emergency_panel(request: HttpRequest) -> EmergencyPanel | None:
    return EmergencyPanel.for_user(user_of(request))


@hooks.register("loa_work_panels")
def nod_panel(request: HttpRequest) -> NodPanel | None:
    return NodPanel.for_user(user_of(request))


@hooks.register("loa_work_panels")
def duty_panel(request: HttpRequest) -> DutyPanel | None:
    return DutyPanel.for_user(user_of(request))


@hooks.register("loa_work_panels")
def rights_panel(request: HttpRequest) -> RightsPanel | None:
    return RightsPanel.for_user(user_of(request))


@hooks.register("loa_work_panels")
def silent_panel(request: HttpRequest) -> SilentPanel | None:
    return SilentPanel.for_user(user_of(request))


@hooks.register("register_admin_urls")
def destination_urls() -> list[URLPattern]:
    return destinations.destination_urls()


@hooks.register("register_admin_menu_item")
def destinations_item() -> MenuItem:
    return destinations.DestinationsMenuItem()


@hooks.register("register_admin_menu_item")
def spoken_words_item() -> MenuItem:
    return spoken_words.SpokenWordsMenuItem()


@hooks.register("register_admin_menu_item")
def stop_item() -> MenuItem:
    address = reverse_lazy("publishing_stop")
    return stops.StopMenuItem(
        _("Emergency stop"), address, name="stop", icon_name="warning", order=2
    )


@hooks.register("register_admin_menu_item")
def emergency_item() -> MenuItem:
    address = reverse_lazy(emergency.RULE)
    return emergency.EmergencyMenuItem(
        _("Emergency bulletins"), address, name="emergency", icon_name="warning", order=171
    )


@hooks.register("register_admin_urls")
def commune_urls() -> list[URLPattern | URLResolver]:
    return [*reach_urls(), *commune_admin.commune_urls()]


@hooks.register("register_admin_menu_item")
def communes_item() -> MenuItem:
    return commune_admin.CommunesMenuItem()


def _register_action_menu() -> None:
    for item in action_menu.ITEMS:
        hooks.register("register_page_action_menu_item", item)


_register_action_menu()


@hooks.register("register_icons")
def loudspeaker_icon(icons: list[str]) -> list[str]:
    return [*icons, "publishing/icons/loudspeaker.svg"]


@hooks.register("loa_waiting_revisions")
def approved_and_not_out_yet() -> Iterable[int]:
    waiting = Release.objects.filter(state=Release.State.SCHEDULED, revision__gt=0)
    return waiting.values_list("revision_id", flat=True)
