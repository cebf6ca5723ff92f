"""Web addresses: which may be links, and where outbound requests may go.

That is to public addresses, and to hosts that the environment names.
"""

import ipaddress
import socket
from collections.abc import Callable, Collection
from typing import Any, TypeVar
from urllib.parse import SplitResult, urlsplit

from django.utils.translation import gettext as _

from .deadlines import Deadline
from .errors import PermanentError, TransientError

SCHEMES = {"http": 80, "https": 443}
# IPv6 networks whose addresses carry an IPv4 address that a gateway would reach.
NAT64 = ipaddress.ip_network("64:ff9b::/96")

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
# What `socket.connect` takes, after the family.
Endpoint = tuple[socket.AddressFamily, Any]
Socket = TypeVar("Socket", bound=socket.socket)


def parse(url: str) -> SplitResult:
    """Raises PermanentError for what is no web address, or carries a user name."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port or SCHEMES.get(parts.scheme)
    except ValueError:
        host, port = None, None
    if not host or not port or parts.username or parts.password:
        raise PermanentError(_("The address is not a valid http or https address."))
    return parts


def is_web(address: str) -> bool:
    """May it be a link? Whoever clicks it must land on a web page, not in a script."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in SCHEMES and bool(parts.netloc)


def is_public(address: str) -> bool:
    """Reachable by everybody, also behind the notations that hide an IPv4 address in IPv6."""
    ip: IPAddress = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = _hidden_ipv4(ip)
        if inner is not None:
            return is_public(str(inner))
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def _hidden_ipv4(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    if ip.ipv4_mapped or ip.sixtofour:
        return ip.ipv4_mapped or ip.sixtofour
    if ip.teredo:
        return ip.teredo[1]
    if ip in NAT64:
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return None


def resolve(
    host: str, port: int, *, exceptions: Collection[str], deadline: Deadline
) -> list[Endpoint]:
    """The endpoints that may be connected to, asked for once, so that nothing can change after.

    Raises TransientError when the name has no answer, PermanentError when only private addresses
    answer and neither `host` nor `host:port` is among `exceptions`.
    """
    found = _look_up(host, port, deadline)
    if {host, f"{host}:{port}"} & set(exceptions):
        return found
    allowed = [endpoint for endpoint in found if is_public(endpoint[1][0])]
    if not allowed:
        raise PermanentError(
            _("%(host)s is not a public address, so nothing was sent there.") % {"host": host},
            detail={"host": host},
        )
    return allowed


def connect(
    host: str,
    port: int,
    *,
    exceptions: Collection[str],
    deadline: Deadline,
    socket_for: Callable[[int], Socket],
) -> Socket:
    """Connected to the first endpoint that takes it; `socket_for` makes one of an address family.

    Raises as `resolve`, and OSError where none takes it.
    """
    error = OSError("no address")
    for family, address in resolve(host, port, exceptions=exceptions, deadline=deadline):
        sock = socket_for(family)
        try:
            sock.connect(address)
        except OSError as failed:
            sock.close()
            error = failed
        else:
            return sock
    raise error


def _look_up(host: str, port: int, deadline: Deadline) -> list[Endpoint]:
    try:
        answers = deadline.wait_for(lambda: socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
    except (OSError, UnicodeError) as error:
        raise TransientError(
            _("The name %(host)s could not be looked up.") % {"host": host},
            detail={"host": host, "error": type(error).__name__},
        ) from None
    return [(family, address) for family, _type, _protocol, _name, address in answers]
