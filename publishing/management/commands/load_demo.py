"""`manage.py load_demo`: offices, people, destinations and released items; may be run again."""

import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import override

import cms.demo
import translations
from cms.demo.drafts import Drafts
from cms.demo.languages import ensure_languages
from cms.demo.people import ensure_delegation, ensure_people
from cms.demo.reader import DemoItem, read_items
from cms.languages import BY_CODE
from cms.models import Role
from cms.permissions import sync_office_permissions
from cms.reference import set_site_address
from translations.models import Term

from ...demo.destinations import ensure_destinations
from ...demo.journey import JOURNEY_SLUG
from ...demo.release import person, prepare_package, submit_and_approve
from ...demo.translated import release_translations

ITEMS = Path(cms.demo.__file__).parent / "items"
TERMS = Path(translations.__file__).parent / "data" / "glossary.csv"


class Command(BaseCommand):
    help = "Load the demo's offices, people, destinations and items."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--items", type=int, default=None, help="at most this many items")

    def handle(self, *args: Any, **options: Any) -> None:
        if not getattr(settings, "SANDBOX_URL", ""):
            raise CommandError("The demo loads only with the demo settings: its logins are public.")
        with override("vi"):
            call_command("load_reference", stdout=self.stdout)
            set_site_address(settings.WAGTAILADMIN_BASE_URL)  # another port than last time
            ensure_people()
            sync_office_permissions()
            ensure_delegation()
            ensure_languages(person("VN", Role.LEADER))
            ensure_destinations()
            self._load_terms()
            self._load_items(options["items"])
            self._load_translations()

    def _load_terms(self) -> None:
        """Once: what translators of the demo made of them since stays."""
        if not Term.objects.exists():
            call_command("import_glossary", TERMS, stdout=self.stdout)

    def _load_items(self, limit: int | None) -> None:
        drafts = Drafts(read_items(ITEMS))
        chosen = drafts.items[:limit]
        for number, item in enumerate(chosen, 1):
            began = time.monotonic()
            state = self._load_item(drafts, item)
            took = time.monotonic() - began
            self.stdout.write(f"  {number}/{len(chosen)} {item.title} – {state} ({took:.1f} s)")

    def _load_translations(self) -> None:
        began = time.monotonic()
        if new := release_translations():
            names = ", ".join(BY_CODE[code].name_vi for code in new)
            self.stdout.write(f"  {names} – released ({time.monotonic() - began:.1f} s)")

    def _load_item(self, drafts: Drafts, item: DemoItem) -> str:
        editor = person(item.office, Role.EDITOR)
        page, new = drafts.make(item, owner=editor)
        if not new:
            return "already there"
        prepare_package(
            page,
            editor=editor,
            destinations=[],
            facebook=item.facebook,
            bulletin=item.bulletin,
        )
        if item.slug == JOURNEY_SLUG:
            return "draft; the journey takes it the whole way"
        submit_and_approve(page, editor=editor, office_code=item.office)
        return "released"
