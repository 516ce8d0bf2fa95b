"""Measure the endpoint beside others: ``python tests/bench/endpoints.py [SIZE…]``.

Every server answers the same queries over the same triples in the same run, each query in words of
its own so that no answer can be kept; the median of each shape is printed, and its ratio to ours.
Beside the servers stand the same engine in this process, and one in a Flask without isolation; at
the end come queries that were asked before. What cannot be had is left out, and that is said.
"""

import argparse
import contextlib
import shutil
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol
from urllib.parse import urlencode

import msgspec

from graph.formats import graph_format, result_format
from graph.release import INDEX, Manifest, switch
from graph.searching import write_index
from graph.store import Store

BASE = "https://example.org/bench/"
GRAPH = f"{BASE}graph/document/bench"
SHAPES = {
    "point": "SELECT * {{ <{b}id/{n}> ?p ?o }}",
    "join": "SELECT ?a ?l {{ ?a <{b}knows> <{b}id/{n}> ; <{b}in> ?c . ?c <{b}label> ?l }}",
    "aggregate": "SELECT ?c (COUNT(*) AS ?k) {{ ?a <{b}in> ?c FILTER(?c != {n}) }} GROUP BY ?c",
    "path": "SELECT ?x {{ <{b}id/{n}> <{b}next>+ ?x }} LIMIT 50",
    "optional": "SELECT * {{ <{b}id/{n}> <{b}knows> ?x OPTIONAL {{ ?x <{b}none> ?y }} }}",
    "construct": "CONSTRUCT {{ ?x <{b}c> ?y }} {{ <{b}id/{n}> <{b}knows> ?x . ?x ?p ?y }}",
    "regex": "SELECT ?a {{ ?a <{b}label> ?l FILTER(REGEX(?l, '^name {n}.$')) }}",
    "10,000 rows": "SELECT * {{ ?s ?p ?o FILTER(?o != {n}) }} LIMIT 10000",
}


ACCEPT = {"Accept": "application/sparql-results+json, application/n-triples"}
AGAIN = "asked again"
"""The shape of a query that is always the same."""


class Answering(Protocol):
    """What answers queries."""

    @property
    def name(self) -> str:
        """What it is called."""

    def times(self, shape: str, numbers: list[int]) -> list[float]:
        """Return how long each of some queries takes, in milliseconds, one after the other."""


def text(shape: str, number: int) -> str:
    """Return a query of a shape."""
    kind, which = ("point", 7) if shape == AGAIN else (shape, number)
    return SHAPES[kind].format(b=BASE, n=which)


@dataclass(frozen=True)
class InProcess:
    """The engine itself, with nothing around it."""

    store: Store
    name: str = "in process"

    def times(self, shape: str, numbers: list[int]) -> list[float]:
        """Return how long each of some queries takes, in milliseconds, one after the other."""
        found = []
        for number in numbers:
            start = time.perf_counter()
            answer = self.store.query(text(shape, number), base=BASE)
            chosen = graph_format("ntriples") if answer.kind == "graph" else result_format("json")
            answer.serialise(chosen)
            found.append(1000 * (time.perf_counter() - start))
        return found


