"""Listening for requests until told to stop."""

import signal
import socket
import threading
from collections.abc import Callable
from pathlib import Path
from types import FrameType

from waitress.server import create_server

from graph.errors import DetenteError
from server.app import create_app
from server.asking import ENGINE
from server.engine.settings import Settings
from server.served import EXTENSION

__all__ = ["AddressError", "serve"]

STACK_BYTES = 64 * 2**20
"""Stack of each thread; systems whose threads get little would die of queries that are admitted."""


class AddressError(DetenteError):
    """The address to listen at cannot be had."""


_CONNECTIONS = 1_000
"""Connections that are open at the same time; most are idle or slow."""
_IDLE = 60
"""Seconds after which a connection on which nothing happens is closed."""


def serve(
    data: Path,
    settings: Settings,
    host: str,
    port: int,
    threads: int,
    announce: Callable[[str], None],
    *,
    token: str = "",
    rate: float = 0,
    marks: Path | None = None,
) -> None:
    """Serve the graph in ``data`` and return after SIGINT or SIGTERM.

    Raises ReleaseError without a graph and AddressError where the address cannot be had.
    """
    app = create_app(data, settings, token=token, rate=rate, marks=marks)
    release = app.extensions[EXTENSION].now()
    app.extensions[ENGINE].warm("" if settings.written else str(release.path))
    triples = sum(release.manifest.graphs.values())
    threading.stack_size(STACK_BYTES)
    with _listening(host, port) as listener:
        server = create_server(
            app,
            sockets=[listener],
            threads=threads,
            ident="detente",
            connection_limit=_CONNECTIONS,
            channel_timeout=_IDLE,
            # Without it nobody learns that a client has gone.
            channel_request_lookahead=1,
            # Whether there is a proxy decides about who is taken for this very machine.
            clear_untrusted_proxy_headers=False,
        )
        signal.signal(signal.SIGTERM, _stop)
        address = f"http://{_in_url(host)}:{listener.getsockname()[1]}/"
        announce(f"Serving {triples:,} triples at {address}")
        server.run()


def _listening(host: str, port: int) -> socket.socket:
    try:
        family, *_ = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        return socket.create_server((host, port), family=family)
    except OSError as error:
        raise AddressError(
            f"cannot listen at {host}:{port}: {error.strerror}; choose another --host or --port"
        ) from error


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise SystemExit(0)


def _in_url(host: str) -> str:
    return f"[{host}]" if ":" in host else host
