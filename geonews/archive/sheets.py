"""Tables as CSV, row by row, with nothing in them that a spreadsheet would run."""

from __future__ import annotations

import csv
import os
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from geonews.draw.escape import clean
from geonews.errors import OutputError

__all__ = ["write_csv"]

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_csv(path: Path, head: Sequence[str], rows: Iterable[Sequence[object]]) -> int:
    """Write a table whole or not at all, and return how many rows it has.

    A text that a spreadsheet would take for a formula gets an apostrophe before it.

    Raises
    ------
    OutputError
        The file cannot be written.
    """
    count = 0
    temporary = ""
    try:
        handle, temporary = tempfile.mkstemp(prefix=".geonews-", suffix=".tmp", dir=path.parent)
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(head)
            for row in rows:
                writer.writerow([_harmless(value) for value in row])
                count += 1
        mask = os.umask(0)
        os.umask(mask)
        Path(temporary).chmod(0o666 & ~mask)
        Path(temporary).replace(path)
    except OSError as error:
        raise OutputError(
            f"cannot write {str(path)!r} ({error.strerror or error}): free space or change its "
            "rights"
        ) from error
    finally:
        if temporary:
            Path(temporary).unlink(missing_ok=True)
    return count


def _harmless(value: object) -> object:
    if not isinstance(value, str):
        return value
    text = " ".join(clean(value).split())
    return f"'{text}" if text.startswith(_FORMULA) else text
