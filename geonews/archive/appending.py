"""A file that is only ever appended to, and cut back to what is known to be good."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO

from geonews.errors import OutputError

__all__ = ["Appended", "lock", "sync_folder", "unwritable"]


class Appended:
    """Bytes on the disk, up to where the last commit was.

    Parameters
    ----------
    path : Path
    resume : mapping, optional
        What `commit` returned: what was written after that is cut off. Without it the file begins
        anew.

    Raises
    ------
    OutputError
        It cannot be written, is gone or shorter than it was, or another run writes it.
    """

    def __init__(self, path: Path, resume: Mapping[str, Any] | None = None) -> None:
        self.path = path
        start = int(resume["bytes"]) if resume else 0
        if start and not path.exists():
            raise OutputError(f"{str(path)!r} is gone: remove the journal to begin anew")
        try:
            self._file = path.open("ab")
        except OSError as error:
            raise unwritable(path, error) from error
        try:
            lock(self._file, path)
            if self._file.tell() < start:
                raise OutputError(
                    f"{str(path)!r} is shorter than its journal says: remove the journal to begin "
                    "anew"
                )
            self._file.truncate(start)
        except BaseException:
            self._file.close()
            raise
        # Files opened for appending are written at their end, wherever that is.
        self._bytes = start

    def write(self, data: bytes) -> None:
        """Add some bytes."""
        self._file.write(data)
        self._bytes += len(data)

    def commit(self) -> dict[str, Any]:
        """Put what was written on the disk, and return where it ends."""
        self._file.flush()
        os.fsync(self._file.fileno())
        return {"bytes": self._bytes}

    def close(self) -> None:
        """Close the file, which keeps its name."""
        self._file.close()

    def abandon(self) -> None:
        """Close the file for another run to go on with."""
        try:
            self._file.close()
        except OSError:
            # A full disk keeps what is in the buffer from it; another run writes that again.
            self._file.raw.close()


def lock(file: BinaryIO, path: Path) -> None:
    """Keep other runs from a file; the lock ends with the process, however that ends.

    Raises
    ------
    OutputError
        Another run has it.
    """
    try:
        import fcntl
    except ImportError:
        return
    try:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise OutputError(
            f"another run is writing {str(path)!r}: wait for it, or write elsewhere with -o"
        ) from error
    except OSError:
        # Some file systems have no locks.
        return


def sync_folder(folder: Path) -> None:
    """See that a name in a folder outlives a power cut, where the system can."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def unwritable(path: Path, error: OSError) -> OutputError:
    """Return what is said of a file that cannot be written."""
    what = error.strerror or str(error)
    return OutputError(
        f"cannot write {str(path)!r} ({what}): free space or change its rights, then go on with "
        "--resume"
    )
