"""The only module that touches the network; `publishing.mqtt` does it for other than HTTP, by its rules.

An `Outbound` is made for one attempt. It goes to public addresses only, follows no redirect, asks
no proxy, keeps one total deadline, and says by its errors whether anything can have happened:

- nothing was sent (no connection, no TLS, unknown name): `TransientError`
- sent, and no clear answer came: `AmbiguousError`, or `TransientError` if the call is repeatable

Reading (GET, HEAD) is always repeatable; everything else only inside `with outbound.repeatable():`.
Before the first byte of a call that is not, `on_irreversible` is called: the engine's fence.
"""

import io
import logging
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Any, BinaryIO

import requests
from django.conf import settings
from django.utils.translation import gettext as _
from requests.adapters import HTTPAdapter
from requests.models import PreparedRequest, Response
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import HTTPError, NewConnectionError
from urllib3.util.ssl_ import create_urllib3_context

from . import addresses, frozen
from .channel import Papers, Picture
from .deadlines import Deadline, DeadlineSocket, DeadlineTLSSocket
from .errors import AmbiguousError, ChannelError, PermanentError, TransientError

if TYPE_CHECKING:
    from .mqtt import Broker

MAX_REPLY_BYTES = 8 * 1024 * 1024
CHUNK_BYTES = 64 * 1024
SAFE_METHODS = {"GET", "HEAD"}


@dataclass(frozen=True)
class Reply:
    """A complete answer of any status but a redirect."""

    status: int
    headers: Mapping[str, str]
    text: str


class Outbound:
    """The network as one attempt may use it. Not shared between threads."""

    def __init__(
        self,
        *,
        deadline: timedelta | None = None,
        on_irreversible: Callable[[], None] | None = None,
        exceptions: Collection[str] | None = None,
        max_bytes: int = MAX_REPLY_BYTES,
    ) -> None:
        """`deadline` counts from now. `on_irreversible` may raise (FencedOut): nothing is sent."""
        self.deadline = Deadline(settings.LOA_CALL_DEADLINE if deadline is None else deadline)
        self.exceptions = settings.LOA_OUTBOUND_EXCEPTIONS if exceptions is None else exceptions
        self.max_bytes = max_bytes
        self.sent = False  # whether the running call may have left this machine
        self.papers: Papers | None = None  # the engine's: what goes along with a letter
        self._on_irreversible = on_irreversible
        self._repeatable = False
        self._reading = False
        self.session = GuardedSession(self)

    @contextmanager
    def repeatable(self) -> Iterator[None]:
        """What is called inside may be done twice without harm."""
        before, self._repeatable = self._repeatable, True
        try:
            yield
        finally:
            self._repeatable = before

    @property
    def may_repeat(self) -> bool:
        return self._reading or self._repeatable

    def start(self, method: str) -> None:
        self.sent = False
        self._reading = method.upper() in SAFE_METHODS

    def before_first_byte(self) -> None:
        if not self.may_repeat and self._on_irreversible is not None:
            self._on_irreversible()
        self.sent = True

    def unclear(self, message: str, /, **detail: Any) -> ChannelError:
        """The error for a call that was answered, but not so that one knows what happened."""
        return self._error(AmbiguousError, message, detail)

    def failure(self, error: Exception, host: str) -> ChannelError:
        """What a broken call means. Libraries put whole addresses into messages: none is kept."""
        detail = {"host": host, "error": type(error).__name__, "sent": self.sent}
        if not self.sent:
            message = _("%(host)s could not be reached; nothing was sent.") % {"host": host}
            return TransientError(message, detail=detail)
        return self._error(
            AmbiguousError, _("%(host)s gave no complete answer.") % {"host": host}, detail
        )

    def _error(
        self, kind: type[ChannelError], message: str, detail: dict[str, Any]
    ) -> ChannelError:
        return (TransientError if self.may_repeat else kind)(message, detail=detail)

    def get(self, url: str, *, headers: Mapping[str, str] | None = None) -> Reply:
        """Raises TransientError when no complete answer came, PermanentError for a bad address."""
        response = self.session.get(url, headers=dict(headers or {}))
        if not response.encoding:
            response.encoding = "utf-8"
        return Reply(response.status_code, response.headers, response.text)

    def broker(
        self, host: str, port: int, *, username: str = "", password: str = "", tls: bool = True
    ) -> "AbstractContextManager[Broker]":
        """A connected MQTT broker, to be used in a `with`."""
        from . import mqtt

        return mqtt.broker(
            self, host=host, port=port, username=username, password=password, tls=tls
        )

    def open_picture(self, picture: Picture) -> BinaryIO:
        """The frozen file, named, after its checksum was compared."""
        try:
            data = frozen.path_of(picture.sha256).read_bytes()
        except FileNotFoundError:
            raise PermanentError(
                _("The approved picture “%(name)s” is missing from the store. Approve it again.")
                % {"name": picture.name}
            ) from None
        except OSError as error:
            raise TransientError(
                _("The store of approved pictures cannot be read at the moment."),
                detail={"error": type(error).__name__},
            ) from None
        if sha256(data).hexdigest() != picture.sha256:
            raise PermanentError(
                _("The file of “%(name)s” is not the picture that was approved.")
                % {"name": picture.name},
                detail={"sha256": picture.sha256},
            )
        return NamedBytes(data, picture.name)


