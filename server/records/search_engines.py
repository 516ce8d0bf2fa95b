"""The graph as a schema.org ``Dataset``, which search engines for data sets read.

https://developers.google.com/search/docs/appearance/structured-data/dataset
"""

from collections.abc import Callable

from graph.parts import WHOLE
from graph.release import Release
from server.records.dcat import DESCRIPTION, TITLE, modified, version
from server.records.files import distributions
from server.records.void import dataset_iri

__all__ = ["schema_org"]


def schema_org(release: Release, address: Callable[[str], str]) -> dict[str, object]:
    """Return the description in JSON-LD; ``address`` makes a full address of a path."""
    licences = {entry.licence for entry in release.manifest.documents if entry.licence}
    return {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": str(dataset_iri(release)),
        "name": TITLE,
        "description": DESCRIPTION,
        "url": address(""),
        "identifier": str(dataset_iri(release)),
        "version": version(release),
        "dateModified": modified(release).date().isoformat(),
        "license": sorted(licences),
        "isBasedOn": [entry.source for entry in release.manifest.documents if entry.source],
        "keywords": ["international relations", "diplomacy", "treaties", "provenance"],
        "isAccessibleForFree": True,
        "distribution": [
            {
                "@type": "DataDownload",
                "name": each.file,
                "contentUrl": address(f"dump/{each.file}"),
                "encodingFormat": each.packing or each.format.media_type,
                "contentSize": f"{each.size} B",
                "sha256": each.sha256,
            }
            for each in distributions(release, WHOLE)
        ],
    }
