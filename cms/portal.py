"""What surrounds every public page: whose it is, where it lies, and how its links are written."""

from dataclasses import dataclass
from urllib.parse import urljoin

from django.http import HttpRequest
from django.urls import translate_url
from django.utils import translation
from django.utils.functional import cached_property
from wagtail.models import Locale, Page, Site

from .editions import office_around
from .fact_sheets import facts_for
from .languages import BY_CODE, DEFAULT, INTERFACE, PRIVATE_USE, Language, bcp47_of
from .models import HomePage, ItemPage, Office, OfficePage, SectionPage, StatedFact
from .stated_facts import Corrected, as_stated, corrected, shown, stated_on


@dataclass(frozen=True)
class Link:
    title: str
    url: str
    lang: str = ""  # of what it leads to
    current: bool = False
    title_lang: str = ""  # of the title, where that is in another language

    @property
    def hreflang(self) -> str:
        """Empty for a tag that only this house understands: it tells nobody anything."""
        return "" if f"-{PRIVATE_USE}-" in self.lang else self.lang


class Portal:
    """Made once a request (`of`); every property is looked up once."""

    def __init__(self, request: HttpRequest, page: Page | None) -> None:
        self.request = request
        self.page = page

    @classmethod
    def of(cls, request: HttpRequest, page: Page | None = None) -> "Portal":
        known = getattr(request, "_loa_portal", None)
        if known is None or known.page != page:
            known = cls(request, page)
            request._loa_portal = known  # type: ignore[attr-defined]  # lives as long as the request
        return known

    # --- whose page -------------------------------------------------------------------------
    @cached_property
    def office(self) -> Office | None:
        """The office that speaks here: the one of the address, else the page's own."""
        asked = getattr(self.request, "loa_office", None)
        if asked is not None:
            return asked
        if isinstance(self.page, ItemPage) and self.page.pk and self.page.has_edition:
            return self.page.office
        around = office_around(self.page) if self.page is not None else None
        return around or self.centre

    @cached_property
    def centre(self) -> Office | None:
        return Office.objects.filter(level=Office.Level.CENTRE).order_by("pk").first()

    @cached_property
    def sheet(self) -> dict[str, str]:
        """Facts in force: for what stands around the content."""
        return facts_for(self.office) if self.office else {}

    @cached_property
    def facts(self) -> dict[str, str]:
        """What the content says: first what was approved with it, then the sheet."""
        approved = getattr(self.request, "loa_stated", None)  # of a preview of what was approved
        return shown(self.sheet, as_stated(self._stated) if approved is None else approved)

    @cached_property
    def corrected_facts(self) -> list[Corrected]:
        """Values of the office that speaks which it says were wrong here before."""
        return corrected(self._stated)

    @cached_property
    def _stated(self) -> list[StatedFact]:
        """None in a preview and for an approver, who see what would be approved now."""
        if self.is_for_approval or getattr(self.request, "is_preview", False):
            return []
        return stated_on(self.page, self.office)

    @property
    def is_for_approval(self) -> bool:
        """Whether whoever reads the page answers for what every office shows of it."""
        return getattr(self.request, "loa_for_approval", False)

    @property
    def is_local(self) -> bool:
        return self.office is not None and not self.office.is_centre

    @property
    def site_name(self) -> str:
        return str(self.centre) if self.centre else "Loa"

    @property
    def interface_lang(self) -> str:
        """Language of the words around the content; other languages fall back to Vietnamese."""
        active = translation.get_language()
        return active if active in INTERFACE else "vi"

    @property
    def lang(self) -> str:
        """Of the document: the content's, where it answers in the language of its address."""
        active = translation.get_language()
        return self.content_lang if self._code in (active, None) else self.interface_lang

    @property
    def content_lang(self) -> str:
        return BY_CODE[self._code].bcp47 if self._code in BY_CODE else self.interface_lang

    @property
    def words_lang(self) -> str:
        """Of the words around the content, where they are in another language; else empty."""
        return "" if self.lang == self.interface_lang else self.interface_lang

    @property
    def text_language(self) -> str:
        """Code of the language in which the texts of the page are written."""
        if self._code is None and self.home is not None:
            return self.home.locale.language_code
        return self._code or DEFAULT

    @property
    def _code(self) -> str | None:
        return self.page.locale.language_code if self.page is not None else None

    # --- where ------------------------------------------------------------------------------
    @cached_property
    def home(self) -> HomePage | None:
        """Home in the language of the page, else of the address, else Vietnamese."""
        site = Site.find_for_request(self.request)
        if site is None:
            return None
        homes = HomePage.objects.filter(translation_key=site.root_page.translation_key).live()
        by_language = {home.locale.language_code: home for home in homes.select_related("locale")}
        wanted = [self.page.locale.language_code] if self.page is not None else []
        for code in [*wanted, translation.get_language()]:
            if code in by_language:
                return by_language[code]
        return by_language.get(site.root_page.locale.language_code)

    @cached_property
    def office_home(self) -> OfficePage | None:
        """Home page of the office that speaks, in the language of `home`; None for the centre."""
        office = self.office
        if office is None or office.is_centre or office.home is None or self.home is None:
            return None
        same = OfficePage.objects.child_of(self.home).live()
        return same.filter(translation_key=office.home.translation_key).first()

    @cached_property
    def sections(self) -> list[SectionPage]:
        if self.home is None:
            return []
        return list(SectionPage.objects.child_of(self.home).live().order_by("path"))

    @property
    def menu(self) -> list[Link]:
        here = self.page.path if self.page is not None else ""
        return [
            Link(section.title, self.url(section), current=here.startswith(section.path))
            for section in self.sections
        ]

    def crumbs(self) -> list[Link]:
        """From home down to the page itself, the office among them."""
        if self.page is None or self.home is None:
            return []
        chain: list[Page] = [self.home]
        if self.office_home is not None:
            chain.append(self.office_home)
        above = self.page.get_ancestors(inclusive=True).filter(depth__gt=self.home.depth)
        own = self.office_home.pk if self.office_home else None
        chain += [page for page in above if page.pk != own and (page.live or page == self.page)]
        return [Link(page.title, self.url(page), current=page.pk == self.page.pk) for page in chain]

    @property
    def home_url(self) -> str:
        return self.url(self.home) if self.home else "/"

    @property
    def office_url(self) -> str:
        return self.url(self.office_home) if self.office_home else self.home_url

    # --- links ------------------------------------------------------------------------------
    def url(self, page: Page) -> str:
        """Address of a page from here: kept under the office and in the interface's language."""
        url = page.get_url(self.request) or ""
        if self._is_borrowed(page):
            url = self._office_root + url[len(self._root) :]
        return self.prefix + url

    @cached_property
    def _root(self) -> str:
        return self.home.get_url(self.request) if self.home else "/"

    @cached_property
    def _office_root(self) -> str:
        return self.office_home.get_url(self.request) if self.office_home else self._root

    def _is_borrowed(self, page: Page) -> bool:
        """A national page, read at an office: it answers under the office's address too."""
        office_home, home = self.office_home, self.home
        return (
            office_home is not None
            and home is not None
            and page.path.startswith(home.path)
            and page.path != home.path
            and not page.path.startswith(office_home.path)
            and not self._lies_in_another_office(page)
        )

    def _lies_in_another_office(self, page: Page) -> bool:
        assert self.home is not None
        top = page.path[: (self.home.depth + 1) * page.steplen]
        return top in self._office_paths

    @cached_property
    def _office_paths(self) -> set[str]:
        if self.home is None:
            return set()
        return set(OfficePage.objects.child_of(self.home).values_list("path", flat=True))

    @cached_property
    def prefix(self) -> str:
        """`/en` while English is only the interface's language: the content has no English home."""
        active = translation.get_language()
        if self.home is None or active in {None, self.home.locale.language_code}:
            return ""
        if active not in INTERFACE or active == "vi":
            return ""
        return f"/{active}"

    def absolute(self, url: str) -> str:
        return urljoin(self.root_url + "/", url)

    @cached_property
    def root_url(self) -> str:
        site = Site.find_for_request(self.request)
        return site.root_url if site else f"{self.request.scheme}://{self.request.get_host()}"

    # --- languages --------------------------------------------------------------------------
    def languages(self) -> list[Link]:
        """The switch of the interface; a page that has that language's edition leads there."""
        codes = (code for code in INTERFACE if code != translation.get_language())
        return [self._switch(BY_CODE[code]) for code in codes]

    @cached_property
    def editions(self) -> dict[str, Page]:
        """The page itself where it is live in other languages, by code."""
        if self.page is None or not self.page.pk:
            return {}
        others = self.page.get_translations().live().select_related("locale")
        found = {other.locale.language_code: other for other in others}
        return {code: found[code] for code in BY_CODE if code in found}

    @cached_property
    def other_editions(self) -> list[Link]:
        """Those that are not led to by the switch of the interface."""
        rest = {code: page for code, page in self.editions.items() if code not in INTERFACE}
        return [link_to(page, BY_CODE[code], self.request) for code, page in rest.items()]

    @cached_property
    def alternates(self) -> list[Link]:
        """What search engines are told of: every edition, itself too; none if there is only one."""
        if self.page is None or not self.editions:
            return []
        here = {self.page.locale.language_code: self.page, **self.editions}
        links = [
            link_to(here[code], BY_CODE[code], self.request) for code in BY_CODE if code in here
        ]
        return [link for link in links if link.hreflang]

    @property
    def default_edition(self) -> Link | None:
        """For readers of any other language."""
        return next((link for link in self.alternates if link.lang == DEFAULT), None)

    def _switch(self, language: Language) -> Link:
        edition = self.editions.get(language.code) or self._home_in(language.code)
        if edition is not None and self.page is not None:
            return link_to(edition, language, self.request)
        url = self._in_other_words(language.code)
        return Link(language.autonym, url, lang=language.bcp47, title_lang=language.bcp47)

    def _in_other_words(self, code: str) -> str:
        """The page with English words around it; of a page in a third language the Vietnamese one."""
        if self.page is None or self.content_lang in INTERFACE:
            return translate_url(self.request.get_full_path(), code)
        vietnamese = self.editions.get(DEFAULT) or self._home_in(DEFAULT)
        url = vietnamese.get_url(self.request) if vietnamese else "/"
        return url if code == DEFAULT else f"/{code}{url}"

    def _home_in(self, code: str) -> HomePage | None:
        if self.home is None or self.home.locale.language_code == code:
            return None
        return self.home.get_translations().live().filter(locale__language_code=code).first()


def link_to(page: Page, language: Language, request: HttpRequest) -> Link:
    """Named in the language itself."""
    return Link(
        language.autonym,
        page.get_url(request) or "",
        lang=language.bcp47,
        title_lang=language.autonym_lang,
    )


def translations_of(page: Page, request: HttpRequest) -> list[Link]:
    """Live editions of the page in other languages, for readers."""
    editions = Portal.of(request, page).editions
    return [link_to(other, BY_CODE[code], request) for code, other in editions.items()]


def bcp47(locale: Locale) -> str:
    return bcp47_of(locale.language_code)