class NamedBytes(io.BytesIO):
    """Form encoders take a file's name from the attribute."""

    def __init__(self, data: bytes, name: str) -> None:
        super().__init__(data)
        self.name = name


class GuardedSession(requests.Session):
    """What libraries get as their session: they cannot get round the rules of the `Outbound`."""

    def __init__(self, outbound: Outbound) -> None:
        super().__init__()
        self.outbound = outbound
        self.trust_env = False
        self.headers["User-Agent"] = "Loa"
        adapter = GuardedAdapter(outbound)
        self.adapters.clear()
        self.mount("https://", adapter)
        self.mount("http://", adapter)

    def request(self, method: str, url: str, *args: Any, **kwargs: Any) -> Response:  # type: ignore[override]  # same parameters, passed on
        host = addresses.parse(str(url)).hostname or ""
        self.outbound.start(method)
        try:
            return super().request(method, url, *args, **kwargs)
        except ValueError as error:  # among them what requests says of addresses and headers
            if self.outbound.sent:
                raise self.outbound.failure(error, host) from None
            raise PermanentError(
                _("The request could not be built from these settings."), detail={"host": host}
            ) from None

    def send(self, request: PreparedRequest, **kwargs: Any) -> Response:
        host = addresses.parse(request.url or "").hostname or ""
        self.outbound.start(request.method or "GET")
        kwargs |= {"allow_redirects": False, "stream": True, "verify": True, "proxies": {}}
        kwargs["timeout"] = None  # every operation of the socket has what is left of the deadline
        try:
            response = super().send(request, **kwargs)
            self._read(response, host)
        except (requests.RequestException, HTTPError, OSError) as error:
            raise self.outbound.failure(error, host) from None
        self._refuse_redirect(response, host)
        return response

    def get_redirect_target(self, resp: Response) -> None:
        """No redirect is ever followed, nor its body read without a limit."""

    def _read(self, response: Response, host: str) -> None:
        data = bytearray()
        try:
            for chunk in response.iter_content(CHUNK_BYTES):
                data += chunk
                if len(data) > self.outbound.max_bytes:
                    raise self.outbound.unclear(
                        _("%(host)s answered with more than is ever read.") % {"host": host}
                    )
        finally:
            response.close()
        response._content = bytes(data)

    def _refuse_redirect(self, response: Response, host: str) -> None:
        if 300 <= response.status_code < 400 and response.status_code != 304:
            raise self.outbound.unclear(
                _("%(host)s sent us to another address, which is never followed.") % {"host": host},
                status=response.status_code,
            )


class GuardedAdapter(HTTPAdapter):
    """Makes connections by the rules of its `Outbound`; never tries again by itself."""

    def __init__(self, outbound: Outbound) -> None:
        self.outbound = outbound
        super().__init__(max_retries=0)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        context = create_urllib3_context()
        context.sslsocket_class = DeadlineTLSSocket
        super().init_poolmanager(*args, ssl_context=context, **kwargs)
        self.poolmanager.pool_classes_by_scheme = {
            "http": _pool(HTTPConnectionPool, GuardedConnection, self.outbound),
            "https": _pool(HTTPSConnectionPool, GuardedTLSConnection, self.outbound),
        }


def _pool(pool: type, connection: type, outbound: Outbound) -> type:
    bound = type(connection.__name__, (connection,), {"outbound": outbound})
    return type(pool.__name__, (pool,), {"ConnectionCls": bound})


class _Guarded:
    """Connects to an allowed address only, and tells the `Outbound` before the first byte.

    A connection is never used twice: one that the other side has just closed would make a call
    that was never read look as if it may have been.
    """

    outbound: Outbound
    used = False

    def request(self, *args: Any, **kwargs: Any) -> None:
        if self.used:
            self.close()  # type: ignore[attr-defined]
        self.used = True
        if self.sock is None:  # type: ignore[attr-defined]
            self.connect()  # type: ignore[attr-defined]
        self.sock.deadline = self.outbound.deadline  # type: ignore[attr-defined]
        self.outbound.before_first_byte()
        super().request(*args, **kwargs)  # type: ignore[misc]

    def _new_conn(self) -> DeadlineSocket:
        host, port = self.host, self.port  # type: ignore[attr-defined]
        try:
            sock = addresses.connect(
                host,
                port,
                exceptions=self.outbound.exceptions,
                deadline=self.outbound.deadline,
                socket_for=self._socket,
            )
        except OSError as error:
            raise NewConnectionError(self, type(error).__name__) from error  # type: ignore[arg-type]
        sock.settimeout(self.outbound.deadline.left())
        return sock

    def _socket(self, family: int) -> DeadlineSocket:
        sock = DeadlineSocket(family)
        sock.deadline = self.outbound.deadline
        return sock


class GuardedConnection(_Guarded, HTTPConnection):
    pass


class GuardedTLSConnection(_Guarded, HTTPSConnection):
    pass


class _WithoutQuery(logging.Filter):
    """Queries may hold tokens; urllib3 logs whole addresses."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = re.sub(r"\?[^\s\"']*", "?…", record.getMessage()), ()
        return True


for _name in ("urllib3.connectionpool", "urllib3.connection", "urllib3.util.retry"):
    logging.getLogger(_name).addFilter(_WithoutQuery())
