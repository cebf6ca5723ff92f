"""Items in an office's part of the tree."""

from itertools import count

from cms.going_live import allow
from cms.models import ArticlePage, Office

from .offices import section_of

_numbers = count(1)


def make_article(office: Office, **fields) -> ArticlePage:
    """A draft with one revision and one paragraph, unless `body` says otherwise.

    `live=True` makes it live without any approval; `user` signs the revision.
    """
    live, user = fields.pop("live", False), fields.pop("user", None)
    fields.setdefault("title", f"Bài viết {next(_numbers)}")
    fields.setdefault("lead", "Tóm tắt của bài viết.")
    fields.setdefault("body", [("paragraph", "<p>Nội dung của bài viết.</p>")])
    page = ArticlePage(live=live, **fields)
    with allow(page):
        section_of(office).add_child(instance=page)
        page.save_revision(user=user, log_action="wagtail.create")
    return page


def publish(page, user=None):
    """Make the latest revision live as a release would; returns the page as it is now."""
    with allow(page):
        page.get_latest_revision().publish(user=user, skip_permission_checks=True)
    page.refresh_from_db()
    return page


def editor_form(title: str) -> dict[str, str]:
    """What Wagtail's editor posts for an article without blocks and comments."""
    streams = {f"{name}-count": "0" for name in ("body", "legal_basis", "corrections")}
    counts = ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS")
    comments = {f"comments-{name}": "0" for name in counts}
    return {"title": title, "lead": "Tóm tắt.", "genre": "news", **streams, **comments}
