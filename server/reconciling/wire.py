"""The JSON of the protocol: what is asked, in version 0.2 and in the draft, as one ``Wanted``.

https://reconciliation-api.github.io/specs/0.2/#sending-reconciliation-queries-to-a-service
https://reconciliation-api.github.io/specs/draft/#structure-of-a-reconciliation-query
"""

from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Struct

from server.reconciling.matching import Candidate, Condition, Wanted

__all__ = [
    "BATCH",
    "Extension",
    "RequestError",
    "as_candidate",
    "decoded",
    "new_batch",
    "old_batch",
]

BATCH = 50
"""Most queries in one batch."""
_MOST = 100


class RequestError(ValueError):
    """A request is not as the protocol has it."""


class _Reference(Struct):
    id: str
    name: str = ""


_Value = str | bool | int | float | _Reference
_Limit = Annotated[float, Meta(ge=1)]


class _OldProperty(Struct):
    pid: str
    v: _Value | list[_Value]


class _OldQuery(Struct, forbid_unknown_fields=True):
    query: str = ""
    type: str | list[str] = []
    limit: _Limit = 10
    properties: list[_OldProperty] = []
    type_strict: Literal["any", "should", "all"] = "should"


class _NewCondition(Struct, rename="camel"):
    match_type: Literal["name", "id", "property"]
    property_value: _Value | list[_Value]
    property_id: str = ""
    required: bool = False
    match_quantifier: Literal["any", "all", "none"] = "any"
    match_qualifier: str = ""


class _NewQuery(Struct, forbid_unknown_fields=True):
    conditions: Annotated[list[_NewCondition], Meta(min_length=1)]
    type: str = ""
    limit: _Limit = 10
    lang: str = ""
    dir: str = ""


class _NewBatch(Struct):
    queries: list[_NewQuery]


class _ExtensionProperty(Struct):
    id: str
    settings: dict[str, Any] = {}


class Extension(Struct):
    """What is to be fetched of which things."""

    ids: list[str]
    properties: list[_ExtensionProperty]


def decoded(content: bytes | str, kind: Any) -> Any:
    """Return a request as its structure; raises RequestError that says where it is not one."""
    try:
        return msgspec.json.decode(content, type=kind)
    except (msgspec.MsgspecError, UnicodeError) as error:
        raise RequestError(f"this is not as the protocol has it: {error}") from error


def old_batch(content: str) -> dict[str, Wanted]:
    """Return the queries of version 0.2 by their keys."""
    batch = decoded(content, dict[str, _OldQuery])
    for key, each in batch.items():
        if not each.query.strip() and not each.properties:
            raise RequestError(f"{key} has neither a query nor properties: give one of them")
    return {key: _old(each) for key, each in batch.items()}


def _old(asked: _OldQuery) -> Wanted:
    types = [asked.type] if isinstance(asked.type, str) else asked.type
    return Wanted(
        names=(asked.query,) if asked.query.strip() else (),
        types=tuple(each for each in types if each),
        all_types=asked.type_strict == "all",
        strict=asked.type_strict in ("any", "all"),
        conditions=tuple(Condition(each.pid, _texts(each.v)) for each in asked.properties),
        limit=min(int(asked.limit), _MOST),
    )


def new_batch(content: bytes) -> list[Wanted]:
    """Return the queries of the draft in their order."""
    return [_new(each) for each in decoded(content, _NewBatch).queries]


def _new(asked: _NewQuery) -> Wanted:
    texts = {
        kind: tuple(
            text
            for each in asked.conditions
            if each.match_type == kind
            for text in _texts(each.property_value)
        )
        for kind in ("name", "id")
    }
    conditions = [c for c in asked.conditions if c.match_type == "property"]
    if any(not each.property_id for each in conditions):
        raise RequestError("a condition on a property needs its propertyId")
    return Wanted(
        names=texts["name"],
        ids=texts["id"],
        types=(asked.type,) if asked.type else (),
        conditions=tuple(
            Condition(c.property_id, _texts(c.property_value), c.match_quantifier, c.required)
            for c in conditions
        ),
        limit=min(int(asked.limit), _MOST),
    )


def _texts(value: _Value | list[_Value]) -> tuple[str, ...]:
    return tuple(map(_text, value if isinstance(value, list) else [value]))


def _text(value: _Value) -> str:
    if isinstance(value, _Reference):
        return value.id
    return str(value).lower() if isinstance(value, bool) else str(value)


def as_candidate(candidate: Candidate) -> dict[str, object]:
    """Return a candidate in the form that both versions share."""
    entity = candidate.entity
    return {
        "id": entity.id,
        "name": entity.name,
        "description": entity.description,
        "score": candidate.score,
        "match": candidate.match,
        "type": [{"id": term.id, "name": term.name} for term in entity.narrow],
        "features": [
            {"id": name, "name": f"likeness of {name}", "value": value}
            for name, value in candidate.features.items()
        ],
    }
