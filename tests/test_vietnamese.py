"""A civil servant never meets English: what Wagtail and Django say is in our catalogues or theirs.

The catalogues are read as files, so the tests need no compiled form of ours.
"""

import importlib.util
import re
from pathlib import Path

import polib
import pytest
from django.conf import settings

FOLDER = Path(settings.LOCALE_PATHS[0]) / "vi" / "LC_MESSAGES"
DOMAINS = ("django", "djangojs")
# Applications whose texts our users can meet.
SOURCES = (
    "wagtail",
    "wagtail.admin",
    "wagtail.contrib.settings",
    "wagtail.contrib.table_block",
    "wagtail.documents",
    "wagtail.embeds",
    "wagtail.images",
    "wagtail.search",
    "wagtail.sites",
    "wagtail.snippets",
    "wagtail.users",
    "django.conf",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "taggit",
)
# The same in both languages: names, and words of engineering that no screen of ours shows.
SAME = {
    "%(size)d byte",
    "%s KB",
    "%s MB",
    "%s GB",
    "%s TB",
    "%s PB",
    "Esperanto",
    "IPv4",
    "IPv6",
    "Interlingua",
    "Wagtail API v2",
    "Wagtail API v3",
}
# Placeholders that a translation leaves out on purpose.
LEFT_OUT = {
    # Wagtail's page search passes no name there, and would say "1–16 trong 16 None".
    "%(start_index)s-%(end_index)s of %(items_count)s %(model_name)s": {"%(model_name)s"},
}
PLACEHOLDER = re.compile(r"%\(\w+\)[sdrf]|%[sd]|\{\w*\}")
TAG = re.compile(r"</?[a-z]+")
LETTERS = re.compile(r"[A-Za-z]{2,}")


def _ours(domain):
    return [entry for entry in polib.pofile(str(FOLDER / f"{domain}.po")) if not entry.obsolete]


def _key(entry):
    return entry.msgctxt or "", entry.msgid


def _said(entry):
    return entry.msgstr or "".join(entry.msgstr_plural.values())


def _catalogue(source, language, name):
    folder = Path(importlib.util.find_spec(source).origin).parent
    return folder / "locale" / language / "LC_MESSAGES" / name


def _vietnamese(domain):
    """Ours over theirs, as Django's gettext merges them."""
    files = [_catalogue(source, "vi", f"{domain}.mo") for source in SOURCES]
    theirs = [entry for file in files if file.exists() for entry in polib.mofile(str(file))]
    return {_key(entry): _said(entry) for entry in [*theirs, *_ours(domain)]}


def _texts_of(source, domain):
    file = _catalogue(source, "en", f"{domain}.po")
    return [e for e in polib.pofile(str(file)) if not e.obsolete] if file.exists() else []


def _needs_words(text):
    return bool(LETTERS.search(TAG.sub("", PLACEHOLDER.sub("", text))))


@pytest.mark.parametrize("domain", DOMAINS)
@pytest.mark.parametrize("source", SOURCES)
def test_every_text_of_an_application_has_vietnamese(source, domain):
    known = _vietnamese(domain)
    missing = [e.msgid for e in _texts_of(source, domain) if not known.get(_key(e))]
    assert missing == []


@pytest.mark.parametrize("source", SOURCES)
def test_no_text_of_an_application_stays_english(source):
    known = _vietnamese("django")
    english = [
        entry.msgid
        for entry in _texts_of(source, "django")
        if known.get(_key(entry)) == entry.msgid and _needs_words(entry.msgid)
    ]
    assert [text for text in english if text not in SAME] == []


def test_the_catalogues_of_wagtail_are_where_the_tests_look():
    assert len(_texts_of("wagtail.admin", "django")) > 800
    assert len(_texts_of("wagtail.admin", "djangojs")) > 60


@pytest.mark.parametrize("domain", DOMAINS)
def test_translations_keep_every_placeholder(domain):
    wrong = {}
    for entry in _ours(domain):
        wanted = set(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
        found = set(PLACEHOLDER.findall(_said(entry)))
        if found != wanted - LEFT_OUT.get(entry.msgid, set()):
            wrong[entry.msgid] = sorted(found ^ wanted)
    assert wrong == {}


@pytest.mark.parametrize("domain", DOMAINS)
def test_translations_keep_the_markup(domain):
    wrong = [
        entry.msgid
        for entry in _ours(domain)
        if set(TAG.findall(entry.msgid)) != set(TAG.findall(_said(entry)))
    ]
    assert wrong == []


@pytest.mark.parametrize("domain", DOMAINS)
def test_vietnamese_has_one_plural_form(domain):
    file = polib.pofile(str(FOLDER / f"{domain}.po"))
    assert file.metadata["Plural-Forms"].startswith("nplurals=1;")
    assert all(set(e.msgstr_plural) == {0} for e in file if e.msgid_plural and not e.obsolete)


@pytest.mark.parametrize("domain", DOMAINS)
def test_no_text_waits_for_review(domain):
    assert [e.msgid for e in _ours(domain) if e.fuzzy or not _said(e)] == []


@pytest.mark.parametrize("domain", DOMAINS)
def test_the_people_are_called_mong(domain):
    wrong = re.compile(r"H.?Mông", re.IGNORECASE)
    assert [e.msgid for e in _ours(domain) if wrong.search(_said(e))] == []
