"""Names on their way into the index: written to 256 files by hash, read back file by file."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

__all__ = [
    "FROM_ROW",
    "KIND_MASK",
    "KNOWN",
    "PARTITION_BITS",
    "RECORD",
    "UNTAGGED",
    "Spill",
    "packed",
    "read_partition",
]

PARTITION_BITS = 8
"""The first bits of a name's hash choose its file, as all of them choose its bucket."""

RECORD = np.dtype([("hash", "<u4"), ("id", "<u4"), ("how", "u1"), ("length", "u1")])
"""A name of a place: the hash of its folded form, a GeoNames id, the kind with the flags below,
and the bytes of the folded form, which follow the records of a block."""

KIND_MASK = 0x0F
UNTAGGED = 0x10
"""The source does not say of which language a name in Latin letters is."""
KNOWN = 0x20
"""The embedded gazetteer has this name of the place, and its kind."""
FROM_ROW = 0x40
"""``id`` is the number of a row."""

_HEAD = struct.Struct("<II")
_FLUSHED_BYTES = 1 << 16


def packed(ids: Sequence[int], hows: Sequence[int], keys: Sequence[bytes]) -> tuple[bytes, ...]:
    """Return a block of records for each partition, empty where there are none."""
    count = len(keys)
    records = np.empty(count, RECORD)
    records["hash"] = np.fromiter(map(zlib.crc32, keys), "<u4", count)
    records["id"] = ids
    records["how"] = hows
    records["length"] = np.fromiter(map(len, keys), "u1", count)
    partition = records["hash"] >> (32 - PARTITION_BITS)
    order = np.argsort(partition, kind="stable")
    records = records[order]
    ordered = [keys[n] for n in order.tolist()]
    ends = np.searchsorted(partition[order], np.arange((1 << PARTITION_BITS) + 1)).tolist()
    blocks = []
    for first, last in pairwise(ends):
        if first == last:
            blocks.append(b"")
            continue
        text = b"".join(ordered[first:last])
        head = _HEAD.pack(last - first, len(text))
        blocks.append(head + records[first:last].tobytes() + text)
    return tuple(blocks)


class Spill:
    """The files of names, one a partition, in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._waiting: list[list[bytes]] = [[] for _ in range(1 << PARTITION_BITS)]
        self._waiting_bytes = [0] * (1 << PARTITION_BITS)
        self.names = 0

    def add(self, blocks: Sequence[bytes]) -> None:
        """Append the blocks that `packed` returned."""
        for number, block in enumerate(blocks):
            if block:
                self.names += _HEAD.unpack_from(block)[0]
                self._waiting[number].append(block)
                self._waiting_bytes[number] += len(block)
                if self._waiting_bytes[number] > _FLUSHED_BYTES:
                    self._flush(number)

    def close(self) -> list[Path]:
        """Write what is waiting, and return the file of each partition."""
        for number in range(len(self._waiting)):
            self._flush(number)
        return [self._path(number) for number in range(len(self._waiting))]

    def _path(self, number: int) -> Path:
        return self._folder / f"spill-{number:03}"

    def _flush(self, number: int) -> None:
        with self._path(number).open("ab") as file:
            file.write(b"".join(self._waiting[number]))
        self._waiting[number].clear()
        self._waiting_bytes[number] = 0


def read_partition(path: Path) -> tuple[npt.NDArray[np.void], list[bytes]]:
    """Return the records of a partition and the folded name of each, in the order written."""
    data = path.read_bytes()
    records, keys = [], []
    at = 0
    while at < len(data):
        count, text_bytes = _HEAD.unpack_from(data, at)
        at += _HEAD.size
        block = np.frombuffer(data, RECORD, count, at)
        at += block.nbytes
        ends = np.cumsum(block["length"], dtype=np.int64).tolist()
        keys += [data[at + a : at + b] for a, b in zip([0, *ends[:-1]], ends, strict=True)]
        records.append(block)
        at += text_bytes
    return (np.concatenate(records) if records else np.empty(0, RECORD)), keys
