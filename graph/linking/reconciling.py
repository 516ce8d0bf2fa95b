"""A data set behind a reconciliation service, asked as OpenRefine asks it (version 0.2)."""

import json
from collections.abc import Mapping
from typing import Any

from graph.errors import LinkError
from graph.linking.scoring import Found
from graph.linking.subjects import Subject
from graph.linking.talking import Talker

__all__ = ["ReconciliationSource"]

_JSON = "application/json"
_MOST_NAMES = 5


class ReconciliationSource:
    """Asks a service for candidates; what it says of itself tells how its names become IRIs."""

    def __init__(self, talker: Talker, url: str, namespace: str) -> None:
        """Read the manifest at ``url``; raises LinkError where it is about another data set."""
        self._talker, self._url = talker, url
        manifest = talker.json(url, accept=_JSON)
        if not isinstance(manifest, Mapping) or "identifierSpace" not in manifest:
            raise LinkError(
                f"{url} is no reconciliation service: its manifest has no identifierSpace"
            )
        self._things = str(manifest["identifierSpace"])
        if not self._things.startswith(namespace):
            raise LinkError(f"{url} is about {self._things}, not {namespace}: choose another --to")
        self._classes = str(manifest.get("schemaSpace", ""))

    def find(self, subject: Subject) -> list[Found]:
        """Return the candidates for the names of a thing."""
        names = subject.names[:_MOST_NAMES]
        batch = {f"q{n}": {"query": name, "limit": 5} for n, name in enumerate(names)}
        answer = self._talker.json(self._url, form={"queries": json.dumps(batch)}, accept=_JSON)
        try:
            given = [each for key in batch for each in answer[key]["result"]]
            found = {each["id"]: self._found(each) for each in given}
        except (KeyError, TypeError) as error:
            raise LinkError(
                f"{self._url} did not answer as the protocol has it: {error}"
            ) from error
        return [found[each] for each in sorted(found)]

    def _found(self, candidate: Mapping[str, Any]) -> Found:
        kinds = candidate.get("type", ())
        ids = (each if isinstance(each, str) else each["id"] for each in kinds)
        types = frozenset(f"{self._classes}{each}" for each in ids)
        name = str(candidate["name"])
        return Found(f"{self._things}{candidate['id']}", name, (name,), types)
