"""Files of lines, packed or not, read within bounds: their lines, and where a file breaks off."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, cast

from geonews.errors import OptionError, StoryError

__all__ = [
    "LONGEST_LINE",
    "UTF_16",
    "Line",
    "fault_of",
    "lines_in",
    "lines_of",
    "open_stream",
    "unpacked",
    "unpacked_suffix",
    "words_of",
]

LONGEST_LINE = 1 << 26
"""Bytes: the longest novels have 10 MB."""
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
"""How files begin that no form of archive is written in."""
_MOST_BARREN = 1 << 30
"""Bytes without a line that could be read, after which a file is given up: a small packed file can
hold terabytes of nothing."""
_BLANK_BYTES = 64
"""What a blank line counts for more than its bytes, which take the least of the time."""
_PACKED = (".gz", ".zst")
# What one piece of a packed file can become is bounded by its own size: a block of 4 bytes stands
# for 128 KiB at the most (RFC 8878, section 3.1.1.2), so that 2 KiB become 64 MiB.
_PIECE = 1 << 11


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a file.

    Attributes
    ----------
    number : int
        From 1, blank ones counted.
    data : bytes
        With its end; empty where there is an error.
    error : str
        Why the line cannot be had, after the words "the line" or "the file".
    is_end : bool
        Whether the file breaks off here.
    """

    number: int
    data: bytes = b""
    error: str = ""
    is_end: bool = False


def unpacked_suffix(path: Path) -> str:
    """Return the suffix of what is in a file, in small letters.

    Examples
    --------
    >>> unpacked_suffix(Path("a.JSONL.gz")), unpacked_suffix(Path("a.txt"))
    ('.jsonl', '.txt')
    """
    suffix = path.suffix.lower()
    return Path(path.stem).suffix.lower() if suffix in _PACKED else suffix


@contextmanager
def open_stream(path: Path) -> Iterator[BinaryIO]:
    """Open a file for reading, unpacked by its suffix: ``.gz``, ``.zst`` or neither.

    Raises
    ------
    StoryError
        The file is missing or may not be read.
    OptionError
        What unpacks it is not installed.
    """
    with _opened(path) as file:
        yield unpacked(file, path.suffix)


def unpacked(file: BinaryIO, suffix: str) -> BinaryIO:
    """Return a file that is open as the stream of what is in it.

    Parameters
    ----------
    file : binary file
        Read from where it stands.
    suffix : str
        Says how it is packed: ``.gz``, ``.zst`` or anything else for not at all.

    Raises
    ------
    OptionError
        What unpacks it is not installed.
    """
    match suffix.lower():
        case ".gz":
            return cast(BinaryIO, gzip.GzipFile(fileobj=file))
        case ".zst":
            return io.BufferedReader(_Zstandard(file), 1 << 17)
    return file


def lines_of(
    path: Path, longest: int = LONGEST_LINE, *, is_blank_kept: bool = False
) -> Iterator[Line]:
    """Yield the lines of a file, packed or not; see `lines_in`.

    Raises
    ------
    StoryError
        The file is missing or may not be read.
    OptionError
        What unpacks it is not installed.
    """
    with open_stream(path) as stream:
        yield from lines_in(stream, longest, is_blank_kept=is_blank_kept)


def lines_in(
    stream: BinaryIO, longest: int = LONGEST_LINE, *, is_blank_kept: bool = False
) -> Iterator[Line]:
    """Yield the lines of a stream, in bounded memory.

    A line with more bytes than ``longest`` is passed over and told. Where the stream cannot be read
    on, such as that of a packed file that was cut short, what stands before is given, and then one
    line with ``is_end`` set.

    Raises
    ------
    StoryError
        The disk or the network fails, which another run may not meet.
    """
    number = barren = 0
    try:
        while data := stream.readline(longest + 1):
            number += 1
            if len(data) <= longest:
                is_blank = data.isspace()
                barren = barren + _BLANK_BYTES + len(data) if is_blank else 0
                if is_blank_kept or not is_blank:
                    yield Line(number, data)
            else:
                barren += len(data)
                error = f"is longer than {longest >> 20} MiB, no story: split it"
                yield Line(number, error=error)
                while not data.endswith(b"\n") and barren <= _MOST_BARREN:
                    data = stream.readline(1 << 20)
                    barren += len(data)
                    if not data:
                        return
            if barren > _MOST_BARREN:
                what = f"holds {_MOST_BARREN >> 30} GiB without a line that can be read"
                yield Line(number + 1, error=f"{what}: what follows is not read", is_end=True)
                return
    except (EOFError, OSError, zlib.error) as error:
        if isinstance(error, OSError) and error.errno:
            raise StoryError(f"the input cannot be read on ({words_of(error)})") from error
        words = f"breaks off ({fault_of(error)}): fetch or pack it anew"
        yield Line(number + 1, error=words, is_end=True)


def words_of(error: BaseException) -> str:
    """Return what a library says of a failure, in one line."""
    said = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return " ".join(said.split())[:200] or type(error).__name__


def fault_of(error: BaseException) -> str:
    """Return what is wrong with a file that breaks off, in a few words."""
    return "it is cut short" if isinstance(error, EOFError) else words_of(error)


def _opened(path: Path) -> BinaryIO:
    try:
        return path.open("rb", buffering=1 << 17)
    except FileNotFoundError as error:
        raise StoryError(
            f"{str(path)!r} does not exist: give a file or folder of stories"
        ) from error
    except PermissionError as error:
        raise StoryError(f"{str(path)!r} may not be read by you: change its rights") from error
    except (OSError, ValueError) as error:
        raise StoryError(f"{str(path)!r} cannot be read ({words_of(error)})") from error


_lines = lines_in


class _Zstandard(io.RawIOBase):
    """A file that Zstandard packed, frame after frame; one that is cut short raises EOFError."""

    def __init__(self, file: BinaryIO) -> None:
        try:
            import zstandard
        except ImportError as error:
            raise OptionError(
                "files packed by Zstandard need the extra geonews[archive]: install it with "
                "pip install 'geonews[archive]'"
            ) from error
        self._file = file
        self._unpacker = zstandard.ZstdDecompressor()
        self._fault = zstandard.ZstdError
        self._frame: Any = None
        self._packed = b""
        self._ready = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._ready:
            piece = self._packed or self._file.read(_PIECE)
            self._packed = b""
            if not piece:
                if self._frame is not None:
                    raise EOFError
                return 0
            self._unpack(piece)
        count = min(len(buffer), len(self._ready))
        buffer[:count] = self._ready[:count]
        self._ready = self._ready[count:]
        return count

    def _unpack(self, piece: bytes) -> None:
        if self._frame is None:
            self._frame = self._unpacker.decompressobj()
        try:
            self._ready = memoryview(self._frame.decompress(piece))
        except self._fault as error:
            raise OSError(words_of(error)) from error
        if self._frame.eof:
            self._packed = self._frame.unused_data
            self._frame = None
