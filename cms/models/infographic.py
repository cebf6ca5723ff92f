"""An infographic: an item whose text is a designed piece, drawn anew for every office and format."""

from django.db import models
from django.http import JsonResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField

from ..fact_buttons import FactButtons
from ..piece_choices import (
    DescriptionArea,
    DesignChoice,
    PaletteChoice,
    design_choices,
    palette_choices,
)
from ..search import words_of
from .item import ItemPage
from .piece_blocks import PieceBlock


class InfographicPage(ItemPage):
    piece = StreamField(PieceBlock(), verbose_name=_("infographic"), blank=True)
    design = models.CharField(_("design"), max_length=20, choices=design_choices, default="classic")
    palette = models.CharField(_("palette"), max_length=20, choices=palette_choices, default="blue")
    source_line = models.CharField(
        _("source line"),
        max_length=200,
        blank=True,
        help_text=_("Where the figures come from. It stands at the foot of the drawing."),
    )
    made_by_ai = models.BooleanField(
        _("made or changed with the help of AI"),
        default=False,
        help_text=_("The drawing then says so, in words and for machines."),
    )
    long_description = models.TextField(
        _("long description"),
        max_length=4000,
        blank=True,
        help_text=_(
            "For those who cannot see the drawing. Left empty, Loa makes it from the texts and"
            " numbers."
        ),
    )

    content_panels = [
        *ItemPage.content_panels[:2],
        FactButtons(heading=_("Facts of the office")),
        FieldPanel(
            "piece",
            help_text=_(
                "Press + and choose a block: figures, steps, a chart … The telephone above shows the"
                " drawing in every format while you write. Rows copied from a spreadsheet can be"
                " pasted into a chart's first label: labels and numbers side by side."
            ),
        ),
        MultiFieldPanel(
            [
                FieldPanel("design", widget=DesignChoice),
                FieldPanel("palette", widget=PaletteChoice),
                FieldPanel("source_line"),
                FieldPanel("made_by_ai"),
                FieldPanel("long_description", widget=DescriptionArea),
            ],
            heading=_("Look"),
        ),
        MultiFieldPanel(
            [FieldPanel("cover"), FieldPanel("cover_alt")],
            heading=_("Cover"),
            classname="collapsed",
        ),
        FieldPanel("body", heading=_("Text below the infographic"), classname="collapsed"),
    ]
    parent_page_types = ["cms.SectionPage"]
    subpage_types: list[str] = []
    template = "cms/infographic_page.html"
    work_kind = "infographic"

    class Meta:
        verbose_name = _("infographic page")
        verbose_name_plural = _("infographic pages")

    @property
    def kind_label(self) -> str:
        return str(_("Infographic"))

    @property
    def preview_modes(self):
        from ..office_previews import modes

        return modes(self, [("forms", _("All formats")), ("", _("Portal"))])

    def make_preview_request(
        self, original_request=None, preview_mode=None, extra_request_attrs=None
    ):
        """The preview asks for its parts, one at a time, at its own address."""
        part = original_request.GET.get("part", "") if original_request else ""
        more = {**(extra_request_attrs or {}), "part": part}
        return super().make_preview_request(original_request, preview_mode, more)

    def serve_preview(self, request, mode_name):
        from .. import piece_description, piece_preview

        if mode_name != "forms":
            return super().serve_preview(request, mode_name)
        part = getattr(request, "part", "")
        if part == "description":
            return JsonResponse({"description": piece_description.draft_of(self)})
        if part:
            drawn = piece_preview.drawing(self, part)
            return JsonResponse(drawn or {}, status=200 if drawn else 404)
        context = {"page": self, "preview": piece_preview.preview_of(self)}
        return TemplateResponse(request, "cms/pieces/preview.html", context)

    @property
    def search_text(self) -> str:
        words = " ".join(self.piece.stream_block.get_searchable_content(self.piece))
        return f"{super().search_text} {words_of(words)}"


InfographicPage.edit_handler = InfographicPage.item_edit_handler()
