"""The files of GeoNames' download pages, read line by line; a hostile archive is refused."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from geonews.errors import GazetteerError

__all__ = ["Chunk", "chunks"]

_CHUNK_BYTES = 4 << 20
# The longest column of the dump holds 10,000 characters.
_LINE_BYTES = 1 << 20
# allCountries.zip and alternateNamesV2.zip shrink to a quarter, readme.txt among them to a third.
_MAX_RATIO = 60
_SMALL_BYTES = 1 << 20
# allCountries.txt has 1.7 GB.
_MAX_BYTES = 32 << 30
_MAX_MEMBERS = 64
_BESIDES = ("readme.txt", "iso-languagecodes.txt")
_ENCRYPTED = 1
_KIND_OF_FILE, _SYMLINK = 0o170000, 0o120000


@dataclass(frozen=True, slots=True)
class Chunk:
    """Whole lines of a file.

    Attributes
    ----------
    line : int
        The number of the first, from 1.
    data : bytes
    """

    line: int
    data: bytes


def chunks(path: Path, told: Callable[[float], None] = lambda _: None) -> Iterator[Chunk]:
    """Yield the lines of a text file, or of the one text file in a zip archive.

    A line longer than any that GeoNames writes is cut short, without its tabs, so that whoever
    reads it finds too few columns.

    Parameters
    ----------
    path : Path
        Such as ``allCountries.zip`` or ``allCountries.txt``.
    told : callable, optional
        Told which share of the file has been read, 0 to 1.

    Raises
    ------
    GazetteerError
        The file is missing, damaged, or an archive that no download of GeoNames is: with folders,
        with several texts, encrypted, or growing more than sixtyfold.
    """
    try:
        with _opened(path) as (file, size):
            read = 0
            for chunk in _whole_lines(file):
                read += len(chunk.data)
                told(min(1.0, read / size) if size else 1.0)
                yield chunk
    except FileNotFoundError:
        raise GazetteerError(
            f"no file {str(path)!r}: download it from geonames.org (export/dump)"
        ) from None
    except (
        EOFError,
        LookupError,
        RuntimeError,
        ValueError,
        struct.error,
        zipfile.BadZipFile,
        zlib.error,
    ) as error:
        raise GazetteerError(
            f"the archive {str(path)!r} is damaged ({error}): download it again"
        ) from error
    except OSError as error:
        if isinstance(error, GazetteerError):
            raise
        raise GazetteerError(f"cannot read {str(path)!r}: {error.strerror or error}") from error


@contextmanager
def _opened(path: Path) -> Iterator[tuple[IO[bytes], int]]:
    with path.open("rb") as file:
        is_archive = file.read(4) == b"PK\x03\x04"
    if not is_archive:
        if path.suffix.lower() == ".zip":
            raise GazetteerError(f"{str(path)!r} is no zip archive: download it again")
        with path.open("rb") as file:
            yield file, path.stat().st_size
        return
    with zipfile.ZipFile(path) as archive:
        info = _member(path, archive)
        with archive.open(info) as member:
            yield member, info.file_size


def _member(path: Path, archive: zipfile.ZipFile) -> zipfile.ZipInfo:
    """Return the one text to read of an archive; nothing is ever written under a member's name."""
    members = archive.infolist()
    if len(members) > _MAX_MEMBERS:
        raise _refused(path, f"it has {len(members):,} files")
    for info in members:
        name = info.filename
        if "\\" in name or ":" in name or PurePosixPath(name).name != name or name in (".", ".."):
            raise _refused(path, f"the name {name[:80]!r} in it leads to a folder")
        if info.external_attr >> 16 & _KIND_OF_FILE == _SYMLINK:
            raise _refused(path, f"{name[:80]!r} in it is a link")
    texts = [
        info
        for info in members
        if info.filename.lower().endswith(".txt") and info.filename.lower() not in _BESIDES
    ]
    if len(texts) != 1:
        names = ", ".join(repr(info.filename[:80]) for info in texts[:3]) or "none"
        raise _refused(path, f"it should hold one text to read, and holds {names}")
    info = texts[0]
    if info.flag_bits & _ENCRYPTED:
        raise _refused(path, f"{info.filename!r} in it is encrypted")
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise _refused(path, f"{info.filename!r} in it is compressed in another way than GeoNames'")
    if info.file_size > min(_MAX_BYTES, _SMALL_BYTES + _MAX_RATIO * info.compress_size):
        raise _refused(
            path,
            f"{info.filename!r} in it would grow from {info.compress_size:,} to "
            f"{info.file_size:,} bytes",
        )
    return info


def _refused(path: Path, why: str) -> GazetteerError:
    return GazetteerError(
        f"the archive {str(path)!r} is refused: {why}; download it from geonames.org"
    )


def _whole_lines(file: IO[bytes]) -> Iterator[Chunk]:
    line, rest, skipping = 1, b"", False
    while data := file.read(_CHUNK_BYTES):
        if skipping:
            _, newline, data = data.partition(b"\n")
            if not newline:
                continue
            skipping = False
        block = rest + data
        cut = block.rfind(b"\n") + 1
        block, rest = block[:cut], block[cut:]
        if len(rest) > _LINE_BYTES:
            # Never held whole: an archive can hold a line of any length in a few bytes.
            block += rest[:80].replace(b"\t", b" ") + b"\n"
            rest, skipping = b"", True
        if block:
            yield Chunk(line, block)
            line += block.count(b"\n")
    if rest:
        yield Chunk(line, rest + b"\n")
