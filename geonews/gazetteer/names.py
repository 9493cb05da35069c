"""The name index: from a folded name to the rows that bear it, in one bucket of a mapped file."""

from __future__ import annotations

import enum
import zlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping

__all__ = [
    "BUCKET_BITS",
    "KIND_BITS",
    "NameIndex",
    "NameKind",
    "Posting",
    "build_index",
    "prefix_number",
    "record",
]

BUCKET_BITS = 18
"""2**18 buckets for about a million names: four records a bucket, one mebibyte of offsets."""

KIND_BITS = 4
"""Bits of a posting that hold the kind of name; the rest is the row."""

_KIND_MASK = (1 << KIND_BITS) - 1
_PREFIX_BYTES = 8


class NameKind(enum.IntEnum):
    """How a name belongs to a place; it decides what the recogniser may do with it."""

    NAME = 0
    """The preferred name."""
    ALTERNATE = 1
    """Another name in some language, as people write it."""
    FOREIGN = 2
    """A name from a language other than English that news in English does not use."""
    ABBREVIATION = 3
    """U.S., Ky., B.C.: only as written, capitals and full stops included."""
    ADJECTIVE = 4
    """A demonym or nationality adjective: Ukrainian, North Korean."""
    PEOPLE = 5
    """A demonym that names people only: Ukrainians, Britons."""
    CODE = 6
    """An airport or postal code: never looked for in running text."""
    TRANSLITERATION = 7
    """A machine's romanisation ("shou er"): never looked for in running text."""
    HISTORIC = 8
    """A name no longer used, or not yet: found when asked for, never in running text, where the
    old names of a hundred thousand villages are the surnames and common words of today."""
    COLLOQUIAL = 9
    """Slang ("Big Apple"): found when asked for, never in running text."""

    @property
    def is_name(self) -> bool:
        """Whether a person may ask for the place by it: no demonym, code or romanisation."""
        return self <= NameKind.ABBREVIATION or self >= NameKind.HISTORIC


Posting = tuple[int, NameKind]
"""A row, and how it bears the name."""

_KINDS = tuple(NameKind)


def _varint(value: int) -> bytes:
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
    return bytes(out)


def record(key: bytes, postings: Iterable[int]) -> bytes:
    """Return the bytes that stand for a name: length and count, the key, row and kind of each.

    Parameters
    ----------
    key : bytes
        The folded name in UTF-8.
    postings : iterable of int
        ``row << KIND_BITS | kind``, in the order a lookup should give them.
    """
    encoded = [_varint(posting) for posting in postings]
    # Nine names in ten have one bearer: the count is written only for the others.
    several = len(encoded) > 1
    head = _varint(len(key) << 1 | several) + key
    return head + (_varint(len(encoded)) if several else b"") + b"".join(encoded)


def prefix_number(key: bytes) -> int:
    """Return the first eight bytes of a name as a number that sorts as they do.

    Examples
    --------
    >>> prefix_number(b"lima") < prefix_number(b"lima ohio") < prefix_number(b"limb")
    True
    """
    return int.from_bytes(key[:_PREFIX_BYTES].ljust(_PREFIX_BYTES, b"\0"), "big")


def build_index(
    names: Mapping[str, Iterable[Posting]], bucket_bits: int = BUCKET_BITS
) -> tuple[list[int], bytes]:
    """Return bucket offsets and the records of an index.

    Parameters
    ----------
    names : mapping of folded name to (row, kind)
        Rows in the order a lookup should give them.
    bucket_bits : int
        There are two to this power of buckets.

    Examples
    --------
    >>> from array import array
    >>> buckets, blob = build_index({"lima": [(7, NameKind.NAME)]})
    >>> index = NameIndex(memoryview(array("I", buckets)), memoryview(blob))
    >>> index.find("lima")
    ((7, <NameKind.NAME: 0>),)
    """
    records: dict[int, list[bytes]] = {}
    for name in sorted(names):
        key = name.encode()
        found = record(key, (row << KIND_BITS | kind for row, kind in names[name]))
        records.setdefault(zlib.crc32(key) >> (32 - bucket_bits), []).append(found)
    buckets, blob = [0], bytearray()
    for number in range(1 << bucket_bits):
        blob.extend(b"".join(records.get(number, ())))
        buckets.append(len(blob))
    return buckets, bytes(blob)


