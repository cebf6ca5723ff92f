"""`manage.py demo_check`: do Loa's deliveries and the sandbox's own ledger say the same?"""

import json
from io import StringIO
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from ...demo.comparison import differences


class Command(BaseCommand):
    help = "Compare the deliveries with the sandbox's ledger and ask every address."

    def handle(self, *args: Any, **options: Any) -> None:
        printed = StringIO()
        call_command("deliveries", "--json", stdout=printed)
        listed = json.loads(printed.getvalue())
        found = list(differences(listed, settings.DATA_DIR / "sandbox-ledger.jsonl"))
        for line in found:
            self.stderr.write(f"  {line}")
        if found:
            raise CommandError(
                f"{len(found)} of {len(listed)} deliveries are not as they should be"
            )
        self.stdout.write(f"{len(listed)} deliveries agree with the sandbox's ledger.")
