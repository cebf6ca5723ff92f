"""The blocks of an article. No raw HTML; repeated items are list blocks, since those carry ids."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from ..embeds import video_id
from ..recording_chooser import RecordingChooserBlock
from .rich_text import QuotationTextBlock, RichTextBlock
from .text_table import TextTableBlock

TEXT_FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link", "superscript", "subscript"]


class HeadingBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("Heading"), max_length=200)
    level = blocks.ChoiceBlock(
        label=_("Level"),
        choices=[("2", _("Large")), ("3", _("Medium")), ("4", _("Small"))],
        default="2",
    )

    class Meta:
        icon = "title"
        label = _("Heading")
        template = "cms/blocks/heading.html"


class PictureBlock(blocks.StructBlock):
    picture = ImageChooserBlock(label=_("Picture"))
    alt = blocks.CharBlock(
        label=_("Alternative text"),
        required=False,
        max_length=250,
        help_text=_("What the picture shows, for those who cannot see it."),
    )
    decorative = blocks.BooleanBlock(label=_("Only decoration"), required=False)
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=250)
    credit = blocks.CharBlock(label=_("Credit"), required=False, max_length=150)

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "cms/blocks/picture.html"

    def clean(self, value):
        cleaned = super().clean(value)
        if not cleaned.get("alt") and not cleaned.get("decorative"):
            message = _("Say what the picture shows, or tick “Only decoration”.")
            raise blocks.StructBlockValidationError({"alt": ValidationError(message)})
        return cleaned


class FactBoxBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=120)
    text = RichTextBlock(label=_("Text"), features=TEXT_FEATURES)

    class Meta:
        icon = "info-circle"
        label = _("Fact box")
        template = "cms/blocks/fact_box.html"


class StepsBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), required=False, max_length=120)
    steps = blocks.ListBlock(
        RichTextBlock(label=_("Step"), features=TEXT_FEATURES), label=_("Steps"), min_num=1
    )

    class Meta:
        icon = "list-ol"
        label = _("Numbered steps")
        template = "cms/blocks/steps.html"


class NamedTableBlock(blocks.StructBlock):
    caption = blocks.CharBlock(label=_("Name of the table"), max_length=200)
    table = TextTableBlock(label=_("Table"))

    class Meta:
        icon = "table"
        label = _("Table")
        template = "cms/blocks/table.html"


class QuotationBlock(blocks.StructBlock):
    text = QuotationTextBlock(label=_("Quotation"))
    attribution = blocks.CharBlock(label=_("Who said it"), required=False, max_length=150)

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        template = "cms/blocks/quotation.html"


class QuestionAnswerBlock(blocks.StructBlock):
    question = blocks.CharBlock(label=_("Question"), max_length=500)
    answer = RichTextBlock(label=_("Answer"), features=TEXT_FEATURES)

    class Meta:
        icon = "help"
        label = _("Question and answer")
        template = "cms/blocks/question_answer.html"


class DocumentBlock(blocks.StructBlock):
    document = DocumentChooserBlock(label=_("Document"))
    title = blocks.CharBlock(label=_("Title"), required=False, max_length=200)

    class Meta:
        icon = "doc-full-inverse"
        label = _("Document")
        template = "cms/blocks/document.html"


class VideoBlock(blocks.StructBlock):
    """Loads nothing from the platform until the reader clicks."""

    url = blocks.URLBlock(label=_("Address of the video (YouTube)"))
    title = blocks.CharBlock(label=_("Title"), max_length=150)
    poster = ImageChooserBlock(label=_("Picture shown before playing"), required=False)

    class Meta:
        icon = "media"
        label = _("Video")
        template = "cms/blocks/video.html"

    def clean(self, value):
        cleaned = super().clean(value)
        if video_id(cleaned["url"]) is None:
            message = _("Only addresses of YouTube videos are allowed here.")
            raise blocks.StructBlockValidationError({"url": ValidationError(message)})
        return cleaned


class RecordingBlock(blocks.StructBlock):
    """A recording of its `kind`, which the form asks for: one library holds both."""

    kind = ""
    wrong_kind = _("This is a video. Choose a sound, or use the block “Video of the library”.")

    recording = RecordingChooserBlock(label=_("Recording"))
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=250)

    def clean(self, value):
        cleaned = super().clean(value)
        if cleaned["recording"] and cleaned["recording"].kind != self.kind:
            error = ValidationError(self.wrong_kind)
            raise blocks.StructBlockValidationError({"recording": error})
        return cleaned


class SoundBlock(RecordingBlock):
    kind = "sound"

    class Meta:
        icon = "media"
        label = _("Sound")
        template = "cms/blocks/sound.html"


class VideoFileBlock(RecordingBlock):
    kind = "video"
    wrong_kind = _("This is a sound. Choose a video, or use the block “Sound”.")

    class Meta:
        icon = "media"
        label = _("Video of the library")
        template = "cms/blocks/video_file.html"


class LegalReferenceBlock(blocks.StructBlock):
    number = blocks.CharBlock(label=_("Number"), max_length=60)
    date = blocks.DateBlock(label=_("Date of issue"), required=False)
    issuer = blocks.CharBlock(label=_("Issuer"), max_length=150)
    article = blocks.CharBlock(label=_("Article, clause"), required=False, max_length=150)
    note = blocks.CharBlock(label=_("Note"), required=False, max_length=250)

    class Meta:
        icon = "doc-full"
        label = _("Legal reference")
        template = "cms/blocks/legal_reference.html"


class CorrectionBlock(blocks.StructBlock):
    """A dated “Đính chính”: stays on the page, the posts and the bulletin."""

    date = blocks.DateBlock(label=_("Date"))
    wrong = blocks.CharBlock(label=_("What was wrong"), max_length=500)
    right = blocks.CharBlock(label=_("What is right"), max_length=500)

    class Meta:
        icon = "warning"
        label = _("Correction")


class BodyBlock(blocks.StreamBlock):
    heading = HeadingBlock()
    paragraph = RichTextBlock(
        label=_("Paragraph"),
        icon="pilcrow",
        features=TEXT_FEATURES,
        template="cms/blocks/paragraph.html",
    )
    picture = PictureBlock()
    fact_box = FactBoxBlock()
    steps = StepsBlock()
    table = NamedTableBlock()
    quotation = QuotationBlock()
    question_answer = QuestionAnswerBlock()
    document = DocumentBlock()
    video = VideoBlock()
    sound = SoundBlock()
    video_file = VideoFileBlock()
    legal_reference = LegalReferenceBlock()
