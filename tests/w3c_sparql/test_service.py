"""The W3C's tests of SERVICE, between servers of ours that stand for the ones it names.

The names of the endpoints are exchanged for the servers' addresses in queries, data and results.
"""

import contextlib
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from endpoint import served
from manifests import MF, QT, Case, cases, path_of
from rdflib import URIRef
from results import dataset_of, expected_result, result_of
from w3c_client import Client

ACCEPT = "application/sparql-results+json"
ENDPOINTS = (
    "http://example2.org/sparql",
    "http://example1.org/sparql",
    "http://example.org/sparql",
)
"""Each may be called by those after it, and all by the server that is asked."""
SILENT = "http://invalid.endpoint.org/sparql"
NOBODY = "http://127.0.0.1:1/sparql"


@pytest.fixture(scope="module")
def servers(
    tmp_path_factory: pytest.TempPathFactory, shared: Path
) -> Iterator[Mapping[str, Client]]:
    """Return clients by the name of what they stand for, the one that is asked as ""."""
    assert shared.is_dir()
    found: dict[str, Client] = {}
    with contextlib.ExitStack() as stack:
        for name in (*ENDPOINTS, ""):
            hosts = [each.address.removeprefix("http://") for each in found.values()]
            allowed = [("--allow-service", host) for host in (*hosts, "127.0.0.1:1")]
            options = ("--empty", "--writable", "--no-token", "--workers", "1", *sum(allowed, ()))
            address = stack.enter_context(served(tmp_path_factory.mktemp("w3c"), *options))
            found[name] = stack.enter_context(Client(address))
        yield found


def _localised(content: bytes, servers: Mapping[str, Client]) -> bytes:
    addresses = {name: f"{client.address}/sparql" for name, client in servers.items() if name}
    for name, address in {**addresses, SILENT: NOBODY}.items():
        content = content.replace(f"{name}".encode(), address.encode())
    return content


def _local(path: Path, servers: Mapping[str, Client], folder: Path) -> Path:
    """Return a copy of a file with the addresses of the servers."""
    copy = folder / path.name
    copy.write_bytes(_localised(path.read_bytes(), servers))
    return copy


def _load(case: Case, servers: Mapping[str, Client], folder: Path) -> None:
    data = case.file(MF.action, QT.data)
    servers[""].load(dataset_of(_local(data, servers, folder) if data else None, {}))
    action = case.value(MF.action)
    assert action is not None
    for given in case.graph.objects(action, QT.serviceData):
        name, file = case.graph.value(given, QT.endpoint), case.graph.value(given, QT.data)
        assert file is not None
        servers[str(name)].load(dataset_of(path_of(file), {}))


@pytest.mark.parametrize("name", ["1", "2", "3", "4a", "5", "6", "7"])
def test_services_are_called(
    servers: Mapping[str, Client], shared: Path, tmp_path: Path, name: str
) -> None:
    manifest = shared / "w3c" / "sparql" / "sparql11" / "service" / "manifest.ttl"
    [case] = [each for each in cases(manifest) if each.node == URIRef(_NAME + name)]
    _load(case, servers, tmp_path)
    query, result = case.file(MF.action, QT.query), case.file(MF.result)
    assert query is not None
    assert result is not None
    got = servers[""].query(_localised(query.read_bytes(), servers).decode(), ACCEPT)
    assert got.status == 200, got.body
    expected = expected_result(_local(result, servers, tmp_path))
    assert result_of(got.body, got.media_type) == expected


_NAME = "http://www.w3.org/2009/sparql/docs/tests/data-sparql11/service/manifest#service"
