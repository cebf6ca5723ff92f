"""What can be found out about Loa by reading its code stands in its documentation, and back."""

import re
from functools import cache
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.core.management import get_commands
from django.utils import translation
from PIL import Image

from cms import models as cms_models
from publishing import models as publishing_models
from publishing.channel import Channel, Content, Post, Receipt
from translations.models import SpokenVersion

ROOT = Path(settings.BASE_DIR)
README = ROOT / "README.md"
OPERATIONS = ROOT / "docs" / "operations.md"
PAGES = [README, *sorted((ROOT / "docs").rglob("*.md"))]
APPS = {"cms", "media_assets", "translations", "publishing"}

# `env.text("NAME")`, `environ["NAME"]`, `environ.get("NAME")`; `environment` is the sandbox's word.
READ_IN_PYTHON = re.compile(
    r"(?:env\.\w+|environ\.\w+|environ|environment)[(\[]\s*\"([A-Z][A-Z_]+)\""
)
READ_IN_MAKE = re.compile(r"\$\(([A-Z_]+)\)|^([A-Z_]+) \?=", re.MULTILINE)
LINK = re.compile(r"\]\(([^)\s]+)\)")
ITALICS = re.compile(r"(?<!\*)\*([^*\n]+)\*(?!\*)")
CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)

# Words of the glossary with the class that carries each, where there is one.
MODELS = {
    "Office": cms_models.Office,
    "Work": cms_models.Work,
    "Edition": cms_models.Edition,
    "Fact": cms_models.Fact,
    "Audience": cms_models.Audience,
    "Campaign": cms_models.CampaignPage,
    "Delegation": cms_models.Delegation,
    "Amendment": cms_models.Amendment,
    "Package": publishing_models.Package,
    "Destination": publishing_models.Destination,
    "Release": publishing_models.Release,
    "Variant": publishing_models.Variant,
    "Delivery": publishing_models.Delivery,
    "Attempt": publishing_models.Attempt,
    "Confirmation": publishing_models.Confirmation,
    "Stop switch": publishing_models.StopSwitch,
    "Commune link": publishing_models.CommuneLink,
    "Spoken version": SpokenVersion,
}
OF_THE_CONTRACT = {"Channel": Channel, "Content": Content, "Post": Post, "Receipt": Receipt}
OTHERS = {
    *("key", "held", "Bulletin", "Segment", "Local copy", "Approval sheet", "Fingerprint"),
    *("Piece", "Review sheet", "Emergency bulletin"),
}
LARGEST_PICTURE = 150_000  # bytes
# With pictures in a folder of the same name.
GUIDES = [
    ROOT / "docs" / f"{name}.md"
    for name in ("translating", "fact-sheets", "quoting-facts", "provinces")
]


def section(title: str, page: Path = README) -> str:
    """The text below a heading of the second level."""
    _before, _heading, rest = page.read_text(encoding="utf-8").partition(f"\n## {title}\n")
    assert rest, f"{page.name} has no section {title}"
    return rest.partition("\n## ")[0]


