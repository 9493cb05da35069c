"""The folder of an import's unfinished files: beside its output, one run at a time."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from geonews.errors import GazetteerError

__all__ = ["workspace"]

_README = (
    "Unfinished files of 'geonews gazetteer import'. The next import of the same name removes "
    "them; so may you, when none is running.\n"
)


@contextmanager
def workspace(out: Path) -> Iterator[Path]:
    """Give an empty folder beside a file to be, ``.NAME.importing``, and remove it afterwards.

    What a killed run left there is removed first. Nothing in it ever bears the name of the
    output: that is given to the finished file alone.

    Raises
    ------
    GazetteerError
        Another import of the same name is running, or the folder cannot be written to.
    """
    folder = out.parent / f".{out.name}.importing"
    try:
        if out.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        folder.mkdir(exist_ok=True)
        if folder.is_symlink():
            # Somebody else's folder, which is about to be emptied.
            raise NotADirectoryError(errno.ENOTDIR, f"{str(folder)!r} is a link")
        lock = (folder / "lock").open("a")
    except OSError as error:
        raise GazetteerError(
            f"cannot write the gazetteer {str(out)!r}: {error.strerror}; give a file in a folder "
            "that can be written to"
        ) from error
    with lock:
        _hold(lock, out)
        try:
            _empty(folder)
            (folder / "README").write_text(_README, encoding="utf-8")
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def _hold(lock: IO[str], out: Path) -> None:
    """Take the lock, which the system gives back however the process ends."""
    try:
        import fcntl
    except ImportError:  # Windows: two imports of one name at a time are the user's to avoid
        return
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        raise GazetteerError(
            f"another import is writing {str(out)!r}: wait for it, or give another name with -o"
        ) from error


def _empty(folder: Path) -> None:
    for entry in folder.iterdir():
        if entry.name == "lock":
            continue
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        else:
            entry.unlink()
