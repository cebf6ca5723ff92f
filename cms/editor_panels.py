"""What other apps say above an item in Wagtail's editor.

A hook `loa_editor_panels` gets the page and the request and returns a `Component` with a `heading`,
or None. A page that was never saved has none.
"""

from typing import Any

from wagtail import hooks
from wagtail.admin.panels import Panel


class AboveItem(Panel):
    """The first of them; its heading is the component's."""

    class BoundPanel(Panel.BoundPanel):
        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            self.component = self._found()
            if self.component is not None:
                self.heading = self.component.heading

        def _found(self) -> Any:
            if self.instance is None or not self.instance.pk or self.request is None:
                return None
            found = (
                hook(self.instance, self.request) for hook in hooks.get_hooks("loa_editor_panels")
            )
            return next((each for each in found if each is not None), None)

        def is_shown(self) -> bool:
            return self.component is not None

        def render_html(self, parent_context: Any = None) -> Any:
            return self.component.render_html(parent_context)
