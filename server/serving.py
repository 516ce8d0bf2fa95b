"""Listening for requests until told to stop."""

import logging
import socket
import threading
from collections.abc import Callable

from flask import Flask
from waitress.server import TcpWSGIServer, create_server
from werkzeug.middleware.proxy_fix import ProxyFix

from graph.errors import DetenteError
from graph.release import Release
from server.app import create_app
from server.asking import ENGINE
from server.configuration import Configuration
from server.metrics import write_log
from server.served import EXTENSION
from server.stopping import run_until_stopped
from server.watching import watched

__all__ = ["AddressError", "application", "serve"]

STACK_BYTES = 64 * 2**20
"""Stack of each thread; systems whose threads get little would die of queries that are admitted."""


class AddressError(DetenteError):
    """The address to listen at cannot be had."""


_CONNECTIONS = 1_000
"""Connections that are open at the same time; most are idle or slow."""
_QUEUE = logging.getLogger("waitress.queue")
"""It warns of each request that waits for a thread; how many wait is told at /metrics."""
_IDLE = 60
"""Seconds after which a connection on which nothing happens is closed."""


def application(configuration: Configuration) -> Flask:
    """Return the application of a configuration; raises ReleaseError without a graph."""
    app = create_app(
        configuration.data,
        configuration.engine,
        configuration.marks,
        token=configuration.token,
        rate=configuration.rate,
    )
    if configuration.access_log:
        write_log(configuration.access_log)
    if configuration.proxies:
        trusted = configuration.proxies
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=trusted, x_proto=trusted, x_host=trusted, x_prefix=trusted
        )
    return app


def serve(configuration: Configuration, announce: Callable[[str], None]) -> None:
    """Serve a graph and return after SIGINT or SIGTERM, when what was asked is answered.

    Raises ReleaseError without a graph and AddressError where the address cannot be had.
    """
    app = application(configuration)
    release = app.extensions[EXTENSION].now()
    app.extensions[ENGINE].warm(_dataset(configuration, release))
    triples = sum(release.manifest.graphs.values())
    threading.stack_size(STACK_BYTES)
    _QUEUE.setLevel(logging.ERROR)
    with _listening(configuration.host, configuration.port) as listener:
        server = _server(app, listener, configuration.threads)
        address = f"http://{_in_url(configuration.host)}:{listener.getsockname()[1]}/"
        announce(f"Serving {triples:,} triples at {address}")
        with watched(app.extensions[ENGINE].running):
            run_until_stopped(server)
    app.extensions[ENGINE].close()


def _dataset(configuration: Configuration, release: Release) -> str:
    """Return what the engine is to open; nothing where it has that already."""
    elsewhere = configuration.engine.written or configuration.engine.remote
    return "" if elsewhere else str(release.path)


def _server(app: Flask, listener: socket.socket, threads: int) -> TcpWSGIServer:
    return create_server(
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


def _listening(host: str, port: int) -> socket.socket:
    try:
        family, *_ = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        return socket.create_server((host, port), family=family)
    except OSError as error:
        raise AddressError(
            f"cannot listen at {host}:{port}: {error.strerror}; choose another --host or --port"
        ) from error


def _in_url(host: str) -> str:
    return f"[{host}]" if ":" in host else host