def rows(text: str) -> list[list[str]]:
    """Cells of the rows of every table, without heads and rules."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    heads = {index - 1 for index, line in enumerate(lines) if set(line) <= set("|-")}
    return [
        [cell.strip() for cell in line.strip("|").split("|")]
        for index, line in enumerate(lines)
        if index not in heads and not set(line) <= set("|-")
    ]


def named(text: str) -> set[str]:
    """What stands between backticks in the first column, without what follows the first word."""
    return {row[0].strip("`").split()[0] for row in rows(text)}


def sources(*folders: str) -> list[Path]:
    return [file for folder in folders for file in sorted((ROOT / folder).rglob("*.py"))]


def variables_read() -> set[str]:
    """Everything that the code, the tests and the Makefile ask the environment for."""
    found = set()
    for file in sources("cms", "publishing", "media_assets", "translations", "deploy"):
        found |= set(READ_IN_PYTHON.findall(file.read_text(encoding="utf-8")))
    journeys = (ROOT / "tests" / "journeys" / "conftest.py").read_text(encoding="utf-8")
    found |= set(READ_IN_PYTHON.findall(journeys))
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    found |= {name for pair in READ_IN_MAKE.findall(makefile) for name in pair if name}
    return found | {"DJANGO_SETTINGS_MODULE"}  # read by Django itself


# --- settings and commands ----------------------------------------------------------------------


def test_every_variable_of_the_environment_stands_in_the_table_and_is_read():
    read = variables_read()
    assert {"SECRET_KEY", "LOA_DATA_DIR", "SANDBOX_PORT", "CI"} <= read
    assert named(section("Settings")) == read


def test_every_variable_of_the_table_says_what_it_means_and_what_holds_without_it():
    assert [row for row in rows(section("Settings")) if len(row) != 3 or not all(row)] == []


def test_operations_speak_of_everything_that_production_reads():
    production = (ROOT / "cms" / "settings" / "production.py").read_text(encoding="utf-8")
    page = OPERATIONS.read_text(encoding="utf-8")
    read = set(READ_IN_PYTHON.findall(production))
    assert "LOA_SECRET_KEYS" in read
    assert {name for name in read if f"`{name}`" not in page} == set()


def test_every_command_of_loa_stands_in_the_readme_and_exists():
    commands = {name for name, app in get_commands().items() if app in APPS}
    assert "deliveries" in commands
    assert named(section("Commands of manage.py")) == commands


def test_every_target_that_the_readme_names_is_in_the_makefile():
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    asked = set(re.findall(r"`make ([a-z-]+)", README.read_text(encoding="utf-8")))
    assert {"demo", "demo-check", "test", "bench"} <= asked
    assert asked - targets == set()


# --- words and folders --------------------------------------------------------------------------


def test_every_word_of_the_glossary_has_its_row():
    words = [row[0] for row in rows(section("Words"))]
    assert len(words) == len(set(words))
    assert set(words) == {*MODELS, *OF_THE_CONTRACT, *OTHERS}


@pytest.mark.parametrize("word", MODELS)
def test_the_screen_says_what_the_glossary_says(word):
    (on_screen,) = [row[1] for row in rows(section("Words")) if row[0] == word]
    with translation.override("vi"):
        assert on_screen.lower().partition(" (")[0] == str(MODELS[word]._meta.verbose_name)


@pytest.mark.parametrize("page", [README, OPERATIONS], ids=lambda page: page.name)
def test_every_button_and_screen_in_italics_is_called_so_in_vietnamese(page):
    asked = ITALICS.findall(CODE.sub("", page.read_text(encoding="utf-8")))
    assert asked
    assert {name for name in asked if name.removesuffix("…") not in on_the_screens()} == set()


@cache
def on_the_screens() -> set[str]:
    catalogue = polib.pofile(str(ROOT / "cms" / "locale" / "vi" / "LC_MESSAGES" / "django.po"))
    texts = [text for entry in catalogue for text in (entry.msgstr, *entry.msgstr_plural.values())]
    return {text.removesuffix("…") for text in texts}


def test_the_map_shows_every_folder_that_there_is():
    plan = section("The map of the house")
    top = {path.name for path in ROOT.iterdir() if (path / "__init__.py").is_file()}
    assert {f"{name}/" for name in top | {"docs"} if f"{name}/" not in plan} == set()


def test_every_file_that_the_readme_and_the_docs_name_is_there():
    """Paths within backticks that begin with a folder of ours; `<name>` stands for any."""
    start = "|".join(sorted(APPS | {"deploy", "docs", "tests"}))
    path = re.compile(rf"`((?:{start})/[\w./-]*)`")
    missing = {
        f"{page.name}: {name}"
        for page in PAGES
        for name in path.findall(page.read_text(encoding="utf-8"))
        if "telegram" not in name and not (ROOT / name).exists() and not name.startswith("tests/a/")
    }
    assert missing == set()


def test_every_test_that_a_page_names_is_there():
    """`tests/file.py::name`"""
    named_test = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
    missing = {
        f"{page.name}: {path}::{name}"
        for page in PAGES
        for path, name in named_test.findall(page.read_text(encoding="utf-8"))
        if not (ROOT / path).is_file()
        or not re.search(rf"^def {name}\(", (ROOT / path).read_text(), re.MULTILINE)
    }
    assert missing == set()


# --- links and pictures -------------------------------------------------------------------------


def links(page: Path) -> list[str]:
    text = CODE.sub("", page.read_text(encoding="utf-8"))
    return [link for link in LINK.findall(text) if "://" not in link]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_within_the_repository_leads_somewhere(page):
    broken = [link for link in links(page) if not leads_somewhere(page, link)]
    assert broken == []


def leads_somewhere(page: Path, link: str) -> bool:
    path, _hash, anchor = link.partition("#")
    target = (page.parent / path).resolve() if path else page
    if not target.is_file() or not target.is_relative_to(ROOT):
        return False
    return not anchor or anchor in anchors(target)


def anchors(page: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {
        re.sub(r"[^\w -]", "", heading).strip().lower().replace(" ", "-") for heading in headings
    }


def test_every_picture_is_shown_described_and_small():
    shown = re.findall(r"!\[([^\]]*)\]\(docs/screenshots/([\w-]+\.png)\)", README.read_text())
    pictures = list((ROOT / "docs" / "screenshots").iterdir())
    assert {name for _text, name in shown} == {picture.name for picture in pictures}
    assert [name for text, name in shown if len(text) < 10] == []
    assert {p.name for p in pictures if p.stat().st_size > LARGEST_PICTURE} == set()
    for picture in pictures:
        with Image.open(picture) as image:
            image.verify()


@pytest.mark.parametrize("page", GUIDES, ids=lambda page: page.stem)
def test_every_picture_of_a_guide_is_shown_described_and_small(page):
    shown = re.findall(rf"!\[([^\]]*)\]\({page.stem}/([\w-]+\.png)\)", page.read_text())
    pictures = list(page.with_suffix("").iterdir())
    assert {name for _text, name in shown} == {picture.name for picture in pictures}
    assert [name for text, name in shown if len(text) < 10] == []
    assert {p.name for p in pictures if p.stat().st_size > LARGEST_PICTURE} == set()


def test_whatever_is_bold_in_the_guide_for_provinces_is_called_so_on_the_screens():
    page = (ROOT / "docs" / "provinces.md").read_text(encoding="utf-8")
    names = {" ".join(name.split()) for name in re.findall(r"\*\*([^*]+)\*\*", page)}
    assert names
    assert {name for name in names if name.removesuffix("…") not in on_the_screens()} == set()


def test_the_index_leads_to_every_page_of_the_documentation():
    index = ROOT / "docs" / "README.md"
    listed = {(index.parent / link).resolve() for link in links(index)}
    assert {page.name for page in PAGES if page != index and page not in listed} == set()


# --- what must not stand there ------------------------------------------------------------------


def test_no_page_names_a_place_on_somebody_s_machine():
    private = re.compile(r"(?<![\w.])/(?:home|root|tmp|work|Users)/")
    found = {page.name for page in PAGES if private.search(page.read_text(encoding="utf-8"))}
    assert found == set()
