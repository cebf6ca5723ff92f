"""Languages of the demo: the centre's sections in Khmer, English and Ê-đê, put on the portal by its leader.

The English names are those of `taxonomy.csv`. The Khmer ones were written for the demo; an agency that
publishes them has them read by a person of the language first. Nobody wrote any in Ê-đê: of its pages
there are only those above the demo's sample of it, and their names say what they are.
"""

from wagtail.models import Locale, Page

from ..language_switch import switch_on
from ..language_switch_pages import pages_in
from ..languages import BY_CODE
from ..models import User
from ..reference import rows_of
from ..structure_release import draft_of, publish_structure

HOME = {
    "km": "ធានារ៉ាប់រងសង្គមវៀតណាម",
    "en": "Vietnam Social Security",
    "rad": "[BẢN MẪU] Êđê",
}
KHMER_SECTIONS = {
    "tin-tuc": "ព័ត៌មាន",
    "chinh-sach": "គោលនយោបាយ",
    "huong-dan": "ការណែនាំ",
    "hoi-dap": "សំណួរ និងចម្លើយ",
    "dia-phuong": "តាមខេត្ត",
    "van-ban": "ឯកសារច្បាប់",
    "chien-dich": "យុទ្ធនាការ",
}
SAMPLE_SECTIONS = {
    "tin-tuc": "[BẢN MẪU] Tin tức",
    "chinh-sach": "[BẢN MẪU] Chính sách",
    "huong-dan": "[BẢN MẪU] Hướng dẫn",
}
REASON = "Tên mục bằng ngôn ngữ của người đọc (trình diễn)"


def ensure_languages(leader: User) -> None:
    """The home page and the centre's sections; the provinces' pages are left to the screen "Ngôn ngữ"."""
    english = {row["slug"]: row["name_en"] for row in rows_of("taxonomy.csv")}
    named = {"km": KHMER_SECTIONS, "en": english, "rad": SAMPLE_SECTIONS}
    for code, sections in named.items():
        if Locale.objects.filter(language_code=code).exists():
            continue  # switched on by an earlier start, or off again by somebody since
        switch_on(language=BY_CODE[code], most=1 + min(len(sections), len(KHMER_SECTIONS)))
        for page in pages_in(Locale.objects.get(language_code=code)):
            _put_on_the_portal(page, sections.get(page.slug, HOME[code]), leader)


def _put_on_the_portal(page: Page, title: str, leader: User) -> None:
    page.title = page.draft_title = title
    page.save_revision()
    shown = draft_of(page)
    publish_structure(page=page, user=leader, reason=REASON, fingerprint=shown.fingerprint)
