"""The hand-over: finishing the workflow writes the release in the approval's own transaction.

Imported while Wagtail's models load, so models are imported inside the function.
"""

from typing import Any


def finish_workflow(workflow_state: Any, user: Any) -> None:
    """`WAGTAIL_FINISH_WORKFLOW_ACTION`: release what every step approved."""
    from .services.releases import release_approved

    release_approved(workflow_state=workflow_state, user=user)
