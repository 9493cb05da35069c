"""What a cluster writes: a folder of parts, each of them there whole or not at all."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import uuid
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geonews.archive.journal import same_run
from geonews.archive.partitions import filesystem
from geonews.errors import OutputError

if TYPE_CHECKING:
    from geonews.archive.arrow import pa

__all__ = ["Folder", "PartWriter", "digest_of"]

_RUN = "_run.json"
_SUCCESS = "_SUCCESS"
# Readers of Parquet folders pass over names that begin so.
_TEMPORARY = "_temporary"
_COUNTS = b"geonews.counts"
_FLUSH_BYTES = 1 << 23
"""Of reports in a row group: some 500 of them."""


class Folder:
    """A folder wherever fsspec reaches.

    ``stories/part-00000.parquet`` and ``mentions/part-00000.parquet`` (GeoParquet) are what a part
    gave, ``failures/part-00000.jsonl`` its records without a report, where there are any.
    ``_run.json`` says from the start what the run is made of, and ``_SUCCESS`` in the end what it
    did. A part is done once its file of stories is there, which gets its name last.

    Parameters
    ----------
    url : str
        A path or URL.

    Raises
    ------
    OptionError
        The URL cannot be reached.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self.system, root = filesystem(url)
        self.root = root.rstrip("/")
        self.full_url = str(self.system.unstrip_protocol(self.root))

    def begin(self, fingerprint: Mapping[str, Any], *, is_resumed: bool) -> None:
        """Make the folder, or see that it holds an earlier part of this very run.

        Raises
        ------
        OutputError
            A run stands there and is not to be resumed, or is another; or it cannot be written.
        """
        try:
            before = self._read(_RUN)
            if before is not None and not is_resumed:
                how = "is complete" if self.is_complete else "has not ended: go on with --resume"
                raise OutputError(
                    f"{self.url!r} holds a run that {how}; name another folder, or remove it to "
                    "begin anew"
                )
            if before is not None:
                same_run(Path(self._path(_RUN)), before, fingerprint)
                return
            if self.system.exists(self.root) and self._names(""):
                raise OutputError(f"{self.url!r} is there and holds other files: name another")
            for name in ("stories", "mentions", "failures"):
                self.system.makedirs(self._path(name), exist_ok=True)
            self._write(_RUN, _json(fingerprint))
        except OutputError:
            raise
        except OSError as error:
            raise self._unwritable(error) from error

    @property
    def is_complete(self) -> bool:
        """Whether a run has ended here."""
        return bool(self.system.exists(self._path(_SUCCESS)))

    def success(self) -> dict[str, Any] | None:
        """Return what the run did, once it has ended."""
        return self._read(_SUCCESS)

    def is_of(self, digest: str) -> bool:
        """Tell whether the folder is still that of a run, and has not been begun anew since."""
        found = self._read(_RUN)
        return found is not None and digest_of(found) == digest

    def done(self) -> dict[int, dict[str, int]]:
        """Return the parts that are done, and what each counts."""
        found = {}
        for name in self._names("stories"):
            number = name.removeprefix("part-").removesuffix(".parquet")
            if number.isdecimal():
                found[int(number)] = self.counts(int(number))
        return found

    def counts(self, number: int) -> dict[str, int]:
        """Return what a part that is done counts."""
        from geonews.archive.arrow import pq

        with self.system.open(self._part("stories", number), "rb") as file:
            kept = pq.read_metadata(file).metadata or {}
        return {str(name): int(count) for name, count in json.loads(kept[_COUNTS]).items()}

    def has(self, number: int) -> bool:
        """Tell whether a part is done."""
        return bool(self.system.exists(self._part("stories", number)))

    @contextlib.contextmanager
    def writing(self, number: int) -> Iterator[PartWriter]:
        """Open a part to write; what was not committed when the block ends is gone."""
        place = self._path(f"{_TEMPORARY}/part-{number:05}-{uuid.uuid4().hex[:12]}")
        writer = PartWriter(self, number, place)
        try:
            self.system.makedirs(place, exist_ok=True)
            yield writer
        finally:
            writer.close()
            with contextlib.suppress(OSError):
                self.system.rm(place, recursive=True)

    def finish(self, summary: Mapping[str, Any]) -> None:
        """Say that all parts are done.

        Raises
        ------
        OutputError
            It cannot be written.
        """
        try:
            with contextlib.suppress(FileNotFoundError):
                self.system.rm(self._path(_TEMPORARY), recursive=True)
            self._write(_SUCCESS, _json(summary))
        except OSError as error:
            raise self._unwritable(error) from error

    def take(self, source: str, kind: str, number: int) -> None:
        """Give a file of a part its name; None of that kind where it is empty."""
        self.system.mv(source, self._part(kind, number))

    def drop(self, kind: str, number: int) -> None:
        """Remove what an attempt that was cut off left under a part's name."""
        with contextlib.suppress(FileNotFoundError):
            self.system.rm(self._part(kind, number))

    def _part(self, kind: str, number: int) -> str:
        suffix = "jsonl" if kind == "failures" else "parquet"
        return self._path(f"{kind}/part-{number:05}.{suffix}")

    def _path(self, name: str) -> str:
        return f"{self.root}/{name}"

    def _names(self, folder: str) -> list[str]:
        self.system.invalidate_cache()
        try:
            listed = self.system.ls(self._path(folder) if folder else self.root, detail=False)
        except FileNotFoundError:
            return []
        return sorted(str(path).rstrip("/").rpartition("/")[2] for path in listed)

    def _read(self, name: str) -> dict[str, Any] | None:
        self.system.invalidate_cache()
        try:
            value = json.loads(self.system.cat_file(self._path(name)))
        except FileNotFoundError:
            return None
        except ValueError as error:
            raise OutputError(
                f"{self._path(name)!r} is damaged: remove the folder to begin anew"
            ) from error
        return value if isinstance(value, dict) else {}

    def _write(self, name: str, data: bytes) -> None:
        temporary = self._path(f"{name}.{uuid.uuid4().hex[:12]}.tmp")
        with self.system.open(temporary, "wb") as file:
            file.write(data)
            sync(file)
        self.system.mv(temporary, self._path(name))

    def _unwritable(self, error: OSError) -> OutputError:
        what = error.strerror or " ".join(str(error).split())
        return OutputError(f"{self.url!r} cannot be written ({what}): free it, or name another")


