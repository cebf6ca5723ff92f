"""Pasting from Word into the editor: the script that cleans it, with what it may have to say."""

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _


def script() -> SafeString:
    return format_html(
        '<script src="{}" data-changed="{}" data-table="{}" data-picture="{}" data-heading="{}"'
        ' data-old-font="{}"></script>',
        static("cms/admin/word_paste.js"),
        _("Pasted from Word. Please look it over:"),
        _(
            "A table became lines of text: for a real one, add the block “Table” and paste it there."
        ),
        _("Pictures do not come along: add the block “Picture” for each."),
        _("A heading became a paragraph: use the block “Heading” for it."),
        _(
            "Nothing was pasted: this text is in a font from before Unicode. Save the file and use"
            " “Import from Word”: it converts such text."
        ),
    )
