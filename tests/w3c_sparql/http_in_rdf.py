"""Tests that are written as HTTP in RDF: requests, and what is expected of the responses.

https://www.w3.org/TR/HTTP-in-RDF10/
"""

import json
import re

import pyoxigraph as ox
from manifests import HT, MF, Case, items
from rdflib import Namespace
from rdflib.term import Node
from results import same
from w3c_client import Client, Got

__all__ = ["wrong_in"]

CNT = Namespace("http://www.w3.org/2011/content#")
_NAMED_STATUS = {"Created": "201", "OK": "200", "NoContent": "204", "NotFound": "404"}
_TABULAR = ("application/sparql-results+json", "application/sparql-results+xml", "text/csv")
_RDF = ("text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json")
_FORMATS = {
    "boolean": _TABULAR[:2],
    "tabular": (*_TABULAR, "text/tab-separated-values"),
    "RDF": _RDF,
}


def wrong_in(case: Case, client: Client) -> str:
    """Return what is wrong with the responses to a test's requests; nothing where all is right."""
    requests = case.value(MF.action, HT.requests)
    assert requests is not None
    variables: dict[str, str] = {}
    for number, request in enumerate(items(case.graph, requests), 1):
        got = _sent(case, request, client, variables)
        wrong = _wrong(case, case.graph.value(request, HT.resp), got, variables)
        if wrong:
            return f"request {number}: {wrong}"
    return ""


def _sent(case: Case, request: Node, client: Client, variables: dict[str, str]) -> Got:
    path = _filled(str(case.graph.value(request, HT.absolutePath)), variables)
    path = re.sub(r"^https?://[^/]*", "", path)
    headers = dict(_headers(case, request))
    headers.setdefault("Accept", "*/*")
    method = str(case.graph.value(request, HT.methodName))
    body = _body(case, request, variables)
    return client.send(method, re.sub(r"^/sparql/", "/sparql", path), body, headers)


def _headers(case: Case, message: Node) -> list[tuple[str, str]]:
    listed = case.graph.value(message, HT.headers)
    return [
        (str(case.graph.value(each, HT.fieldName)), str(case.graph.value(each, HT.fieldValue)))
        for each in ([] if listed is None else items(case.graph, listed))
    ]


def _body(case: Case, message: Node, variables: dict[str, str]) -> bytes | None:
    body = case.graph.value(message, HT.body)
    if body is None:
        return None
    encoding = case.graph.value(body, CNT.characterEncoding)
    return _filled(str(case.graph.value(body, CNT.chars)), variables).encode(str(encoding))


def _filled(text: str, variables: dict[str, str]) -> str:
    for name, value in variables.items():
        text = text.replace(name, value)
    return text


def _wrong(case: Case, expected: Node | None, got: Got, variables: dict[str, str]) -> str:
    if expected is None:
        return ""
    patterns = [_status(each) for each in case.graph.objects(expected, MF.expectedStatus)]
    if patterns and not any(re.fullmatch(each, str(got.status)) for each in patterns):
        return f"status {got.status}, not {patterns}: {got.body[:200]!r}"
    location = case.graph.value(expected, MF.expectedLocation)
    if location is not None:
        variables[str(location)] = got.headers["location"]
    kind = case.graph.value(expected, MF.expectedFormat)
    if kind is not None and got.media_type not in _FORMATS[str(kind)]:
        return f"{got.media_type} for a {kind}"
    verdict = case.graph.value(expected, MF.expectedBoolean)
    if verdict is not None and json.loads(got.body)["boolean"] != (str(verdict) == "true"):
        return f"the answer is not {verdict}"
    return _wrong_body(case, expected, got, variables)


def _status(node: Node) -> str:
    name = str(node).rpartition("#")[2]
    return _NAMED_STATUS.get(name) or name.removeprefix("StatusCode").replace("xx", r"\d\d")


def _wrong_body(case: Case, expected: Node, got: Got, variables: dict[str, str]) -> str:
    body = _body(case, expected, variables)
    if body is None:
        return ""
    base = "http://www.example/"
    mine, theirs = (
        same(list(ox.parse(each, format=ox.RdfFormat.TURTLE, base_iri=base)))
        for each in (got.body, body)
    )
    return "" if mine == theirs else f"another graph: {got.body[:300]!r}"
