"""What the service says of itself, in each version of the protocol."""

from collections.abc import Callable

from graph.release import Release
from server.reconciling.wire import BATCH

__all__ = ["PREVIEW", "draft", "old"]

PREVIEW = {"width": 420, "height": 280}
"""The size of a preview in pixels."""

_DEFAULT = ("State", "InternationalOrganisation", "Person", "City", "Agreement", "Event")
_Address = Callable[[str], str]


def _common(release: Release, types: dict[str, str]) -> dict[str, object]:
    return {
        "name": "Detente: states, organisations, agreements and events",
        "identifierSpace": f"{release.names.base}id/",
        "schemaSpace": f"{release.names.base}ontology#",
        "serviceVersion": release.manifest.version,
        "batchSize": BATCH,
        "defaultTypes": [{"id": each, "name": types[each]} for each in _DEFAULT if each in types],
    }


def old(release: Release, types: dict[str, str], address: _Address) -> dict[str, object]:
    """Return the manifest of version 0.2; ``address`` makes a full address of a path."""
    root = address("reconcile")
    suggest = {
        kind: {
            "service_url": root,
            "service_path": f"/suggest/{kind}",
            "flyout_service_url": root,
            "flyout_service_path": f"/flyout/{kind}?id=${{id}}",
        }
        for kind in ("entity", "property", "type")
    }
    return {
        "versions": ["0.1", "0.2"],
        **_common(release, types),
        "documentation": address(""),
        "view": {"url": f"{address('page')}/{{{{id}}}}"},
        "preview": {"url": f"{root}/preview?id={{{{id}}}}", **PREVIEW},
        "suggest": suggest,
        "extend": {
            "propose_properties": {"service_url": root, "service_path": "/extend/propose"},
            "property_settings": [],
        },
    }


def draft(release: Release, types: dict[str, str], address: _Address) -> dict[str, object]:
    """Return the manifest of the draft; ``address`` makes a full address of a path."""
    return {
        "versions": ["1.0-draft"],
        **_common(release, types),
        "documentation": address(""),
        "view": {"url": f"{address('page')}/{{id}}"},
        "lang": "en",
        "dir": "ltr",
        "standardizedScore": True,
        "preview": PREVIEW,
        "suggest": {"entity": True, "property": True, "type": True},
        "extend": {"proposeProperties": True, "propertySettings": []},
    }
