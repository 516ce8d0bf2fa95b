from graph.building import DOCUMENTS
from graph.extraction import extract, extract_all
from graph.names import Names
from graph.reading import parse, read
from ontology.terms import DEFAULT_BASE

_NAMES = Names(DEFAULT_BASE)


def test_documents_are_read_side_by_side_as_one_by_one() -> None:
    words = read(DOCUMENTS / "nato-russia-relations.txt").text
    documents = [parse(f"text {n}", words * 2) for n in range(3)]
    told: list[str] = []
    together = list(extract_all(documents, _NAMES, told.append, workers=2))
    assert together == [extract(document, _NAMES) for document in documents]


def test_each_document_that_is_read_is_told_of() -> None:
    told: list[str] = []
    documents = [parse(name, f"{name} left.") for name in ("Peru", "Chile")]
    list(extract_all(documents, _NAMES, told.append))
    assert told == ["reading Peru left.", "reading Chile left."]
