"""Where a watch writes: a folder with a file a story, or a file of JSON lines that grows."""

from __future__ import annotations

import contextlib
import os
import re
import unicodedata
from pathlib import Path
from typing import Protocol

from geonews.archive.batch import failures_path
from geonews.archive.watch_state import Waiting, WatchState
from geonews.errors import OutputError

__all__ = ["GrowingFile", "Output", "open_output", "state_path"]

_LINES = (".jsonl", ".ndjson")
_NO_LETTERS = re.compile(r"[^a-z0-9]+")
_SLUG = 60


class Output(Protocol):
    """Takes stories and failures; what it took is good once `WatchState.finish` has run."""

    def story(self, story: Waiting, line: bytes) -> dict[str, int]:
        """Write a story's report, and return how long files are with it."""

    def failure(self, line: bytes) -> dict[str, int]:
        """Write why a story has no report, and return the same."""

    def close(self) -> None:
        """Close what is open."""


def state_path(out: Path) -> Path:
    """Return where the state of a watch stands.

    Examples
    --------
    >>> print(state_path(Path("news.jsonl")))
    news.jsonl.watch
    """
    return out.with_name(f"{out.name}.watch") if out.suffix in _LINES else out / ".watch"


def open_output(out: Path, state: WatchState) -> Output:
    """Open what a watch writes, cut back to what is there for good.

    Raises
    ------
    OutputError
        It cannot be written, or has changed in a way that no watch does.
    """
    if out.suffix in _LINES:
        return _Lines(out, state)
    return _Stories(out, state)


class GrowingFile:
    """A file of lines that is only ever appended to, one line at a time.

    Its state tells when a line is being written, so that one that a kill left behind, torn or
    whole, is taken away again; and what others append between two lines stays.

    Parameters
    ----------
    path : Path
    state : WatchState

    Raises
    ------
    OutputError
        It is shorter than it was, does not end with a line, or cannot be written.
    """

    def __init__(self, path: Path, state: WatchState) -> None:
        self._path = path
        self._state = state
        try:
            self._file = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o644), "r+b")
        except OSError as error:
            raise _unwritable(path, error) from error
        try:
            self._state.set_positions({path.name: self._settled()}, is_writing=False)
        except BaseException:
            self._file.close()
            raise

    def append(self, line: bytes) -> dict[str, int]:
        """Append a line, and return its name and how long it is then."""
        try:
            # Others may have appended since, such as a batch that was joined to it.
            start = self._file.seek(0, os.SEEK_END)
            self._state.set_positions({self._path.name: start}, is_writing=True)
            self._file.write(line + b"\n")
            self._file.flush()
            os.fsync(self._file.fileno())
        except OutputError:
            raise
        except OSError as error:
            raise _unwritable(self._path, error) from error
        return {self._path.name: start + len(line) + 1}

    def close(self) -> None:
        """Close the file."""
        try:
            self._file.close()
        except OSError:
            self._file.raw.close()

    def _settled(self) -> int:
        """Take away what a kill left, and return how long the file is then."""
        path = self._path
        before, is_writing = self._state.positions().get(path.name, (0, False))
        length = self._file.seek(0, os.SEEK_END)
        if length < before:
            raise OutputError(
                f"{str(path)!r} is shorter than it was: bring it back, or remove it and "
                f"{str(self._state.path)!r} to begin anew"
            )
        if not is_writing:
            if length and not self._ends_a_line(length):
                raise OutputError(f"{str(path)!r} does not end with a line end: mend its last line")
            return length
        self._file.seek(before)
        if b"\n" in self._file.read()[:-1]:
            raise OutputError(
                f"{str(path)!r} was written by others while a watch was: take out what it has "
                f"after {before:,} bytes"
            )
        try:
            self._file.truncate(before)
            os.fsync(self._file.fileno())
        except OSError as error:
            raise _unwritable(path, error) from error
        return before

    def _ends_a_line(self, length: int) -> bool:
        self._file.seek(length - 1)
        return self._file.read(1) == b"\n"


class _Failures:
    """A file of failures, which is there once there is one."""

    def __init__(self, path: Path, state: WatchState) -> None:
        self._path = path
        self._state = state
        self._file = GrowingFile(path, state) if path.exists() else None

    def append(self, line: bytes) -> dict[str, int]:
        self._file = self._file or GrowingFile(self._path, self._state)
        return self._file.append(line)

    def close(self) -> None:
        if self._file is not None:
            self._file.close()


class _Lines:
    """A file of JSON lines, one a story."""

    def __init__(self, out: Path, state: WatchState) -> None:
        self._reports = GrowingFile(out, state)
        self._failures = _Failures(failures_path(out), state)

    def story(self, story: Waiting, line: bytes) -> dict[str, int]:  # noqa: ARG002
        return self._reports.append(line)

    def failure(self, line: bytes) -> dict[str, int]:
        return self._failures.append(line)

    def close(self) -> None:
        self._reports.close()
        self._failures.close()


class _Stories:
    """A folder with a file a story, whose name is the same however often it is written."""

    def __init__(self, out: Path, state: WatchState) -> None:
        self._out = out
        self._failures = _Failures(out / "failures.jsonl", state)

    def story(self, story: Waiting, line: bytes) -> dict[str, int]:
        path = self._out / _name(story)
        temporary = path.with_name(f".{path.name}.tmp")
        try:
            with temporary.open("wb") as file:
                file.write(line + b"\n")
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(path)
            sync_folder(self._out)
        except OSError as error:
            temporary.unlink(missing_ok=True)
            raise _unwritable(path, error) from error
        return {}

    def failure(self, line: bytes) -> dict[str, int]:
        return self._failures.append(line)

    def close(self) -> None:
        self._failures.close()


def sync_folder(folder: Path) -> None:
    """See that a name in a folder outlives a power cut, where the system can."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _name(story: Waiting) -> str:
    """Return a file name that says what the story is and that no other story has.

    Examples
    --------
    >>> _name(Waiting(1, "9f" * 16, "", "../Überfall in Köln!", "2026-11-24T08:00:00Z", "", "", 0))
    '2026-11-24-uberfall-in-koln-9f9f9f9f9f9f.json'
    """
    plain = unicodedata.normalize("NFKD", story.title).encode("ascii", "ignore").decode().lower()
    slug = _NO_LETTERS.sub("-", plain)[:_SLUG].strip("-")
    day = (story.published or "")[:10]
    return "-".join(filter(None, [day, slug, story.key[:12]])) + ".json"


def _unwritable(path: Path, error: OSError) -> OutputError:
    return OutputError(
        f"cannot write {str(path)!r} ({error.strerror or error}): free space or change its rights"
    )
