"""The journal of a run: what is done for good, so that another run can go on from there.

A file of JSON lines beside the output, only ever appended to: the first line says what the run is
made of, each further one how far it is. A line counts once it ends, so one that a kill or a power
cut tore is as if it had not been written.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Self

from geonews.archive.appending import lock, sync_folder, unwritable
from geonews.errors import OutputError

__all__ = ["Journal", "Progress", "ranges_of", "same_run"]

_MARK = "geonews_journal"
_FORMAT = 2

Ranges = tuple[tuple[int, int], ...]
"""Numbers of records, from the first of each pair up to the second, exclusive."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is.

    Attributes
    ----------
    done : int
        All records before this one have their line of output or their failure.
    also : tuple of (int, int)
        Those after it that have theirs too, where order is not kept.
    sink, failures, ids : dict or None
        Where the output, the file of failures and the list of ids end, as their writers say it.
    counts : dict
        What the summary counts.
    is_complete : bool
        Nothing is left but to give the files their names.
    """

    done: int = 0
    also: Ranges = ()
    sink: dict[str, Any] | None = None
    failures: dict[str, Any] | None = None
    ids: dict[str, Any] | None = None
    counts: Mapping[str, int] = field(default_factory=dict)
    is_complete: bool = False


class Journal:
    """An open journal; use `Journal.open`.

    Attributes
    ----------
    path : Path
    progress : Progress
        How far the run is for good.
    is_resumed : bool
        Whether it goes on with what an earlier run began.
    """

    def __init__(self, path: Path, file: BinaryIO, progress: Progress, is_resumed: bool) -> None:
        self.path = path
        self.progress = progress
        self.is_resumed = is_resumed
        self._file = file

    @classmethod
    def open(cls, path: Path, fingerprint: Mapping[str, Any], *, resume: bool) -> Journal:
        """Begin a journal, or go on with the one that stands there.

        Parameters
        ----------
        path : Path
        fingerprint : mapping
            What the run is made of, as `fingerprint_of` returns it.
        resume : bool
            Whether to go on; where nothing is done yet, a run begins anew.

        Raises
        ------
        OutputError
            The journal of a run that has done something stands there, and ``resume`` is not set or
            it is of another run; another process is writing it; what stands there is no journal;
            or it cannot be written.
        """
        file = _locked(path)
        try:
            first, last, length = _whole_lines(file)
            progress = Progress()
            if first.get(_MARK) != _FORMAT and not _is_torn(file):
                raise _no_journal(path)
            if last:
                if not resume:
                    raise OutputError(
                        f"{str(path)!r} is the journal of a run that has not ended: go on with "
                        "--resume, or remove it to begin anew"
                    )
                same_run(path, first.get("fingerprint"), fingerprint)
                progress = _progress(path, last)
            else:
                length = 0
            file.truncate(length)
            file.seek(length)
            journal = cls(path, file, progress, bool(last))
            if not last:
                journal._append({_MARK: _FORMAT, "fingerprint": dict(fingerprint)})
                sync_folder(path.parent)
        except BaseException:
            file.close()
            raise
        return journal

    def record(self, progress: Progress) -> None:
        """Append how far the run is; what it speaks of must be on the disk already.

        Raises
        ------
        OutputError
            It cannot be written.
        """
        # Files that were made since, such as those beside a packed output, are to be found again.
        sync_folder(self.path.parent)
        self._append(asdict(progress))
        self.progress = progress

    def remove(self) -> None:
        """Remove the journal: its run is over and the files have their names."""
        sync_folder(self.path.parent)
        self.path.unlink(missing_ok=True)

    def close(self) -> None:
        """Close the file, which stays for another run to go on from."""
        # What a full disk left in the buffer is a line that was never written.
        with contextlib.suppress(OSError):
            self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _append(self, value: Mapping[str, Any]) -> None:
        try:
            self._file.write(json.dumps(value).encode() + b"\n")
            self._file.flush()
            os.fsync(self._file.fileno())
        except OSError as error:
            raise unwritable(self.path, error) from error


def ranges_of(numbers: set[int]) -> Ranges:
    """Return numbers as ranges.

    Examples
    --------
    >>> ranges_of({4, 5, 9})
    ((4, 6), (9, 10))
    """
    ranges: list[tuple[int, int]] = []
    for number in sorted(numbers):
        if ranges and ranges[-1][1] == number:
            ranges[-1] = ranges[-1][0], number + 1
        else:
            ranges.append((number, number + 1))
    return tuple(ranges)


def same_run(path: Path, before: Any, now: Mapping[str, Any]) -> None:
    """See that a journal is that of this run.

    Raises
    ------
    OutputError
        It is not; the message says what differs.
    """
    # As JSON has it: a tuple is a list there.
    expected = json.loads(json.dumps(dict(now)))
    if before == expected:
        return
    before = before if isinstance(before, dict) else {}
    differing = sorted(
        name for name in {*before, *expected} if before.get(name) != expected.get(name)
    )
    what = ", ".join(_difference(name, before.get(name), expected.get(name)) for name in differing)
    raise OutputError(
        f"{str(path)!r} is the journal of another run ({what}): resume with the input and options "
        "it began with, or remove it to begin anew"
    )


def _difference(name: str, before: Any, now: Any) -> str:
    if name == "inputs":
        return "the input has changed"
    if isinstance(before, dict) and isinstance(now, dict):
        inner = sorted(key for key in {*before, *now} if before.get(key) != now.get(key))
        return ", ".join(_difference(key, before.get(key), now.get(key)) for key in inner)
    return f"{name} was {before!r} and is {now!r}"


def _whole_lines(file: BinaryIO) -> tuple[dict[str, Any], dict[str, Any], int]:
    """Return the first and the last further line that are whole, {} without, and where they end."""
    first: dict[str, Any] = {}
    last: dict[str, Any] = {}
    length = 0
    for line in file:
        try:
            value = json.loads(line) if line.endswith(b"\n") else None
        except ValueError:
            value = None
        if not (isinstance(value, dict) and value):
            break
        first, last = (first, value) if first else (value, {})
        length += len(line)
    return first, last, length


def _progress(path: Path, line: dict[str, Any]) -> Progress:
    try:
        also = tuple((int(first), int(until)) for first, until in line["also"])
        return Progress(**{**line, "also": also})
    except (KeyError, TypeError, ValueError) as error:
        raise _no_journal(path) from error


def _no_journal(path: Path) -> OutputError:
    return OutputError(f"{str(path)!r} is no journal of this geonews: remove it to begin anew")


def _is_torn(file: BinaryIO) -> bool:
    """Tell whether a file is empty, or holds no more than the beginning of a journal's first line.

    What else bears the name is somebody's, and not to be written over.
    """
    file.seek(0)
    start = file.read(1 << 16)
    mark = f'{{"{_MARK}"'.encode()
    return b"\n" not in start and (start.startswith(mark) or mark.startswith(start))


def _locked(path: Path) -> BinaryIO:
    """Open a file that no other run has open, and keep others away until it is closed."""
    while True:
        try:
            handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o644)
        except OSError as error:
            raise unwritable(path, error) from error
        file = os.fdopen(handle, "r+b")
        try:
            lock(file, path)
            # A run that ended meanwhile may have removed the very file that was opened.
            if path.exists() and os.path.samestat(os.fstat(handle), path.stat()):
                return file
        except BaseException:
            file.close()
            raise
        file.close()
