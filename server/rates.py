"""How many queries each client may ask in a second: a bucket of tokens that fills up again."""

import time
from collections import OrderedDict
from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING

from flask import Flask, request
from werkzeug.exceptions import TooManyRequests

from server.operators import is_loopback

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

__all__ = ["Rates", "init_app"]

_BURST = 5
"""Seconds' worth of queries that may come at once."""
_CLIENTS = 10_000
"""Clients that are remembered."""
_ENDPOINTS = {"sparql.sparql", "store.gsp"}


class Rates:
    """What each client has left.

    >>> rates = Rates(per_second=0.2)
    >>> [rates.wait("somebody", now) for now in (0.0, 0.0, 2.5, 5.0)]
    [0, 5.0, 2.5, 0]
    """

    def __init__(self, per_second: float) -> None:
        self._per_second, self._most = per_second, max(1.0, per_second * _BURST)
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = Lock()

    def wait(self, client: str, now: float) -> float:
        """Take one token and return 0, or return the seconds until there is one."""
        with self._lock:
            left, since = self._left.pop(client, (self._most, now))
            left = min(self._most, left + (now - since) * self._per_second)
            self._left[client] = (left - 1, now) if left >= 1 else (left, now)
            if len(self._left) > _CLIENTS:
                self._left.popitem(last=False)
        return 0 if left >= 1 else (1 - left) / self._per_second

    def admits(self, environ: "WSGIEnvironment") -> bool:
        """Take one token, and tell whether there was one; this very machine needs none."""
        client = environ.get("REMOTE_ADDR")
        if not self._per_second or client is None or _is_here(client):
            return True
        return not self.wait(client, time.monotonic())


@lru_cache(maxsize=_CLIENTS)
def _is_here(client: str) -> bool:
    return is_loopback(client)


def init_app(app: Flask, per_second: float) -> Rates:
    """Answer 429 to who asks more than so many queries a second; this very machine may."""
    rates = Rates(per_second)

    def refuse() -> None:
        client = request.remote_addr
        if request.endpoint not in _ENDPOINTS or client is None or _is_here(client):
            return
        wait = rates.wait(client, time.monotonic())
        if wait:
            raise TooManyRequests(
                f"more than {per_second:g} queries a second: wait {wait:.1f} seconds",
                retry_after=max(1, round(wait)),
            )

    if per_second:
        app.before_request(refuse)
    return rates