class PartWriter:
    """The files of one part, under names of their own until `commit`."""

    def __init__(self, folder: Folder, number: int, place: str) -> None:
        self.counts = {"stories": 0, "mentions": 0, "resolved": 0}
        self._folder = folder
        self._number = number
        self._place = place
        self._lines = bytearray()
        self._files: dict[str, Any] = {}
        self._tables: dict[str, Any] = {}
        self._failed: list[bytes] = []

    def story(self, line: bytes) -> None:
        """Add a story by the line of its report."""
        self._lines += line
        self._lines += b"\n"
        if len(self._lines) >= _FLUSH_BYTES:
            self._flush()

    def failure(self, seq: int, where: str, story: str | None, cause: str, reason: str) -> None:
        """Add a record without a report, as `geonews.archive.failures.Failures.write` does."""
        line = {
            "part": self._number,
            "seq": seq,
            "where": where,
            "id": story,
            "cause": cause,
            "reason": reason,
        }
        self._failed.append(json.dumps(line).encode() + b"\n")

    def commit(self) -> None:
        """Give the files their names, that of the stories last: then the part is done."""
        self._flush()
        self._tables["stories"].add_key_value_metadata({_COUNTS: _json(self.counts)})
        for table in self._tables.values():
            table.close()
        self._tables = {}
        if self._failed:
            self._open("failures").write(b"".join(self._failed))
        for file in self._files.values():
            sync(file)
            file.close()
        kinds, self._files = list(self._files), {}
        if not self._failed:
            self._folder.drop("failures", self._number)
        for kind in sorted(kinds, key=("failures", "mentions", "stories").index):
            self._folder.take(f"{self._place}/{kind}", kind, self._number)

    def close(self) -> None:
        """Let go of what is open."""
        for opened in (*self._tables.values(), *self._files.values()):
            with contextlib.suppress(OSError, ValueError):
                opened.close()
        self._tables, self._files = {}, {}

    def _flush(self) -> None:
        from geonews.archive.tables import mentions_of_lines, stories_of_lines

        self._add("stories", stories_of_lines(self._lines))
        self._add("mentions", mentions_of_lines(self._lines))
        self._lines = bytearray()

    def _add(self, kind: str, table: pa.Table) -> None:
        from geonews.archive.arrow import pq

        if kind not in self._tables:
            self._tables[kind] = pq.ParquetWriter(
                self._open(kind), table.schema, compression="zstd"
            )
        if table.num_rows:
            self._tables[kind].write_table(table)

    def _open(self, kind: str) -> Any:
        self._files[kind] = self._folder.system.open(f"{self._place}/{kind}", "wb")
        return self._files[kind]


def digest_of(fingerprint: Mapping[str, Any]) -> str:
    """Return a short name for what a run is made of.

    Examples
    --------
    >>> digest_of({"a": 1, "b": [2]}) == digest_of({"b": (2,), "a": 1})
    True
    """
    return f"geonews-{hashlib.sha256(_json(fingerprint)).hexdigest()[:16]}"


def sync(file: Any) -> None:
    """See that a file outlives a power cut, where it is one of this machine."""
    file.flush()
    # A store has no such thing: there a file is there once it is closed.
    with contextlib.suppress(OSError, AttributeError):
        os.fsync(file.fileno())


def _json(value: Mapping[str, Any]) -> bytes:
    return json.dumps(value, sort_keys=True, indent=1, default=str).encode()