class NameIndex:
    """Exact lookups of folded names, straight from the mapped file.

    Parameters
    ----------
    buckets : memoryview of unsigned integers
        Where each bucket of ``blob`` starts; one more than there are buckets, which are a power
        of two.
    blob : memoryview of bytes
        The records, as `record` returns them, of one bucket after the other.
    order : memoryview of unsigned integers, optional
        Where each record starts, sorted by the first eight bytes of the name.
    ranks : memoryview of bytes, optional
        The prominence of each record of ``order``: the logarithm of its best bearer's weight.
    """

    __slots__ = ("_blob", "_buckets", "_order", "_ranks", "_shift")

    def __init__(
        self,
        buckets: memoryview,
        blob: memoryview,
        order: memoryview | None = None,
        ranks: memoryview | None = None,
    ) -> None:
        self._buckets = buckets
        self._blob = blob
        self._shift = 32 - ((len(buckets) - 1).bit_length() - 1)
        self._order = order
        self._ranks = ranks

    def find(self, name: str) -> tuple[Posting, ...]:
        """Return (row, kind) of all that bear the name, most prominent first.

        Parameters
        ----------
        name : str
            A name already folded by `geonews.text.fold`.
        """
        key = name.encode("utf-8", "surrogatepass")
        number = zlib.crc32(key) >> self._shift
        data = bytes(self._blob[self._buckets[number] : self._buckets[number + 1]])
        if key not in data:
            return ()
        for found, postings in _records(data):
            if found == key:
                return _bearers(postings)
        return ()

    @property
    def is_ranked(self) -> bool:
        """Whether `starting` gives the most prominent first, to within a tenth of their weight."""
        return self._order is not None

    def starting(self, prefix: str) -> Iterator[tuple[str, tuple[Posting, ...]]]:
        """Yield the folded names that begin so, with those that bear them.

        Of an index with an order, those with the most prominent bearer come first.
        """
        key = prefix.encode("utf-8", "surrogatepass")
        if self._order is None or self._ranks is None:
            return self._scanned(key)
        return self._ranked(key, self._order, self._ranks)

    def _scanned(self, key: bytes) -> Iterator[tuple[str, tuple[Posting, ...]]]:
        """Read the buckets that hold the prefix's bytes somewhere."""
        blob = bytes(self._blob)
        at = blob.find(key)
        while 0 <= at < len(blob):
            number = bisect_right(self._buckets, at) - 1
            end = self._buckets[number + 1]
            for found, postings in _records(blob[self._buckets[number] : end]):
                if found.startswith(key):
                    yield found.decode(), _bearers(postings)
            at = blob.find(key, end)

    def _ranked(
        self, key: bytes, order: memoryview, ranks: memoryview
    ) -> Iterator[tuple[str, tuple[Posting, ...]]]:
        import numpy as np

        head, every = key[:_PREFIX_BYTES], range(len(order))
        low = prefix_number(head)
        high = int.from_bytes(head.ljust(_PREFIX_BYTES, b"\xff"), "big")
        first = bisect_left(every, low, key=lambda n: self._prefix_at(order[n]))
        last = bisect_right(every, high, lo=first, key=lambda n: self._prefix_at(order[n]))
        falling = np.argsort(255 - np.frombuffer(ranks, "u1")[first:last], kind="stable")
        for number in falling:
            found, postings = self._record_at(order[first + int(number)])
            if found.startswith(key):
                yield found.decode(), _bearers(postings)

    def _prefix_at(self, offset: int) -> int:
        data = bytes(self._blob[offset : offset + 2 * _PREFIX_BYTES])
        head, at = _read_varint(data, 0)
        return prefix_number(data[at : at + min(head >> 1, _PREFIX_BYTES)])

    def _record_at(self, offset: int) -> tuple[bytes, list[int]]:
        number = bisect_right(self._buckets, offset) - 1
        return next(_records(bytes(self._blob[offset : self._buckets[number + 1]])))

    def __iter__(self) -> Iterator[tuple[str, tuple[Posting, ...]]]:
        """Yield every folded name with those that bear it, for searches that are not exact."""
        for number in range(len(self._buckets) - 1):
            data = bytes(self._blob[self._buckets[number] : self._buckets[number + 1]])
            for found, postings in _records(data):
                yield found.decode(), _bearers(postings)


def _bearers(postings: Iterable[int]) -> tuple[Posting, ...]:
    return tuple((p >> KIND_BITS, _KINDS[p & _KIND_MASK]) for p in postings)


def _records(data: bytes) -> Iterator[tuple[bytes, list[int]]]:
    position, end = 0, len(data)
    while position < end:
        head, position = _read_varint(data, position)
        length, several = head >> 1, head & 1
        key = data[position : position + length]
        position += length
        count = 1
        if several:
            count, position = _read_varint(data, position)
        postings = []
        for _ in range(count):
            value, position = _read_varint(data, position)
            postings.append(value)
        yield key, postings


def _read_varint(data: bytes, position: int) -> tuple[int, int]:
    value = data[position]
    position += 1
    if value < 128:
        return value, position
    value &= 127
    shift = 7
    while True:
        byte = data[position]
        position += 1
        value |= (byte & 127) << shift
        if byte < 128:
            return value, position
        shift += 7
