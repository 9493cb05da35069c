"""Stories that bear the id of another: how many there are, in memory that does not grow."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from geonews.archive.appending import Appended

__all__ = ["Ids"]

_BYTES = 8
_AT_ONCE = 1 << 20


class Ids:
    """A file of digests of ids, eight bytes each, beside the output until the run is over.

    Of a million different ids, two have one digest in 1 of 37 million archives.

    Parameters
    ----------
    path : Path
    resume : mapping, optional
        What `commit` returned.

    Raises
    ------
    OutputError
        It cannot be written, or is shorter than it was.
    """

    def __init__(self, path: Path, resume: Mapping[str, Any] | None = None) -> None:
        self._file = Appended(path, resume)
        self._sorted = path.with_name(f"{path.name}.sorted")

    def add(self, story: str) -> None:
        """Add the id of a story."""
        digest = hashlib.blake2b(story.encode("utf-8", "surrogatepass"), digest_size=_BYTES)
        self._file.write(digest.digest())

    def commit(self) -> dict[str, Any]:
        """Put what was added on the disk, and return where it ends."""
        return self._file.commit()

    def repeated(self) -> int:
        """Return how many stories have the id of one before; nothing can be added after."""
        self._file.close()
        if not self._file.path.stat().st_size:
            return 0
        # Sorted in a file, whose pages the system may take back; the first one stays as it is, for
        # a run that goes on from here.
        shutil.copyfile(self._file.path, self._sorted)
        digests = np.memmap(self._sorted, dtype="<u8", mode="r+")
        digests.sort()
        return sum(
            int(np.count_nonzero(np.diff(digests[start : start + _AT_ONCE + 1]) == 0))
            for start in range(0, len(digests), _AT_ONCE)
        )

    def abort(self) -> None:
        """Leave the file for another run to go on with."""
        self._file.abandon()
