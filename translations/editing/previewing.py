"""The page as it will be: its source with the words that stand now, approved or not.

Nothing of it is stored. What has no words yet says so before those of the source, so that nobody
takes them for a translation.
"""

from django.utils.translation import gettext as _
from wagtail.models import Locale, Page, Revision

from ..buildable import page_rows
from ..errors import Refused
from ..marked import fits
from ..models import SourceText, TranslationRequest
from ..rows import Row, require_open
from ..segments import put_back

_OWN = ("slug", "url_path", "first_published_at", "last_published_at", "translation_key")


def page_as_it_will_be(request: TranslationRequest) -> Page:
    """Raises Refused where there is no source any more."""
    source = require_open(request).specific
    taken = SourceText.objects.filter(page=source.pk).values_list("revision_id", flat=True).first()
    revision = Revision.objects.filter(pk=taken).first() if taken else None
    if revision is None:
        raise Refused(_("The item has no text yet. Save it first."))
    rows = page_rows(request)
    texts = {number: text for number, row in enumerate(rows) if (text := _text(row))}
    around = request.translated_page.specific if request.translated_page else source
    page = around.with_content_json(put_back(revision.content, texts))
    for name in _OWN:
        setattr(page, name, getattr(around, name))
    page.locale = _locale(request.language)
    return page


def _locale(code: str) -> Locale:
    known = Locale.objects.filter(language_code=code).first()
    return known or Locale(language_code=code)


def _text(row: Row) -> str:
    """Empty where the source's own stays: a value without one of the language."""
    one, source = row.translation, row.segment.source
    if not one.text:
        return "" if row.segment.is_optional else f"[{_('not translated yet')}] {source}"
    if not fits(source, one.text):
        return f"[{_('its marks ⟨ ⟩ are not those of the source')}] {source}"
    return one.text
