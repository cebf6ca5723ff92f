"""Ports on the loopback: whether one is free, and finding one. Standard library only."""

from __future__ import annotations

import socket

from deploy.console import SetupError

HOST = "127.0.0.1"


def check_free(port: int, what: str, variable: str) -> None:
    """Raise one clear line if something already listens there."""
    if not 1 <= port <= 65535:
        raise SetupError(f"{variable}={port}: a port is a number from 1 to 65535")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except PermissionError as error:
            raise SetupError(f"port {port} needs root; {_choose(port + 8000, variable)}") from error
        except OSError as error:
            raise SetupError(
                f"port {port} for {what} is occupied by another program; "
                f"{_choose(port + 10, variable)}"
            ) from error


def find_free(count: int) -> list[int]:
    """Different free ports, held open together while they are chosen."""
    probes = [socket.socket() for _ in range(count)]
    try:
        for probe in probes:
            probe.bind((HOST, 0))
        return [probe.getsockname()[1] for probe in probes]
    finally:
        for probe in probes:
            probe.close()


def _choose(other: int, variable: str) -> str:
    return f"choose another: make demo {variable}={other if other < 65536 else 8010}"
