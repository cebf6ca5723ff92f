"""A station's system on loopback, as `docs/channels/stationhttps.md` asks for one: it checks every
signature, keeps bulletins by their Id and never takes one twice."""

import hashlib
import hmac
import json
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

SECRET = "bi-mat-chung-cua-dai-truyen-thanh-xa-01"


class StationServer:
    def __init__(self):
        self.bulletins, self.calls, self.answers = {}, [], []
        self.mute = set()  # methods of which the next call is done, and its answer lost
        station = self

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *args):
                pass

            def do_GET(self):
                station.answer(self)

            do_POST = do_DELETE = do_GET

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}/loa"
        self._thread = Thread(target=self._server.serve_forever, daemon=True)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *exc_info):
        self._server.shutdown()
        self._server.server_close()

    def methods(self):
        """How often it was told something; what it is asked (GET) is not counted."""
        told = Counter(method for method, _path in self.calls)
        return {method: times for method, times in told.items() if method != "GET"}

    def answer(self, call):
        body = call.rfile.read(int(call.headers.get("Content-Length") or 0))
        self.calls.append((call.command, call.path))
        if not self._is_signed(call, body):
            return self._say(call, 401, {})
        said = self._keep(call, body)
        if call.command in self.mute:
            self.mute.remove(call.command)
            return call.connection.close()
        if self.answers:  # of one that does its work and then says something odd, or nothing
            odd = self.answers.pop(0)
            if odd is None:
                return call.connection.close()
            status, text, headers = odd
            return self._say(call, status, text, headers)
        return self._say(call, *said)

    def _is_signed(self, call, body):
        moment = call.headers.get("X-Loa-Timestamp", "")
        head = f"{moment}\n{call.command}\n{call.path}\n".encode()
        wanted = hmac.new(SECRET.encode(), head + body, hashlib.sha256).hexdigest()
        return hmac.compare_digest(call.headers.get("X-Loa-Signature", ""), f"sha256={wanted}")

    def _keep(self, call, body):
        key = call.path.removeprefix("/loa").strip("/")
        if call.command == "POST":
            data = json.loads(body)
            known = self.bulletins.setdefault(data["Id"], data | {"Status": "received"})
            if data["Replaces"] in self.bulletins:
                self.bulletins[data["Replaces"]]["Status"] = "cancelled"
            return 201, {"Id": data["Id"], "Status": known["Status"]}
        if not key:
            return 200, {"Station": "Đài xã Thử"}
        if key not in self.bulletins:
            return 404, {}
        if call.command == "DELETE":
            self.bulletins[key]["Status"] = "cancelled"
            return 204, None
        return 200, self.bulletins[key]

    def _say(self, call, status, data, headers=()):
        text = (
            data if isinstance(data, bytes) else b"" if data is None else json.dumps(data).encode()
        )
        call.send_response(status)
        for name, value in dict(headers).items():
            call.send_header(name, value)
        call.send_header("Content-Length", str(len(text)))
        call.end_headers()
        call.wfile.write(text)
