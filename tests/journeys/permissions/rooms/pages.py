"""Wagtail's screens of pages: explorer, editor, history, choosers, the admin's API."""

from tests.factories.pages import editor_form

from ..actors import INSIDE, NOBODY, ONLY_ADMIN, WRITERS, WRITERS_ANYWHERE
from ..answers import DONE, EITHER, HIDDEN, REFUSED_OR_HIDDEN, SHOWN
from ..table import line

LINK = {"external-link-chooser-url": "https://vnexpress.example/"}
NEW, EDITED = editor_form("Bài mới"), editor_form("Bài đã sửa")


def copy(world):
    return {"new_title": "Bản sao", "new_slug": "ban-sao", "new_parent_page": world["section"]}


def move(world):
    return {"new_parent_page": world["empty section"]}


# fmt: off
LINES = [
    line("admin/api/main/^pages/", see=INSIDE),
    line("admin/api/main/^pages/<int:pk>/", "draft", see=WRITERS, unless=HIDDEN),
    line("admin/api/main/^pages/find/", see=NOBODY, unless=HIDDEN),
    line("admin/api/main/^pages/<int:pk>/action/<str:action_name>/",
         "draft, =copy", do=ONLY_ADMIN, unless=REFUSED_OR_HIDDEN),
    line("admin/pages/", see=WRITERS_ANYWHERE, seen=EITHER),
    line("admin/pages/<int:parent_page_id>/", "section", see=WRITERS_ANYWHERE, seen=EITHER),
    line("admin/pages/<int:parent_page_id>/results/", "section", see=WRITERS_ANYWHERE, seen=EITHER),
    line("admin/bulk/<str:app_label>/<str:model_name>/<str:action>/",
         "=wagtailcore, =page, =delete", see=NOBODY, do=NOBODY, unless=HIDDEN),
    line("admin/pages/add/<slug:content_type_app_name>/<slug:content_type_model_name>/<int:parent_page_id>/",
         "cms, article, section", see=WRITERS, do=WRITERS, body=NEW),
    line("admin/pages/add/<slug:content_type_app_name>/<slug:content_type_model_name>/<int:parent_page_id>/preview/",
         "cms, article, section", see=WRITERS, do=WRITERS, done=SHOWN),
    line("admin/pages/usage/<slug:content_type_app_name>/<slug:content_type_model_name>/",
         "cms, article", see=WRITERS_ANYWHERE),
    line("admin/pages/create/<slug:app_label>/<slug:model_name>",
         "cms, article", see=INSIDE, seen=EITHER, do=INSIDE, done=SHOWN),
    line("admin/pages/usage/<slug:content_type_app_name>/<slug:content_type_model_name>/results/",
         "cms, article", see=WRITERS_ANYWHERE),
    line("admin/pages/<int:page_id>/usage/", "draft", see=WRITERS),
    line("admin/pages/<int:page_id>/edit/", "draft", see=WRITERS, do=WRITERS, body=EDITED),
    line("admin/pages/<int:page_id>/edit/preview/", "draft", see=WRITERS, do=WRITERS, done=SHOWN),
    line("admin/pages/<int:page_id>/view_draft/", "draft", see=WRITERS, do=WRITERS, done=SHOWN),
    line("admin/pages/<int:parent_page_id>/add_subpage/", "section", see=WRITERS),
    line("admin/pages/<int:page_id>/delete/", "draft", see=WRITERS, do=WRITERS),
    line("admin/pages/<int:page_id>/unpublish/", "draft", see=NOBODY, do=NOBODY),
    line("admin/pages/<int:page_id>/convert_alias/", "draft", see=NOBODY, do=NOBODY, unless=HIDDEN),
    line("admin/pages/search/", see=WRITERS_ANYWHERE),
    line("admin/pages/search/results/", see=WRITERS_ANYWHERE),
    line("admin/pages/<int:page_to_move_id>/move/", "draft", see=WRITERS, do=WRITERS, body=move),
    line("admin/pages/<int:page_to_move_id>/move/<int:destination_id>/confirm/",
         "draft, empty section", see=WRITERS, do=WRITERS),
    line("admin/pages/<int:page_to_move_id>/set_position/", "draft", do=ONLY_ADMIN, done=SHOWN),
    line("admin/pages/<int:page_id>/copy/", "draft", see=WRITERS, do=WRITERS, body=copy),
    line("admin/pages/workflow/action/<int:page_id>/<slug:action_name>/<int:task_state_id>/",
         "review, =approve, leader's step", see=NOBODY, do=NOBODY),
    line("admin/pages/workflow/collect_action_data/<int:page_id>/<slug:action_name>/<int:task_state_id>/",
         "review, =approve, leader's step", see=NOBODY, do=NOBODY),
    line("admin/pages/workflow/confirm_cancellation/<int:page_id>/",
         "review", see=INSIDE, do=INSIDE, done=SHOWN),
    line("admin/pages/workflow/preview/<int:page_id>/<int:task_id>/",
         "review, leader's task", see=NOBODY),
    line("admin/pages/<int:page_id>/privacy/",
         "draft", see=NOBODY, do=NOBODY, body={"restriction_type": "login"}),
    line("admin/pages/<int:page_id>/lock/", "draft", do=NOBODY),
    line("admin/pages/<int:page_id>/unlock/", "draft", do=ONLY_ADMIN),
    line("admin/pages/<int:page_id>/revisions/", "draft", see=INSIDE, seen=DONE, do=INSIDE),
    line("admin/pages/<int:page_id>/revisions/<int:revision_id>/view/",
         "draft, draft revision", see=WRITERS),
    line("admin/pages/<int:page_id>/revisions/<int:revision_id>/revert/",
         "draft, draft revision", see=WRITERS, do=WRITERS, body=EDITED),
    line("admin/pages/<int:page_id>/revisions/<int:revision_id>/unschedule/",
         "draft, draft revision", see=NOBODY, do=NOBODY),
    line(r"admin/pages/^(?P<pk>\d+)/revisions/compare/(?P<revision_id_a>live|earliest|\d+)\.\.\.(?P<revision_id_b>live|latest|\d+)/$",
         "draft, =earliest, =latest", see=WRITERS),
    line("admin/pages/<int:page_id>/workflow_history/", "draft", see=WRITERS),
    line("admin/pages/<int:page_id>/workflow_history/detail/<int:workflow_state_id>/",
         "review, workflow state", see=WRITERS),
    line("admin/pages/<int:page_id>/history/", "draft", see=WRITERS),
    line("admin/pages/<int:page_id>/history/results/", "draft", see=WRITERS),
    line("admin/choose-page/", see=INSIDE),
    line("admin/choose-page/<int:parent_page_id>/", "section", see=INSIDE),
    line("admin/choose-page/search/", see=INSIDE),
    line("admin/choose-page/chosen-multiple/", see=INSIDE),
    line("admin/choose-external-link/", see=INSIDE, do=INSIDE, done=SHOWN, body=LINK),
    line("admin/choose-email-link/", see=INSIDE, do=INSIDE, done=SHOWN),
    line("admin/choose-phone-link/", see=INSIDE, do=INSIDE, done=SHOWN),
    line("admin/choose-anchor-link/", see=INSIDE, do=INSIDE, done=SHOWN),
    line("admin/tag-autocomplete/", see=INSIDE, do=INSIDE, done=SHOWN),
    line("admin/tag-autocomplete/<slug:app_name>/<slug:model_name>/",
         "=taggit, =tag", see=INSIDE, do=INSIDE, done=SHOWN),
]
# fmt: on
