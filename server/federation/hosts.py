"""Which endpoints may be called: those at hosts and ports that the operator named."""

import re
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from server.guard import OutsideCallError

__all__ = ["Endpoint", "endpoint_of", "host_of"]

_PORTS = {"http": 80, "https": 443}
_HOST = re.compile(r"[a-z0-9]([a-z0-9._-]*[a-z0-9])?|[0-9a-f:.]+")
_KEPT = "%/:!$&'()*+,;=~"
"""What stays as it is in a path, next to letters and digits."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where an endpoint listens, taken apart once so that nothing reads its address otherwise."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def name(self) -> str:
        """The host, and the port where it is not the usual one."""
        return _named(self.host, None if self.port == _PORTS[self.scheme] else self.port)


def host_of(text: str) -> str:
    """Return ``HOST`` or ``HOST:PORT`` in the one way it is compared; raises ValueError.

    >>> host_of("Query.Wikidata.org"), host_of("[::1]:3030")
    ('query.wikidata.org', '[::1]:3030')
    """
    parts = urlsplit(f"//{text}")
    host, port = parts.hostname or "", parts.port
    if parts.netloc != text or "@" in text or _HOST.fullmatch(host) is None:
        raise ValueError(f"{text!r} is not HOST or HOST:PORT: give the name without http://")
    return _named(host, port)


def endpoint_of(iri: str, allowed: frozenset[str]) -> Endpoint:
    """Return the endpoint that an IRI names; raises OutsideCallError where it is not allowed.

    An address with parameters might ask for something else than an answer, an update for instance.
    A host that was named without a port is allowed at the usual ports of http and https.

    >>> endpoint_of("https://query.wikidata.org/sparql", frozenset({"query.wikidata.org"})).port
    443
    """
    try:
        parts = urlsplit(iri)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        host = ""
    if not host or parts.scheme not in _PORTS or set("@?") & set(iri) or not _HOST.fullmatch(host):
        raise OutsideCallError(
            f"SERVICE calls <{iri}>, which is no address of an endpoint: write http:// or "
            "https://, a host that --allow-service names, and a path without parameters"
        )
    path = quote(parts.path or "/", safe=_KEPT)
    found = Endpoint(parts.scheme, host, port or _PORTS[parts.scheme], path)
    if not {found.name, _named(host, found.port)} & allowed:
        raise OutsideCallError(
            f"SERVICE calls {found.name}, which this server does not: "
            f"whoever runs it may allow that with --allow-service {found.name}"
        )
    return found


def _named(host: str, port: int | None) -> str:
    name = f"[{host}]" if ":" in host else host
    return name if port is None else f"{name}:{port}"
