"""Which fields and blocks of an item hold words that readers get, and what each is called.

All of them can be corrected by an approver (`cms.item_texts`), so a new text field or text block has
its line here.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _

LINE, LINES, RICH = "line", "lines", "rich"

FIELDS = {
    "title": (LINE, _("Title")),
    "lead": (LINES, _("Lead")),
    "cover_alt": (LINE, _("Alternative text of the cover")),
    "number": (LINE, _("Number")),
    "issuer": (LINE, _("Issuer")),
    "signer": (LINE, _("Signer")),
    "source_line": (LINE, _("source line")),
    "long_description": (LINES, _("long description")),
    "author_name": (LINE, _("author or pen name")),
    "source_name": (LINE, _("Source")),
}

Places = dict[str, Any]  # by name: form and label; of a list of blocks, such places again
_TITLE = (LINE, _("Title"))
_REFERENCE: Places = {
    "number": (LINE, _("Number")),
    "issuer": (LINE, _("Issuer")),
    "article": (LINE, _("Article, clause")),
    "note": (LINE, _("Note")),
}

# By block, which of its values are texts; "" is the value of the block itself.
BODY: dict[str, Places] = {
    "heading": {"text": (LINE, _("Heading"))},
    "paragraph": {"": (RICH, _("Paragraph"))},
    "picture": {
        "alt": (LINE, _("Alternative text")),
        "caption": (LINE, _("Caption")),
        "credit": (LINE, _("Credit")),
    },
    "fact_box": {"title": (LINE, _("Fact box")), "text": (RICH, _("Fact box"))},
    "steps": {"title": (LINE, _("Numbered steps")), "steps": (RICH, _("Step"))},
    "table": {"caption": (LINE, _("Name of the table")), "table": (LINE, _("Cell"))},
    "quotation": {"text": (LINES, _("Quotation")), "attribution": (LINE, _("Who said it"))},
    "question_answer": {"question": (LINE, _("Question")), "answer": (RICH, _("Answer"))},
    "document": {"title": (LINE, _("Document"))},
    "video": {"title": (LINE, _("Video"))},
    "sound": {"caption": (LINE, _("Caption"))},
    "video_file": {"caption": (LINE, _("Caption"))},
    "legal_reference": _REFERENCE,
}
PIECE: dict[str, Places] = {
    "figures": {
        "title": _TITLE,
        "figures": {"value": (LINE, _("Figure")), "label": (LINE, _("What it says"))},
    },
    "steps": {
        "title": _TITLE,
        "steps": {"title": (LINE, _("Step")), "text": (LINES, _("Step"))},
    },
    "comparison": {
        "title": _TITLE,
        "left": (LINE, _("Heading on the left")),
        "right": (LINE, _("Heading on the right")),
        "rows": {
            "label": (LINE, _("What is compared")),
            "left": (LINE, _("Left")),
            "right": (LINE, _("Right")),
        },
    },
    "timeline": {
        "title": _TITLE,
        "moments": {"when": (LINE, _("When")), "text": (LINES, _("Text"))},
    },
    "chart": {
        "title": _TITLE,
        "unit": (LINE, _("Unit")),
        "points": {"label": (LINE, _("Label")), "number": (LINE, _("Number"))},
    },
    "icons": {"title": _TITLE, "items": {"text": (LINE, _("Text"))}},
    "quotation": BODY["quotation"],
}
# In reading order.
STREAMS: dict[str, dict[str, Places]] = {
    "piece": PIECE,
    "goals": {"goal": {"": (LINE, _("Goal"))}},
    "body": BODY,
    "legal_basis": {"reference": _REFERENCE},
    "corrections": {
        "correction": {"wrong": (LINE, _("What was wrong")), "right": (LINE, _("What is right"))}
    },
}
