"""Pairs of latitude and longitude as they are written, whether or not they lie on Earth.

The grammar is our own. A pair is taken where each part says which it is (a hemisphere's letter, the
words latitude and longitude), where the story calls it coordinates, or where both have three
decimals or more: "51.7373, 36.1874".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

__all__ = ["Angle", "find_pairs"]

_DEGREE = r"(?:[°º˚]|[^\S\n]?deg(?:rees?)?(?![a-z])\.?,?)"
_MINUTE = r"(?:['’′ʹ´](?!['’′ʹ´])|[^\S\n]?min(?:utes?)?(?![a-z])\.?,?)"
# Without their mark, minutes have decimals: "N51 44.2".
_BARE_MINUTE = r"(?:(?<=\.[0-9])|(?<=\.[0-9]{2})|(?<=\.[0-9]{3})|(?<=\.[0-9]{4}))(?![0-9])"
_SECOND = r"(?:[\"”″ʺ]|['’′ʹ´]{2}|[^\S\n]?sec(?:onds?)?(?![a-z])\.?,?)"
_MINUS = "-−‐‑–"
_SIGN = rf"[{_MINUS}+]"
_DECIMAL = r"[0-9]{1,3}(?:\.[0-9]{1,12})?"
_SPACE = r"[^\S\n]{0,2}"
# Degrees, and minutes and seconds where they are: the groups are numbered by part.
_ANGLE = (
    rf"(?P<sign%d>{_SIGN})?(?P<deg%d>{_DECIMAL})(?![0-9])(?P<mark%d>{_DEGREE})?"
    rf"(?:{_SPACE}(?P<min%d>[0-9]{{1,3}}(?:\.[0-9]{{1,10}})?)(?:{_MINUTE}|{_BARE_MINUTE})"
    rf"(?:{_SPACE}(?P<sec%d>[0-9]{{1,3}}(?:\.[0-9]{{1,10}})?){_SECOND})?)?"
)
_HEMISPHERE = r"(?:[NSEW](?![A-Za-z])|(?i:north|south|east|west)(?![A-Za-z]))"
_FOLLOWS = r"(?:(?i:[^\S\n]?(?:latitude|longitude|lat\.?|long?\.?)(?![A-Za-z])))?"
_BETWEEN = r"(?:[^\S\n]*[,;/|][^\S\n]*|[^\S\n]{1,3}|[^\S\n](?:and|by)[^\S\n]|,[^\S\n]and[^\S\n]|)"


def _angle(part: int) -> str:
    return _ANGLE.replace("%d", str(part))


def _behind(part: int) -> str:
    return rf"{_angle(part)}{_SPACE}(?P<half{part}>{_HEMISPHERE}){_FOLLOWS}"


def _before(part: int) -> str:
    return rf"(?P<half{part}>[NSEW]){_SPACE}{_angle(part)}"


def _labelled(part: int) -> str:
    return (
        rf"(?P<label{part}>(?i:latitude|longitude|lat|long|lon|lng))(?![A-Za-z])\.?"
        rf"[^\S\n]{{0,2}}(?:[:=]|(?i:is|of|was)(?=[^\S\n]))?{_SPACE}{_angle(part)}"
        rf"(?:{_SPACE}(?P<half{part}>{_HEMISPHERE}))?"
    )


_START = rf"(?<![\w.,:/])(?<![\w][{_MINUS}])"
_END = r"(?![0-9A-Za-z%]|[.,:/][0-9])"
_PAIRS = (
    re.compile(
        rf"{_START}{_labelled(1)}[^\S\n&]*[,;/|&]?[^\S\n]*(?:and[^\S\n])?{_labelled(2)}{_END}"
    ),
    re.compile(rf"{_START}{_behind(1)}{_BETWEEN}{_behind(2)}{_END}"),
    re.compile(rf"(?<![A-Za-z0-9]){_before(1)}{_BETWEEN}{_before(2)}{_END}"),
    re.compile(
        r"(?<![A-Za-z0-9])(?P<dms1>[0-9]{4}(?:[0-9]{2})?)(?P<half1>[NS])[^\S\n]?[,/]?[^\S\n]?"
        r"(?P<dms2>[0-9]{5}(?:[0-9]{2})?)(?P<half2>[EW])(?![A-Za-z0-9])"
    ),
)
_BARE = re.compile(
    rf"(?<![\w.,:/%$€£¥])(?<![0-9$€£¥][^\S\n])(?<![0-9][,;][^\S\n])"
    rf"(?P<sign1>{_SIGN})?(?P<deg1>[0-9]{{1,3}}\.[0-9]{{1,12}})(?P<mark1>°)?"
    rf"(?P<gap>[^\S\n]?[,;/][^\S\n]?|[^\S\n]{{1,3}}|[^\S\n]and[^\S\n])"
    rf"(?P<sign2>{_SIGN})?(?P<deg2>[0-9]{{1,3}}\.[0-9]{{1,12}})(?P<mark2>°)?"
    r"(?![\w%°]|[.,:/][0-9]|[,;][^\S\n]?[-−+]?[0-9]|[^\S\n](?:and|or|to)[^\S\n][0-9])"
)
# What makes plain decimals numbers of something else.
_COUNTED_BEFORE = re.compile(
    r"(?i:\b(?:version|release|v|up|down|from|between|rates?|averag\w+|scor\w+|points?|index|ratios?"
    r"|odds|times?|seconds|prices?|traded|worth|by)[^\S\n](?:of[^\S\n]|to[^\S\n])?)\Z"
)
_COUNTED_AFTER = re.compile(
    r"(?i:[^\S\n]?(?:%|percent\w*|per\b|kms?\b|mi\b|miles\b|kilomet\w+|met(?:er|re)s?\b|m\b|kg\b"
    r"|[mb]illion|points?|seconds?|minutes?|hours?|votes?|shares?|dollars?|euros?|pounds?|lit\w+))"
)
_CUE = re.compile(
    r"(?i:\b(?:coordinates?|co-ordinates?|gps|latitude|lat/?lon\w*|lat,?\s?long?|geoloca\w+"
    r"|grid\sposition|wgs\s?-?84)\b)[^.!?\n]{0,40}$"
)
_CUE_REACH = 70
_DECIMALS_ALONE = 3


@dataclass(frozen=True, slots=True)
class Angle:
    """One part of a pair: degrees, and half a unit of its last digit, in degrees."""

    degrees: float
    half_unit: float
    decimals: int
    axis: str
    written: str
    wrong: str = ""


def find_pairs(text: str) -> Iterator[tuple[int, int, Angle, Angle]]:
    """Yield the pairs of a text as start, end and the two parts as written, in order and disjoint.

    Examples
    --------
    >>> [(a.degrees, b.degrees) for _, _, a, b in find_pairs("at 12°S 77°W, not at 12.5, 77.5")]
    [(-12.0, -77.0)]
    """
    end = 0
    for pair in sorted((*_told(text), *_bare(text)), key=lambda pair: (pair[0], -pair[1])):
        if pair[0] >= end:
            end = pair[1]
            yield pair


def _told(text: str) -> Iterator[tuple[int, int, Angle, Angle]]:
    """Yield the pairs whose parts say which they are."""
    for pattern in _PAIRS:
        for match in pattern.finditer(text):
            parts = match.groupdict()
            if "dms1" in parts:
                yield match.start(), match.end(), _digits(match, 1), _digits(match, 2)
                continue
            first, second = _read(match, 1), _read(match, 2)
            if first and second and _is_pair(match, first, second):
                yield match.start(), match.end(), first, second


def _bare(text: str) -> Iterator[tuple[int, int, Angle, Angle]]:
    """Yield the pairs of plain decimals: with three decimals each, or called coordinates."""
    for match in _BARE.finditer(text):
        cue = _CUE.search(text[max(0, match.start() - _CUE_REACH) : match.start()])
        first, second = _read(match, 1, "lat"), _read(match, 2, "lon")
        if first is None or second is None:
            continue
        if not cue:
            enough = min(first.decimals, second.decimals) >= _DECIMALS_ALONE
            apart = any(mark in match["gap"] for mark in ",;")
            # Two numbers below one are odds, averages or p-values; the place is open sea.
            fractions = abs(first.degrees) < 1 and abs(second.degrees) < 1
            counted = _COUNTED_AFTER.match(text, match.end()) or _COUNTED_BEFORE.search(
                text[max(0, match.start() - _CUE_REACH) : match.start()]
            )
            off = abs(first.degrees) > 90 or abs(second.degrees) > 180
            if not (enough and apart) or fractions or off or counted:
                continue
        yield match.start(), match.end(), first, second


def _is_pair(match: re.Match[str], first: Angle, second: Angle) -> bool:
    """Tell whether two parts that stand side by side are one position."""
    parts = match.groupdict()
    if "label1" in parts:
        return first.axis != second.axis
    if first.axis == second.axis:
        return False
    if any(len(parts[f"half{n}"]) > 1 and parts[f"half{n}"][0].islower() for n in (1, 2)):
        # "3.5 south and 4.2 west" are distances; "3.5 degrees south" is not.
        return bool(parts["mark1"] and parts["mark2"])
    marked = all(parts[f"mark{n}"] for n in (1, 2))
    detailed = all(parts[f"min{n}"] for n in (1, 2))
    # "36.2N, 71.5E", as a wire gives an earthquake's.
    tight = all(match.string[match.start(f"half{n}") - 1].isdigit() for n in (1, 2))
    decimals = min(first.decimals, second.decimals)
    return marked or detailed or decimals >= 2 or (tight and decimals == 1)


def _read(match: re.Match[str], part: int, axis: str = "") -> Angle | None:
    groups = match.groupdict()
    degrees = Decimal(groups[f"deg{part}"])
    minutes, seconds = groups.get(f"min{part}"), groups.get(f"sec{part}")
    half, label = groups.get(f"half{part}") or "", groups.get(f"label{part}") or ""
    letter = half[:1].upper()
    minus = (groups.get(f"sign{part}") or "") in tuple(_MINUS)
    wrong = ""
    told = "lat" if letter in ("N", "S") else "lon"
    if label:
        axis = label[:3].lower().replace("lng", "lon")
        if letter and told != axis:
            wrong = f"it calls {letter} a {'latitude' if axis == 'lat' else 'longitude'}"
    elif letter:
        axis = told
    if minutes and "." in groups[f"deg{part}"]:
        return None
    value = degrees + Decimal(minutes or 0) / 60 + Decimal(seconds or 0) / 3600
    if any(Decimal(each or 0) >= 60 for each in (minutes, seconds)):
        wrong = "its minutes or seconds are 60 or more"
    if minus and letter:
        wrong = f"it has both a minus sign and {letter}"
    last = seconds or minutes or groups[f"deg{part}"]
    scale = 3600 if seconds else 60 if minutes else 1
    decimals = len(last.partition(".")[2])
    return Angle(
        degrees=float(-value if minus or letter in ("S", "W") else value),
        half_unit=0.5 * 10.0**-decimals / scale,
        decimals=decimals,
        axis=axis,
        written=_tidy(groups[f"deg{part}"], minutes, seconds, letter, minus),
        wrong=wrong,
    )


def _digits(match: re.Match[str], part: int) -> Angle:
    """Read aviation's digits: "5144N 03611E", "514414N 0361115E"."""
    digits, letter = match[f"dms{part}"], match[f"half{part}"]
    width = 1 + part
    degrees, minutes, seconds = digits[:width], digits[width : width + 2], digits[width + 2 :]
    value = int(degrees) + int(minutes) / 60 + int(seconds or 0) / 3600
    wrong = ""
    if int(minutes) >= 60 or int(seconds or 0) >= 60:
        wrong = "its minutes or seconds are 60 or more"
    return Angle(
        degrees=-value if letter in "SW" else value,
        half_unit=0.5 / (3600 if seconds else 60),
        decimals=0,
        axis="lat" if part == 1 else "lon",
        written=_tidy(str(int(degrees)), minutes, seconds or None, letter, False),
        wrong=wrong,
    )


def _tidy(degrees: str, minutes: str | None, seconds: str | None, letter: str, minus: bool) -> str:
    told = f"{'−' if minus else ''}{degrees}°"
    told += f"{minutes}′" if minutes else ""
    told += f"{seconds}″" if seconds else ""
    return told + letter
