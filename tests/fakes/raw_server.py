"""A server of one handler on bare sockets: it breaks the rules of HTTP as a test wants.

    with RawServer(lambda connection: connection.close()) as server:
        requests.get(server.url)

``handler(connection)`` runs once for each connection, after the request's head and body were read
into ``server.requests`` unless ``read=False``.
"""

import contextlib
import socket
from threading import Thread


class RawServer:
    def __init__(self, handler, *, read=True, tls=None):
        self.handler, self.read, self.tls = handler, read, tls
        self.requests = []
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        self.url = f"{'https' if tls else 'http'}://127.0.0.1:{self.port}/"
        self._threads = []

    def __enter__(self):
        self._socket.settimeout(20)
        self._start(self._accept)
        return self

    def __exit__(self, *exc_info):
        self._socket.shutdown(socket.SHUT_RDWR)  # wakes the thread that accepts
        self._socket.close()
        for thread in self._threads:
            thread.join(10)

    def _start(self, target, *args):
        thread = Thread(target=target, args=args, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self):
        with contextlib.suppress(OSError):
            while True:
                connection, _ = self._socket.accept()
                self._start(self._serve, connection)

    def _serve(self, connection):
        connection.settimeout(20)
        with contextlib.suppress(OSError):
            if self.tls:
                connection = self.tls.wrap_socket(connection, server_side=True)
            if self.read:
                self.requests.append(_read(connection))
            self.handler(connection)
        connection.close()


def _read(connection):
    data = b""
    while b"\r\n\r\n" not in data:
        data += _more(connection)
    head, _, body = data.partition(b"\r\n\r\n")
    length = next(
        (
            int(line.split(b":")[1])
            for line in head.lower().split(b"\r\n")
            if line.startswith(b"content-length")
        ),
        0,
    )
    while len(body) < length:
        body += _more(connection)
    return head.decode("latin-1"), body


def _more(connection):
    data = connection.recv(65536)
    if not data:
        raise ConnectionResetError("the client has gone")
    return data


def answer(body=b"{}", status="200 OK", headers=()):
    """A handler that gives this one answer and closes."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers]
    return lambda connection: connection.sendall("\r\n".join(lines).encode() + b"\r\n\r\n" + body)