@dataclass(frozen=True)
class Endpoint:
    """A server that runs."""

    name: str
    port: int
    path: str
    more: tuple[tuple[str, str], ...] = ()
    """What else its requests say."""
    process: int = 0

    def times(self, shape: str, numbers: list[int]) -> list[float]:
        """Return how long each of some queries takes, in milliseconds, one after the other."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=120)
        found = []
        for number in numbers:
            path = f"{self.path}?{urlencode({'query': text(shape, number)} | dict(self.more))}"
            start = time.perf_counter()
            connection.request("GET", path, None, ACCEPT)
            response = connection.getresponse()
            response.read()
            found.append(1000 * (time.perf_counter() - start))
            if response.status != 200:
                raise RuntimeError(f"{self.name} answered {shape} with {response.status}")
        connection.close()
        return found


def triples(size: int) -> Iterator[str]:
    """Yield about so many triples."""
    things = size // 5
    for n in range(things):
        this = f"<{BASE}id/{n}>"
        yield f'{this} <{BASE}label> "name {n}"'
        yield f"{this} <{BASE}next> <{BASE}id/{(n + 1) % things}>"
        yield f"{this} <{BASE}knows> <{BASE}id/{n * 7 % things}>"
        yield f"{this} <{BASE}knows> <{BASE}id/{n * 31 % things}>"
        yield f"{this} <{BASE}in> <{BASE}city/{n % 100}>"


def written(folder: Path, size: int) -> Path:
    """Write a release and the same triples as N-Triples, and return the file of these."""
    path = folder / "data" / "releases" / "bench"
    path.mkdir(parents=True)
    lines = sorted(set(triples(size)))
    (path / "detente.nq").write_text("".join(f"{line} <{GRAPH}> .\n" for line in lines))
    Store.write(path / "store", path / "detente.nq", [GRAPH])
    write_index(Store(path / "store"), path / INDEX, BASE)
    manifest = Manifest("bench", "0", BASE, "none", (), {GRAPH: len(lines)})
    (path / "manifest.json").write_bytes(msgspec.json.encode(manifest))
    switch(folder / "data", path)
    (folder / "bench.nt").write_text("".join(f"{line} .\n" for line in lines))
    return folder / "bench.nt"


def detente(folder: Path, _file: Path, port: int) -> list[str]:
    """Return how to start ours."""
    program = ["-c", "from server.cli import main; main()", "serve", "--data", str(folder / "data")]
    return [sys.executable, *program, "--port", str(port)]


def oxigraph(folder: Path, file: Path, port: int) -> list[str]:
    """Return how to start the Oxigraph server."""
    program, location = _program("oxigraph"), str(folder / "oxigraph")
    load = [program, "load", "--location", location, "--file", str(file)]
    subprocess.run(load, check=True, capture_output=True)
    return [program, "serve-read-only", "--location", location, "--bind", f"127.0.0.1:{port}"]


def rdflib_endpoint(_folder: Path, file: Path, port: int) -> list[str]:
    """Return how to start rdflib-endpoint."""
    program = _program("rdflib-endpoint")
    return [program, "serve", str(file), "--host", "127.0.0.1", "--port", str(port)]


def comunica(_folder: Path, file: Path, port: int) -> list[str]:
    """Return how to start Comunica over a file."""
    program = _program("comunica-sparql-file-http")
    return [program, str(file), "-p", str(port), "-t", "120", "-w", "2"]


def plain(folder: Path, _file: Path, port: int) -> list[str]:
    """Return how to start Flask around the same engine, with nothing to hold a query back."""
    program = str(Path(__file__).with_name("plain_server.py"))
    return [sys.executable, program, str(folder / "data" / "current" / "store"), str(port)]


def virtuoso(folder: Path, file: Path, port: int) -> list[str]:
    """Return how to start Virtuoso, which has loaded a file."""
    program, console = _program("virtuoso-t"), _program("isql-vt")
    home = folder / "virtuoso"
    home.mkdir()
    with socket.create_server(("127.0.0.1", 0)) as free:
        own = free.getsockname()[1]
    settings = VIRTUOSO.format(home=home, own=own, http=port, files=file.parent)
    (home / "virtuoso.ini").write_text(settings)
    command = [program, "+foreground", "+configfile", str(home / "virtuoso.ini")]
    with subprocess.Popen(command, cwd=home, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL):
        load = (
            f"ld_dir('{file.parent}', '{file.name}', '{GRAPH}');\nrdf_loader_run();\ncheckpoint;\n"
        )
        _told(console, own, load, tries=100)
        _told(console, own, "shutdown;\n", tries=1)
    return command


def _told(console: str, port: int, words: str, tries: int) -> None:
    """Tell Virtuoso's console something, as soon as it listens."""
    for _ in range(tries):
        done = subprocess.run(
            [console, str(port), "dba", "dba"],
            input=words.encode(),
            capture_output=True,
            check=False,
        )
        if done.returncode == 0 or tries == 1:
            return
        time.sleep(0.3)
    raise FileNotFoundError("Virtuoso does not start")


