"""Addresses of the editor, under the admin's."""

from django.urls import URLPattern, path

from .views import editor, page, segments, talk


def editor_urls() -> list[URLPattern]:
    return [
        path("dich/<int:request_id>/", editor.edit, name="translations_editor"),
        path("dich/<int:request_id>/luu/", segments.save, name="translations_save"),
        path("dich/<int:request_id>/kiem-tra/", segments.check, name="translations_check"),
        path("dich/<int:request_id>/goi-y/", segments.suggest, name="translations_suggest"),
        path(
            "dich/<int:request_id>/lich-su/<uuid:segment>/",
            segments.history,
            name="translations_history",
        ),
        path("dich/<int:request_id>/trao-doi/", talk.comment, name="translations_comment"),
        path(
            "dich/<int:request_id>/trao-doi/<int:comment_id>/",
            talk.settled,
            name="translations_settle",
        ),
        path("dich/<int:request_id>/xem-truoc/", page.preview, name="translations_preview"),
        path("dich/<int:request_id>/lap-trang/", page.build, name="translations_build"),
    ]
