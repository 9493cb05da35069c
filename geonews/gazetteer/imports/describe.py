"""What the new file says of itself, and what it takes over of the embedded one."""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from geonews.gazetteer.container import Contents
from geonews.gazetteer.imports.embedded import Embedded
from geonews.gazetteer.imports.joins import Joined
from geonews.gazetteer.imports.table import Refusals

__all__ = ["described", "joined_notes", "taken_over"]

_LISTED = 100


def described(
    embedded: Embedded,
    files: Iterable[Path],
    version: str,
    sizes: tuple[int, int, int],
    notes: Mapping[str, Any],
    refused: Iterable[Refusals],
) -> dict[str, Any]:
    """Return the header of the new file.

    Parameters
    ----------
    embedded : Embedded
    files : iterable of Path
        That were read; their version is that of the dump.
    version : str
        The newest day in the dump.
    sizes : (int, int, int)
        Towns, other rows of the dump, and names in the index.
    notes : mapping
        What was joined, kept and dropped.
    refused : iterable of Refusals
    """
    towns, others, names = sizes
    start = embedded.upper
    groups = {
        **embedded.groups,
        "towns": (start, start + towns),
        "features": (start + towns, start + towns + others),
    }
    header = embedded.header
    counts = {group: last - first for group, (first, last) in groups.items()}
    return {
        "name": "geonames",
        "version": version or header["version"],
        "attribution": header["attribution"],
        "groups": groups,
        "counts": counts | {"names": names},
        "sources": header["sources"]
        | {"embedded": header["version"]}
        | {path.name: version or "undated" for path in files},
        "repaired": header["repaired"],
        "import": {**notes, "refused": [lines.to_dict() for lines in refused if lines.count]},
    }


def joined_notes(embedded: Embedded, joined: Joined) -> dict[str, Any]:
    """Return how many rows were joined, and the embedded rows that lost their id, with reasons."""
    doubts = [
        {
            "geonames_id": doubt.geonames_id,
            "name": embedded.columns.label(doubt.row),
            "reason": doubt.reason,
        }
        for doubt in joined.unconfirmed[:_LISTED]
    ]
    return {
        "joined": len(joined.rows),
        "unconfirmed": {"count": len(joined.unconfirmed), "first": doubts},
    }


def taken_over(
    embedded: Embedded, own: Container[str], countries: Sequence[str], features: Sequence[str]
) -> dict[str, tuple[str, Contents]]:
    """Return the sections of the embedded gazetteer that the new file has unchanged.

    Those are all but its ``own``, also such as this program knows nothing of. The tables are
    continued, with the codes of the dump behind those they had.
    """
    tables = {**embedded.tables, "countries": countries, "features": features}
    encoded = json.dumps(tables, ensure_ascii=False, sort_keys=True).encode()
    found: dict[str, tuple[str, Contents]] = {"tables": ("B", encoded)}
    for name, (_, _, code) in embedded.header["sections"].items():
        if name not in own and name not in found:
            found[name] = (code, bytes(embedded.container.section(name)))
    return found
