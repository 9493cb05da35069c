"""The output of a run: lines go in, and what is on the disk is good whenever the run ends.

Until it is closed a file is called ``OUT.part``. Packed files are made of blocks that depend on the
lines alone, never on when a run was stopped: the lines of the block that is not full yet are kept
beside, in ``OUT.part.0`` and ``OUT.part.1`` by turns, so that what one commit wrote is there until
the next one is.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO, Protocol

from geonews.archive.streams import unpacked, unpacked_suffix
from geonews.errors import OptionError, OutputError

__all__ = ["Position", "Sink", "open_sink", "part_of"]

Position = dict[str, Any]
"""Where an output ends, as JSON has it."""

_BLOCK_BYTES = 1 << 22
"""Of lines: with more, a packed file gets smaller by less than one part in a hundred."""
_GZIP_LEVEL = 6
_GZIP = 31  # a window of 32 KiB, and the head and foot of a gzip file


class Sink(Protocol):
    """Where lines go."""

    def write(self, seq: int, report_line: bytes) -> None:
        """Add the line of a record, without a line end."""

    def commit(self) -> Position:
        """Put what was written on the disk, and return where it ends."""

    def close(self) -> None:
        """Give the file its name, in place of what bore it; nothing can be written after."""

    def abort(self) -> None:
        """Leave the file for another run to go on with."""


def open_sink(path: Path, *, resume: Mapping[str, Any] | None = None) -> Sink:
    """Open an output, whose form its suffix chooses.

    Parameters
    ----------
    path : Path
        What it will be called: JSON lines by ``.jsonl`` or ``.ndjson``, packed with ``.gz`` or
        ``.zst`` after it; a table by ``.parquet``.
    resume : mapping, optional
        What `Sink.commit` returned: what was written after that is cut off, and what stands there
        is kept. Without it the output begins anew.

    Raises
    ------
    OptionError
        The suffix is of no known form, or the form needs an extra that is not installed.
    OutputError
        What is to be gone on with is not there any more, or cannot be written.
    """
    try:
        if path.suffix.lower() == ".parquet":
            return _Table(path, _zstandard(), resume)
        if unpacked_suffix(path) not in (".jsonl", ".ndjson"):
            raise OptionError(
                f"{str(path)!r} is of no form that is written: name it .jsonl, .jsonl.gz, "
                ".jsonl.zst or .parquet"
            )
        if path.suffix.lower() == ".gz":
            return _Blocks(path, _gzip, resume)
        if path.suffix.lower() == ".zst":
            return _Blocks(path, _zstandard(), resume)
        return _Lines(path, resume)
    except OSError as error:
        if isinstance(error, OutputError):
            raise
        what = error.strerror or str(error)
        raise OutputError(
            f"cannot write {str(part_of(path))!r} ({what}): free space or change its rights"
        ) from error


def part_of(path: Path) -> Path:
    """Return what an output is called until it is closed.

    Examples
    --------
    >>> print(part_of(Path("news.jsonl")))
    news.jsonl.part
    """
    return path.with_name(f"{path.name}.part")


class _Lines:
    """Plain lines."""

    def __init__(self, path: Path, resume: Mapping[str, Any] | None) -> None:
        self._path = path
        self._file = _opened(part_of(path), int(resume["bytes"]) if resume else 0)

    def write(self, seq: int, report_line: bytes) -> None:  # noqa: ARG002  # as all sinks have
        self._file.write(report_line)
        self._file.write(b"\n")

    def commit(self) -> Position:
        _sync(self._file)
        return {"bytes": self._file.tell()}

    def close(self) -> None:
        _sync(self._file)
        self._file.close()
        part_of(self._path).replace(self._path)

    def abort(self) -> None:
        _abandon(self._file)


class _Blocks:
    """Packed lines, some thousand a block, each of which can be unpacked alone."""

    def __init__(
        self, path: Path, pack: Callable[[bytes], bytes], resume: Mapping[str, Any] | None
    ) -> None:
        self.path = path
        self.part = part_of(path)
        self._pack = pack
        self._turn = int(resume["beside"]) if resume else 0
        self._lines = bytearray(_read(self._beside(), int(resume["lines"])) if resume else b"")
        self._file = _opened(self.part, int(resume["bytes"]) if resume else 0)

    def write(self, seq: int, report_line: bytes) -> None:  # noqa: ARG002  # as all sinks have
        self._lines += report_line
        self._lines += b"\n"
        if len(self._lines) >= _BLOCK_BYTES:
            self._flush()

    def commit(self) -> Position:
        _sync(self._file)
        self._turn = 1 - self._turn
        with self._beside().open("wb") as file:
            file.write(self._lines)
            _sync(file)
        return {"bytes": self._file.tell(), "lines": len(self._lines), "beside": self._turn}

    def close(self) -> None:
        self.finish()
        self.part.replace(self.path)
        self.clear()

    def finish(self) -> None:
        """Write what is left and close the file, which keeps its name."""
        self._flush()
        _sync(self._file)
        self._file.close()

    def clear(self) -> None:
        """Remove what stands beside."""
        for self._turn in (0, 1):
            self._beside().unlink(missing_ok=True)

    def abort(self) -> None:
        _abandon(self._file)

    def _flush(self) -> None:
        if self._lines or not self._file.tell():
            self._file.write(self._pack(bytes(self._lines)))
            self._lines.clear()

    def _beside(self) -> Path:
        return self.part.with_name(f"{self.part.name}.{self._turn}")


class _Table(_Blocks):
    """A table of stories: packed lines until all are there, for Parquet cannot be gone on with."""

    def close(self) -> None:
        from geonews.archive.export import write_stories

        self.finish()
        table = self.part.with_name(f"{self.part.name}.table")
        with self.part.open("rb") as file:
            write_stories(unpacked(file, ".zst"), table)
        with table.open("rb+") as file:
            _sync(file)
        table.replace(self.path)
        self.part.unlink()
        self.clear()


def _gzip(data: bytes) -> bytes:
    # Without a time of its own, unlike gzip.compress before Python 3.11.
    return zlib.compress(data, _GZIP_LEVEL, wbits=_GZIP)


def _zstandard() -> Callable[[bytes], bytes]:
    try:
        import zstandard
    except ImportError as error:
        raise OptionError(
            "this output needs the extra geonews[archive]: install it with "
            "pip install 'geonews[archive]'"
        ) from error
    packer = zstandard.ZstdCompressor(level=3, write_checksum=True)
    return packer.compress


def _opened(part: Path, start: int) -> BinaryIO:
    """Open a file to be gone on with from a byte, or anew from 0."""
    try:
        file = part.open("r+b" if start else "wb")
    except FileNotFoundError as error:
        if not start:
            raise
        raise _gone(part) from error
    if file.seek(0, os.SEEK_END) < start:
        file.close()
        raise OutputError(
            f"{str(part)!r} is shorter than its journal says: remove the journal to begin anew"
        )
    file.truncate(start)
    file.seek(start)
    return file


def _read(path: Path, length: int) -> bytes:
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise _gone(path) from error
    if len(data) != length:
        raise OutputError(
            f"{str(path)!r} is not as its journal says: remove the journal to begin anew"
        )
    return data


def _gone(path: Path) -> OutputError:
    return OutputError(f"{str(path)!r} is gone: remove the journal to begin anew")


def _sync(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())


def _abandon(file: BinaryIO) -> None:
    try:
        file.close()
    except OSError:
        # What a full disk keeps in the buffer is written again by another run.
        with suppress(OSError):
            file.raw.close()  # type: ignore[attr-defined]
