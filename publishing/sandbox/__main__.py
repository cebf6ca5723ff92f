"""``python -m publishing.sandbox --port 8001 --data-dir DIR``"""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
import threading
from pathlib import Path
from typing import Any

from publishing.sandbox.call import Options
from publishing.sandbox.errors import GraphError
from publishing.sandbox.ledger import LedgerInUse
from publishing.sandbox.platform import Platform
from publishing.sandbox.server import SandboxServer
from publishing.sandbox.state import State

HOST = "127.0.0.1"


def arguments(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m publishing.sandbox", description=__doc__)
    environment = os.environ.get
    parser.add_argument("--port", type=int, default=int(environment("SANDBOX_PORT", "8001")))
    parser.add_argument("--data-dir", type=Path, default=Path(environment("LOA_DATA_DIR", "data")))
    parser.add_argument("--pages", type=Path, help="JSON list of {id, name, token, app_id}")
    parser.add_argument("--public-url", default=environment("SANDBOX_PUBLIC_URL", ""))
    parser.add_argument("--photo-ttl", type=float, default=24 * 3600.0, metavar="SECONDS")
    parser.add_argument("--scrape-links", action="store_true", help="refuse links that fail")
    parser.add_argument("--accept-duplicates", action="store_true", help="no 506, no 1366051")
    return parser.parse_args(argv)


def read_pages(path: Path | None) -> list[Any]:
    pages = json.loads(path.read_text(encoding="utf-8")) if path else []
    if not isinstance(pages, list):
        raise ValueError(f"{path} holds no list of pages")
    return pages


def start(options: argparse.Namespace) -> tuple[SandboxServer, State]:
    """Raises OSError for an occupied port or an unwritable directory, LedgerInUse, ValueError."""
    pages = read_pages(options.pages)
    server = SandboxServer((HOST, options.port))
    try:
        state = State(options.data_dir)
        base_url = (options.public_url or f"http://{HOST}:{server.server_port}").rstrip("/")
        behaviour = Options(
            base_url, options.photo_ttl, options.scrape_links, options.accept_duplicates
        )
        server.serve(Platform(state, behaviour))
        for page in pages:
            server.control.register(page)
    except BaseException:
        server.server_close()
        raise
    return server, state


def run_until_stopped(server: SandboxServer) -> None:
    def stop(signum: int, frame: object) -> None:
        server.stopping.set()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    threading.Thread(target=server.serve_forever, args=(0.03,), daemon=True).start()
    while not server.stopping.wait(3600):
        continue
    server.shutdown()


def main(argv: list[str]) -> int:
    options = arguments(argv)
    try:
        server, state = start(options)
    except LedgerInUse as error:
        print(f"Another sandbox writes to {error}: choose another --data-dir.", file=sys.stderr)
        return 1
    except (OSError, ValueError, GraphError) as error:
        print(f"The sandbox cannot start on port {options.port}: {error}", file=sys.stderr)
        return 1
    print(
        f"Platform sandbox ready: {server.platform.options.base_url} (ledger: {state.ledger.path})",
        flush=True,
    )
    run_until_stopped(server)
    state.lock.acquire()  # for good: no request may be committed while the process ends
    state.close()
    server.server_close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
