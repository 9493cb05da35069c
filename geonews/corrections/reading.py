"""A file of corrections, read and checked; every fault is told by its line."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, get_args

from geonews.corrections.lines import Lines
from geonews.corrections.owned import own_place
from geonews.corrections.places import place_at, place_called, place_with_id, shown
from geonews.corrections.spelling import single_spaced
from geonews.corrections.values import Corrections, Own, Row
from geonews.errors import CorrectionsError
from geonews.gazetteer import Gazetteer
from geonews.model import Place, Role
from geonews.text import fold

__all__ = ["fault_of_name", "read_corrections"]

_MOST_BYTES = 10_000_000
_LONGEST_LINE = 10_000
_LONGEST_NAME = 200
# The parser's time grows with the square of a key's parts.
_LONGEST_KEY = re.compile(r"(?<![\w\"'-])(?:[\w\"'-]+\s*\.\s*){30}")
_TABLES = ("place", "not_a_place", "own", "outlets")
_KEYS = {
    "place": ("name", "is", "role", "story", "only"),
    "not_a_place": ("name", "story", "only"),
    "own": ("name", "at", "polygon", "country", "feature", "population"),
}
_ROLES: tuple[str, ...] = get_args(Role)
_AT = re.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)")

Fault = Callable[[str, str], CorrectionsError]
"""Makes the error of a row: the key it stands at, and the words."""


def read_corrections(path: Path, gazetteer: Gazetteer) -> Corrections:
    r"""Read the editor's word from a TOML file.

    Parameters
    ----------
    path : Path
        The package's docstring says how the file is written. Polygons are looked for beside it.
    gazetteer : Gazetteer
        Where places that the file names by id or by name come from.

    Raises
    ------
    CorrectionsError
        The file cannot be read, is no TOML, or says what cannot be: the message has its line.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder, "desk.toml")
    ...     _ = path.write_text('[[place]]\nname = "Springfield"\nis = 4951788\n')
    ...     corrections = read_corrections(path, Gazetteer.open())
    >>> [(row.name, row.place.admin1, row.line) for row in corrections.rows]
    [('Springfield', 'Massachusetts', 1)]
    """
    text = _text(path)
    tables = _parsed(path, text)
    lines = Lines(text)
    _refuse_other_tables(path, tables, lines)
    # Owned places come first: a row may say that a name is one of them.
    own = tuple(_own(path, tables, lines, gazetteer))
    rows = tuple(_rows(path, tables, lines, own, gazetteer))
    _refuse_contradictions(path, rows)
    outlets = tuple(_outlets(path, tables, lines, own, gazetteer))
    file = "".join(char if char.isprintable() else "?" for char in path.name)
    return Corrections(file, rows, own, outlets)


def fault_of_name(name: str) -> str:
    """Return what makes a text no name to look for in a story; "" where nothing does.

    Examples
    --------
    >>> fault_of_name("Lima"), fault_of_name("--")
    ('', 'holds no letter')
    """
    if len(name) > _LONGEST_NAME:
        return f"is over {_LONGEST_NAME} characters long"
    if any(unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") for char in name):
        return "holds a control character"
    return "" if any(char.isalnum() for char in name) else "holds no letter"


def _text(path: Path) -> str:
    what = f"the corrections {str(path)!r}"
    # A pipe or a device might never end.
    if path.exists() and not path.is_file():
        raise CorrectionsError(f"{what} are no file: give a TOML file")
    try:
        with path.open("rb") as file:
            content = file.read(_MOST_BYTES + 1)
    except FileNotFoundError:
        raise CorrectionsError(
            f"{what} do not exist: check the path, or write a template with "
            f"`geonews locate STORY --write-corrections FILE`"
        ) from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise CorrectionsError(f"{what} cannot be read ({why}): check the path") from None
    if len(content) > _MOST_BYTES:
        raise CorrectionsError(f"{what} are over {_MOST_BYTES:,} bytes: split the file")
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise CorrectionsError(
            f"{path}:{line}: this is not UTF-8: save the file in UTF-8"
        ) from None
    for number, each in enumerate(text.split("\n"), 1):
        if len(each) > _LONGEST_LINE:
            raise CorrectionsError(
                f"{path}:{number}: the line is over {_LONGEST_LINE:,} characters long: shorten it"
            )
        if each.count(".") >= 30 and _LONGEST_KEY.search(each):
            raise CorrectionsError(f"{path}:{number}: no name has so many dots: mend it")
    return text


def _parsed(path: Path, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = _AT.search(str(error))
        last = text.count("\n") + (not text.endswith("\n"))
        line, column = (at[1], f", column {at[2]}") if at and at[1] else (last, "")
        told = _AT.sub("", str(error)).strip()
        raise CorrectionsError(
            f"{path}:{line}: this is not TOML{column} ({shown(told)[1:-1]}): mend it there"
        ) from None
    except (RecursionError, ValueError):
        raise CorrectionsError(
            f"{path}:1: the file nests too deep or has a number too long: mend it"
        ) from None


def _refuse_other_tables(path: Path, tables: dict[str, Any], lines: Lines) -> None:
    for name, table in tables.items():
        line = lines.of(name)
        if name not in _TABLES:
            raise CorrectionsError(
                f"{path}:{line}: {shown(name)} is none of [[place]], [[not_a_place]], [[own]] and "
                "[outlets]: put it in one of them"
            )
        is_rows = isinstance(table, list) and all(isinstance(row, dict) for row in table)
        if name != "outlets" and not is_rows:
            raise CorrectionsError(f"{path}:{line}: write each {name} under its own [[{name}]]")
        if name == "outlets" and not isinstance(table, dict):
            raise CorrectionsError(f"{path}:{line}: write the outlets under one [outlets]")


def _each(
    path: Path, tables: dict[str, Any], lines: Lines, table: str
) -> Iterator[tuple[dict[str, Any], int, Fault]]:
    """Yield the rows of a table, their lines, and how a fault at one of their keys is told."""
    for number, row in enumerate(tables.get(table, ())):

        def fault(key: str, words: str, number: int = number) -> CorrectionsError:
            return CorrectionsError(f"{path}:{lines.of(table, number, key)}: {words}")

        for key in row:
            if key not in _KEYS[table]:
                known = ", ".join(_KEYS[table])
                raise fault(key, f"[[{table}]] has no {shown(key)}: it knows {known}")
        name = row.get("name")
        if not isinstance(name, str) or not name.strip():
            raise fault(
                "name", f'[[{table}]] needs a name, as the story writes it: name = "Springfield"'
            )
        row["name"] = single_spaced(name)
        if wrong := fault_of_name(row["name"]):
            raise fault("name", f"the name {shown(name)} {wrong}: give it as the story writes it")
        yield row, lines.of(table, number), fault


def _own(path: Path, tables: dict[str, Any], lines: Lines, gazetteer: Gazetteer) -> Iterator[Own]:
    seen: dict[str, int] = {}
    for row, line, fault in _each(path, tables, lines, "own"):
        if (before := seen.setdefault(fold(row["name"]), line)) != line:
            raise fault(
                "name", f"{shown(row['name'])} is already in line {before}: keep one of the two"
            )
        yield own_place(row, line, path.parent, gazetteer, fault)


def _rows(
    path: Path,
    tables: dict[str, Any],
    lines: Lines,
    own: tuple[Own, ...],
    gazetteer: Gazetteer,
) -> Iterator[Row]:
    for table in ("place", "not_a_place"):
        for row, line, fault in _each(path, tables, lines, table):
            is_no_place = table == "not_a_place" or row.get("is") is False
            role = row.get("role")
            if role is not None and role not in _ROLES:
                raise fault("role", f"role is {shown(role)}: give one of {', '.join(_ROLES)}")
            if role is not None and is_no_place:
                raise fault("role", "what is no place has no role: leave one of the two out")
            story = row.get("story")
            if story is not None and (not isinstance(story, str) or not story.strip()):
                raise fault(
                    "story", f"story is {shown(story)}: give a story's file name or id in quotes"
                )
            place = None
            if "is" in row and not is_no_place:
                try:
                    place = _place(row["name"], row["is"], own, gazetteer)
                except ValueError as error:
                    raise fault("is", f"{shown(row['name'])} {error}") from None
            yield Row(
                row["name"], line, place, is_no_place, role, story, _only(row.get("only"), fault)
            )


def _only(value: object, fault: Fault) -> tuple[int, ...]:
    if value is None:
        return ()
    numbers = value if isinstance(value, list) else []
    if not numbers or not all(type(n) is int and 0 < n < 10**9 for n in numbers):
        raise fault("only", f"only is {shown(value)}: give numbers from 1, such as only = [1, 3]")
    return tuple(sorted(set(numbers)))


def _place(name: str, value: object, own: tuple[Own, ...], gazetteer: Gazetteer) -> Place:
    """Return what a name is said to be; raises ValueError with what goes behind the name."""
    if isinstance(value, str) and value.strip():
        ours = (each.place for each in own if each.place.name == single_spaced(value))
        return next(ours, None) or place_called(value, gazetteer)
    if isinstance(value, int) and not isinstance(value, bool):
        return place_with_id(value, gazetteer)
    if isinstance(value, list):
        return place_at(name, value)
    raise ValueError(
        f'is {shown(value)}: give a GeoNames id, "Town, Region or Country", '
        "[latitude, longitude], or false where it is no place"
    )


def _outlets(
    path: Path,
    tables: dict[str, Any],
    lines: Lines,
    own: tuple[Own, ...],
    gazetteer: Gazetteer,
) -> Iterator[tuple[str, Place]]:
    for keys, value in _leaves(tables.get("outlets", {})):
        outlet = ".".join(keys)
        where = f"{path}:{lines.of('outlets', *keys)}"
        if not outlet.strip() or value is False:
            raise CorrectionsError(
                f'{where}: the outlet {shown(outlet)} has no home: write "bugle.example" = "Town"'
            )
        try:
            yield outlet, _place(outlet, value, own, gazetteer)
        except ValueError as error:
            raise CorrectionsError(f"{where}: {shown(outlet)} {error}") from None


def _leaves(table: dict[str, Any]) -> Iterator[tuple[tuple[str, ...], object]]:
    """Yield what a table holds; bugle.example without quotes is a table in a table."""
    for key, value in table.items():
        if isinstance(value, dict):
            yield from (((key, *keys), leaf) for keys, leaf in _leaves(value))
        else:
            yield (key,), value


def _refuse_contradictions(path: Path, rows: tuple[Row, ...]) -> None:
    said: dict[tuple[str, str | None, int], Row] = {}
    for row in sorted(rows, key=lambda row: row.line):
        if row.is_open:
            continue
        for number in row.only or (0,):
            before = said.setdefault((row.name, row.story, number), row)
            answers = ((each.place, each.is_no_place, each.role) for each in (before, row))
            if len(set(answers)) > 1:
                where = f" in {shown(row.story)}" if row.story else ""
                raise CorrectionsError(
                    f"{path}:{row.line}: line {before.line} says something else of "
                    f"{shown(row.name)}{where}: keep one of the two"
                )
