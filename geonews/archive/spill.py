"""Whole numbers that are too many for memory, in a file without a name."""

from __future__ import annotations

import tempfile
from array import array
from collections.abc import Callable, Iterable
from typing import IO, TYPE_CHECKING

import numpy as np

from geonews.errors import OutputError

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Spill"]

# Numbers that are held back before they go to the file: a megabyte.
HELD_BACK = 1 << 18


class Spill:
    """Whole numbers in a file without a name, read back in their order."""

    def __init__(self) -> None:
        self._held = array("i")
        self._file: IO[bytes] | None = None

    def write(self, numbers: Iterable[int]) -> None:
        """Add numbers.

        Raises
        ------
        OutputError
            The temporary folder is full.
        """
        self._held.extend(numbers)
        if len(self._held) > HELD_BACK:
            self._flush()

    def _flush(self) -> IO[bytes]:
        try:
            if self._file is None:
                self._file = tempfile.TemporaryFile(prefix="geonews-")  # noqa: SIM115  closed below
            self._held.tofile(self._file)
            self._file.flush()
        except OSError as error:
            raise OutputError(
                f"cannot write in {tempfile.gettempdir()!r} ({error.strerror or error}): free "
                "space there, or name another folder by TMPDIR"
            ) from error
        self._held = array("i")
        return self._file

    def reader(self) -> Callable[[int], NDArray[np.intc]]:
        """Return a function that reads the next numbers, fewer at the end."""
        file = self._flush()
        file.seek(0)
        size = array("i").itemsize
        return lambda count: np.frombuffer(file.read(count * size), np.intc)

    def close(self) -> None:
        """Give the file back."""
        if self._file is not None:
            self._file.close()
            self._file = None
