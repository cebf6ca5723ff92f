"""Reads settings from the environment; a secret `X` may also stand in a file named by `X_FILE`."""

import os
from datetime import date, timedelta
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str | None = None) -> str:
    """Value of `name`, else the content of the file named by `name_FILE`, else the default."""
    if name in os.environ:
        return os.environ[name]
    file = os.environ.get(f"{name}_FILE")
    if file:
        return Path(file).read_text(encoding="utf-8").strip()
    if default is None:
        raise ImproperlyConfigured(f"Set {name} (or {name}_FILE) in the environment.")
    return default


def items(name: str, default: str = "") -> list[str]:
    """Comma-separated list, empty entries dropped."""
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def whole_numbers(name: str, default: str) -> list[int]:
    entries = items(name, default)
    if not all(entry.isdecimal() for entry in entries):
        raise ImproperlyConfigured(f"{name} must hold whole numbers like {default}.")
    return [int(entry) for entry in entries]


def number(name: str, default: float) -> float:
    raw = text(name, str(default))
    try:
        return float(raw)
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} must be a number, not {raw!r}.") from error


def flag(name: str, *, default: bool) -> bool:
    return text(name, "1" if default else "0").lower() in {"1", "true", "yes", "on"}


def hours(name: str, default: str) -> dict[str, timedelta]:
    """`24` is for all, under the key ""; `24,leader:8` has another length for one of them."""
    found = {}
    for entry in items(name, default):
        key, _colon, length = entry.rpartition(":")
        try:
            found[key.strip()] = timedelta(hours=float(length))
        except ValueError as error:
            raise ImproperlyConfigured(f"{name} must hold hours, not {entry!r}.") from error
    return {"": timedelta(hours=24)} | found


def days(name: str) -> set[date]:
    try:
        return {date.fromisoformat(entry) for entry in items(name)}
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} must hold days like 2027-02-05.") from error
