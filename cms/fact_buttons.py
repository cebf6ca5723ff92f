"""In the editor: the facts that a text may quote, each a button that writes its placeholder."""

from collections.abc import Mapping
from typing import Any

from wagtail.admin.panels import HelpPanel


class FactButtons(HelpPanel):
    """Without values: what is written here is read at every office with that office's own."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"template": "cms/widgets/fact_buttons.html", **kwargs})

    class BoundPanel(HelpPanel.BoundPanel):
        def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> Any:
            # The models load this module.
            from .fact_sheets import label_of
            from .missing_facts import known_keys

            context = super().get_context_data(parent_context)
            context["facts"] = [(f"{{{{{key}}}}}", label_of(key)) for key in known_keys()]
            return context
