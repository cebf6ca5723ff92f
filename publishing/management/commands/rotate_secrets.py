"""Encrypts every stored secret anew with the first of `LOA_SECRET_KEYS`."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from publishing.credentials import open_secret, seal
from publishing.errors import AuthError
from publishing.models import Destination


class Command(BaseCommand):
    help = (
        "Encrypt all secrets of destinations with the first key of LOA_SECRET_KEYS. Put the new key "
        "first, run this, then remove the old one. Archived destinations are included."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        unreadable = [name for pk in _with_secrets() for name in self._rotate(pk)]
        if unreadable:
            raise CommandError("Cannot be read, reconnect: " + ", ".join(unreadable))

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
