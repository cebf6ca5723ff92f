"""Registers what publishing adds to the admin; decides nothing."""

from django.urls import URLPattern, URLResolver, path
from wagtail import hooks

from . import log_actions  # noqa: F401  registers the audit log
from .views import frozen, package


@hooks.register("register_admin_urls")
def package_urls() -> list[URLPattern | URLResolver]:
    return [
        path("goi-dang/<int:page_id>/", package.edit_package, name="publishing_package"),
        path("ban-chot/<str:sha256>/", frozen.frozen_picture, name="publishing_frozen"),
    ]
