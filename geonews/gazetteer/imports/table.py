"""The rows of a dump on their way into the file: columns on disk, codes in common lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from geonews.errors import GazetteerError
from geonews.gazetteer.columns import DEGREE
from geonews.gazetteer.imports.rows import Batch, Fact

__all__ = ["COLUMNS", "Array", "Refusals", "Table"]

Array = npt.NDArray[Any]

COLUMNS = {
    "geonames_id": "<u4",
    "lat": "<i4",
    "lon": "<i4",
    "weight": "<u4",
    "population": "<u8",
    "feature": "<u2",
    "is_town": "u1",
    "country": "<u2",
    "admin": "<u4",
    "label_bytes": "<u2",
    "line": "<u4",
}
"""Type of each column, as `Table.column` returns it."""

# GeoNames has 680 feature codes and some 60,000 pairs of first- and second-level codes.
_MAX_FEATURES = 10_000
_MAX_ADMINS = 2_000_000
_MAX_FACTS = 500_000
_LISTED = 20


class Refusals:
    """The lines of one file that were refused: all counted, the first ones listed."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.count = 0
        self.first: list[tuple[int, str]] = []

    def add(self, count: int, first: Sequence[tuple[int, str]]) -> None:
        """Count some more."""
        self.count += count
        self.first += first[: _LISTED - len(self.first)]

    def to_dict(self) -> dict[str, Any]:
        """Return them as the header has them."""
        return {
            "file": self.file,
            "count": self.count,
            "first": [{"line": line, "reason": reason} for line, reason in self.first],
        }


class Table:
    """The rows so far.

    Parameters
    ----------
    folder : Path
        Holds the columns.
    file : str
        Where rows are from, for refusals.
    countries, features : sequence of str
        The lists of the embedded gazetteer, which are continued.
    """

    def __init__(
        self, folder: Path, file: str, countries: Sequence[str], features: Sequence[str]
    ) -> None:
        self._folder = folder
        self._files = {name: (folder / f"rows-{name}").open("wb") for name in (*COLUMNS, "labels")}
        self._countries = {code: number for number, code in enumerate(countries)}
        self._features = {code: number for number, code in enumerate(features)}
        self._admins: dict[str, int] = {"": 0}
        self.rows = 0
        self.facts: list[Fact] = []
        self.areas: dict[str, str] = {}
        self.newest = ""
        self.refused = Refusals(file)

    @property
    def countries(self) -> list[str]:
        """ISO codes by number."""
        return list(self._countries)

    @property
    def features(self) -> list[str]:
        """Feature codes by number."""
        return list(self._features)

    @property
    def admins(self) -> list[str]:
        """Country, first- and second-level code, with full stops between, by number."""
        return list(self._admins)

    def add(self, batch: Batch) -> None:
        """Append the rows of a chunk."""
        self.refused.add(batch.broken.count, batch.broken.first)
        self.newest = max(self.newest, batch.newest)
        self.facts += batch.facts
        for code, name in batch.areas:
            self.areas.setdefault(code, name)
        degrees = {
            name: np.rint(np.frombuffer(data, "<f8") * DEGREE).astype("<i4")
            for name, data in (("lat", batch.lat), ("lon", batch.lon))
        }
        self._append(
            {
                **degrees,
                "geonames_id": np.frombuffer(batch.ids, "<u4"),
                "weight": np.frombuffer(batch.weight, "<u4"),
                "population": np.frombuffer(batch.population, "<u8"),
                "is_town": np.frombuffer(batch.is_town, "u1"),
                "label_bytes": np.frombuffer(batch.label_bytes, "<u2"),
                "line": np.frombuffer(batch.line, "<u8"),
                "feature": _renumbered(batch.feature, batch.features, self._features),
                "country": _renumbered(batch.country, batch.countries, self._countries),
                "admin": _renumbered(batch.admin, batch.admins, self._admins),
            },
            batch.labels,
        )
        if (
            len(self._features) > _MAX_FEATURES
            or len(self._admins) > _MAX_ADMINS
            or len(self.facts) > _MAX_FACTS
        ):
            raise GazetteerError(
                f"{self.refused.file!r} has {len(self._features):,} feature codes, "
                f"{len(self._admins):,} codes of areas and {len(self.facts):,} regions by line "
                f"{self.rows:,}: it is no dump of GeoNames"
            )

    def add_known(self, columns: Mapping[str, Array], labels: bytes) -> None:
        """Append rows of the embedded gazetteer, whose numbers of codes are these lists' too."""
        self._append(columns, labels)

    def _append(self, columns: Mapping[str, Array], labels: bytes) -> None:
        for name, code in COLUMNS.items():
            self._files[name].write(columns[name].astype(code, copy=False).tobytes())
        self._files["labels"].write(labels)
        self.rows += len(columns["geonames_id"])

    def column(self, name: str) -> Array:
        """Return a column of all rows so far, in memory."""
        self._files[name].flush()
        return np.fromfile(self._folder / f"rows-{name}", COLUMNS[name])

    def labels(self) -> Array:
        """Return the names of all rows, one behind the other, mapped."""
        self._files["labels"].flush()
        path = self._folder / "rows-labels"
        return np.memmap(path, "u1", "r") if path.stat().st_size else np.empty(0, "u1")

    def close(self) -> None:
        """Close the files and remove them; nothing is read from a table that is closed."""
        while self._files:
            name, file = self._files.popitem()
            # What a full disk could not take when it was written, it cannot take now.
            with suppress(OSError):
                file.close()
            (self._folder / f"rows-{name}").unlink()


def _renumbered(numbers: bytes, codes: Sequence[str], known: dict[str, int]) -> Array:
    """Return numbers in the list of a batch as those of the common list, which grows."""
    common: Array = np.array([known.setdefault(code, len(known)) for code in codes], "<u4")
    return common.take(np.frombuffer(numbers, "<u4"))
