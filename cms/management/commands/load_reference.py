"""`manage.py load_reference`: offices, facts, topics and audiences from the data files."""

from typing import Any

from django.core.management.base import BaseCommand

from cms.approval.workflow import ensure_workflow
from cms.models import Office
from cms.permissions import sync_office_permissions
from cms.reference import load_reference


class Command(BaseCommand):
    help = "Load offices, fact sheets, topics and audiences; may be run again."

    def handle(self, *args: Any, **options: Any) -> None:
        load_reference()
        ensure_workflow()
        sync_office_permissions()
        self.stdout.write(f"{Office.objects.count()} offices are there.")