VIRTUOSO = """[Database]
DatabaseFile = {home}/virtuoso.db
ErrorLogFile = {home}/virtuoso.log
LockFile = {home}/virtuoso.lck
TransactionFile = {home}/virtuoso.trx
xa_persistent_file = {home}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {home}/temp.db
TransactionFile = {home}/temp.trx
[Parameters]
ServerPort = {own}
DirsAllowed = {files}
NumberOfBuffers = 170000
MaxDirtyBuffers = 130000
ThreadsPerQuery = 2
[HTTPServer]
ServerPort = {http}
ServerThreads = 20
MaxKeepAlives = 20
KeepAliveTimeout = 60
[SPARQL]
ResultSetMaxRows = 1000000
"""
"""The settings: memory as its manual recommends for 2 GB, threads for two processors."""

SERVERS: dict[str, tuple[Callable[[Path, Path, int], list[str]], str]] = {
    "detente": (detente, "/sparql"),
    "oxigraph": (oxigraph, "/query"),
    "rdflib-endpoint": (rdflib_endpoint, "/"),
    "comunica": (comunica, "/sparql"),
    "virtuoso": (virtuoso, "/sparql"),
    "plain flask": (plain, "/"),
}


def _program(name: str) -> str:
    beside = Path(sys.executable).with_name(name)
    found = str(beside) if beside.exists() else shutil.which(name)
    if found is None:
        raise FileNotFoundError(f"{name} is not installed")
    return found


@contextlib.contextmanager
def running(name: str, folder: Path, file: Path) -> Iterator[Endpoint]:
    """Start a server, and yield it when it answers."""
    start, path = SERVERS[name]
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = start(folder, file, port)
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, stdout=quiet, stderr=quiet) as process:
        more = (("default-graph-uri", GRAPH),) if name == "virtuoso" else ()
        endpoint = Endpoint(name, port, path, more, process.pid)
        try:
            _wait(endpoint, process)
            yield endpoint
        finally:
            process.terminate()


def _wait(endpoint: Endpoint, process: subprocess.Popen[bytes]) -> None:
    for _ in range(1200):
        with contextlib.suppress(OSError):
            endpoint.times("point", [0])
            return
        if process.poll() is not None:
            raise FileNotFoundError(f"{endpoint.name} does not start")
        time.sleep(0.1)
    raise FileNotFoundError(f"{endpoint.name} does not answer")


def median(endpoint: Answering, shape: str, clients: int, each: int, first: int) -> float:
    """Return the median time of a shape with so many clients at once."""
    with ThreadPoolExecutor(clients) as pool:
        parts = [range(first + c * each, first + (c + 1) * each) for c in range(clients)]
        found = pool.map(lambda part: endpoint.times(shape, list(part)), parts)
        return statistics.median(chain.from_iterable(found))


def measured(size: int, each: int, chosen: list[str]) -> None:
    """Print the times for one size."""
    with TemporaryDirectory() as name, contextlib.ExitStack() as stack:
        folder = Path(name)
        file = written(folder, size)
        servers: list[Answering] = []
        for server in chosen:
            try:
                servers.append(stack.enter_context(running(server, folder, file)))
            except FileNotFoundError as error:
                print(f"  left out: {error}")
        servers.append(InProcess(Store(folder / "data" / "current" / "store")))
        print(f"\n{size:,} triples, median ms" + "".join(f"{s.name:>24}" for s in servers))
        for clients in (1, 8):
            for shape in (*SHAPES, AGAIN):
                print(_row(servers, shape, clients, each), flush=True)


def _row(servers: list[Answering], shape: str, clients: int, each: int) -> str:
    cells = []
    ours = 0.0
    for server in servers:
        try:
            firsts = (10 * clients, 10 * clients + 500)
            found = min(median(server, shape, clients, each, first) for first in firsts)
        except (OSError, RuntimeError) as error:
            cells.append(f"{type(error).__name__:>24}")
            continue
        ours = ours or found
        cells.append(f"{found:>15,.2f} ({found / ours:5.1f})")
    return f"  {shape:<14}{clients} client(s) " + " ".join(cells)


def main() -> None:
    """Run the measurements."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=[5_000, 1_000_000])
    parser.add_argument("--each", type=int, default=10, help="queries of each client")
    parser.add_argument("--servers", nargs="*", choices=SERVERS, help="which servers to ask")
    chosen = parser.parse_args()
    for size in chosen.sizes:
        measured(size, chosen.each, chosen.servers or list(SERVERS))


if __name__ == "__main__":
    main()
