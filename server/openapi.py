"""The queries as an API, described in OpenAPI 3.1.

https://spec.openapis.org/oas/v3.1.0
"""

from collections.abc import Iterable

from queries.catalogue import Example
from queries.parameters import Parameter
from server.records.dcat import TITLE

__all__ = ["MOST_PAGES", "MOST_ROWS", "openapi"]

MOST_ROWS = 1_000
"""Most rows on a page."""
MOST_PAGES = 1_000_000

_PROBLEM = {"$ref": "#/components/responses/Problem"}


def openapi(examples: Iterable[Example], version: str, server: str) -> dict[str, object]:
    """Return the description of all queries, to be asked of ``server``."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": TITLE,
            "summary": "Each example query as an address, with its parameters.",
            "version": version,
        },
        "servers": [{"url": server}],
        "paths": {f"/api/{each.name}": {"get": _operation(each)} for each in examples},
        "components": _COMPONENTS,
    }


def _operation(example: Example) -> dict[str, object]:
    own = [_parameter(each) for each in example.parameters]
    common = [{"$ref": f"#/components/parameters/{each}"} for each in _COMMON]
    return {
        "operationId": example.name,
        "summary": example.title,
        "description": example.description,
        "tags": list(example.tags),
        "parameters": [*own, *common],
        "responses": {"200": _answer(), "400": _PROBLEM, "406": _PROBLEM},
    }


def _parameter(parameter: Parameter) -> dict[str, object]:
    return {
        "name": parameter.name,
        "in": "query",
        "description": parameter.description,
        "schema": dict(parameter.schema),
        "example": parameter.example,
    }


def _answer() -> dict[str, object]:
    return {
        "description": "One page of the answer.",
        "headers": {
            "Link": {
                "description": "The next and previous page, where there are any (RFC 8288).",
                "schema": {"type": "string"},
            }
        },
        "content": {
            "application/json": {"schema": {"$ref": "#/components/schemas/Page"}},
            "text/csv": {"schema": {"type": "string"}},
        },
    }


def _number(description: str, most: int, otherwise: int) -> dict[str, object]:
    schema = {"type": "integer", "minimum": 1, "maximum": most, "default": otherwise}
    return {"in": "query", "description": description, "schema": schema}


_COMMON: dict[str, dict[str, object]] = {
    "page": {"name": "page", **_number("Which page, from 1.", MOST_PAGES, 1)},
    "size": {"name": "size", **_number("How many rows a page has.", MOST_ROWS, 100)},
    "format": {
        "name": "format",
        "in": "query",
        "description": "The form of the answer; otherwise the Accept header says it.",
        "schema": {"type": "string", "enum": ["json", "csv"]},
    },
}

_COMPONENTS: dict[str, object] = {
    "parameters": _COMMON,
    "responses": {
        "Problem": {
            "description": "What is wrong with the request (RFC 9457).",
            "content": {
                "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}
            },
        }
    },
    "schemas": {
        "Page": {
            "type": "object",
            "required": ["query", "page", "size", "columns", "rows"],
            "properties": {
                "query": {"type": "string"},
                "page": {"type": "integer"},
                "size": {"type": "integer"},
                "columns": {"type": "array", "items": {"type": "string"}},
                "rows": {
                    "type": "array",
                    "items": {
                        "type": "object",
                        "additionalProperties": {
                            "type": ["string", "number", "boolean", "null"],
                        },
                    },
                },
                "next": {"type": "string", "format": "uri"},
            },
        },
        "Problem": {
            "type": "object",
            "required": ["title", "status", "detail"],
            "properties": {
                "type": {"type": "string"},
                "title": {"type": "string"},
                "status": {"type": "integer"},
                "detail": {"type": "string"},
            },
        },
    },
}
