"""An archive of any size: stories of some 500 words from our own sentences and the gazetteer.

``python -m tests.benchmarks.made_archive 1000000 stories.jsonl`` writes a million, the same ones
each time. A story depends on its number alone, so that any part can be made by itself.
"""

from __future__ import annotations

import bisect
import json
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import accumulate
from pathlib import Path

from geonews.gazetteer import Gazetteer
from tests.benchmarks.made_words import (
    FIRST_NAMES,
    GENERAL,
    HEADLINES,
    LAST_NAMES,
    ORGANISATIONS,
    QUIET,
    SOURCES,
    THEMES,
)

__all__ = ["made_stories", "write_archive"]

_WORDS = 500
_FIRST_DAY, _DAYS = date(2024, 1, 1), 731
# Towns below this are named by no newspaper but their own.
_LEAST_POPULATION = 4_000
_KM2_A_MI2, _HA_A_KM2 = 2.589988, 100
# One figure in so many is wrong, as a slip of a unit makes it.
_SLIP = 40
# Most stories only name a second country; the others tell of its towns too.
_ABROAD = 0.3


@dataclass(frozen=True, slots=True)
class _Country:
    """What a story can name of a country: regions and towns, these with rising sums of weights."""

    code: str
    name: str
    regions: tuple[str, ...]
    towns: tuple[str, ...]
    sums: tuple[float, ...]

    def town(self, chance: random.Random) -> str:
        at = bisect.bisect(self.sums, chance.random() * self.sums[-1])
        return self.towns[min(at, len(self.towns) - 1)]


@dataclass(frozen=True, slots=True)
class _World:
    countries: tuple[_Country, ...]
    sums: tuple[float, ...]

    def country(self, chance: random.Random) -> _Country:
        at = bisect.bisect(self.sums, chance.random() * self.sums[-1])
        return self.countries[min(at, len(self.countries) - 1)]


def made_stories(count: int, start: int = 0) -> Iterator[dict[str, str]]:
    """Yield stories with the fields of a record: id, title, source, published, language, text.

    Parameters
    ----------
    count : int
    start : int
        Number of the first.

    Examples
    --------
    >>> [story] = made_stories(1, start=17)
    >>> story["id"], 450 < len(story["text"].split()) < 600
    ('made-0000017', True)
    """
    world = _world()
    for number in range(start, start + count):
        yield _story(number, world)


def write_archive(path: Path, count: int, start: int = 0) -> None:
    """Write stories as JSON lines, one at a time."""
    with path.open("w", encoding="utf-8") as file:
        for story in made_stories(count, start):
            file.write(f"{json.dumps(story, ensure_ascii=False)}\n")


@cache
def _world() -> _World:
    gazetteer = Gazetteer.open()
    regions: dict[str, list[str]] = {}
    towns: dict[str, list[tuple[str, float]]] = {}
    names: dict[str, tuple[str, float]] = {}
    row = 0
    while True:
        try:
            feature = gazetteer.feature(row)
        except IndexError:
            break
        if feature == "ADM1" or feature.startswith(("PPL", "PCLI")):
            place = gazetteer.place(row)
            code, people = place.country or "", place.population or 0
            if feature == "ADM1":
                regions.setdefault(code, []).append(place.name)
            elif feature == "PCLI":
                names[code] = (place.name, people**0.5)
            elif people >= _LEAST_POPULATION:
                # The larger a town the more is written of it, yet not in proportion.
                towns.setdefault(code, []).append((place.name, people**0.6))
        row += 1
    made, weights = [], []
    for code in sorted(names):
        if len(regions.get(code, ())) > 2 and len(towns.get(code, ())) > 5:
            bearers, sizes = zip(*towns[code], strict=True)
            made.append(
                _Country(code, names[code][0], tuple(regions[code]), bearers,
                         tuple(accumulate(sizes)))
            )  # fmt: skip
            weights.append(names[code][1])
    return _World(tuple(made), tuple(accumulate(weights)))


def _story(number: int, world: _World) -> dict[str, str]:
    chance = random.Random(f"geonews-{number}")  # noqa: S311
    home = world.country(chance)
    day = _FIRST_DAY + timedelta(days=_day(chance, home))
    abroad = world.country(chance)
    travels = chance.random() < _ABROAD
    theme = chance.choice(THEMES)
    slots = _slots(chance, home, abroad, travels, day)
    sentences = [*chance.sample(theme, 8), *chance.sample(GENERAL, 7), *chance.sample(QUIET, 19)]
    chance.shuffle(sentences)
    title = chance.choice(HEADLINES) % slots
    paragraphs = [title]
    line, words = [f"{str(slots['town']).upper()}, {day.day} {day:%B} —"], 8
    for i, sentence in enumerate(sentences):
        if i == 9:
            slots = _slots(chance, home, abroad, travels, day) | {
                # Who and where the story is about stay the same.
                name: slots[name]
                for name in ("town", "region", "person")
            }
        written = sentence % slots
        line.append(written[0].upper() + written[1:])
        words += written.count(" ") + 1
        if chance.random() < 0.45:
            paragraphs.append(" ".join(line))
            line = []
        if words > _WORDS:
            break
    if line:
        paragraphs.append(" ".join(line))
    return {
        "id": f"made-{number:07}",
        "title": title,
        "source": chance.choice(SOURCES),
        "published": day.isoformat(),
        "language": "en",
        "text": "\n\n".join(paragraphs),
    }


def _day(chance: random.Random, home: _Country) -> int:
    """Return a day: what is written of each country has a peak of its own."""
    if chance.random() < 0.25:
        peak = random.Random(home.code).randrange(_DAYS)  # noqa: S311
        return int(chance.gauss(peak, 20)) % _DAYS
    return chance.randrange(_DAYS)


def _slots(
    chance: random.Random, home: _Country, abroad: _Country, travels: bool, day: date
) -> dict[str, str | int]:
    km2 = chance.choice((6, 14, 38, 90, 240, 610, 1_300, 2_750)) + chance.randrange(9)
    slip = 10 if chance.randrange(_SLIP) == 0 else 1
    town, region = home.town(chance), chance.choice(home.regions)
    return {
        "town": town,
        "second": home.town(chance),
        "third": home.town(chance),
        "region": region,
        "region2": chance.choice(home.regions),
        "country": home.name,
        "far": (abroad if travels else home).town(chance),
        "farther": (abroad if travels else home).town(chance),
        "abroad": abroad.name,
        "person": f"{chance.choice(FIRST_NAMES)} {chance.choice(LAST_NAMES)}",
        "witness": f"{chance.choice(FIRST_NAMES)} {chance.choice(LAST_NAMES)}",
        "body": chance.choice(ORGANISATIONS) % {"town": town, "region": region,
                                               "country": home.name},
        "km2": f"{km2:,}",
        "mi2": f"{km2 / _KM2_A_MI2 * slip:,.0f}",
        "ha": f"{km2 * _HA_A_KM2 * slip:,}",
        "share": chance.choice(("a third", "a quarter", "12 per cent", "about half", "4 per cent")),
        "count": f"{chance.randrange(12, 9_000):,}",
        "few": chance.randrange(3, 60),
        "km": chance.randrange(8, 140),
        "weekday": f"{day - timedelta(days=chance.randrange(5)):%A}",
        "year": day.year - chance.randrange(1, 15),
    }  # fmt: skip


if __name__ == "__main__":
    write_archive(Path(sys.argv[2]), int(sys.argv[1]), *map(int, sys.argv[3:4]))
