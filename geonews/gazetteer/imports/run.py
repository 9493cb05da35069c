"""From a dump of GeoNames to a gazetteer file: the steps in order."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from geonews.errors import GazetteerError
from geonews.gazetteer.container import write_container
from geonews.gazetteer.imports.alternates import parse_alternates
from geonews.gazetteer.imports.archive import chunks
from geonews.gazetteer.imports.assemble import Order, columns, order_rows, wikidata
from geonews.gazetteer.imports.describe import described, joined_notes, taken_over
from geonews.gazetteer.imports.embedded import Embedded
from geonews.gazetteer.imports.index import bucket_bits, write_index
from geonews.gazetteer.imports.joins import join
from geonews.gazetteer.imports.known import keep_known
from geonews.gazetteer.imports.lists import read_codes, read_hierarchy
from geonews.gazetteer.imports.membership import Lists, place_rows
from geonews.gazetteer.imports.rows import parse_rows
from geonews.gazetteer.imports.spill import Spill
from geonews.gazetteer.imports.table import Refusals, Table
from geonews.gazetteer.imports.workers import Workers, workers
from geonews.gazetteer.imports.workspace import workspace

__all__ = ["Dump", "Outcome", "Progress", "import_dump"]

# Below this a second process costs more time than it saves.
_ALONE_BYTES = 8 << 20
_MOST_WORKERS = 4


class Progress(Protocol):
    """Told of what is being done: a phase, its share done, 0 to 1, and rows or names so far."""

    def __call__(self, phase: str, share: float, count: int) -> None:
        """Take note."""


@dataclass(frozen=True, slots=True)
class Dump:
    """The files of GeoNames' download page; all but the first may be absent."""

    rows: Path
    alternate_names: Path | None = None
    hierarchy: Path | None = None
    admin1: Path | None = None
    admin2: Path | None = None

    @property
    def files(self) -> tuple[Path, ...]:
        """Those that are given."""
        every = (self.rows, self.alternate_names, self.hierarchy, self.admin1, self.admin2)
        return tuple(path for path in every if path is not None)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an import did.

    Attributes
    ----------
    rows, names : int
        Rows read of the dump, and names in the index of the new file.
    refused : tuple of Refusals
        One for each file that had broken lines.
    unconfirmed : int
        Embedded rows whose id the dump gives to another place; they keep shape and names.
    """

    rows: int
    names: int
    refused: tuple[Refusals, ...]
    unconfirmed: int


def _silent(phase: str, share: float, count: int) -> None:
    del phase, share, count


def import_dump(
    dump: Dump,
    out: Path,
    *,
    base: Path | None = None,
    count: int | None = None,
    told: Progress = _silent,
) -> Outcome:
    """Make a gazetteer file of a dump of GeoNames and the embedded gazetteer.

    The countries, regions and shapes of the embedded file come first and stay as they are; the
    dump's rows follow. The same inputs make the same bytes, whatever the number of processes.

    Parameters
    ----------
    dump : Dump
    out : Path
        Written whole or not at all; unfinished files stand in ``.NAME.importing`` beside it.
    base : Path, optional
        The embedded gazetteer to build on; None is the one that ships.
    count : int, optional
        How many processes share the work; None is one a core, four at most.
    told : Progress, optional
        Told how far it is.

    Raises
    ------
    GazetteerError
        A file is missing, damaged or refused, or the dump has no row that can be read, or the
        output cannot be written.
    """
    for path in dump.files:
        if not path.is_file():
            raise GazetteerError(
                f"no file {str(path)!r}: download it from geonames.org (export/dump)"
            )
        if out.exists() and out.samefile(path):
            raise GazetteerError(
                f"{str(out)!r} is a file of the dump itself: give another name with -o"
            )
    embedded = Embedded(base)
    if count is None:
        is_small = sum(path.stat().st_size for path in dump.files) < _ALONE_BYTES
        count = 1 if is_small else min(os.cpu_count() or 1, _MOST_WORKERS)
    with workspace(out) as folder, workers(count) as pool:
        try:
            with closing(_table(dump, folder, embedded)) as table:
                return _Import(dump, folder, embedded, table, pool, told).run(out)
        except OSError as error:
            if isinstance(error, GazetteerError):
                raise
            raise GazetteerError(
                f"cannot write beside {str(out)!r}: {error.strerror or error}; the unfinished "
                "files need twice the room of the gazetteer itself"
            ) from error


def _table(dump: Dump, folder: Path, embedded: Embedded) -> Table:
    tables = embedded.tables
    return Table(folder, dump.rows.name, tables["countries"], tables["features"])


class _Import:
    """One run, its folder and what it has read so far."""

    def __init__(
        self, dump: Dump, folder: Path, embedded: Embedded, table: Table, pool: Workers,
        told: Progress,
    ) -> None:  # fmt: skip
        self.dump = dump
        self.folder = folder
        self.embedded = embedded
        self.table = table
        self.pool = pool
        self.told = told
        self.refused: list[Refusals] = []
        self.spill = Spill(folder)

    def run(self, out: Path) -> Outcome:
        embedded, table = self.embedded, self.table
        self.read_rows()
        rows = table.rows
        self.told("finding what holds what", 0, rows)
        joined = join(embedded, table.facts)
        kept, dropped = keep_known(embedded, table)
        order = order_rows(table, joined)
        _refuse_repeated(table, order)
        found = place_rows(embedded, table, joined, order, kept, self.read_lists())
        notes = joined_notes(embedded, joined) | {
            "kept_towns": len(kept),
            "dropped_towns": dropped,
            "regions_by_hierarchy": found.climbed,
            "regions_by_position": found.located,
        }
        self.told("ordering rows", 0, rows)
        sections, bearers = columns(
            self.folder, embedded, table, order, joined, found.areas, found.admin1
        )
        sections |= taken_over(
            embedded, {*sections, *_WRITTEN_LATER}, table.countries, table.features
        )
        newest, sizes = table.newest, (order.towns, len(order.chosen) - order.towns)
        # Half a gigabyte that is not needed from here on.
        table.close()
        del order, found
        items = self.read_names(newest)
        sections |= wikidata(self.folder, embedded, bearers, sum(sizes), items)
        for block in embedded.name_blocks():
            self.spill.add(block)
        spilled, bits = self.spill.close(), bucket_bits(self.spill.names)
        index, names = write_index(
            self.pool, spilled, bearers, bits, partial(self.told, "indexing names")
        )
        self.told("writing the file", 0, names)
        header = described(embedded, self.dump.files, newest, (*sizes, names), notes, self.refused)
        write_container(out, header, dict(sorted((sections | index).items())), scratch=self.folder)
        refused = tuple(refusals for refusals in self.refused if refusals.count)
        return Outcome(rows, names, refused, len(joined.unconfirmed))

    def read_rows(self) -> None:
        """Read the dump into the table, and its names into the spill."""
        table = self.table
        wanted = self.embedded.wanted(other_names=self.dump.alternate_names is None)
        share = _Share()
        for batch in self.pool.map(partial(parse_rows, wanted), chunks(self.dump.rows, share)):
            table.add(batch)
            self.spill.add(batch.names)
            self.told("reading rows", share.done, table.rows)
        self.refused.append(table.refused)
        if not table.rows:
            first = table.refused.first[:1]
            why = f"line {first[0][0]:,} has {first[0][1]}" if first else "it is empty"
            raise GazetteerError(
                f"no row of {str(self.dump.rows)!r} can be read ({why}): give allCountries.zip, or "
                "another dump with its nineteen columns"
            )

    def read_lists(self) -> Lists:
        """Read the small files that are given."""
        dump = self.dump
        first = self._read(dump.admin1, partial(read_codes, levels=1))
        second = self._read(dump.admin2, partial(read_codes, levels=2))
        parents = self._read(dump.hierarchy, read_hierarchy)
        return Lists(first, {code: name for code, (name, _) in second.items()}, parents)

    def _read(
        self, path: Path | None, read: Callable[[Path], tuple[dict[Any, Any], Refusals]]
    ) -> dict[Any, Any]:
        if path is None:
            return {}
        found, refusals = read(path)
        self.refused.append(refusals)
        return found

    def read_names(self, newest: str) -> list[bytes]:
        """Spill the names of the file of alternate names, and return its items of Wikidata."""
        if self.dump.alternate_names is None:
            return []
        refused = Refusals(self.dump.alternate_names.name)
        items: list[bytes] = []
        work, share = partial(parse_alternates, newest), _Share()
        for batch in self.pool.map(work, chunks(self.dump.alternate_names, share)):
            refused.add(batch.broken.count, batch.broken.first)
            self.spill.add(batch.names)
            items.append(batch.items)
            self.told("reading names", share.done, self.spill.names)
        self.refused.append(refused)
        return items


_WRITTEN_LATER = ("names", "names_at", "order", "ranks", "wikidata")


class _Share:
    """Remembers how much of a file has been read."""

    done = 0.0

    def __call__(self, done: float) -> None:
        self.done = done


def _refuse_repeated(table: Table, order: Order) -> None:
    """Refuse the rows whose id a row before them has."""
    listed = order.repeated[:100]
    pairs = zip(
        table.column("line")[listed].tolist(),
        table.column("geonames_id")[listed].tolist(),
        strict=True,
    )
    reasons = [(line, f"id {number} a second time") for line, number in pairs]
    table.refused.add(len(order.repeated), reasons)
