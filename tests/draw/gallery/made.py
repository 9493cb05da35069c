"""Galleries made up for tests: as many stories and mentions as asked for, always the same."""

from __future__ import annotations

import random
from datetime import date, timedelta

from geonews.draw.gallery import Site, Story, StoryRecord, newest_first
from geonews.draw.gallery.record import Named

_TOWNS = 20_000
_FIRST = date(2015, 1, 1)
COUNTRIES = ("UA", "RU", "PE", "KE", "US", "AU", "NO", "IN", "BR", "NZ")


def named(number: int, chance: random.Random) -> Named:
    """Return a made-up place: one in forty a country, one in eight a region, else a town."""
    form = "country" if number % 40 == 0 else "area" if number % 8 == 0 else "point"
    return Named(
        number=number + 1,
        name=f"Place {number:,} on the river",
        what=f"Town in Region {number % 500}, Country {number % 190}",
        country=COUNTRIES[number // 40 % 10] if form == "country" else "",
        lat=round(chance.uniform(-55, 70), 3),
        lon=round(chance.uniform(-180, 180), 3),
        form=form,  # type: ignore[arg-type]
        role="literal",
        is_sure=True,
        count=1 + number % 3,
    )


def made_site(stories: int, mentions: int, url: str = "") -> Site:
    """Return a gallery of so many stories that name so many places in all."""
    chance = random.Random(6)  # noqa: S311
    places = [named(number, chance) for number in range(min(_TOWNS, 2 * mentions))]
    weights = [1 / (rank + 10) for rank in range(len(places))]
    each = mentions // stories
    listed = []
    for number in range(stories):
        day = _FIRST + timedelta(days=chance.randrange(4300))
        found = dict.fromkeys(chance.choices(places, weights, k=each))
        while len(found) < each:
            found[chance.choice(places)] = None
        listed.append(
            Story(
                key=f"{number:05}/story.txt",
                page=f"{number:05}/map.html",
                thumb=f"{number:05}/thumb.svg",
                record=StoryRecord(
                    title=f"Story {number:,}: the water rose for a third day and the council met",
                    source=f"The Post of District {number % 40}",
                    published="" if number % 50 == 0 else day.isoformat(),
                    language="en",
                    places=tuple(found),
                    lost=number % 3,
                    verdicts=(("consistent", 1), ("inconsistent", 1)) if number % 9 == 0 else (),
                ),
            )
        )
    return Site("A large gallery", newest_first(listed), url=url, version="1")
