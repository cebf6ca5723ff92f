"""Encrypts every stored secret, and seals every ledger, anew with the first of `LOA_SECRET_KEYS`."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from cms.ledger import ledgers
from cms.ledger_seals import name_of, seal_from_the_beginning, seal_with_first_key
from publishing.credentials import open_secret, seal
from publishing.errors import AuthError
from publishing.models import Destination


class Command(BaseCommand):
    help = (
        "Encrypt all secrets of destinations, and seal all ledgers, with the first key of "
        "LOA_SECRET_KEYS. Add the new key at the end and restart everything, then put it first and "
        "restart everything, run this, then remove the old one. Archived destinations are included."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--seal-anew",
            action="store_true",
            help="after a lost key: seal the ledgers as they are now, whatever their seals were",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        unreadable = [name for pk in _with_secrets() for name in self._rotate(pk)]
        unsealed = [] if options["seal_anew"] else self._seal_again()
        if options["seal_anew"]:
            self._seal_anew()
        problems = ["Cannot be read, reconnect: " + ", ".join(unreadable)] if unreadable else []
        if unsealed:
            problems.append(
                f"Seals that no key fits: {', '.join(unsealed)}. Keep the old key and run verify_ledger."
            )
        if problems:
            raise CommandError(" ".join(problems))

    def _seal_again(self) -> list[str]:
        """Ledgers with seals that fit no key; those are left as they are."""
        unsealed = []
        for model in ledgers():
            renewed, foreign = seal_with_first_key(model)
            self.stdout.write(f"{name_of(model)}: {renewed} seals renewed")
            unsealed += [f"{name_of(model)} ({foreign})"] if foreign else []
        return unsealed

    def _seal_anew(self) -> None:
        for model in ledgers():
            rows = seal_from_the_beginning(model)
            self.stdout.write(f"{name_of(model)}: {rows} rows sealed as they are now")

    def _rotate(self, pk: int) -> list[str]:
        """Names of what no key opens; it is left as it is."""
        unreadable = []
        with transaction.atomic():
            destination = Destination.objects.select_for_update().get(pk=pk)
            secrets = dict(destination.secrets)
            for name in secrets:
                try:
                    secrets[name] = seal(destination, name, open_secret(destination, name))
                except AuthError:
                    unreadable.append(f"{destination} ({name})")
            destination.secrets = secrets
            destination.save(update_fields=["secrets"])
        self.stdout.write(f"{destination}: {len(secrets) - len(unreadable)} rotated")
        return unreadable


def _with_secrets() -> list[int]:
    return list(Destination.objects.exclude(secrets={}).values_list("pk", flat=True))
