"""What every publishable item shares: metadata, body, corrections, slug and its edition."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from slugify import slugify
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from ..search import fold
from .blocks import BodyBlock, CorrectionBlock, LegalReferenceBlock
from .taxonomy import Genre

SLUG_LENGTH = 80  # characters, so that an address still fits a text message


def slug_for(title: str, parent: Page | None = None) -> str:
    """Slug of a Vietnamese title, made unique among the parent's children."""
    base = slugify(title, max_length=SLUG_LENGTH, word_boundary=True) or "bai"
    taken = set(parent.get_children().values_list("slug", flat=True)) if parent else set()
    candidate, number = base, 2
    while candidate in taken:
        candidate, number = f"{base}-{number}", number + 1
    return candidate


class SluggedPage(Page):
    """Slugs are made on the server: the browser's own drops the letter đ."""

    class Meta:
        abstract = True

    def full_clean(self, *args, **kwargs):
        if not self.slug and self.title:
            self.slug = slug_for(self.title, self.get_parent() if self.path else None)
        super().full_clean(*args, **kwargs)


class ItemPage(SluggedPage):
    """Abstract base of everything that can be approved and released.

    `lead` and `body` may hold placeholders (`{{hotline}}`), resolved per office when shown or
    composed.
    """

    lead = models.TextField(_("lead"), max_length=600, blank=True)
    cover = models.ForeignKey(
        "media_assets.Picture",
        verbose_name=_("cover picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    cover_alt = models.CharField(
        _("alternative text of the cover"),
        max_length=250,
        blank=True,
        help_text=_("What the picture shows, for those who cannot see it."),
    )
    body = StreamField(BodyBlock(), verbose_name=_("content"), blank=True)
    topics = ParentalManyToManyField("cms.Topic", verbose_name=_("topics"), blank=True)
    audiences = ParentalManyToManyField("cms.Audience", verbose_name=_("audiences"), blank=True)
    genre = models.CharField(_("genre"), max_length=12, choices=Genre.choices, default=Genre.NEWS)
    author_name = models.CharField(_("author or pen name"), max_length=120, blank=True)
    source_name = models.CharField(_("source"), max_length=160, blank=True)
    states_policy = models.BooleanField(
        _("states a rate, benefit, deadline or legal reference"),
        default=False,
        help_text=_("The policy reviewer then has to agree before the leader approves."),
    )
    legal_basis = StreamField(
        [("reference", LegalReferenceBlock())], verbose_name=_("legal basis"), blank=True
    )
    effective_from = models.DateField(_("effective from"), null=True, blank=True)
    valid_until = models.DateField(
        _("valid until"),
        null=True,
        blank=True,
        help_text=_("After this day the item is taken down by itself."),
    )
    campaign = models.ForeignKey(
        "cms.CampaignPage",
        verbose_name=_("campaign"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    corrections = StreamField(
        [("correction", CorrectionBlock())], verbose_name=_("corrections"), blank=True
    )

    content_panels = [
        FieldPanel("title"),
        FieldPanel("lead"),
        MultiFieldPanel([FieldPanel("cover"), FieldPanel("cover_alt")], heading=_("Cover")),
        FieldPanel("body"),
    ]
    metadata_panels = [
        FieldPanel("genre"),
        FieldPanel("topics", widget=forms.CheckboxSelectMultiple),
        FieldPanel("audiences", widget=forms.CheckboxSelectMultiple),
        FieldPanel("campaign"),
        MultiFieldPanel(
            [FieldPanel("author_name"), FieldPanel("source_name")], heading=_("Author and source")
        ),
        MultiFieldPanel(
            [
                FieldPanel("states_policy"),
                FieldPanel("legal_basis"),
                FieldPanel("effective_from"),
                FieldPanel("valid_until"),
            ],
            heading=_("Policy"),
        ),
        FieldPanel("corrections"),
    ]

    search_fields = [
        *Page.search_fields,
        index.SearchField("search_text"),
        index.FilterField("genre"),
    ]

    is_item = True

    class Meta:
        abstract = True

    @classmethod
    def item_edit_handler(cls):
        return TabbedInterface(
            [
                ObjectList(cls.content_panels, heading=_("Content")),
                ObjectList(cls.metadata_panels, heading=_("Information")),
            ]
        )

    @property
    def search_text(self) -> str:
        """Folded text of title, lead and body, so that queries match without diacritics."""
        body = " ".join(self.body.stream_block.get_searchable_content(self.body))
        return fold(f"{self.title} {self.lead} {body}")

    @property
    def needs_policy_review(self) -> bool:
        return bool(
            self.states_policy
            or len(self.legal_basis)
            or any(block.block_type == "legal_reference" for block in self.body)
        )

    @property
    def office(self):
        """The office that answers for this page."""
        return self.edition.office

    @property
    def published_on(self):
        return self.first_published_at or self.latest_revision_created_at or timezone.now()

    def clean(self):
        super().clean()
        if self.effective_from and self.valid_until and self.valid_until < self.effective_from:
            message = _("The last day of validity is before the first one.")
            raise ValidationError({"valid_until": message})
