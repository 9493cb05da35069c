"""Writing into a folder that belongs to somebody else: only over what geonews wrote itself."""

from __future__ import annotations

import re
import stat
from pathlib import Path, PurePath

from geonews.draw.save import write_atomically
from geonews.errors import OutputError

__all__ = ["MANIFEST", "is_ours", "put", "remove"]

MANIFEST = "gallery.json"
# What geonews writes says so near its beginning.
_HEAD_BYTES = 8192
_MARKS = {
    ".html": re.compile(rb'<meta name="generator" content="geonews[ "]'),
    ".xml": re.compile(rb"<generator(?: version=\"[^\"<>]*\")?>geonews</generator>|<!--geonews-->"),
    ".svg": re.compile(rb"^<svg[^>]* data-generator=\"geonews"),
    ".json": re.compile(rb'^\{\s*"geonews_gallery"'),
}


def is_ours(path: Path) -> bool:
    """Tell whether geonews wrote a file: a regular one, no link, that bears its mark."""
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            return False
        with path.open("rb") as file:
            head = file.read(_HEAD_BYTES)
    except OSError:
        return False
    mark = _MARKS.get(PurePath(path.name).suffix.lower())
    return mark is not None and mark.search(head) is not None


def put(folder: Path, name: str, text: str) -> bool:
    """Write a file of a gallery, whole or not at all, and tell whether it had to be written.

    Parameters
    ----------
    folder : Path
    name : str
        From the folder, with slashes; at most one folder deep.
    text : str

    Raises
    ------
    OutputError
        What stands there is not ours, or the file cannot be written.
    """
    path = folder / name
    # What stands between could have become a link since it was looked at.
    if path.parent != folder and path.parent.is_symlink():
        raise OutputError(
            f"cannot write {name!r}: its folder is a link, and links are not followed"
        )
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        pass
    except OSError as error:
        raise OutputError(
            f"cannot write {name!r}: {error.strerror or error}; free the name"
        ) from error
    else:
        if not stat.S_ISREG(mode) or not is_ours(path):
            raise OutputError(
                f"cannot write {name!r}: something else stands there; move it or rename the story"
            )
        if path.read_bytes() == text.encode("utf-8", "replace"):
            return False
    write_atomically(path, text)
    return True


def remove(folder: Path, name: str) -> None:
    """Remove a file that geonews wrote; anything else stays."""
    path = folder / name
    if not (path.parent != folder and path.parent.is_symlink()) and is_ours(path):
        path.unlink(missing_ok=True)
