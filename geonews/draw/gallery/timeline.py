"""The stories of a gallery by the month they were published."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from geonews.draw.dates import MONTHS
from geonews.draw.escape import Html, el, language_tag
from geonews.draw.gallery.shell import day, page, verdict_mark
from geonews.draw.gallery.site import TIMELINE, Site, Story
from geonews.draw.words import plural

__all__ = ["timeline_page"]

# A year is drawn 360 wide: twelve bars of 22 in steps of 30.
_STEP, _BAR, _HIGH, _FOOT = 30, 22, 84, 20
_LEAST = 3
# From so many stories on, what is out of sight is laid out only when it comes into it.
_MANY = 200


def timeline_page(site: Site) -> str:
    """Return the timeline: a chart a year, then the stories month by month, the newest first."""
    dated = [story for story in site.stories if story.record.published]
    undated = [story for story in site.stories if not story.record.published]
    counts = Counter(story.record.published[:7] for story in dated)
    years = sorted({month[:4] for month in counts})
    body: list[Html] = [el("p", {"class": "dek"}, _summary(dated, undated))]
    if years:
        most = max(counts.values())
        charts = [_year(year, counts, most) for year in reversed(years)]
        body.append(el("div", {"class": "years"}, *charts))
    sections = [
        _section(f"m{month}", _named(month), list(group))
        for month, group in groupby(dated, key=lambda story: story.record.published[:7])
    ]
    if undated:
        sections.append(_section("undated", "Undated", undated))
    is_long = len(site.stories) > _MANY
    body.append(el("div", {"class": "long" if is_long else None}, *sections))
    return page(site, TIMELINE, body)


def _summary(dated: Sequence[Story], undated: Sequence[Story]) -> str:
    if not dated and not undated:
        return "No story stands in this folder yet."
    words = []
    if dated:
        words.append(f"{plural(len(dated), 'story', 'stories')} by the day of publication")
    if undated:
        more = "more " if dated else ""
        words.append(f"{len(undated):,} {more}without one, told apart below")
    return f"{'; '.join(words)}."


def _named(month: str) -> str:
    return f"{MONTHS[int(month[5:]) - 1]} {int(month[:4])}"


def _year(year: str, counts: Counter[str], most: int) -> Html:
    months = [f"{year}-{number:02}" for number in range(1, 13)]
    bars = [_bar(i, month, counts[month], most) for i, month in enumerate(months)]
    total = sum(counts[month] for month in months)
    letters = [
        el("text", {"x": str(i * _STEP + _STEP // 2), "y": str(_HIGH + _FOOT - 4)}, name[0])
        for i, name in enumerate(MONTHS)
    ]
    line = el("path", {"class": "base", "d": f"M0 {_HIGH}.5H{12 * _STEP}"})
    box = f"0 0 {12 * _STEP} {_HIGH + _FOOT}"
    label = f"{int(year)}: {plural(total, 'story', 'stories')} by month"
    svg = el(
        "svg",
        {"viewBox": box, "role": "group", "aria-label": label},
        el("g", {"aria-hidden": "true"}, line, *letters),
        *bars,
    )
    head = el("h2", None, str(int(year)), el("span", None, f" {plural(total, 'story', 'stories')}"))
    return el("div", {"class": "year"}, head, svg)


def _bar(index: int, month: str, count: int, most: int) -> Html:
    if not count:
        return Html("")
    # Room for the number above the tallest.
    height = max(_LEAST, round((_HIGH - 18) * count / most))
    x, top = index * _STEP + (_STEP - _BAR) // 2, _HIGH - height
    label = f"{_named(month)}: {plural(count, 'story', 'stories')}"
    return el(
        "a",
        {"href": f"#m{month}", "aria-label": label},
        el("rect", {"class": "hit", "x": str(index * _STEP), "y": "0",
                    "width": str(_STEP), "height": str(_HIGH)}),
        el("rect", {"class": "bar", "x": str(x), "y": str(top),
                    "width": str(_BAR), "height": str(height)}),
        el("text", {"x": str(x + _BAR // 2), "y": str(top - 5)}, f"{count:,}"),
    )  # fmt: skip


def _section(anchor: str, heading: str, stories: Sequence[Story]) -> Html:
    lines = [_line(story) for story in stories]
    title = el("h2", {"id": anchor, "tabindex": "-1"}, heading)
    number = el("span", {"class": "times"}, plural(len(stories), "story", "stories"))
    return el(
        "section",
        {"class": "month", "aria-labelledby": anchor},
        el("div", {"class": "monthhead"}, title, number),
        el("ul", {"class": "lines"}, *lines),
    )


def _line(story: Story) -> Html:
    record = story.record
    wrong = record.verdict("inconsistent")
    names = list(dict.fromkeys(place.name for place in record.places))[:3]
    what = [word for word in (record.source, ", ".join(names)) if word]
    language = language_tag(record.language)
    return el(
        "li",
        {"class": "dated" if record.published else None},
        el("p", {"class": "when"}, day(record.published)) if record.published else "",
        el(
            "p",
            {"class": "what"},
            el("a", {"href": story.page, "dir": "auto", "lang": language}, record.title),
            el("span", {"class": "source", "dir": "auto"}, " · ".join(what)) if what else "",
            verdict_mark("inconsistent", wrong) if wrong else "",
        ),
    )
