"""Listening for requests until told to stop."""

import signal
import threading
from collections.abc import Callable
from pathlib import Path
from types import FrameType

from waitress.server import create_server

from graph.errors import DetenteError
from server.app import create_app
from server.served import EXTENSION

__all__ = ["AddressError", "serve"]

STACK_BYTES = 64 * 2**20
"""Stack of each thread; systems whose threads get little would die of queries that are admitted."""


class AddressError(DetenteError):
    """The address to listen at cannot be had."""


def serve(data: Path, host: str, port: int, threads: int, announce: Callable[[str], None]) -> None:
    """Serve the graph in ``data`` and return after SIGINT or SIGTERM.

    Raises ReleaseError without a graph and AddressError where the address cannot be had.
    """
    app = create_app(data)
    release = app.extensions[EXTENSION].now()
    triples = sum(release.manifest.graphs.values())
    threading.stack_size(STACK_BYTES)
    try:
        server = create_server(app, host=host, port=port, threads=threads, ident="detente")
    except (OSError, ValueError) as error:
        raise AddressError(
            f"cannot listen at {host}:{port}: {error}; choose another with --host and --port"
        ) from error
    # A name may stand for several addresses, on each of which it listens.
    port = getattr(server, "effective_port", port)
    signal.signal(signal.SIGTERM, _stop)
    announce(f"Serving {triples:,} triples at http://{_in_url(host)}:{port}/")
    server.run()


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise SystemExit(0)


def _in_url(host: str) -> str:
    return f"[{host}]" if ":" in host else host
