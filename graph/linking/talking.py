"""Requests to the servers of others: slowly, with a name, twice only after a while, and cached.

What was answered once is kept on disk and is not asked again for a month, so that a run that was
stopped goes on where it was.
"""

import threading
import time
from collections.abc import Mapping
from datetime import timedelta
from importlib.metadata import version
from pathlib import Path
from typing import Any

from requests import PreparedRequest, RequestException, Response
from requests.adapters import HTTPAdapter
from requests_cache import CachedSession
from urllib3.util.retry import Retry

from graph.errors import LinkError

__all__ = ["Talker"]

_SECONDS = (10, 60)
"""How long a connection, and then an answer, is waited for."""
_MOST_BYTES = 20_000_000
_KEPT = timedelta(days=30)


class _Slow(HTTPAdapter):
    """An adapter that leaves some time between two requests; the cache is asked before it."""

    def __init__(self, seconds: float, retry: Retry) -> None:
        self._seconds, self._next, self._lock = seconds, 0.0, threading.Lock()
        super().__init__(max_retries=retry)

    def send(self, request: PreparedRequest, *args: Any, **options: Any) -> Response:
        """Send a request when it is time to."""
        with self._lock:
            time.sleep(max(0.0, self._next - time.monotonic()))
            self._next = time.monotonic() + self._seconds
        return super().send(request, *args, **options)


class Talker:
    """Asks servers for JSON; ``seconds`` lie between two requests, ``back_off`` between tries."""

    def __init__(self, cache: Path, seconds: float = 1.0, back_off: float = 1.0) -> None:
        """Keep answers in the file ``cache``."""
        cache.parent.mkdir(parents=True, exist_ok=True)
        self._session = CachedSession(
            str(cache),
            backend="sqlite",
            expire_after=_KEPT,
            allowable_methods=("GET", "POST"),
            allowable_codes=(200,),
            match_headers=("Accept",),
        )
        self._session.headers["User-Agent"] = f"detente/{version('detente')} (links; requests)"
        slow = _Slow(seconds, _retry(back_off))
        self._session.mount("https://", slow)
        self._session.mount("http://", slow)

    def json(self, url: str, *, form: Mapping[str, str] | None = None, accept: str) -> Any:
        """Return what a server answers to GET, or to POST of a form; raises LinkError."""
        try:
            answer = self._session.request(
                "GET" if form is None else "POST",
                url,
                data=form,
                headers={"Accept": accept},
                timeout=_SECONDS,
            )
            answer.raise_for_status()
            if len(answer.content) > _MOST_BYTES:
                raise LinkError(f"{url} answered more than {_MOST_BYTES:,} bytes: ask for less")
            return answer.json()
        except (RequestException, ValueError) as error:
            raise LinkError(f"{url} gave no answer that can be read: {error}") from error

    def close(self) -> None:
        """Close the cache and the connections."""
        self._session.close()  # type: ignore[no-untyped-call]


def _retry(back_off: float) -> Retry:
    return Retry(
        total=4,
        backoff_factor=back_off,
        status_forcelist=(429, 500, 502, 503, 504),
        allowed_methods=("GET", "POST"),
        respect_retry_after_header=True,
    )
