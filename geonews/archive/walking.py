"""Folders of stories: their files in the order of their names, no link followed out of them."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

from geonews.archive.fields import Columns, record_of_line, record_of_text
from geonews.archive.record import Record
from geonews.archive.streams import words_of
from geonews.errors import StoryError

__all__ = ["PAGES", "TEXTS", "Reader", "read_folder", "read_story"]

Reader = Callable[[Path, str, Columns, int, int], Generator[Record, None, int]]
"""Takes a file, what messages call it, the columns, the number of its first record, and the number
before which records are passed over; gives its records, and returns the number after the last."""

TEXTS = (".txt", ".text", ".md")
PAGES = (".html", ".htm", ".xhtml")
_LARGEST_MB = 100


def read_story(
    path: Path, name: str, columns: Columns, seq: int, start: int, *, called: str = ""
) -> Generator[Record, None, int]:
    """Read a file that is one story: text, a saved web page, or a JSON object."""
    if seq >= start:
        yield _story(path, name, columns, seq, called or path.name)
    return seq + 1


def read_folder(
    path: Path,
    name: str,
    columns: Columns,
    seq: int,
    start: int,
    reader_of: Callable[[Path, Columns], Reader | None],
) -> Generator[Record, None, int]:
    """Read all files of a folder and the folders in it, sorted by name.

    Hidden ones, and those that begin with an underscore as the marks of other programs do, are
    passed over, and so is what is of no known form. A link that leads out of the folder, or to a
    folder, is told and not followed; so is a file that cannot be read.

    Parameters
    ----------
    path, name, columns, seq, start
        As for any `Reader`.
    reader_of : callable
        Returns what reads a file, None where nothing does; raises StoryError where it is broken.
    """
    for file, key, fault in _walked(path, path.resolve(), ""):
        where = f"{name}/{key}"
        if not fault:
            try:
                reader = reader_of(file, columns)
            except StoryError as error:
                fault = str(error)
            else:
                if reader is read_story:
                    seq = yield from read_story(file, where, columns, seq, start, called=key)
                elif reader is not None:
                    seq = yield from reader(file, where, columns, seq, start)
        if fault:
            if seq >= start:
                yield Record(seq, where, error=fault)
            seq += 1
    return seq


def _walked(folder: Path, root: Path, prefix: str) -> Iterator[tuple[Path, str, str]]:
    """Yield files with their paths from the root, and what is wrong with those that are faulty."""
    try:
        with os.scandir(folder) as found:
            entries = sorted(
                (entry for entry in found if entry.name[0] not in "._"),
                key=lambda entry: entry.name,
            )
    except OSError as error:
        yield folder, prefix, f"{str(folder)!r} cannot be read ({words_of(error)})"
        return
    for entry in entries:
        path, key = Path(entry.path), f"{prefix}{entry.name}"
        try:
            if entry.is_symlink():
                yield path, key, _fault_of_link(path, root)
            elif entry.is_dir():
                yield from _walked(path, root, f"{key}/")
            elif entry.is_file():
                yield path, key, ""
        except OSError as error:
            yield path, key, f"{str(path)!r} cannot be read ({words_of(error)})"


def _fault_of_link(path: Path, root: Path) -> str:
    """Return why a link is not followed, "" where it leads to a file in the same folder."""
    target = path.resolve()
    if not target.is_relative_to(root):
        return f"{str(path)!r} is a link out of the folder: give what it leads to"
    if not target.is_file():
        return f"{str(path)!r} is a link to no file: give what it leads to"
    return ""


def _story(path: Path, name: str, columns: Columns, seq: int, called: str) -> Record:
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST_MB * 1_000_000 + 1)
    except OSError as error:
        return Record(seq, name, error=f"{name!r} cannot be read ({words_of(error)})")
    if len(data) > _LARGEST_MB * 1_000_000:
        words = f"{name!r} is larger than {_LARGEST_MB} MB, no story: split it"
        return Record(seq, name, error=words)
    suffix = path.suffix.lower()
    if suffix == ".json" and data.strip():
        return record_of_line(data, seq, name, columns, called=called)
    return record_of_text(data, seq, name, called=called, is_page=suffix in PAGES)
