"""What people wrote of a page: its revision without what changes by itself."""

from typing import Any

from wagtail.models import Revision

# What Wagtail keeps in a revision beside the content, and what changes without anybody writing.
VOLATILE = frozenset(
    "pk path depth numchild url_path live has_unpublished_changes first_published_at"
    " last_published_at live_revision latest_revision latest_revision_created_at go_live_at"
    " expire_at expired locked locked_at locked_by owner content_type draft_title alias_of"
    " wagtail_admin_comments translation_key show_in_menus".split()
)


def written_in(revision: Revision) -> dict[str, Any]:
    return {name: value for name, value in revision.content.items() if name not in VOLATILE}
