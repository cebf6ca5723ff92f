"""Which drawings of an infographic are wanted: everything, unless something is unticked."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.languages import BY_CODE, language_name
from cms.models import InfographicPage, Office, User
from media_assets.pieces.formats import BOARDS, FORMATS, PORTAL, PRINT, SOCIAL

from ..pieces.bulk.planning import without_edition
from ..pieces.bulk.rights import may_read_draft, offices_seen
from ..pieces.of_page import languages_of

LIVE, DRAFT = "live", "draft"
MOST = 10_000  # drawings in one ZIP
GROUPS = (
    (gettext_lazy("Social media"), SOCIAL),
    (gettext_lazy("Screens"), BOARDS),
    (gettext_lazy("Portal"), PORTAL),
    (gettext_lazy("Print"), PRINT),
)


class BulkDrawingForm(forms.Form):
    version = forms.ChoiceField(label=gettext_lazy("Version"), widget=forms.RadioSelect)
    offices = forms.MultipleChoiceField(
        label=gettext_lazy("Offices"), widget=forms.CheckboxSelectMultiple
    )
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages"), widget=forms.CheckboxSelectMultiple
    )
    formats = forms.MultipleChoiceField(
        label=gettext_lazy("Formats"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data: Any, *, user: User, page: InfographicPage) -> None:
        super().__init__(data)
        self.page = page
        self.offices_seen = {one.code: one for one in offices_seen(user, page)}
        versions = [(LIVE, _("The version on the portal"))] if page.live else []
        if may_read_draft(user, page):
            versions.append((DRAFT, _("The newest draft, not approved yet")))
        every = languages_of(page, draft=True)
        self.live_languages = languages_of(page, draft=False)
        shown = every if DRAFT in dict(versions) else self.live_languages
        names = [(code, self._name(code)) for code in shown]
        offices = [(code, f"{one} ({code})") for code, one in self.offices_seen.items()]
        formats = [(name, form.label) for name, form in FORMATS.items()]
        self._offer("version", versions, versions[0][0] if versions else "")
        self._offer("offices", offices)
        self._offer("languages", names)
        self._offer("formats", formats)

    @property
    def groups(self) -> list[tuple[Any, list[Any]]]:
        """The formats as they belong together."""
        boxes = {box.data["value"]: box for box in self["formats"]}
        return [(label, [boxes[form.name] for form in forms_]) for label, forms_ in GROUPS]

    @property
    def no_edition(self) -> list[str]:
        """Languages of the house that the item is not in."""
        return [language_name(code) for code in without_edition(self.page, draft=True)]

    @property
    def draft(self) -> bool:
        return bool(self.cleaned_data["version"] == DRAFT)

    @property
    def chosen_offices(self) -> Sequence[Office]:
        return [self.offices_seen[code] for code in self.cleaned_data["offices"]]

    @property
    def chosen_languages(self) -> list[str]:
        """In the order of the registry."""
        chosen = self.cleaned_data["languages"]
        return [code for code in BY_CODE if code in chosen]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("version") == LIVE:
            self._refuse_drafts(given.get("languages", []))
        lists = [given.get(name, []) for name in ("offices", "languages", "formats")]
        number = len(lists[0]) * len(lists[1]) * len(lists[2])
        if number > MOST:
            message = _(
                "That would be %(number)d drawings; one file takes %(most)d. Choose fewer offices,"
                " languages or formats, and order the rest afterwards."
            )
            raise forms.ValidationError(message % {"number": number, "most": MOST})
        return given

    def _refuse_drafts(self, languages: Sequence[str]) -> None:
        missing = [language_name(code) for code in languages if code not in self.live_languages]
        if missing:
            message = _(
                "Not on the portal yet: %(languages)s. Untick these languages, or choose the newest"
                " draft."
            )
            self.add_error("languages", message % {"languages": ", ".join(missing)})

    def _name(self, code: str) -> str:
        if code in self.live_languages or not self.page.live:
            return language_name(code)
        return _("%(language)s – draft only") % {"language": language_name(code)}

    def _offer(self, name: str, choices: list[tuple[str, Any]], initial: Any = None) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices
        field.initial = [value for value, _label in choices] if initial is None else initial
