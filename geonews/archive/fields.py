"""The fields of one story, as a line of JSON or a row of a table has them, to a record."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass, fields
from datetime import date, datetime
from typing import Any

from geonews.archive.record import Record
from geonews.errors import OptionError, StoryError
from geonews.model import Article
from geonews.read.decode import decode, refuse_other_formats
from geonews.read.html import looks_like_html

__all__ = ["Columns", "listed", "record_of_fields", "record_of_line", "record_of_text"]

_HOW = "write one object with the fields of the story"
_MOST_SHOWN = 8
_LONGEST_SHOWN = 40
_KINDS = {bool: "true or false", int: "a number", float: "a number", str: "a string"}


@dataclass(frozen=True, slots=True)
class Columns:
    """What the fields of a story are called in the input.

    Attributes
    ----------
    id, text, title, source, url, published, language : str
        Only ``text`` must be there; two may have the same name.

    Raises
    ------
    OptionError
        A name is empty.

    Examples
    --------
    >>> Columns(text="body").text
    'body'
    """

    id: str = "id"
    text: str = "text"
    title: str = "title"
    source: str = "source"
    url: str = "url"
    published: str = "published"
    language: str = "language"

    def __post_init__(self) -> None:
        for field in fields(self):
            if not getattr(self, field.name):
                raise OptionError(f"the column of {field.name!r} has no name: give one")

    @property
    def names(self) -> tuple[str, ...]:
        """The names, each once, in the order of the attributes."""
        return tuple(dict.fromkeys(astuple(self)))


def record_of_line(
    line: bytes, seq: int, where: str, columns: Columns, *, called: str = ""
) -> Record:
    r"""Return the record that one line of JSON is; a line that is none is told by its ``error``.

    Parameters
    ----------
    line : bytes
        With its line end or without.
    seq, where
        As in `Record`.
    columns : Columns
    called : str
        What a story without an id of its own is called.

    Examples
    --------
    >>> record_of_line(b'{"id": 7, "body": "In Lima."}', 0, "a.jsonl:1", Columns()).error
    '\'a.jsonl:1\' has no "text" (it has "id", "body"): name the field of the story with --column
    text=NAME'
    """
    try:
        text, note = decode(line.rstrip(b"\r\n"), where)
        value = json.loads(text)
    except StoryError as error:
        return Record(seq, where, error=str(error))
    except json.JSONDecodeError as error:
        what = f"column {error.colno}: {error.msg}"
        return Record(seq, where, error=f"{where!r} is no JSON ({what}): {_HOW}")
    except (RecursionError, ValueError):
        what = "JSON nested too deep or with a number too long"
        return Record(seq, where, error=f"{where!r} is {what}: mend or remove it")
    if not isinstance(value, dict):
        kind = {list: "a list", type(None): "null"}.get(type(value)) or _KINDS[type(value)]
        return Record(seq, where, error=f"{where!r} is JSON, but {kind}: {_HOW}")
    return record_of_fields(
        value, seq, where, columns, called=called, notes=(note,) if note else ()
    )


def record_of_fields(
    row: Mapping[str, Any],
    seq: int,
    where: str,
    columns: Columns,
    *,
    called: str = "",
    notes: tuple[str, ...] = (),
) -> Record:
    """Return the record of a story's fields: its article is of form ``text``, or ``page``.

    Parameters
    ----------
    row : mapping
        By name; what `columns` does not name is passed over. A date, as tables have them, is
        written as ISO 8601 has it.
    seq, where
        As in `Record`.
    columns : Columns
    called : str
        What a story without an id of its own is called.
    notes : tuple of str
        As in `geonews.model.Article`.
    """
    try:
        text = _text(row, columns.text, where)
        article = Article(
            text=text,
            id=_identity(row, columns.id, where) or called,
            title=_string(row, columns.title, where),
            source=_string(row, columns.source, where),
            url=_string(row, columns.url, where),
            published=_published(row, columns.published, where),
            language=_string(row, columns.language, where),
            notes=notes,
        )
    except StoryError as error:
        return Record(seq, where, error=str(error))
    return Record(seq, where, article, form="page" if looks_like_html(text) else "text")


def record_of_text(
    data: bytes,
    seq: int,
    where: str,
    *,
    called: str,
    url: str | None = None,
    is_page: bool = False,
    charset: str = "",
) -> Record:
    """Return the record of a file of text or a web page, from its bytes.

    Parameters
    ----------
    data : bytes
    seq, where
        As in `Record`.
    called : str
        The story's id.
    url : str, optional
        Where it was fetched from.
    is_page : bool
        Whether it is said to be a web page; otherwise how it begins decides.
    charset : str
        The encoding it is said to be in, believed where it is not plainly another.

    Examples
    --------
    >>> record_of_text(b"<!doctype html><p>In Lima.", 0, "a.txt", called="a.txt").form
    'page'
    """
    try:
        if not data.strip():
            raise StoryError(f"{where!r} is empty: give a file with a story in it")
        refuse_other_formats(data, where)
        text, note = _said(data, charset, where) or decode(
            data, where, declared=is_page or looks_like_html(data[:4096].decode("latin-1"))
        )
    except StoryError as error:
        return Record(seq, where, error=str(error))
    article = Article(text, id=called, url=url, notes=(note,) if note else ())
    return Record(seq, where, article, form="page" if is_page or looks_like_html(text) else "text")


def _said(data: bytes, charset: str, where: str) -> tuple[str, str | None] | None:
    """Return the text of some bytes in the encoding they are said to be in, None where not so."""
    # Much that is UTF-8 is said to be Latin-1, and hardly anything else is valid as UTF-8.
    for codec in ("utf-8", charset) if charset else ():
        try:
            text = data.decode(codec)
        except (LookupError, ValueError):
            continue
        if "\0" not in text:
            return text, None if codec == "utf-8" else f"{where!r} was read as {codec}, as it says"
    return None


def _text(row: Mapping[str, Any], name: str, where: str) -> str:
    if name not in row:
        raise StoryError(
            f"{where!r} has no {_shown(name)} (it has {listed(row)}): name the field of the story "
            "with --column text=NAME"
        )
    text = _value(row, name, where)
    if isinstance(text, str) and text.strip():
        return text
    if text is None or isinstance(text, str):
        raise StoryError(f"{where!r}: {_shown(name)} is empty: give the story there")
    raise StoryError(f"{where!r}: {_shown(name)} is {_kind(text)}: give the story there, a string")


def _value(row: Mapping[str, Any], name: str, where: str) -> object:
    """Return a field; what tables hold as bytes is text to whoever wrote it."""
    value: object = row.get(name)
    return decode(value, where)[0] if isinstance(value, bytes) else value


def _string(row: Mapping[str, Any], name: str, where: str) -> str | None:
    value = _value(row, name, where)
    if value is None or isinstance(value, str):
        return value or None
    raise StoryError(f"{where!r}: {_shown(name)} is {_kind(value)}: give a string, or leave it out")


def _identity(row: Mapping[str, Any], name: str, where: str) -> str | None:
    value = row.get(name)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return _string(row, name, where)


def _published(row: Mapping[str, Any], name: str, where: str) -> str | None:
    value = row.get(name)
    if isinstance(value, date | datetime):
        return value.isoformat()
    return _string(row, name, where)


def _kind(value: object) -> str:
    for kind, words in _KINDS.items():
        if isinstance(value, kind):
            return words
    return "a list" if isinstance(value, list | tuple) else "no string"


def listed(names: Iterable[object]) -> str:
    """Return names as a message shows them, which may be hostile and many.

    Examples
    --------
    >>> listed(["id", "body"]), listed([])
    ('"id", "body"', 'nothing')
    """
    known = list(names)
    shown = [_shown(name) for name in known[:_MOST_SHOWN]]
    more = [f"{len(known) - _MOST_SHOWN} more"] if len(known) > _MOST_SHOWN else []
    return ", ".join(shown + more) or "nothing"


def _shown(name: object) -> str:
    written = str(name)
    cut = written if len(written) <= _LONGEST_SHOWN else f"{written[: _LONGEST_SHOWN - 3]}..."
    return json.dumps(cut)
