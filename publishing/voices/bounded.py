"""Becomes another program, with little memory, time and room on the disk.

    python -m publishing.voices.bounded MEGABYTES SECONDS PROGRAM [ARGUMENT …]

Knows no Django.
"""

import os
import resource
import sys

from media_assets.limited import ENVIRONMENT, limit

MOST_OUTPUT = 120 * 1024 * 1024  # bytes of a file


def main() -> None:
    megabytes, seconds, *command = sys.argv[1:]
    limit(int(megabytes), int(seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (MOST_OUTPUT, MOST_OUTPUT))
    os.execve(command[0], command, ENVIRONMENT)  # noqa: S606  no shell is meant


if __name__ == "__main__":
    main()
