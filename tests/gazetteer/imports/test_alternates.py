"""Names with language, flags and dates: what kind of name each is."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geonews.gazetteer.imports.alternates import Names, kind_of, parse_alternates
from geonews.gazetteer.imports.archive import Chunk
from geonews.gazetteer.imports.spill import KIND_MASK, UNTAGGED
from geonews.gazetteer.names import NameKind
from tests.gazetteer.imports.world import alternate

TODAY = "2026-11-01"


def parse(*lines: str | bytes) -> Names:
    data = b"".join(each if isinstance(each, bytes) else each.encode() for each in lines)
    return parse_alternates(TODAY, Chunk(1, data))


def kind(name: str, language: str, flags: str = "", years: str = "") -> str:
    marks = "".join("1" if mark in flags else "0" for mark in "psch")
    begins, _, ends = years.partition("/")
    found = kind_of(name, language, marks, (begins, ends), TODAY)
    if found < 0:
        return "none"
    untagged = " of no language" if found & UNTAGGED else ""
    return NameKind(found & KIND_MASK).name + untagged


@pytest.mark.parametrize(
    ("name", "language", "flags", "years", "expected"),
    [
        ("Cologne", "en", "", "", "ALTERNATE"),
        ("Cologne", "en", "p", "", "NAME"),
        ("California", "en", "s", "", "NAME"),
        ("Köln", "de", "p", "", "FOREIGN"),
        ("Кёльн", "ru", "", "", "ALTERNATE"),
        ("Kel'n", "", "", "", "ALTERNATE of no language"),
        ("科隆", "", "", "", "ALTERNATE"),
        ("ke long", "", "", "", "TRANSLITERATION"),
        ("Kelong", "piny", "", "", "TRANSLITERATION"),
        ("Colour", "en-GB", "", "", "ALTERNATE"),
        ("CGN", "iata", "", "", "CODE"),
        ("EDDK", "icao", "", "", "CODE"),
        ("50667", "post", "", "", "CODE"),
        ("DECGN", "unlc", "", "", "CODE"),
        ("CGN", "", "", "", "CODE"),
        ("NYC", "en", "", "", "ABBREVIATION"),
        ("U.S.", "en", "s", "", "ABBREVIATION"),
        ("Calif.", "abbr", "", "", "ABBREVIATION"),
        ("Big Apple", "en", "c", "", "COLLOQUIAL"),
        ("Leningrad", "en", "h", "", "HISTORIC"),
        ("Leningrad", "ru", "ph", "", "HISTORIC"),
        ("Sans-Culottes", "fr_1793", "", "", "HISTORIC"),
        ("Leningrad", "en", "", "1924-01-26/1991-09-06", "HISTORIC"),
        ("Leningrad", "en", "", "1924/1991", "HISTORIC"),
        ("Leningrad", "en", "", "1924/6 September 1991", "HISTORIC"),
        ("Nova", "en", "", "1991/", "ALTERNATE"),
        ("Nova", "en", "p", "1991/2030", "NAME"),
        ("Nova", "en", "", "/2026-11-02", "ALTERNATE"),
        ("Nova", "en", "", "/2026-10-31", "HISTORIC"),
        ("Nova", "en", "", "/2026", "ALTERNATE"),
        ("Nova", "en", "", "2027/", "HISTORIC"),
        ("Nova", "en", "", "about then/who knows", "ALTERNATE"),
        ("Nova", "en", "", "/c. 330", "HISTORIC"),
        ("https://en.wikipedia.org/wiki/K", "link", "", "", "none"),
        ("Q365", "wkdt", "", "", "none"),
        ("keln", "phon", "", "", "none"),
    ],
)
def test_kinds(name: str, language: str, flags: str, years: str, expected: str) -> None:
    assert kind(name, language, flags, years) == expected


def count(names: Names) -> int:
    return sum(struct.unpack_from("<I", block)[0] for block in names.names if block)


def test_items_of_wikidata_are_pairs() -> None:
    found = parse(alternate(5, "wkdt", "Q64"), alternate(6, "wkdt", "nonsense"))
    assert struct.unpack("<2I", found.items) == (5, 64)
    assert count(found) == 0


def test_numbers_are_names_only_where_they_are_codes() -> None:
    assert count(parse(alternate(5, "post", "75001"))) == 1
    assert count(parse(alternate(5, "", "75001"))) == 0
    assert count(parse(alternate(5, "", "x" * 81))) == 0


def test_files_without_the_dates_are_read() -> None:
    assert count(parse("1\t5\ten\tLima\t\t\t\t\n")) == 1


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        ("one\ttwo\n", "2 columns, not 10"),
        (alternate("x", "en", "Lima"), "id 'x'"),
        (alternate(0, "en", "Lima"), "id '0'"),
        (alternate(10**19, "en", "Lima"), "id '10000000000000000000'"),
        (alternate(5, "no language", "Lima"), "language 'no language'"),
        (alternate(5, "en", " "), "no name"),
        ("1\t5\ten\tLima\tyes\t\t\t\t\t\n", "flags ['yes', '', '', '']"),
        (b"1\t5\ten\tLi\xffma\t\t\t\t\t\t\n", "not UTF-8"),
    ],
)
def test_a_broken_line_is_refused_alone(broken: str | bytes, reason: str) -> None:
    found = parse(alternate(5, "en", "Lima"), broken, alternate(6, "en", "Callao"))
    assert count(found) == 2
    assert (found.broken.count, found.broken.first) == (1, ((2, reason),))


@given(st.lists(st.text(max_size=30), min_size=10, max_size=10))
def test_any_fields_are_read_or_refused(fields: list[str]) -> None:
    data = "\t".join(fields).replace("\n", " ").encode("utf-8", "replace") + b"\n"
    found = parse_alternates(TODAY, Chunk(2, data))
    assert count(found) + len(found.items) // 8 + found.broken.count <= 1
