"""Changes one after the other come to one change, wherever one starts."""

from hypothesis import given
from hypothesis import strategies as st

from graph.store import MutableStore
from graph.writing.delta import Delta, joined

GRAPHS = ("x:g", "x:h")
LINES = [
    f"<x:{name}> <x:p> <x:o>{end} .".encode() for name in "abc" for end in ("", " <x:g>", " <x:h>")
]
lines = st.sets(st.sampled_from(LINES))
named = st.sets(st.sampled_from(GRAPHS)).map(lambda graphs: tuple(sorted(graphs)))
deltas = st.builds(
    lambda added, removed, created, dropped: Delta(
        joined(added - removed), joined(removed), created, dropped
    ),
    lines,
    lines,
    named,
    named,
)


def applied(base: set[bytes], *changes: Delta) -> tuple[set[bytes], set[str]]:
    store = MutableStore()
    store.insert(joined(base))
    for each in changes:
        each.apply(store)
    return store.lines(), {str(graph) for graph in store.graphs()}


@given(base=lines, changes=st.lists(deltas, max_size=5))
def test_the_sum_of_changes_leads_where_they_lead(base: set[bytes], changes: list[Delta]) -> None:
    effective = [_closed(each) for each in changes]
    assert applied(base, Delta.sum(effective)) == applied(base, *effective)


@given(changes=st.lists(deltas, max_size=5))
def test_the_sum_counts_the_changes(changes: list[Delta]) -> None:
    assert Delta.sum([Delta.sum(changes[:2]), *changes[2:]]).changes == len(changes)


def _closed(change: Delta) -> Delta:
    """Return a change as a store tells it: a graph comes with its lines, and goes with them."""
    added = set(change.added.splitlines())
    gone = {line for graph in change.dropped for line in _of(graph)}
    came = {graph for graph in GRAPHS if added.intersection(_of(graph))}
    removed = gone.union(change.removed.splitlines()) - added
    created = tuple(sorted(came.union(change.created)))
    return Delta(change.added, joined(removed), created, change.dropped)


def _of(graph: str) -> list[bytes]:
    return [line for line in LINES if line.endswith(f"<{graph}> .".encode())]
