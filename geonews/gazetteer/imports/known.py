"""Towns that the embedded gazetteer has and a dump has not."""

from __future__ import annotations

import numpy as np

from geonews.gazetteer.imports.embedded import Embedded
from geonews.gazetteer.imports.table import Array, Table

__all__ = ["keep_known"]


def keep_known(embedded: Embedded, table: Table) -> tuple[Array, int]:
    """Append embedded towns to the rows of a dump that is one of some countries only.

    Of a country most of whose towns the dump has, it is the whole truth: what it lacks there
    GeoNames has since merged into another row or struck out. Of other countries the dump says
    little or nothing, and their towns stay.

    Returns
    -------
    array of int, int
        The embedded rows that were appended, in their order, and how many were dropped.
    """
    upper = embedded.upper
    ids = embedded.column("geonames_id")[upper:]
    country = embedded.column("country")[upper:]
    here = np.isin(ids, table.column("geonames_id"))
    total = np.bincount(country)
    found = np.bincount(country, here)
    is_partial = 2 * found < total
    kept = np.flatnonzero(~here & is_partial[country]) + upper
    dropped = int((~here & ~is_partial[country]).sum())
    if not len(kept):
        return kept, dropped
    text = embedded.container.section("labels")
    starts = embedded.column("labels_at").astype("<i8")
    values = {name: embedded.column(name)[kept] for name in ("geonames_id", "lat", "lon", "weight")}
    values |= {name: embedded.column(name)[kept] for name in ("country", "feature")}
    none = np.zeros(len(kept), "<u4")
    table.add_known(
        {
            **values,
            "population": values["weight"].astype("<u8"),
            "is_town": none + 1,
            "admin": none,
            "label_bytes": starts[kept + 1] - starts[kept],
            "line": none,
        },
        b"".join(bytes(text[starts[row] : starts[row + 1]]) for row in kept.tolist()),
    )
    return kept, dropped
