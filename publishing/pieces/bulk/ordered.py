"""The files of an order: its plan, what is drawn so far, and the ZIP."""

import errno
import os
import shutil
from functools import lru_cache
from pathlib import Path
from uuid import UUID

from django.conf import settings

from .plan import Plan

PLAN, PARTS, ZIP = "plan.json", "parts", "all.zip"
LEFT_FREE = 1024**3  # bytes; the database and uploads may be on the same disk


def folder_of(number: UUID) -> Path:
    return Path(settings.LOA_BULK_DRAWINGS) / str(number)


def parts_of(number: UUID) -> Path:
    return folder_of(number) / PARTS


def zip_of(number: UUID) -> Path:
    return folder_of(number) / ZIP


def require_room() -> None:
    """Raises OSError, as a full disk does: drawings never take the last of it."""
    root = Path(settings.LOA_BULK_DRAWINGS)
    root.mkdir(parents=True, exist_ok=True)
    if shutil.disk_usage(root).free < LEFT_FREE:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(root))


def keep_plan(number: UUID, plan: Plan) -> None:
    """Raises OSError."""
    require_room()
    parts_of(number).mkdir(parents=True)
    (folder_of(number) / PLAN).write_text(plan.to_json(), encoding="utf-8")


def plan_of(number: UUID) -> Plan:
    """Raises OSError."""
    return _plan(folder_of(number) / PLAN)


@lru_cache(maxsize=2)  # with the keys of its drawings, which take a while to find
def _plan(path: Path) -> Plan:
    return Plan.from_json(path.read_text(encoding="utf-8"))


def remove_parts(number: UUID) -> None:
    shutil.rmtree(parts_of(number), ignore_errors=True)


def remove(number: UUID) -> None:
    """Whoever still draws there fails, and finds that the order is over."""
    shutil.rmtree(folder_of(number), ignore_errors=True)


def every_folder() -> list[Path]:
    root = Path(settings.LOA_BULK_DRAWINGS)
    return [path for path in root.iterdir() if path.is_dir()] if root.exists() else []
