"""One request to an endpoint: to the address that was looked at, without redirects, within limits.

The name is looked up once, and the connection goes to what was found, so that no second look-up
can lead elsewhere. No cookies, passwords or proxies are used.
"""

import contextlib
import math
import socket
import ssl
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from importlib.metadata import version
from ipaddress import IPv6Address, ip_address
from urllib.parse import urlencode

from server.federation.hosts import Endpoint
from server.federation.problems import ServiceError

__all__ = ["Call", "Limits"]

_MEDIA_TYPE = "application/sparql-results+json"
_READ = (_MEDIA_TYPE, "application/json")
_BLOCK = 2**16
_TOLD = 300
"""Bytes that are told of an answer that is none."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a call may take."""

    seconds: float
    bytes: int
    is_private: bool
    """Whether a name may stand for an address that is not of the internet."""


class Call:
    """A query to an endpoint, which can be stopped by others."""

    def __init__(self, endpoint: Endpoint, query: str, limits: Limits) -> None:
        self._endpoint, self._query, self._limits = endpoint, query, limits
        self._deadline = math.inf
        self._socket: socket.socket | None = None
        self._is_stopped = False

    @property
    def is_late(self) -> bool:
        """Whether its time is over."""
        return time.monotonic() > self._deadline

    def stop(self) -> None:
        """End it, wherever it waits."""
        self._is_stopped = True
        if (open_socket := self._socket) is not None:
            with contextlib.suppress(OSError):
                socket.socket.shutdown(open_socket, socket.SHUT_RDWR)  # beneath TLS

    def run(self) -> bytes:
        """Return the body of the answer; raises ServiceError."""
        self._deadline = time.monotonic() + self._limits.seconds
        try:
            with contextlib.closing(self._connected()) as connection:
                return self._answered(connection)
        except (OSError, HTTPException, UnicodeError) as error:
            late = "took too long" if self.is_late or self._is_stopped else f"{error}"
            raise self._problem(f"does not answer: {late}") from error

    def _connected(self) -> HTTPConnection:
        endpoint = self._endpoint
        kind = HTTPSConnection if endpoint.scheme == "https" else HTTPConnection
        connection = kind(endpoint.host, endpoint.port)
        self._socket = self._reached(self._addresses())
        if endpoint.scheme == "https":
            self._socket = _tls().wrap_socket(self._socket, server_hostname=endpoint.host)
        if self._is_stopped:
            self._socket.close()
            raise TimeoutError("stopped")
        connection.sock = self._socket
        return connection

    def _reached(self, addresses: Sequence[str]) -> socket.socket:
        """Connect to the first address that can be reached."""
        address = addresses[0], self._endpoint.port
        try:
            return socket.create_connection(address, max(0.01, self._deadline - time.monotonic()))
        except OSError:
            if len(addresses) == 1:
                raise
            return self._reached(addresses[1:])

    def _addresses(self) -> Sequence[str]:
        """Look the name up, once; raises ServiceError where it stands for what it may not."""
        host = self._endpoint.host
        found = socket.getaddrinfo(host, self._endpoint.port, type=socket.SOCK_STREAM)
        addresses = list(dict.fromkeys(str(each[4][0]) for each in found))
        if not (self._limits.is_private or _is_plain(host)) and not all(map(_is_public, addresses)):
            raise self._problem(
                "stands for an address of a private network: "
                "whoever runs this server may allow that with --allow-private-services"
            )
        return addresses

    def _answered(self, connection: HTTPConnection) -> bytes:
        connection.request(
            "POST",
            self._endpoint.path,
            urlencode({"query": self._query}).encode(),
            {
                "Accept": _MEDIA_TYPE,
                "Connection": "close",
                "Content-Type": "application/x-www-form-urlencoded",
                "User-Agent": f"detente/{version('detente')} (SERVICE)",
            },
        )
        with connection.getresponse() as response:
            self._refuse(response)
            return self._body(response)

    def _refuse(self, response: HTTPResponse) -> None:
        """Raise ServiceError where an answer is not a table that is not packed."""
        media_type = response.headers.get_content_type()
        if 300 <= response.status < 400:
            raise self._problem("sends on to another address, which is not followed")
        if response.status != 200:
            told = response.read(_TOLD).decode("utf-8", "replace")
            raise self._problem(f"answers with {response.status}: {told}")
        if media_type not in _READ:
            raise self._problem(f"answers with {media_type}, not with {_MEDIA_TYPE}")
        if response.headers.get("Content-Encoding", "identity") != "identity":
            raise self._problem("packs its answer, which was not asked for")

    def _body(self, response: HTTPResponse) -> bytes:
        body = bytearray()
        while more := response.read1(_BLOCK):
            body += more
            if len(body) > self._limits.bytes:
                raise self._problem("answers with more bytes than may be: ask it for less")
            if self.is_late:
                raise TimeoutError("too late")
        return bytes(body)

    def _problem(self, what: str) -> ServiceError:
        return ServiceError(f"SERVICE calls {self._endpoint.name}, which {what}")


def _is_plain(host: str) -> bool:
    """Tell whether a host is an address by itself, or this machine, so that nothing can change."""
    with contextlib.suppress(ValueError):
        return bool(ip_address(host))
    return host == "localhost"


def _is_public(text: str) -> bool:
    address = ip_address(text)
    if isinstance(address, IPv6Address):
        address = address.ipv4_mapped or address.sixtofour or address
    return address.is_global and not address.is_multicast


@cache
def _tls() -> ssl.SSLContext:
    return ssl.create_default_context()
