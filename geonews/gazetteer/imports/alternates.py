"""Rows of alternateNamesV2: names with language, flags and dates, ten columns a line."""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass

from geonews.gazetteer.build.rows import MAX_NAME_BYTES, is_latin
from geonews.gazetteer.imports.archive import Chunk
from geonews.gazetteer.imports.rows import Broken, decoded_lines
from geonews.gazetteer.imports.spill import UNTAGGED, packed
from geonews.gazetteer.names import NameKind
from geonews.text import fold

__all__ = ["Names", "kind_of", "parse_alternates"]

# Older files lack the two dates.
_COLUMNS = (8, 10)
_LISTED = 20
_SKIPPED = frozenset(("link", "phon", "tcid"))
_CODES = frozenset(("faac", "iata", "icao", "post", "unlc"))
_ITEM = re.compile(r"Q([1-9]\d{0,8})")
_SHORT = re.compile(r"(?:[A-Z]\.?){2,5}")
_LETTER = re.compile(r"[^\W\d_]")
_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$")
_YEAR = re.compile(r"(?<!\d)\d{3,4}(?!\d)")
_LANGUAGE = re.compile(r"[A-Za-z0-9_-]{0,7}")
_FLAGS = frozenset(("", "0", "1"))


@dataclass(frozen=True, slots=True)
class Names:
    """The names of a chunk in blocks, as `geonews.gazetteer.imports.spill.packed` returns them.

    ``items`` are pairs of 32-bit integers: GeoNames id and the number of its item in Wikidata.
    """

    names: tuple[bytes, ...]
    items: bytes
    broken: Broken


def kind_of(name: str, language: str, flags: str, years: tuple[str, str], today: str) -> int:
    """Return the kind of a name, with `UNTAGGED` where its language is not known; -1 for none.

    Parameters
    ----------
    name : str
    language : str
        As GeoNames writes it: ISO 639 code, or ``abbr``, ``post`` and the like, or nothing.
    flags : str
        Preferred, short, colloquial, historic: each "1" or "0".
    years : pair of str
        From and to, as written: "1924-01-26", "1924", "about 1700", or nothing.
    today : str
        The day of the dump, ISO 8601.

    Examples
    --------
    >>> NameKind(kind_of("Leningrad", "en", "0001", ("1924", "1991"), "2026-11-01")).name
    'HISTORIC'
    >>> NameKind(kind_of("Cologne", "en", "1000", ("", ""), "2026-11-01")).name
    'NAME'
    """
    preferred, short, colloquial, historic = (flag == "1" for flag in flags)
    if language in _SKIPPED or language == "wkdt":
        return -1
    if language in _CODES:
        return NameKind.CODE
    begins, ends = years
    if historic or language == "fr_1793" or _is_past(ends, today):
        return NameKind.HISTORIC
    if begins and not ends and _is_future(begins, today):
        return NameKind.HISTORIC
    if colloquial:
        return NameKind.COLLOQUIAL
    if language == "abbr":
        return NameKind.ABBREVIATION
    if language == "piny":
        return NameKind.TRANSLITERATION
    if _SHORT.fullmatch(name):
        # "NYC" of no language is an airport's code as often as not.
        return NameKind.ABBREVIATION if language else NameKind.CODE
    if language in ("", "en") or language.startswith(("en-", "en_")):
        if language:
            return NameKind.NAME if preferred or short else NameKind.ALTERNATE
        if name[0].isascii() and name[0].islower():
            return NameKind.TRANSLITERATION
        return NameKind.ALTERNATE | UNTAGGED if _is_latin(name) else NameKind.ALTERNATE
    # As for regions: news in English writes none of the other Latin names.
    return NameKind.FOREIGN if _is_latin(name) else NameKind.ALTERNATE


def _is_latin(name: str) -> bool:
    return name.isascii() or is_latin(name)


def _is_past(written: str, today: str) -> bool:
    return bool(written) and (_day(written, "12-31") or today) < today


def _is_future(written: str, today: str) -> bool:
    return bool(written) and (_day(written, "01-01") or today) > today


def _day(written: str, default: str) -> str:
    """Return a date as ISO 8601, what is missing filled up; "" where no year can be read."""
    match = _DATE.match(written.strip())
    if match:
        return f"{match[1]}-{match[2] or default[:2]}-{match[3] or default[3:]}"
    years = _YEAR.findall(written)
    return f"{years[-1]:0>4}-{default}" if years else ""


def parse_alternates(today: str, chunk: Chunk) -> Names:
    """Return the names of a chunk of alternateNamesV2; a broken line is refused alone.

    Parameters
    ----------
    today : str
        The day of the dump, ISO 8601: what ended before is historic.
    chunk : Chunk
    """
    ids: list[int] = []
    hows: list[int] = []
    keys: list[bytes] = []
    items = array("I")
    broken = 0
    first: list[tuple[int, str]] = []
    for number, line in decoded_lines(chunk):
        fields = line.split("\t") if line is not None else []
        why = _fault(fields) if line is not None else "not UTF-8"
        if why:
            broken += 1
            if len(first) < _LISTED:
                first.append((number, why))
            continue
        _, written_id, language, name, preferred, short, colloquial, historic, *years = fields
        geonames_id = int(written_id)
        if language == "wkdt":
            if item := _ITEM.fullmatch(name.strip()):
                items.extend((geonames_id, int(item[1])))
            continue
        flags = (preferred or "0") + (short or "0") + (colloquial or "0") + (historic or "0")
        kind = kind_of(name, language, flags, (years[0], years[1]) if years else ("", ""), today)
        if kind < 0:
            continue
        key = fold(name)
        encoded = key.encode()
        readable = kind == NameKind.CODE or _LETTER.search(key)
        if key and readable and len(encoded) <= MAX_NAME_BYTES and not key.startswith("http"):
            ids.append(geonames_id)
            hows.append(kind)
            keys.append(encoded)
    return Names(packed(ids, hows, keys), items.tobytes(), Broken(broken, tuple(first)))


def _fault(fields: list[str]) -> str:
    """Return what is wrong with a line, "" for nothing."""
    if len(fields) not in _COLUMNS:
        return f"{len(fields):,} columns, not {_COLUMNS[-1]}"
    number = fields[1]
    if not (number.isascii() and number.isdigit() and 0 < int(number[:16]) < 2**32):
        return f"id {number[:20]!r}"
    if not _LANGUAGE.fullmatch(fields[2]):
        return f"language {fields[2][:20]!r}"
    if not fields[3].strip():
        return "no name"
    if not _FLAGS.issuperset(fields[4:8]):
        return f"flags {fields[4:8]!r}"[:80]
    return ""
