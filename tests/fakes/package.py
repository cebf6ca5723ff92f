"""Stands for publishing's package: the seams that `cms.approval` calls, and the hand-over."""

import hashlib
import json

from cms.going_live import allow

PATHS = {
    "LOA_PACKAGE_FINGERPRINT": "tests.fakes.package.fingerprint",
    "LOA_PACKAGE_SUMMARY": "tests.fakes.package.summary",
    "LOA_PACKAGE_PROBLEMS": "tests.fakes.package.problems",
    "LOA_PACKAGE_AUTHORS": "tests.fakes.package.authors",
}
WRITTEN = ("title", "lead", "body", "states_policy", "cover", "cover_alt")

posts: dict[int, str] = {}  # what the package of a page says; tests change it
found: list[str] = []
editors: set[int] = set()


def forget() -> None:
    posts.clear()
    found.clear()
    editors.clear()


def fingerprint(page, revision) -> str:
    content = revision.content
    covered = [content.get(name) for name in WRITTEN] + [posts.get(page.pk)]
    return hashlib.sha256(json.dumps(covered, default=str).encode()).hexdigest()


def summary(page, revision, request, draft) -> tuple[str, str]:
    return "Gói đăng thử", fingerprint(page, revision)


def problems(page, revision) -> list[str]:
    return list(found)


def authors(pages) -> dict[int, set[int]]:
    return {page.pk: set(editors) for page in pages}


def release(workflow_state, user=None) -> None:
    """The hand-over in its simplest form: the approved revision goes live at once."""
    page = workflow_state.content_object.specific
    revision = workflow_state.current_task_state.revision
    with allow(page):
        revision.publish(user=user, skip_permission_checks=True)
