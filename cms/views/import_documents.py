"""“Nhập từ Word”: files in, drafts out."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from cms.editions import office_of
from cms.importing.drafts import ImportOutcome, import_items
from cms.importing.limits import limits_from_settings
from cms.importing.places import offices_to_import_for, sections_of
from cms.models import Office, SectionPage, User

MOST_FILES = 50
ACCEPT = ".docx,.html,.htm,.md,.txt"


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One or more files; cleans to a list."""

    widget = FilesInput(attrs={"accept": ACCEPT})

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        files = list(data or [])
        if len(files) > MOST_FILES:
            message = _("At most %(count)d files at a time: import the others afterwards.")
            raise forms.ValidationError(message, params={"count": MOST_FILES})
        if not files:
            raise forms.ValidationError(_("Choose at least one file."))
        return files


class ImportForm(forms.Form):
    documents = FilesField(
        label=_("Files"),
        help_text=_(
            "Word (.docx), web pages (.html), Markdown (.md) or plain text (.txt). "
            "You may choose several at once."
        ),
    )
    section = forms.ChoiceField(label=_("Section"))
    again = forms.BooleanField(
        label=_("Import again"),
        required=False,
        help_text=_("Makes a second draft of a file that was imported before."),
    )

    def __init__(self, *args: Any, offices: list[Office], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sections = {
            str(section.pk): section for office in offices for section in sections_of(office)
        }
        groups = [
            (str(office), [(section.pk, section.title) for section in sections_of(office)])
            for office in offices
        ]
        choices = groups[0][1] if len(groups) == 1 else groups
        self.fields["section"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField

    def chosen_section(self) -> SectionPage:
        return self.sections[self.cleaned_data["section"]]


def import_documents(request: HttpRequest) -> HttpResponse:
    """The form, and after it the list of what became of each file."""
    user = request.user
    offices = offices_to_import_for(user) if isinstance(user, User) else []
    if not isinstance(user, User) or not offices:
        raise PermissionDenied
    form = ImportForm(request.POST or None, request.FILES or None, offices=offices)
    outcomes: list[ImportOutcome] = []
    if request.method == "POST" and form.is_valid():
        outcomes = _import(user, form)
        form = ImportForm(initial={"section": form.cleaned_data["section"]}, offices=offices)
    context = {
        "form": form,
        "outcomes": outcomes,
        "page_title": _("Import from Word"),
        "header_title": _("Import from Word"),
        "header_icon": "upload",
        "breadcrumbs_items": [
            {"url": reverse_lazy("wagtailadmin_home"), "label": _("Home")},
            {"url": "", "label": _("Import from Word")},
        ],
    }
    return TemplateResponse(request, "cms/admin/import_documents.html", context)


def _import(user: User, form: ImportForm) -> list[ImportOutcome]:
    section = form.chosen_section()
    largest = limits_from_settings().file_size
    # One byte more than allowed is enough for the importer to refuse the file by its size.
    sources = [(file.name, file.read(largest + 1)) for file in form.cleaned_data["documents"]]
    return import_items(
        sources,
        office=office_of(section),
        section=section,
        user=user,
        again=form.cleaned_data["again"],
    )
