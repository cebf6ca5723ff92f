"""Ways to switch a condition of the engine off from outside: production has no switch for it."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from typing import Any
from unittest.mock import patch

from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.db.models.sql.where import WhereNode
from django.test import override_settings

from publishing.models import Delivery

SwitchOff = Callable[[], AbstractContextManager[Any]]
ALWAYS, NEVER = ~Q(pk=None), Q(pk=None)


def instead(owner: Any, name: str, value: Any) -> SwitchOff:
    return lambda: patch.object(owner, name, value)


def open_gate(owner: Any, name: str) -> SwitchOff:
    """This condition always holds."""
    return instead(owner, name, lambda: ALWAYS)


def shut_eye(owner: Any, name: str) -> SwitchOff:
    """This obstacle is never seen."""
    return instead(owner, name, lambda: NEVER)


def setting(**changes: Any) -> SwitchOff:
    return lambda: override_settings(**changes)


def together(*switches: SwitchOff) -> SwitchOff:
    @contextmanager
    def all_of_them() -> Iterator[None]:
        with ExitStack() as stack:
            for switch in switches:
                stack.enter_context(switch())
            yield

    return all_of_them


NOTHING_ELSE = together()


def without_index(name: str) -> SwitchOff:
    """A unique index is gone: its dropping is rolled back."""

    @contextmanager
    def dropped() -> Iterator[None]:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(f"DROP INDEX {name}")
            yield
            transaction.set_rollback(True)

    return dropped


def claim_without(column: str) -> SwitchOff:
    """`gates.sendable` as it is, but for its own condition on this column."""
    from publishing.delivery import gates

    whole = gates.sendable

    def sendable() -> QuerySet:
        rows = whole()
        _forget(rows.query.where, column)
        return rows

    return instead(gates, "sendable", sendable)


def _forget(node: WhereNode, column: str) -> None:
    for child in node.children:
        if isinstance(child, WhereNode) and not child.negated:
            _forget(child, column)
    node.children = [child for child in node.children if _column(child) != column]


def _column(child: Any) -> str:
    """Of a comparison, also where a function is put around the column."""
    left = getattr(child, "lhs", None)
    inner = left.get_source_expressions() if left else []
    names = (getattr(getattr(one, "target", None), "name", "") for one in (left, *inner))
    return next(filter(None, names), "")


class Forgetful(QuerySet):
    """Takes every condition but those on these columns."""

    forgets: tuple[str, ...] = ()

    def filter(self, *conditions: Any, **columns: Any) -> Any:
        kept = {k: v for k, v in columns.items() if k.split("__")[0] not in self.forgets}
        return super().filter(*conditions, **kept)


def mine_without(owner: Any, *columns: str) -> SwitchOff:
    """`fence_holds`, as `owner` knows it, and what is asked of its rows, but for these columns."""
    kind = type("Forgetful", (Forgetful,), {"forgets": columns})

    def fence_holds(delivery_id: int, number: int) -> QuerySet:
        return kind(Delivery).filter(pk=delivery_id, fence=number)

    return instead(owner, "fence_holds", fence_holds)
