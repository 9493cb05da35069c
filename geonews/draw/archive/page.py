"""The page of an archive: its map, its months, and the tables that say the same."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from geonews.draw.archive.atlas import atlas, legend, scales_of, spots_of
from geonews.draw.archive.classes import class_of
from geonews.draw.archive.ground import build_ground
from geonews.draw.archive.palette import LEAST_RADIUS, MOST_RADIUS, tokens
from geonews.draw.archive.values import Archive, PlaceCount
from geonews.draw.dates import MONTHS
from geonews.draw.document import asset, document
from geonews.draw.escape import Html, el
from geonews.draw.located import form_of
from geonews.draw.style import css_tokens
from geonews.draw.words import describe, plural

if TYPE_CHECKING:
    from geonews.gazetteer import Gazetteer

__all__ = ["archive_page"]

_ROWS, _COUNTRY_ROWS, _PAIR_ROWS = 30, 15, 12
_TITLE_CHARS = 120
# Names of years that find room under the bars of a narrow screen.
_MOST_TICKS = 6


def archive_page(archive: Archive, gazetteer: Gazetteer) -> str:
    """Return the page of an archive, whole: nothing is asked for, and it works without script.

    Parameters
    ----------
    archive : Archive
    gazetteer : Gazetteer
        Where the countries come from.
    """
    points = [
        (count.place.lon, count.place.lat, count.stories)
        for count in archive.places
        if form_of(count.place, has_shape=False) == "point"
    ]
    names = {c.code: gazetteer.country_name(c.code) or c.code for c in archive.countries}
    ground = build_ground(gazetteer, points)
    spots = spots_of(archive, ground)
    scales = scales_of(archive, spots)
    unit = "year" if archive.periods and len(archive.periods[0]) == 4 else "month"
    drawn = atlas(archive, ground, spots, scales)
    whats = [describe(count.place, names, count.dispute) for count in archive.places]
    shown = drawn.count("<circle data-p")
    figure = el(
        "figure",
        {"class": "map"},
        drawn,
        el("figcaption", None, *legend(archive, scales, unit)),
    )
    body = [
        el("header", {"class": "mast"}, el("h1", {"dir": "auto"}, archive.title),
           el("p", {"class": "dek"}, _summary(archive))),
        figure,
        _time(archive, unit),
        el("div", {"class": "notes"}, *_reading(ground.notes, shown > 0)),
        el(
            "div",
            {"class": "tables"},
            _places(archive, whats, unit),
            el("div", {"class": "side"}, _countries(archive, names), _pairs(archive)),
        ),
        _footer(archive),
    ]  # fmt: skip
    data = {
        "periods": [_named(period) for period in archive.periods],
        "stories": [archive.stories, *archive.in_period],
        "names": [count.place.name for count in archive.places],
        "whats": whats,
        "places": [[count.stories, *count.periods] for count in archive.places],
        "codes": [names[country.code] for country in archive.countries],
        "countries": [[country.stories, *country.periods] for country in archive.countries],
        "classes": [_coloured(scales.whole), _coloured(scales.period)],
        "most": [scales.whole_most, scales.period_most],
        "radius": [LEAST_RADIUS, MOST_RADIUS],
        "rows": _ROWS,
    }
    title = archive.title
    script = f'(function(){{"use strict";\n{asset("archive.js")}\n}})();'
    return document(
        title=title if len(title) <= _TITLE_CHARS else f"{title[: _TITLE_CHARS - 1]}…",
        generator=archive.generator,
        styles=f"{css_tokens()}{tokens()}{asset('archive.css')}",
        body=Html(el("main", None, *body) + "\n"),
        scripts=(script,) if len(archive.periods) > 1 else (),
        data=("archive-data", data) if len(archive.periods) > 1 else None,
    )


def _coloured(least: Sequence[int]) -> list[list[int]]:
    return [[value, class_of(value, least)] for value in least]


def _summary(archive: Archive) -> str:
    words = (
        f"{plural(archive.stories, 'story', 'stories')} "
        f"{'names' if archive.stories == 1 else 'name'} "
        f"{plural(archive.place_count, 'place', 'places')} in "
        f"{plural(len(archive.countries), 'country', 'countries')}"
    )
    if archive.periods:
        first, last = _named(archive.periods[0]), _named(archive.periods[-1])
        words += f", {first}" if first == last else f", {first} to {last}"
    return f"{words}."


def _named(period: str) -> str:
    if len(period) == 4:
        return str(int(period))
    return f"{MONTHS[int(period[5:]) - 1]} {int(period[:4])}"


def _reading(notes: Sequence[str], has_towns: bool) -> list[Html]:
    words = (
        "A story counts once for each country it names, or names a place of, and once for each "
        "place, however often it does."
    )
    if has_towns:
        words += " Circles are towns, by area; where they would cover each other the largest stay."
    told = [el("p", None, words)]
    for note in notes:
        if len(note) > 160:
            head = el("summary", None, "What the hatched areas mean")
            told.append(el("details", None, head, el("p", {"dir": "auto"}, note)))
        else:
            told.append(el("p", {"dir": "auto"}, note))
    return told


def _time(archive: Archive, unit: str) -> Html:
    """Return the bars of stories by period, and the slider that the script brings to life."""
    count = len(archive.periods)
    if count < 2:
        return Html("")
    most = max(archive.in_period) or 1
    bars = [
        el("rect", {"x": f"{10 * i + 11}", "y": f"{60 - 60 * stories / most:.1f}", "width": "8",
                    "height": f"{60 * stories / most:.1f}"})
        for i, stories in enumerate(archive.in_period)
    ]  # fmt: skip
    slots = count + 1
    box = {"viewBox": f"0 0 {10 * slots} 60", "preserveAspectRatio": "none", "aria-hidden": "true"}
    heading = el("h2", {"id": "time"}, f"Stories by {unit}")
    told = el(
        "output",
        {"id": "told", "for": "when", "aria-live": "off"},
        f"Whole time: {archive.stories:,} stories",
    )
    controls = el(
        "div",
        {"class": "controls", "id": "controls", "hidden": ""},
        el("button", {"type": "button", "id": "play", "aria-pressed": "false"}, "Play"),
        told,
    )
    slider = Html(
        f'<input type="range" id="when" min="0" max="{count}" value="0" step="1" '
        f'aria-label="Show one {unit} on the map" hidden>'
    )
    ticks = [el("span", {"class": "all", "id": "all", "hidden": "",
                         "style": f"left:{50 / slots:.3f}%"}, "All")]  # fmt: skip
    years = [
        (i, period[:4]) for i, period in enumerate(archive.periods) if period[5:] in ("01", "")
    ]
    every = max(1, -(-len(years) // _MOST_TICKS))
    for i, year in years[::every] or [(0, archive.periods[0][:4])]:
        at = {"style": f"left:{100 * (i + 1) / slots:.3f}%"}
        ticks.append(el("span", at, str(int(year))))
    top = el("p", {"class": "most"}, f"Most in one {unit}: {most:,}")
    return el(
        "section",
        {"class": "time", "aria-labelledby": "time"},
        el("div", {"class": "timehead"}, heading, top),
        controls,
        el("div", {"class": "track", "style": f"--slots:{slots}"},
           el("svg", {"class": "bars", **box}, *bars), slider,
           el("div", {"class": "ticks", "aria-hidden": "true"}, *ticks)),
    )  # fmt: skip


def _places(archive: Archive, whats: Sequence[str], unit: str) -> Html:
    """Return the table of the foremost places, of all kinds."""
    shown = archive.places[:_ROWS]
    rows = [_row(i, count, whats[i], archive) for i, count in enumerate(shown)]
    cells = [("#", "rank"), ("Place", None), ("Stories", "num"), ("Share of all", "num share")]
    if len(archive.periods) > 1:
        cells.append((f"By {unit}", "course"))
    head = [el("th", {"scope": "col", "class": css}, words) for words, css in cells]
    most = f"The {len(shown):,} that most stories name, countries apart"
    if len(archive.places) <= len(shown):
        most = "All, countries apart"
    return el(
        "section",
        {"aria-labelledby": "places"},
        el("h2", {"id": "places"}, "The places"),
        el("p", {"class": "count", "id": "count"}, most),
        el("table", {"class": "places", "aria-labelledby": "places"},
           el("thead", None, el("tr", None, *head)), el("tbody", {"id": "rows"}, *rows)),
    )  # fmt: skip


def _row(index: int, count: PlaceCount, what: str, archive: Archive) -> Html:
    name = el("span", {"class": "name", "dir": "auto"}, count.place.name)
    about = el("span", {"class": "about", "dir": "auto"}, what)
    cells = [
        el("td", {"class": "rank"}, str(index + 1)),
        el("th", {"scope": "row"}, name, about),
        el("td", {"class": "num"}, f"{count.stories:,}"),
        el("td", {"class": "num share"}, _share(count.stories, archive.stories)),
    ]
    if len(archive.periods) > 1:
        cells.append(el("td", {"class": "course"}, _course(count.periods)))
    return el("tr", None, *cells)


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}%" if whole else ""


def _course(periods: Sequence[int]) -> Html:
    """Return a small chart of stories by period: a line of bars to its own scale."""
    most = max(periods) or 1
    bars = "".join(
        f"M{4 * i} 20v-{20 * n / most:.0f}h3v{20 * n / most:.0f}z"
        for i, n in enumerate(periods)
        if 20 * n / most >= 0.5
    )
    box = {"viewBox": f"0 0 {4 * len(periods)} 20", "preserveAspectRatio": "none"}
    return el("svg", {**box, "aria-hidden": "true"}, el("path", {"d": bars}))


def _countries(archive: Archive, names: dict[str, str]) -> Html:
    if not archive.countries:
        return Html("")
    most = archive.countries[0].stories
    rows = [
        el(
            "tr",
            None,
            el("th", {"scope": "row", "dir": "auto"}, names[country.code]),
            el("td", {"class": "meter"},
               el("span", {"style": f"width:{100 * country.stories / most:.1f}%"})),
            el("td", {"class": "num"}, f"{country.stories:,}"),
        )
        for country in archive.countries[:_COUNTRY_ROWS]
    ]  # fmt: skip
    head = el("tr", None, el("th", {"scope": "col"}, "Country"), el("td", {"class": "meter"}),
              el("th", {"scope": "col", "class": "num"}, "Stories"))  # fmt: skip
    return el(
        "section",
        {"aria-labelledby": "countries"},
        el("h2", {"id": "countries"}, "The countries"),
        el("table", {"class": "countries", "aria-labelledby": "countries"},
           el("thead", None, head), el("tbody", {"id": "lands"}, *rows)),
    )  # fmt: skip


def _pairs(archive: Archive) -> Html:
    if not archive.pairs:
        return Html("")
    lines = [
        el(
            "li",
            None,
            el("span", {"dir": "auto"}, pair.one.place.name),
            " and ",
            el("span", {"dir": "auto"}, pair.other.place.name),
            el("span", {"class": "times"}, f" {plural(pair.stories, 'story', 'stories')}"),
        )
        for pair in archive.pairs[:_PAIR_ROWS]
    ]
    return el(
        "section",
        {"aria-labelledby": "pairs"},
        el("h2", {"id": "pairs"}, "Named together"),
        el("p", {"class": "count"}, "In the whole time; a place with what it lies in left out"),
        el("ul", {"class": "pairs"}, *lines),
    )


def _footer(archive: Archive) -> Html:
    made = archive.generator
    if archive.gazetteer is not None:
        made += f" · gazetteer {archive.gazetteer.name} {archive.gazetteer.version}".rstrip()
    files = [
        el("li", None, el("a", {"href": name, "download": ""}, name), f": {what}")
        for name, what in archive.files
    ]
    parts = [
        el("h2", None, "The data"),
        el("ul", None, *files),
    ] if files else []  # fmt: skip
    parts += [el("p", None, note) for note in archive.notes]
    parts.append(
        el("p", None, el("strong", None, "How this was made: "),
           "names found, placed and counted by machine from the texts alone. ", made, "."),
    )  # fmt: skip
    if archive.attribution:
        parts.append(el("p", {"dir": "auto"}, " · ".join(archive.attribution)))
    return el("footer", None, *parts)
