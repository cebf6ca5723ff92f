"""What a process gets that reads or sets what came from outside: no secrets, little memory and time.

Needs no Django: the process imports it too.
"""

import os
import resource

# Nothing of ours that a decoder gone wrong could read. Each thread would reserve memory of its own.
ENVIRONMENT = {"PATH": os.defpath, "LANG": "C.UTF-8", "RAYON_NUM_THREADS": "1"}


def limit(megabytes: int, seconds: int | None = None) -> None:
    """Of address space, libraries included, and of computing; for the rest of this process."""
    most = megabytes * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if seconds is not None:
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
