"""A site whose one page takes as long as a large file over a slow line. Standard library only."""

import time
from collections.abc import Callable, Iterator
from typing import Any

LINES, PAUSE = 20, 0.3  # seconds


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterator[bytes]:
    start_response("200 OK", [("Content-Type", "text/plain")])
    slow = environ["PATH_INFO"] == "/slow"
    return lines(LINES if slow else 1)


def lines(number: int) -> Iterator[bytes]:
    for _line in range(number):
        time.sleep(PAUSE)
        yield b"one line\n"
