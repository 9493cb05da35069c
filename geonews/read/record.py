"""A JSON record to an article."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from geonews.errors import StoryError
from geonews.model import Article
from geonews.read.plain import from_text

__all__ = ["from_json", "from_json_lines"]

_FORM = (
    '{"id": ..., "text": ..., "title": ..., "source": ..., "url": ..., "published": ..., '
    '"note": ...}'
)
_KINDS = {
    bool: "true or false",
    int: "a number",
    float: "a number",
    list: "a list",
    dict: "an object",
    type(None): "null",
    str: "a string",
}


def from_json(text: str, name: str, note: str | None = None) -> Article:
    """Return the article of one JSON record.

    Raises
    ------
    StoryError
        The text is no JSON, no object, without a story, or has a field of the wrong type.

    Examples
    --------
    >>> from_json('{"id": "a1", "text": "Rain fell on Lima.", "source": "AP"}', "a1.json").source
    'AP'
    """
    try:
        record = json.loads(text)
    except json.JSONDecodeError as error:
        raise StoryError(
            f"{name!r} is no JSON (line {error.lineno}, column {error.colno}: {error.msg}): "
            f"write it as {_FORM}"
        ) from error
    except (RecursionError, ValueError) as error:
        raise StoryError(
            f"{name!r} is JSON nested too deep or with a number too long: write it as {_FORM}"
        ) from error
    if isinstance(record, list):
        raise StoryError(
            f"{name!r} is a list of {len(record)} records: give one, written as {_FORM}"
        )
    if not isinstance(record, dict):
        raise StoryError(f"{name!r} is JSON, but {_KINDS[type(record)]}: write it as {_FORM}")
    return _article(record, name, note)


def from_json_lines(text: str, name: str, note: str | None = None) -> Article:
    """Return the article of a JSON lines file that holds a single record.

    Raises
    ------
    StoryError
        There is more than one record, or the one is faulty.
    """
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) > 1:
        raise StoryError(
            f"{name!r} holds {len(lines)} records, one a line: "
            "give a file with one of them, such as `head -n 1` writes"
        )
    return from_json(lines[0] if lines else "", name, note)


def _article(record: dict[str, Any], name: str, note: str | None) -> Article:
    if "text" not in record:
        raise StoryError(f'{name!r} has no "text": write it as {_FORM}')
    text = _string(record, "text", name)
    if text is None or not text.strip():
        raise StoryError(f'{name!r}: "text" is empty: give the story there')
    article = from_text(text, name, note)
    identity = record.get("id")
    if isinstance(identity, int) and not isinstance(identity, bool):
        identity = str(identity)
    elif identity is not None:
        identity = _string(record, "id", name)
    remark = _string(record, "note", name)
    return replace(
        article,
        id=identity or article.id,
        notes=(*article.notes, *([remark] if remark else [])),
        title=_string(record, "title", name) or article.title,
        source=_string(record, "source", name),
        url=_string(record, "url", name),
        published=_string(record, "published", name),
        language=_string(record, "language", name),
    )


def _string(record: dict[str, Any], field: str, name: str) -> str | None:
    value = record.get(field)
    if value is None and field != "text":
        return None
    if not isinstance(value, str):
        shown = f" ({value!r})" if isinstance(value, int | float) else ""
        hint = "give a string" if field == "text" else "give a string, or leave it out"
        raise StoryError(f'{name!r}: "{field}" is {_KINDS[type(value)]}{shown}: {hint}')
    return value
