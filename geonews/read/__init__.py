"""A story, wherever it lies, to an `Article`: text, a saved web page, or a JSON record."""

from __future__ import annotations

import sys
from pathlib import Path, PurePath
from typing import BinaryIO

from geonews.errors import StoryError
from geonews.model import Article
from geonews.read.decode import decode, refuse_other_formats
from geonews.read.html import from_html, looks_like_html
from geonews.read.plain import from_text
from geonews.read.record import from_json, from_json_lines

__all__ = ["read", "read_bytes"]

_LARGEST_MB = 100
_PAGES = (".html", ".htm", ".xhtml")


def read(source: str | Path, *, stdin: BinaryIO | None = None) -> Article:
    """Read one story.

    Parameters
    ----------
    source : str or Path
        A file of text, HTML or JSON; ``-`` is standard input.
    stdin : binary file, optional
        What ``-`` reads; the process's own standard input by default.

    Returns
    -------
    Article
        ``text`` exactly as decoded (a web page: its story alone), ``furniture`` marked in it.

    Raises
    ------
    StoryError
        The file is missing, a directory, unreadable, empty, binary, or without a story.

    Examples
    --------
    >>> import io
    >>> read("-", stdin=io.BytesIO(b"Rain fell on Lima.")).text
    'Rain fell on Lima.'
    """
    name = str(source)
    if name.startswith(("http://", "https://")):
        raise StoryError(f"{name!r} is a web address: save the page and give the file")
    if name == "-" and stdin is None:
        if sys.stdin is None:
            raise StoryError("standard input is closed: give the path of a story")
        stdin = sys.stdin.buffer
    try:
        if stdin is not None and name == "-":
            name = "standard input"
            data = _limited(stdin, name)
        else:
            with Path(source).open("rb") as file:
                data = _limited(file, name)
    except FileNotFoundError as error:
        raise StoryError(f"{name!r} does not exist: give the path of a story") from error
    except IsADirectoryError as error:
        raise StoryError(f"{name!r} is a directory: give a story inside it") from error
    except PermissionError as error:
        raise StoryError(f"{name!r} may not be read by you: change its permissions") from error
    except (OSError, ValueError) as error:
        what = getattr(error, "strerror", None) or str(error)
        raise StoryError(f"{name!r} cannot be read ({what}): give the path of a story") from error
    return read_bytes(data, name)


def read_bytes(data: bytes, name: str) -> Article:
    """Read one story from its bytes.

    Parameters
    ----------
    data : bytes
    name : str
        The story's name in messages; its suffix tells HTML and JSON.

    Raises
    ------
    StoryError
        As for `read`.

    Examples
    --------
    >>> read_bytes(b'{"id": "a1", "text": "Rain fell on Lima."}', "a1.json").id
    'a1'
    """
    if not data.strip():
        raise StoryError(f"{name!r} is empty: give a file with a story in it")
    refuse_other_formats(data, name)
    suffix = PurePath(name).suffix.lower()
    if suffix in (".mhtml", ".mht"):
        raise StoryError(f"{name!r} is a web archive: save the page as HTML and give that")
    is_page = suffix in _PAGES
    text, note = decode(data, name, declared=is_page or looks_like_html(_peeked(data)))
    if suffix in (".jsonl", ".ndjson"):
        return from_json_lines(text, name, note)
    if suffix == ".json" or (not suffix and text.lstrip()[:1] == "{"):
        return from_json(text, name, note)
    if is_page or looks_like_html(text):
        return from_html(text, name, note)
    return from_text(text, name, note)


def _peeked(data: bytes) -> str:
    return data[:4096].decode("latin-1")


def _limited(stream: BinaryIO, name: str) -> bytes:
    data = stream.read(_LARGEST_MB * 1_000_000 + 1)
    if len(data) > _LARGEST_MB * 1_000_000:
        raise StoryError(f"{name!r} is larger than {_LARGEST_MB} MB, no story: split it")
    return data
