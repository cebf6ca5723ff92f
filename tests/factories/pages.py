"""Items in an office's part of the tree."""

from itertools import count

from cms.models import ArticlePage, Office

from .offices import section_of

_numbers = count(1)


def make_article(office: Office, **fields) -> ArticlePage:
    """A draft with one revision and one paragraph, unless `body` says otherwise."""
    live = fields.pop("live", False)
    fields.setdefault("title", f"Bài viết {next(_numbers)}")
    fields.setdefault("lead", "Tóm tắt của bài viết.")
    fields.setdefault("body", [("paragraph", "<p>Nội dung của bài viết.</p>")])
    page = section_of(office).add_child(instance=ArticlePage(live=live, **fields))
    page.save_revision()
    return page
