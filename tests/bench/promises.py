"""Measure what the endpoint promises to who asks much of it: ``python tests/bench/promises.py``.

How soon the first byte of a long answer comes and what it costs the web process in memory, and how
long a small query takes while others attack.
"""

import statistics
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlencode

from endpoints import ACCEPT, Endpoint, running, written

SIZE = 100_000_000
LONG = "SELECT * { ?a ?b ?c . ?d ?e ?f }"
ATTACKS = (
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }",
    "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?i ?f ?c",
    "SELECT DISTINCT ?a ?f ?i { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "SELECT (GROUP_CONCAT(?f) AS ?all) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "SELECT * { ?a (<x:p>|!<x:p>)+ ?b . ?b (<x:p>|!<x:p>)+ ?c }",
    "SELECT ?l { ?a ?b ?l FILTER(REGEX(STR(?l), '(a|aa|n|na|am|e| )+$')) . ?d ?e ?f . ?g ?h ?i }",
)


def first_byte(endpoint: Endpoint) -> tuple[float, float]:
    """Return the milliseconds to the first byte of 100 MB, and the megabytes that they cost."""
    connection = HTTPConnection("127.0.0.1", endpoint.port, timeout=120)
    before, most, read = _megabytes(endpoint.process), 0.0, 0
    start = time.perf_counter()
    connection.request("GET", f"{endpoint.path}?{urlencode({'query': LONG})}", None, ACCEPT)
    response = connection.getresponse()
    read = len(response.read(1))
    found = 1000 * (time.perf_counter() - start)
    while read < SIZE:
        more = len(response.read(2**20))
        if not more:
            raise RuntimeError(f"the answer ended after {read:,} bytes")
        read += more
        most = max(most, _megabytes(endpoint.process) - before)
    connection.close()
    return found, most


def _megabytes(process: int) -> float:
    return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * 4096 / 1e6


@contextmanager
def attacked(endpoint: Endpoint, clients: int) -> Iterator[None]:
    """Let some clients ask the worst there is, one query after the other."""
    ended = threading.Event()
    threads = [
        threading.Thread(target=_attack, args=(endpoint, number, ended))
        for number in range(clients)
    ]
    for each in threads:
        each.start()
    time.sleep(2)
    try:
        yield
    finally:
        ended.set()
        for each in threads:
            each.join()


def _attack(endpoint: Endpoint, number: int, ended: threading.Event) -> None:
    while not ended.is_set():
        connection = HTTPConnection("127.0.0.1", endpoint.port, timeout=60)
        query = ATTACKS[number % len(ATTACKS)]
        number += 1
        try:
            path = f"{endpoint.path}?{urlencode({'query': query, 'timeout': 2})}"
            connection.request("GET", path, None, ACCEPT)
            connection.getresponse().read(2**16)
        except (OSError, HTTPException):
            pass
        finally:
            connection.close()


def main() -> None:
    """Run the measurements."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        file = written(folder, 5_000)
        with running("detente", folder, file) as endpoint:
            endpoint.times("point", list(range(50)))
            for _ in range(3):
                first, more = first_byte(endpoint)
                print(f"first byte of 100 MB: {first:.1f} ms, memory: {more:+.1f} MB", flush=True)
            for clients in (0, 2, 3):
                with attacked(endpoint, clients):
                    found = [t for n in range(100) for t in endpoint.times("point", [1_000 + n])]
                middle, worst = statistics.median(found), sorted(found)[-5]
                print(f"{clients} attackers: median {middle:.1f} ms, 95 %: {worst:.1f} ms")


if __name__ == "__main__":
    main()
