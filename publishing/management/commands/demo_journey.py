"""`manage.py demo_journey`: one article from draft to every destination, and what went where."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.translation import override

from cms.demo.people import ADMINISTRATOR, LOGINS, PASSWORD

from ...demo.journey import wait_until_settled, walk
from ...models import Delivery
from ...state_tags import state_tag


class Command(BaseCommand):
    help = "Take the demo's article the whole way and print what went where."

    def handle(self, *args: Any, **options: Any) -> None:
        with override("vi"):
            page = walk(self._tell)
            deliveries = wait_until_settled(page, self._tell)
            self._print_table(page, deliveries)
            self._print_logins()

    def _tell(self, line: str) -> None:
        self.stdout.write(f"  {line}")

    def _print_table(self, page: Any, deliveries: list[Delivery]) -> None:
        self.stdout.write(f"\n{page.title}\n")
        for delivery in deliveries:
            place = delivery.destination
            name = f"{place.name} ({place.office})"
            what = delivery.address or delivery.reason
            self.stdout.write(f"  {name[:62]:62} {state_tag(delivery).text!s:22} {what}")
        base = settings.WAGTAILADMIN_BASE_URL
        self.stdout.write(f"\n  Theo dõi đăng, phát: {base}/admin/theo-doi/")

    def _print_logins(self) -> None:
        base = settings.WAGTAILADMIN_BASE_URL
        self.stdout.write(f"\nĐăng nhập tại {base}/admin/ – mật khẩu chung: {PASSWORD}")
        for login in (*LOGINS, ADMINISTRATOR):
            self.stdout.write(f"  {login.username:14} {login.shown_as}")
