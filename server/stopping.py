"""Stopping without leaving anybody in the middle of an answer."""

import signal
import time
from types import FrameType

from waitress import wasyncore
from waitress.server import TcpWSGIServer

__all__ = ["run_until_stopped"]

_PATIENCE = 30.0
"""Most seconds that a stop waits for the answers that are under way."""


def run_until_stopped(server: TcpWSGIServer) -> None:
    """Serve until SIGINT or SIGTERM, then answer what was asked before, and return."""
    stopping = []

    def stop(_signal: int, _frame: FrameType | None) -> None:
        stopping.append(True)
        server.pull_trigger()

    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, stop)
    while not stopping:
        _turn(server)
    server._map.pop(server._fileno, None)  # nobody new is let in
    server.socket.close()
    end = time.monotonic() + _PATIENCE
    while _is_answering(server) and time.monotonic() < end:
        _turn(server)
    server.task_dispatcher.shutdown(cancel_pending=True, timeout=1)
    wasyncore.close_all(server._map, ignore_all=True)


def _turn(server: TcpWSGIServer) -> None:
    wasyncore.loop(timeout=0.5, map=server._map, use_poll=True, count=1)


def _is_answering(server: TcpWSGIServer) -> bool:
    return any(
        channel.requests or channel.total_outbufs_len > 0
        for channel in list(server.active_channels.values())
    )
