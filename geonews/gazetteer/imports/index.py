"""Names from their spilled files into the index of the gazetteer, one partition at a time."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate, chain
from pathlib import Path

import numpy as np

from geonews.gazetteer.container import Contents
from geonews.gazetteer.imports.spill import (
    FROM_ROW,
    KIND_MASK,
    KNOWN,
    PARTITION_BITS,
    UNTAGGED,
    read_partition,
)
from geonews.gazetteer.imports.table import Array
from geonews.gazetteer.imports.workers import Workers
from geonews.gazetteer.names import KIND_BITS, NameKind, prefix_number, record

__all__ = ["Bearers", "bucket_bits", "write_index"]

# Of the kinds a place has a name in by several entries, the first counts.
_PRECEDENCE = (
    NameKind.NAME,
    NameKind.ALTERNATE,
    NameKind.FOREIGN,
    NameKind.ABBREVIATION,
    NameKind.HISTORIC,
    NameKind.COLLOQUIAL,
    NameKind.CODE,
    NameKind.TRANSLITERATION,
    NameKind.ADJECTIVE,
    NameKind.PEOPLE,
)
_FEW = 1000
_NAMES_A_BUCKET = 4


@dataclass(frozen=True, slots=True)
class Bearers:
    """What a partition needs to know of rows; arrays are files, so that processes share them.

    Attributes
    ----------
    ids, rows : Path
        GeoNames ids in ascending order, and the row of each.
    weight : Path
        Of every row.
    upper : int
        Rows from 0 to this are above towns.
    countries : (int, int)
        First row and end of the countries.
    """

    ids: Path
    rows: Path
    weight: Path
    upper: int
    countries: tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Part:
    """A partition of the index: where its records are, and what finds them.

    ``bucket_bytes`` are the lengths of its buckets; for each record in the order of the file,
    ``prefixes`` the first eight bytes of its name, ``offsets`` its start, ``ranks`` its prominence.
    """

    path: Path
    names: int
    bucket_bytes: Array
    prefixes: Array
    offsets: Array
    ranks: Array


def bucket_bits(names: int) -> int:
    """Return the power of two that leaves about four names a bucket.

    Examples
    --------
    >>> bucket_bits(1_000_000), bucket_bits(30_000_000)
    (18, 23)
    """
    return min(max((names // _NAMES_A_BUCKET).bit_length(), PARTITION_BITS), 28)


def write_index(
    pool: Workers,
    spilled: Sequence[Path],
    bearers: Bearers,
    bits: int,
    told: Callable[[float, int], None] = lambda *_: None,
) -> tuple[dict[str, tuple[str, Contents]], int]:
    """Return the sections of the index, and how many names it has.

    Parameters
    ----------
    pool : Workers
    spilled : sequence of Path
        The file of each partition, in order; read, and its records written beside it.
    bearers : Bearers
    bits : int
        As `bucket_bits` returns it.
    told : callable, optional
        Told the share that is done, 0 to 1, and the names so far.
    """
    parts: list[_Part] = []
    names = 0
    for part in pool.map(partial(_merged, bearers, bits), enumerate(spilled)):
        spilled[len(parts)].unlink()
        parts.append(part)
        names += part.names
        told(len(parts) / len(spilled), names)
    sizes = [int(part.bucket_bytes.sum(dtype=np.int64)) for part in parts]
    total = sum(sizes)
    code, kind = ("I", "<u4") if total < 2**32 else ("Q", "<u8")
    buckets = np.zeros((1 << bits) + 1, "<i8")
    np.cumsum(np.concatenate([part.bucket_bytes for part in parts]), out=buckets[1:])
    starts = accumulate(sizes, initial=0)
    offsets = np.concatenate(
        [part.offsets.astype(kind) + np.array(at, kind) for part, at in zip(parts, starts)]  # noqa: B905
    )
    order = np.argsort(np.concatenate([part.prefixes for part in parts]), kind="stable")
    ranks = np.concatenate([part.ranks for part in parts])[order]
    return {
        "names_at": (code, buckets.astype(kind).tobytes()),
        "names": ("B", tuple(part.path for part in parts)),
        "order": (code, offsets[order].tobytes()),
        "ranks": ("B", ranks.tobytes()),
    }, names


def _merged(bearers: Bearers, bits: int, partition: tuple[int, Path]) -> _Part:
    """Write the records of a partition, ordered by bucket."""
    number, spilled = partition
    records, keys = read_partition(spilled)
    weight = np.memmap(bearers.weight, "<u4", "r")
    rows, known = _rows_of(bearers, records), records["how"] & KNOWN > 0
    kinds = records["how"] & KIND_MASK
    # Of a country or region, what nobody says the language of is not English: the names news
    # in English uses are known.
    vague = (rows < bearers.upper) & ~known & (records["how"] & UNTAGGED > 0)
    kinds = np.where(vague, NameKind.FOREIGN, kinds)
    kept = _deduplicated(records["hash"], rows, kinds, known, keys)
    order = kept[_ranked(records["hash"][kept], rows[kept], kinds[kept], weight, bearers.countries)]
    postings = (rows[order] << KIND_BITS | kinds[order]).tolist()
    found: dict[bytes, list[int]] = {}
    for place, posting in zip(order.tolist(), postings, strict=True):
        found.setdefault(keys[place], []).append(posting)
    encoded = [record(key, listed) for key, listed in found.items()]
    path = spilled.with_name(f"names-{number:03}")
    path.write_bytes(b"".join(encoded))
    count = len(found)
    sizes = np.fromiter(map(len, encoded), "<i8", count)
    # Names stand in the order of their hashes, whose first bits are their buckets'.
    buckets = np.fromiter(map(zlib.crc32, found), "<u4", count) >> (32 - bits)
    each = 1 << (bits - PARTITION_BITS)
    ends = np.cumsum([0, *map(len, found.values())])
    bearing = np.fromiter(chain.from_iterable(found.values()), "<i8", ends[-1]) >> KIND_BITS
    best = np.maximum.reduceat(weight[bearing], ends[:-1]) if count else weight[:0]
    return _Part(
        path=path,
        names=count,
        bucket_bytes=np.bincount(buckets - number * each, sizes, each).astype("<u4"),
        prefixes=np.fromiter(map(prefix_number, found), "<u8", count),
        offsets=(np.cumsum(sizes) - sizes).astype("<u4"),
        ranks=np.minimum(8 * np.log2(best + 1.0), 255).astype("u1"),
    )


def _rows_of(bearers: Bearers, records: Array) -> Array:
    """Return the row of each record, -1 where no row has its id."""
    ids = np.load(bearers.ids, mmap_mode="r")
    rows = np.load(bearers.rows, mmap_mode="r")
    asked, where = np.unique(records["id"], return_inverse=True)
    at = np.minimum(np.searchsorted(ids, asked), max(len(ids) - 1, 0))
    if len(ids):
        found = np.where(ids[at] == asked, rows[at].astype("<i8"), -1)[where]
    else:
        found = np.full(len(records), -1)
    return np.where(records["how"] & FROM_ROW > 0, records["id"].astype("<i8"), found)


def _deduplicated(
    hashes: Array, rows: Array, kinds: Array, known: Array, keys: Sequence[bytes]
) -> Array:
    """Return the numbers of the records to keep: of each name of a place the best kind.

    What the embedded gazetteer knows comes first; a demonym stands beside a name.
    """
    precedence = np.argsort([int(kind) for kind in _PRECEDENCE])[kinds]
    apart = np.where((kinds == NameKind.ADJECTIVE) | (kinds == NameKind.PEOPLE), kinds, 0)
    order = np.lexsort((precedence, ~known, apart, rows, hashes))
    order = order[rows[order] >= 0]
    same = np.ones(len(order), bool)
    for values in (hashes, rows, apart):
        ordered = values[order]
        same[1:] &= ordered[1:] == ordered[:-1]
    same[:1] = False
    for place in np.flatnonzero(same).tolist():
        # Two names may share a hash.
        same[place] = keys[order[place]] == keys[order[place - 1]]
    return order[~same]


def _ranked(
    hashes: Array, rows: Array, kinds: Array, weight: Array, countries: tuple[int, int]
) -> Array:
    """Return the order of records: by hash, then as a lookup gives them.

    As in the embedded gazetteer, codes come last, countries first, and a name foreign, historic
    or colloquial counts for a thousandth.
    """
    first, last = countries
    is_code = (kinds == NameKind.CODE) | (kinds == NameKind.TRANSLITERATION)
    is_country = (first <= rows) & (rows < last) & (kinds <= NameKind.ALTERNATE)
    few = np.isin(kinds, (NameKind.FOREIGN, NameKind.HISTORIC, NameKind.COLLOQUIAL))
    weights = weight[rows].astype("<i8")
    weights = np.where(few, weights // _FEW, weights)
    return np.lexsort((rows, -weights, ~is_country, is_code, hashes))
