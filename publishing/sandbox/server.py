"""Sockets: sends each request to the platform, the controls or the wall; breaks connections."""

from __future__ import annotations

import json
import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from publishing.sandbox.control import Control
from publishing.sandbox.errors import GraphError
from publishing.sandbox.faults import HEADER, FaultQueue, Faults, UnknownFault, parse_faults
from publishing.sandbox.platform import Platform, Reply
from publishing.sandbox.request import VERSION, GraphRequest, parse, split_target
from publishing.sandbox.wall import Wall

MAX_BODY = 64 * 1024 * 1024
OVERRIDES = frozenset({"get", "post", "delete"})


class BodyTooLarge(Exception):
    """Also for a length that is no number: what follows on the connection cannot be told apart."""


class SandboxServer(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, address: tuple[str, int]) -> None:
        super().__init__(address, Handler)
        self.stopping = threading.Event()
        self.platform: Platform
        self.control: Control
        self.queue: FaultQueue
        self.wall: Wall

    def server_bind(self) -> None:
        """Without asking a name server for this machine's name, which may take seconds."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()
        self.server_name, self.server_port = str(self.server_address[0]), self.server_address[1]

    def serve(self, platform: Platform) -> None:
        self.platform = platform
        self.queue = FaultQueue()
        self.control = Control(platform, self.queue)
        self.wall = Wall(platform.state, platform.options.base_url)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "LoaSandbox"
    disable_nagle_algorithm = True  # head and body are two writes; else each reply waits 40 ms
    timeout = 120
    server: SandboxServer

    def do_GET(self) -> None:
        self._answer()

    do_POST = do_DELETE = do_HEAD = do_PUT = do_GET

    def _answer(self) -> None:
        try:
            body = self._read_body()
        except BodyTooLarge:
            self.close_connection = True
            self._send(Reply(413, b'{"error":{"message":"Request entity too large","code":1}}'))
            return
        self._send(self._dispatch(body))

    def _read_body(self) -> bytes:
        if "chunked" in (self.headers.get("Transfer-Encoding") or "").lower():
            return self._read_chunks()
        length = self.headers.get("Content-Length") or "0"
        if not length.isdecimal() or int(length) > MAX_BODY:
            raise BodyTooLarge
        return self.rfile.read(int(length))

    def _read_chunks(self) -> bytes:
        body = b""
        while size := self._chunk_size():
            body += self.rfile.read(size)
            self.rfile.readline()
            if len(body) > MAX_BODY:
                raise BodyTooLarge
        while self.rfile.readline().strip():
            continue  # trailers
        return body

    def _chunk_size(self) -> int:
        try:
            size = int(self.rfile.readline().partition(b";")[0], 16)
        except ValueError as error:
            raise BodyTooLarge from error
        if not 0 <= size <= MAX_BODY:
            raise BodyTooLarge
        return size

    def _dispatch(self, body: bytes) -> Reply:
        parts, query = split_target(self.path)
        reading = self.command in {"GET", "HEAD"}
        if parts == ("healthz",):
            return Reply(200, b'{"status":"ok"}')
        if parts[:1] == ("_sandbox",):
            return self._control(parts[1:], body, reading)
        if reading and self._is_for_the_public(parts, query):
            return self.server.wall.handle(parts)
        return self._graph(body)

    def _is_for_the_public(self, parts: tuple[str, ...], query: str) -> bool:
        if not parts or (len(parts) == 3 and parts[1] == "posts"):
            return not parts or not VERSION.match(parts[0])
        browser = "text/html" in (self.headers.get("Accept") or "")
        return browser and not VERSION.match(parts[0]) and not query

    def _control(self, parts: tuple[str, ...], body: bytes, reading: bool) -> Reply:
        if reading and parts[:1] in {("photos",), ("wall.css",)}:
            return self.server.wall.file(parts)
        status, answer = self.server.control.handle(self.command, parts, body)
        return Reply(status, json.dumps(answer, ensure_ascii=False).encode())

    def _graph(self, body: bytes) -> Reply:
        try:
            request = parse(self.command, self.path, self.headers, body)
        except GraphError as error:
            unread = GraphRequest(self.command, split_target(self.path)[0], None, {})
            return self.server.platform.refuse(unread, error)
        override = request.get("method").lower()
        if request.method == "POST" and override in OVERRIDES:
            request.method = override.upper()
        try:
            faults = self._faults(request)
        except UnknownFault as error:
            return Reply(400, json.dumps({"sandbox": str(error)}).encode())
        if self.server.stopping.wait(faults.seconds("late_commit")):
            return Reply(None)
        return self.server.platform.handle(request, faults)

    def _faults(self, request: GraphRequest) -> Faults:
        """The header decides; without it the script, whose entries it does not use up."""
        if HEADER in self.headers:
            return parse_faults(self.headers[HEADER])
        return self.server.queue.take(request.method, self.path.partition("?")[0])

    def _send(self, reply: Reply) -> None:
        if reply.delay:
            self.server.stopping.wait(reply.delay)
        try:
            if reply.status is None:
                self._drop()
            else:
                self._write(reply, reply.status)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True  # the client gave up waiting, as it may

    def _write(self, reply: Reply, status: int) -> None:
        self.send_response(status)
        self.send_header("Content-Type", reply.content_type)
        self.send_header("Content-Length", str(len(reply.content)))
        for name, value in reply.headers.items():
            self.send_header(name, value)
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(reply.content)

    def _drop(self) -> None:
        self.close_connection = True
        self.connection.shutdown(socket.SHUT_RDWR)

    def log_message(self, format: str, *args: object) -> None:
        """Silent: the ledger tells more, and the request line may hold a token."""
