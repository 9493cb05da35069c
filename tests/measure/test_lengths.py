"""Lengths: numbers with a unit, and the pairs that say one length twice."""

from __future__ import annotations

import pytest

from geonews.measure.lengths import find_lengths


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It is 5 km off.", [("5 km", "km", 5.0)]),
        ("It is 5km off.", [("5km", "km", 5.0)]),
        ("It is 12 kilometres off.", [("12 kilometres", "km", 12.0)]),
        ("A 30-mile ride.", [("30-mile", "mi", 30.0)]),
        ("It is five and a half miles off.", [("five and a half miles", "mi", 5.5)]),
        ("It is half a mile off.", [("half a mile", "mi", 0.5)]),
        ("It is 3 nautical miles off.", [("3 nautical miles", "nmi", 3.0)]),
        (
            "It is 500 yards or 457 metres off.",
            [("500 yards", "yd", 500.0), ("457 metres", "m", 457.0)],
        ),
        ("It is 300 feet off.", [("300 feet", "ft", 300.0)]),
        ("It is 1,300 km off.", [("1,300 km", "km", 1300.0)]),
        ("It is 5 sq km large.", []),
        ("It is 5 km² large.", []),
        ("It is 5 square miles large.", []),
        ("It is 5 kilometres squared.", []),
        ("It blew at 20 km/h.", []),
        ("It blew at 20 miles per hour.", []),
        ("It grew 20 km a day.", []),
        ("It is several miles off.", []),
        ("It is a few kilometres off.", []),
    ],
)
def test_lengths(text: str, found: list[tuple[str, str, float]]) -> None:
    lengths = find_lengths(text, text.lower())
    assert [(text[x.start : x.end], x.unit, x.number.value) for x in lengths] == found


@pytest.mark.parametrize(
    ("text", "tail"),
    [
        ("some 30 miles (48 km) wide", "30 miles (48 km)"),
        ("some 30 miles, or about 48 km, wide", "30 miles, or about 48 km,"),
        ("some 30 miles/48 km wide", "30 miles/48 km"),
        ("some 30 miles and 48 km wide", "30 miles"),
    ],
)
def test_a_length_ends_behind_what_restates_it(text: str, tail: str) -> None:
    first, second = find_lengths(text, text)
    assert text[first.start : first.tail] == tail
    assert second.restates == (tail != "30 miles")
