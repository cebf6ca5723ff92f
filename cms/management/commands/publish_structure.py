"""`manage.py publish_structure`: the draft of a section, an office's page or the home page."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.going_live import NotApproved
from cms.models import User
from cms.structure_release import (
    Draft,
    StructureRefused,
    draft_of,
    publish_structure,
    require_leader,
)


class Command(BaseCommand):
    help = "Publish the latest draft of a page around the items; a leader must have agreed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("page_id", type=int, metavar="PAGE_ID")
        parser.add_argument("--user", required=True, help="login of the leader who agreed")
        parser.add_argument("--reason", required=True, help="stands in the audit log")
        parser.add_argument(
            "--same-words",
            action="store_true",
            help="the leader says that words like the Vietnamese ones are the language's too",
        )
        parser.add_argument(
            "--fingerprint", help="publish what was shown with it, and nothing else"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        page = _page(options["page_id"])
        user = user_named(options["user"])
        try:
            require_leader(page, user)
            if options["fingerprint"] is None:
                self._show(draft_of(page), page)
                return
            publish_structure(
                page=page,
                user=user,
                reason=options["reason"],
                fingerprint=options["fingerprint"],
                same_words=options["same_words"],
            )
        except (StructureRefused, NotApproved) as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(_("“%(title)s” was published.") % {"title": page.draft_title})

    def _show(self, draft: Draft, page: Page) -> None:
        for name, (before, after) in draft.changed.items():
            label = str(page._meta.get_field(name).verbose_name)
            self.stdout.write(f"{label}:\n- {before}\n+ {after}")
        said = _(
            "Nothing was published. To publish exactly this, add --fingerprint %(fingerprint)s"
        )
        self.stdout.write(said % {"fingerprint": draft.fingerprint})


def _page(pk: int) -> Page:
    page = Page.objects.filter(pk=pk).specific().first()
    if page is None:
        raise CommandError(_("There is no page with number %(pk)s.") % {"pk": pk})
    return page


def user_named(name: str) -> User:
    user = User.objects.filter(username=name).first()
    if user is None:
        raise CommandError(_("There is nobody with the login %(name)s.") % {"name": name})
    return user
