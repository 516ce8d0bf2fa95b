"""How many queries each client may ask in a second: a bucket of tokens that fills up again."""

import time
from collections import OrderedDict
from threading import Lock

from flask import Flask, request
from werkzeug.exceptions import TooManyRequests

from server.operators import is_loopback

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


def init_app(app: Flask, per_second: float) -> None:
    """Answer 429 to who asks more than so many queries a second; this very machine may."""
    rates = Rates(per_second)

    def refuse() -> None:
        client = request.remote_addr
        if request.endpoint not in _ENDPOINTS or client is None or is_loopback(client):
            return
        wait = rates.wait(client, time.monotonic())
        if wait:
            raise TooManyRequests(
                f"more than {per_second:g} queries a second: wait {wait:.1f} seconds",
                retry_after=max(1, round(wait)),
            )

    if per_second:
        app.before_request(refuse)
