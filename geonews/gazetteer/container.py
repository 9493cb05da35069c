"""The compiled gazetteer as a file: a header in JSON, then sections that are memory-mapped."""

from __future__ import annotations

import hashlib
import json
import mmap
import os
import struct
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from geonews.errors import GazetteerError

__all__ = ["FORMAT", "Container", "Contents", "write_container"]

FORMAT = 2

Contents = bytes | Path | Sequence[Path]
"""What a section holds: bytes, or those of a file or of several, one behind the other."""

_MAGIC = b"GEONEWS\n"
_PREFIX = struct.Struct("<8sII32s")
_ALIGN = 8
_HEADER_LIMIT = 4 << 20
_COPIED_BYTES = 4 << 20
_MEND = (
    "install geonews again, or make the file anew with 'geonews gazetteer build' or "
    "'geonews gazetteer import'"
)


class Container:
    """A compiled gazetteer, opened and mapped.

    Opening reads the header only, and compares its checksum and the size of the file.

    Attributes
    ----------
    path : Path
    header : dict
        What the build wrote of name, version, checksum, sources and counts.
    """

    __slots__ = ("_map", "_start", "header", "path")

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            with path.open("rb") as file:
                size = os.fstat(file.fileno()).st_size
                prefix = file.read(_PREFIX.size)
                self.header, self._start = _header(path, prefix, file.read, size)
                self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except FileNotFoundError:
            raise GazetteerError(f"no gazetteer at {str(path)!r}: {_MEND}") from None
        except IsADirectoryError:
            raise GazetteerError(f"{str(path)!r} is a folder, not a gazetteer file") from None
        except PermissionError:
            raise GazetteerError(f"no permission to read the gazetteer {str(path)!r}") from None
        except GazetteerError:
            raise
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise GazetteerError(
                f"cannot open the gazetteer {str(path)!r}: {reason}; {_MEND}"
            ) from error

    def __contains__(self, name: str) -> bool:
        return name in self.header["sections"]

    def section(self, name: str) -> memoryview:
        """Return the bytes of a section, cast to its type; nothing is copied."""
        offset, length, code = self.header["sections"][name]
        start = self._start + offset
        view = memoryview(self._map)[start : start + length]
        return view if code == "B" else view.cast("B").cast(code)

    def verify(self) -> None:
        """Read the whole file and compare its checksum.

        Raises
        ------
        GazetteerError
            The bytes are not those that were built.
        """
        found = hashlib.sha256(memoryview(self._map)[self._start :]).hexdigest()
        if found != self.header["sha256"]:
            raise GazetteerError(
                f"the gazetteer {str(self.path)!r} is damaged: its checksum is {found[:12]}..., "
                f"not {self.header['sha256'][:12]}...; {_MEND}"
            )


def _header(path: Path, prefix: bytes, read: Any, size: int) -> tuple[dict[str, Any], int]:
    if len(prefix) < _PREFIX.size or not prefix.startswith(_MAGIC):
        raise GazetteerError(f"{str(path)!r} is not a geonews gazetteer: {_MEND}")
    _, version, length, digest = _PREFIX.unpack(prefix)
    if version != FORMAT:
        raise GazetteerError(
            f"the gazetteer {str(path)!r} has format {version}, this geonews reads {FORMAT}: "
            f"{_MEND}"
        )
    encoded = read(min(length, _HEADER_LIMIT))
    try:
        if hashlib.sha256(encoded).digest() != digest:
            raise ValueError("checksum")
        header = json.loads(encoded)
        payload_bytes, _ = int(header["payload_bytes"]), header["sha256"][:12]
        spans = [(int(offset), int(bytes_)) for offset, bytes_, _ in header["sections"].values()]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise GazetteerError(f"the header of {str(path)!r} is damaged: {_MEND}") from None
    start = _aligned(_PREFIX.size + length)
    inside = all(0 <= at <= at + bytes_ <= payload_bytes for at, bytes_ in spans)
    if size != start + payload_bytes or not inside:
        raise GazetteerError(
            f"the gazetteer {str(path)!r} has {size:,} bytes and should have "
            f"{start + payload_bytes:,}: it is truncated or was changed; {_MEND}"
        )
    return header, start


def _aligned(offset: int) -> int:
    return -(-offset // _ALIGN) * _ALIGN


def write_container(
    path: Path,
    described: Mapping[str, Any],
    sections: Mapping[str, tuple[str, Contents]],
    scratch: Path | None = None,
) -> None:
    """Write a compiled gazetteer; the same sections give the same bytes.

    Parameters
    ----------
    path : Path
        Written whole or not at all.
    described : mapping
        What the header says beside sections and checksum: name, version, sources, counts.
    sections : mapping of name to (type code, contents)
        Type codes are those of `struct`: "B" "I" "i" "H" "Q" "d". Files are copied piece by piece.
    scratch : Path, optional
        Folder of the same file system that holds the unfinished file; beside ``path`` by default.

    Raises
    ------
    GazetteerError
        The file cannot be written.
    """
    temporary: Path | None = None
    try:
        table: dict[str, tuple[int, int, str]] = {}
        end = 0
        for name, (code, contents) in sections.items():
            offset, size = _aligned(end), _size(contents)
            table[name], end = (offset, size, code), offset + size
        described = {**described, "sections": table, "payload_bytes": end}
        room = len(_head(described, hashlib.sha256().hexdigest()))
        with tempfile.NamedTemporaryFile(
            dir=scratch or path.parent, prefix=f".{path.name}.", suffix=".part", delete=False
        ) as file:
            temporary = Path(file.name)
            file.write(b"\0" * room)
            digest, written = hashlib.sha256(), 0
            for name, (_, contents) in sections.items():
                for piece in (b"\0" * (table[name][0] - written), *_pieces(contents)):
                    digest.update(piece)
                    written += file.write(piece)
            file.seek(0)
            file.write(_head(described, digest.hexdigest()))
            file.flush()
            # Renamed before its bytes are on the disk, it could be taken for whole after a crash.
            os.fsync(file.fileno())
        temporary.chmod(0o644)
        temporary.replace(path)
    except OSError as error:
        raise GazetteerError(
            f"cannot write the gazetteer {str(path)!r}: {error.strerror}; give a file in a folder "
            "that can be written to"
        ) from error
    finally:
        # Nothing is left of it once it has its name.
        if temporary is not None:
            temporary.unlink(missing_ok=True)


def _head(described: Mapping[str, Any], sha256: str) -> bytes:
    """Return what stands before the payload; its length does not depend on the checksum."""
    header = json.dumps(
        {**described, "sha256": sha256}, ensure_ascii=False, indent=1, sort_keys=True
    ).encode()
    head = _PREFIX.pack(_MAGIC, FORMAT, len(header), hashlib.sha256(header).digest()) + header
    return head.ljust(_aligned(len(head)), b"\0")


def _files(contents: Path | Sequence[Path]) -> Sequence[Path]:
    return (contents,) if isinstance(contents, Path) else contents


def _size(contents: Contents) -> int:
    if isinstance(contents, bytes):
        return len(contents)
    return sum(file.stat().st_size for file in _files(contents))


def _pieces(contents: Contents) -> Iterator[bytes]:
    if isinstance(contents, bytes):
        yield contents
        return
    for path in _files(contents):
        with path.open("rb") as file:
            while piece := file.read(_COPIED_BYTES):
                yield piece
