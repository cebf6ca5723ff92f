"""Times for people to read: printed, never asserted."""

import time
from collections.abc import Callable


def seconds(work: Callable[[], object], *, times: int = 1) -> float:
    """Of one run on average."""
    started = time.perf_counter()
    for _run in range(times):
        work()
    return (time.perf_counter() - started) / times


def tell(line: str) -> None:
    print(f"  {line}")
