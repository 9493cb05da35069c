"""The name index: from a folded name to the rows that bear it, in one bucket of a mapped file."""

from __future__ import annotations

import enum
import zlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping

__all__ = ["NameIndex", "NameKind", "build_index"]

# 2**18 buckets for about a million names: four records a bucket, one mebibyte of offsets.
_BUCKET_BITS = 18
_KIND_BITS = 3


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


def _varint(value: int) -> bytes:
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
    return bytes(out)


def _bucket(key: bytes) -> int:
    return zlib.crc32(key) >> (32 - _BUCKET_BITS)


def build_index(
    names: Mapping[str, Iterable[tuple[int, NameKind]]],
) -> tuple[list[int], bytes]:
    """Return bucket offsets and the records of an index.

    Parameters
    ----------
    names : mapping of folded name to (row, kind)
        Rows in the order a lookup should give them.

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
        postings = [_varint(row << _KIND_BITS | kind) for row, kind in names[name]]
        # Nine names in ten have one bearer: the count is written only for the others.
        several = len(postings) > 1
        record = _varint(len(key) << 1 | several) + key
        record += (_varint(len(postings)) if several else b"") + b"".join(postings)
        records.setdefault(_bucket(key), []).append(record)
    buckets, blob = [0], bytearray()
    for number in range(1 << _BUCKET_BITS):
        blob.extend(b"".join(records.get(number, ())))
        buckets.append(len(blob))
    return buckets, bytes(blob)


class NameIndex:
    """Exact lookups of folded names, straight from the mapped file.

    Parameters
    ----------
    buckets : memoryview of unsigned 32-bit integers
        Where each bucket of ``blob`` starts; one more than there are buckets.
    blob : memoryview of bytes
        The records: length of the key, its bytes, number of postings where not one, postings.
    """

    __slots__ = ("_blob", "_buckets")

    def __init__(self, buckets: memoryview, blob: memoryview) -> None:
        self._buckets = buckets
        self._blob = blob

    def find(self, name: str) -> tuple[tuple[int, NameKind], ...]:
        """Return (row, kind) of all that bear the name, most prominent first.

        Parameters
        ----------
        name : str
            A name already folded by `geonews.text.fold`.
        """
        key = name.encode("utf-8", "surrogatepass")
        number = zlib.crc32(key) >> (32 - _BUCKET_BITS)
        data = bytes(self._blob[self._buckets[number] : self._buckets[number + 1]])
        if key not in data:
            return ()
        for found, postings in _records(data):
            if found == key:
                return tuple((p >> _KIND_BITS, _KINDS[p & 7]) for p in postings)
        return ()

    def starting(self, prefix: str) -> Iterator[tuple[str, tuple[int, ...]]]:
        """Yield the folded names that begin so, with their rows.

        Reads only the buckets that hold the prefix's bytes somewhere.
        """
        key = prefix.encode("utf-8", "surrogatepass")
        blob = bytes(self._blob)
        at = blob.find(key)
        while 0 <= at < len(blob):
            number = bisect_right(self._buckets, at) - 1
            end = self._buckets[number + 1]
            for found, postings in _records(blob[self._buckets[number] : end]):
                if found.startswith(key):
                    yield found.decode(), tuple(p >> _KIND_BITS for p in postings)
            at = blob.find(key, end)

    def __iter__(self) -> Iterator[tuple[str, tuple[int, ...]]]:
        """Yield every folded name with its rows, for searches that are not exact."""
        for found, postings in _records(bytes(self._blob)):
            yield found.decode(), tuple(p >> _KIND_BITS for p in postings)


_KINDS = tuple(NameKind)


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
