"""Leases and due times are counted by the database's clock, which all workers share."""

from datetime import UTC, datetime, timedelta

from django.db import connection
from django.db.models import DateTimeField, ExpressionWrapper
from django.db.models.functions import Now
from django.utils.timezone import is_naive, make_aware


def database_now() -> datetime:
    """The database's time. One query."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT STATEMENT_TIMESTAMP()")
        else:
            cursor.execute("SELECT STRFTIME('%Y-%m-%d %H:%M:%f', 'NOW')")
        value = cursor.fetchone()[0]
    moment: datetime = datetime.fromisoformat(value) if isinstance(value, str) else value
    return make_aware(moment, UTC) if is_naive(moment) else moment.astimezone(UTC)


def from_now(span: timedelta) -> ExpressionWrapper:
    """An expression for an UPDATE: `span` after the time at which the database runs it."""
    return ExpressionWrapper(Now() + span, output_field=DateTimeField())
