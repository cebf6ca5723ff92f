"""From demo items to draft pages, with their pictures and files in the office's collection."""

from collections.abc import Callable
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from markdown_it import MarkdownIt

from cms.languages import DEFAULT
from cms.markup import clean_html
from cms.models import (
    ArticlePage,
    Audience,
    CampaignPage,
    DocumentPage,
    InfographicPage,
    ItemPage,
    Office,
    Topic,
)
from cms.reference import ensure_section
from media_assets.models import Attachment, Licence, Picture

from .reader import DemoItem

HERE = Path(__file__).parent
GENRES = {
    "tin": "news",
    "bai": "feature",
    "huong-dan": "guide",
    "hoi-dap": "question",
    "thong-bao": "notice",
}
# Documents first: articles name them; campaigns before what belongs to them.
ORDER = {"document": 0, "campaign": 1, "article": 2, "infographic": 2}


class Drafts:
    """Makes each item once; a second call finds it by its slug."""

    def __init__(self, items: list[DemoItem]) -> None:
        self.items = sorted(items, key=lambda item: (ORDER[item.kind], item.date, item.slug))
        self.offices = {office.code: office for office in Office.objects.all()}
        self.campaign_of = {slug: item.slug for item in items for slug in item.items}
        self.files = {item.slug: item for item in items if item.file}

    def make(self, item: DemoItem, *, owner: Any) -> tuple[ItemPage, bool]:
        """The page and whether it is new."""
        office = self.offices[item.office]
        assert office.home, f"{office} has no pages"
        section = ensure_section(office.home.specific, item.section)
        found = section.get_children().filter(slug=item.slug).first()
        if found:
            return found.specific, False
        page = _MODELS[item.kind](**self._fields(item, office), owner=owner, live=False)
        section.add_child(instance=page)
        page.topics.set(Topic.objects.filter(slug__in=item.topics))
        page.audiences.set(Audience.objects.filter(slug__in=item.audiences))
        page.save_revision(user=owner)
        return page, True

    def _fields(self, item: DemoItem, office: Office) -> dict[str, Any]:
        fields = {
            "title": item.title,
            "slug": item.slug,
            "lead": item.lead or item.abstract,
            "genre": GENRES.get(item.genre, "news"),
            "author_name": item.author_name,
            "source_name": item.source,
            "states_policy": item.states_policy,
            "effective_from": item.effective_from,
            "valid_until": item.valid_until,
            "first_published_at": datetime.combine(item.date, time(2), UTC),
            "legal_basis": [
                (
                    "reference",
                    {
                        "number": one.number,
                        "date": one.date,
                        "issuer": one.issuer,
                        "article": one.article,
                        "note": one.note,
                    },
                )
                for one in item.legal_basis
            ],
            "body": [(kind, _VALUES[kind](self, value, office)) for kind, value in item.blocks],
        }
        if item.cover:
            fields["cover"] = self._picture(item.cover.file, item.cover.alt, office)
            fields["cover_alt"] = item.cover.alt
        return fields | _SPECIAL[item.kind](self, item, office)

    def campaign(self, item: DemoItem) -> CampaignPage | None:
        slug = self.campaign_of.get(item.slug)
        here = CampaignPage.objects.filter(locale__language_code=DEFAULT)
        return here.filter(slug=slug).first() if slug else None

    def _picture(self, name: str, alt: str, office: Office) -> Picture:
        found = Picture.objects.filter(collection=office.collection, title=Path(name).stem).first()
        if found:
            return found
        data = ContentFile((HERE / "pictures" / name).read_bytes(), name=name)
        return Picture.objects.create(
            title=Path(name).stem,
            file=data,
            alt_text=alt,
            credit="Tranh của dự án",
            licence=Licence.OWN,
            nobody_recognisable=True,  # drawings
            collection=office.collection,
        )

    def attachment(self, slug: str, office: Office) -> Attachment | None:
        item = self.files.get(slug)
        if item is None:
            return None
        title = f"{item.number} – {item.title}"[:250]
        found = Attachment.objects.filter(collection=office.collection, title=title).first()
        if found:
            return found
        data = ContentFile((HERE / "documents" / item.file).read_bytes(), name=item.file)
        return Attachment.objects.create(
            title=title, file=data, collection=office.collection, licence=Licence.STATE
        )


def html_of(markdown: str) -> str:
    return str(clean_html(MarkdownIt("commonmark").render(markdown)))


def _document_fields(drafts: Drafts, item: DemoItem, office: Office) -> dict[str, Any]:
    return {
        "number": item.number,
        "issued_on": item.date,
        "issuer": item.issuer,
        "signer": item.signer,
        "attachment": drafts.attachment(item.slug, office),
    }


def _campaign_fields(drafts: Drafts, item: DemoItem, office: Office) -> dict[str, Any]:
    return {
        "starts_on": item.starts,
        "ends_on": item.ends,
        "goals": [("goal", goal) for goal in item.goals],
    }


def _table(drafts: Drafts, value: Any, office: Office) -> dict[str, Any]:
    return {
        "caption": value["caption"],
        "table": {
            "data": [value["header"], *value["rows"]],
            "first_row_is_table_header": True,
            "first_col_is_header": False,
            "table_header_choice": "row",
            "cell": [],
            "mergeCells": [],
        },
    }


def _in_picture(drafts: Drafts, value: Any, office: Office) -> dict[str, Any]:
    return {
        "picture": drafts._picture(value["file"], value["alt"], office),
        "alt": value["alt"],
        "decorative": False,
        "caption": value.get("caption", ""),
        "credit": value.get("credit", ""),
    }


def _infographic_fields(drafts: Drafts, item: DemoItem, office: Office) -> dict[str, Any]:
    return {
        "campaign": drafts.campaign(item),
        "piece": [pair for block in item.piece for pair in block.items()],
        "design": item.design,
        "palette": item.palette,
        "source_line": item.source_line,
    }


Writer = Callable[[Drafts, Any, Office], Any]
_MODELS = {
    "article": ArticlePage,
    "infographic": InfographicPage,
    "document": DocumentPage,
    "campaign": CampaignPage,
}
_SPECIAL: dict[str, Writer] = {
    "article": lambda drafts, item, office: {"campaign": drafts.campaign(item)},
    "infographic": _infographic_fields,
    "document": _document_fields,
    "campaign": _campaign_fields,
}
_VALUES: dict[str, Writer] = {
    "heading": lambda d, v, o: v,
    "paragraph": lambda d, v, o: html_of(v),
    "picture": _in_picture,
    "fact_box": lambda d, v, o: {"title": v["title"], "text": html_of(v["text"])},
    "steps": lambda d, v, o: {"title": v["title"], "steps": [html_of(s) for s in v["steps"]]},
    "table": _table,
    "quotation": lambda d, v, o: v,
    "question_answer": lambda d, v, o: {
        "question": v["question"],
        "answer": html_of(v["answer"]),
    },
    "document": lambda d, v, o: {"document": d.attachment(v, o), "title": ""},
    "video": lambda d, v, o: v,
    "legal_reference": lambda d, v, o: v,
}
