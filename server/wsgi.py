"""The application for other servers, which take it by ``server.wsgi:create``.

It is configured in the environment as ``detente serve`` is: ``DETENTE_DATA``,
``DETENTE_SERVE_TIMEOUT`` and so on. The host, the port and the threads are the other server's.
"""

from flask import Flask

from server.commands.serve import configured, serve
from server.serving import application

__all__ = ["create"]


def create() -> Flask:
    """Return the application; raises ReleaseError without a graph."""
    context = serve.make_context("serve", [], auto_envvar_prefix="DETENTE_SERVE")
    return application(configured(context.params))
