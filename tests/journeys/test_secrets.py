"""A platform's token from the form to a platform that shouts it back: nobody ever reads it again."""

import io
import json
import logging
from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse

from cms.models import Role
from publishing.delivery import sending
from publishing.models import Attempt, Delivery, Destination
from publishing.services import destinations
from tests.factories.publishing import make_bare_office, make_delivery, make_release
from tests.factories.users import make_user
from tests.fakes.raw_server import RawServer

pytestmark = pytest.mark.django_db

TOKEN = "EAAGm0PX4ZCpsBO-bi-mat-0123456789"
CONFIG = {"page_id": "104000000000001", "app_id": "900000000000001"}


@pytest.fixture
def keeper():
    user = make_user(make_bare_office(), Role.CHANNEL_KEEPER)
    user.is_superuser = True  # sees everything that there is to see
    user.save()
    return user


@pytest.fixture
def destination(keeper) -> Destination:
    return destinations.create_destination(
        user=keeper,
        office=keeper.memberships.get().office,
        channel="facebook",
        name="Trang thử",
        config=CONFIG,
        secrets={"access_token": TOKEN},
    )


@pytest.fixture(
    params=["400 Bad Request", "500 Internal Server Error", "200 OK", "302 Found"],
    ids=lambda status: status.split()[0],
)
def shouting_platform(request, settings) -> Iterator[RawServer]:
    """Puts what it was sent into whatever it answers."""
    said = json.dumps({"error": {"message": f"Bad token {TOKEN}", "code": 1, "type": TOKEN}})
    head = (
        f"HTTP/1.1 {request.param}\r\nContent-Type: application/json\r\nX-Echo: {TOKEN}\r\n"
        f"Location: http://127.0.0.1:9/?access_token={TOKEN}\r\nContent-Length: {len(said)}\r\n"
        "Connection: close\r\n\r\n"
    )
    with RawServer(lambda peer: peer.sendall((head + said).encode())) as server:
        settings.GRAPH_API_BASE_URL = server.url
        settings.LOA_OUTBOUND_EXCEPTIONS = ["127.0.0.1"]
        yield server


def try_to_post(destination: Destination, platform: RawServer) -> Delivery:
    delivery = make_delivery(make_release(), destination)
    sending.send(delivery.pk)
    assert platform.requests
    assert Attempt.objects.get(delivery=delivery).outcome
    return delivery


def test_no_log_line_and_no_row_of_the_database_holds_it(destination, shouting_platform, caplog):
    caplog.set_level(logging.DEBUG)
    try_to_post(destination, shouting_platform)

    assert caplog.records
    assert TOKEN not in caplog.text
    assert holders(TOKEN) == []
    assert "publishing_destination" in holders(CONFIG["page_id"])


def test_no_screen_export_or_list_shows_it(keeper, destination, shouting_platform):
    tried = try_to_post(destination, shouting_platform)
    browser = Client()
    browser.force_login(keeper)
    addresses = [
        reverse("publishing_board"),
        reverse("publishing_delivery", args=[tried.pk]),
        *(reverse("publishing_board_export", args=[kind]) for kind in ("csv", "xlsx")),
        reverse("publishing_destinations"),
        reverse("publishing_destination", args=[destination.pk]),
        reverse("wagtailadmin_reports:site_history"),
        "/khong-co/",
    ]
    for address in addresses:
        answer = browser.get(address)
        body = b"".join(answer) if answer.streaming else answer.content
        assert TOKEN.encode() not in body, address
        assert TOKEN not in str(answer.headers), address
    out = io.StringIO()
    call_command("deliveries", "--json", stdout=out)
    assert TOKEN not in out.getvalue()


def test_a_dump_of_the_database_holds_ciphertext_only(destination):
    out = io.StringIO()
    call_command("dumpdata", "publishing.destination", stdout=out)

    assert destination.name in [row["fields"]["name"] for row in json.loads(out.getvalue())]
    assert TOKEN not in out.getvalue()


def holders(text: str) -> list[str]:
    """Tables with a row that holds the text as it is."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            if text in str(cursor.fetchall()):
                found.append(table)
    return found
