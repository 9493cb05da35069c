"""The records that gave no line of output, one line each with the reason."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from geonews.archive.appending import Appended

__all__ = ["Failures"]


class Failures:
    """A file of JSON lines, written under a name of its own until the run is over.

    Parameters
    ----------
    path : Path
        What it will be called; without a failure there will be no such file.
    resume : mapping, optional
        What `commit` returned: what was written after that is cut off.

    Raises
    ------
    OutputError
        It cannot be written, or is shorter than it was.
    """

    def __init__(self, path: Path, resume: Mapping[str, Any] | None = None) -> None:
        self._path = path
        self._part = path.with_name(f"{path.name}.part")
        self._file = Appended(self._part, resume)

    def write(self, seq: int, where: str, story: str | None, cause: str, reason: str) -> None:
        """Add a record: its number, where it stands, the story's id, and why it has no line."""
        line = {"seq": seq, "where": where, "id": story, "cause": cause, "reason": reason}
        self._file.write(json.dumps(line).encode() + b"\n")

    def commit(self) -> dict[str, Any]:
        """Put what was written on the disk, and return where it ends."""
        return self._file.commit()

    def close(self) -> None:
        """Give the file its name, or take an empty one away, with what an earlier run left."""
        self._file.close()
        if self._part.stat().st_size:
            self._part.replace(self._path)
        else:
            self._path.unlink(missing_ok=True)
            self._part.unlink()

    def abort(self) -> None:
        """Leave the file for another run to go on with."""
        self._file.abandon()
