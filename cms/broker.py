"""Celery's broker of the embedded default: a folder of files, written whole or not at all.

kombu's own filesystem transport lets a reader meet a half-written message, which ends the worker.
"""

import os
import uuid
from pathlib import Path
from time import monotonic

from kombu.exceptions import ChannelError
from kombu.transport import TRANSPORT_ALIASES, filesystem
from kombu.utils.encoding import str_to_bytes
from kombu.utils.json import dumps


class Channel(filesystem.Channel):
    def _put(self, queue, payload, **kwargs):
        name = f"{round(monotonic() * 1000)}_{uuid.uuid4()}.{queue}.msg"
        aside = Path(self.data_folder_out) / f".{name}.writing"
        try:
            aside.write_bytes(str_to_bytes(dumps(payload)))
            os.replace(aside, Path(self.data_folder_out) / name)
        except OSError as error:
            raise ChannelError(f"Cannot add a message to {self.data_folder_out}") from error


class Transport(filesystem.Transport):
    Channel = Channel
    driver_type = "loafs"


def register() -> None:
    TRANSPORT_ALIASES["loafs"] = "cms.broker:Transport"


def transport_options(folder: Path) -> dict:
    """Options for a broker below `folder` (made if missing); polled ten times a second."""
    for name in ("messages", "processed", "control"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    return {
        "data_folder_in": str(folder / "messages"),
        "data_folder_out": str(folder / "messages"),
        "processed_folder": str(folder / "processed"),
        "control_folder": str(folder / "control"),
        "polling_interval": 0.1,
    }
