"""The index of a gallery: every story with its small map, and a filter over them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from geonews.draw.document import asset
from geonews.draw.escape import Html, el, language_tag
from geonews.draw.gallery.record import VERDICTS, Named, StoryRecord
from geonews.draw.gallery.shell import day, page, verdict_mark
from geonews.draw.gallery.site import INDEX, Site, Story
from geonews.draw.words import plural
from geonews.model import Verdict

__all__ = ["index_page"]

# What a list of places to choose from can hold before it is no help.
_MOST_CHOICES = 200
# Names told on a card; the rest is a number.
_NAMED = 3
# On a card, what asks for an editor first; a figure that cannot be checked says nothing.
_TOLD: tuple[Verdict, ...] = (
    "inconsistent",
    "depends on definition",
    "loosely rounded",
    "plausible",
    "consistent",
)
_THUMB = (320, 200)


def index_page(site: Site) -> str:
    """Return the index of a gallery.

    Without JavaScript the whole list stands; with it, a filter by text, place and verdict.
    """
    places = _choices(site)
    numbers = {name: str(i) for i, name in enumerate(places)}
    cards = [_card(story, numbers, first=i < 3) for i, story in enumerate(site.stories)]
    count = plural(len(cards), "story", "stories")
    body = [
        el("p", {"class": "dek"}, _summary(site)),
        _filter(site, places) if cards else Html(""),
        el("p", {"id": "count", "class": "count", "role": "status", "aria-live": "polite"}, count),
        el("ul", {"class": "cards many" if len(cards) > 60 else "cards", "id": "stories"}, *cards)
        if cards
        else el("p", {"class": "none"}, "No story stands in this folder yet."),
    ]
    return page(site, INDEX, body, scripts=_scripts() if cards else ())


def _scripts() -> tuple[str, ...]:
    return (f'(function(){{"use strict";\n{asset("gallery.js")}\n}})();',)


def _summary(site: Site) -> str:
    records = [story.record for story in site.stories]
    places = {place for record in records for place in map(_identity, record.places)}
    wrong = sum(record.verdict("inconsistent") for record in records)
    words = [plural(len(records), "story", "stories"), plural(len(places), "place", "places")]
    days = sorted(record.published for record in records if record.published)
    told = f"{' · '.join(words)}"
    if days:
        first, last = days[0][:4], days[-1][:4]
        told += f" · {first}" if first == last else f" · {first}–{last}"
    if wrong:
        told += f" · {plural(wrong, 'figure', 'figures')} found inconsistent"
    return told


def _identity(place: Named) -> object:
    return place.number or (place.name, place.lat, place.lon)


def _choices(site: Site) -> list[str]:
    """Return the names that most stories share, in the order of the alphabet."""
    counts = Counter(
        name for story in site.stories for name in {place.name for place in story.record.places}
    )
    by_count = sorted(counts, key=lambda name: (-counts[name], name))
    return sorted(by_count[:_MOST_CHOICES], key=lambda name: (name.casefold(), name))


def _filter(site: Site, places: list[str]) -> Html:
    verdicts = Counter(v for story in site.stories for v, _ in story.record.verdicts)
    search = el(
        "label",
        {"class": "wide"},
        el("span", None, "Search"),
        Html('<input type="search" id="words" autocomplete="off">'),
    )
    fields = [search]
    if places:
        options = [el("option", {"value": str(i)}, name) for i, name in enumerate(places)]
        fields.append(_select("place", "Place", "Any place", options))
    if verdicts:
        options = [
            el("option", {"value": str(i)}, f"{verdict.capitalize()} ({verdicts[verdict]:,})")
            for i, verdict in enumerate(VERDICTS)
            if verdicts[verdict]
        ]  # fmt: skip
        fields.append(_select("verdict", "Figures", "Any verdict", options))
    clear = el("button", {"type": "button", "id": "clear", "hidden": ""}, "Clear")
    # Shown by the script, which alone can make it work.
    return el(
        "div",
        {"class": "filter", "id": "filter", "role": "search", "hidden": ""},
        *fields,
        clear,
    )


def _select(name: str, label: str, any_: str, options: list[Html]) -> Html:
    choices = (el("option", {"value": "any"}, any_), *options)
    return el("label", None, el("span", None, label), el("select", {"id": name}, *choices))


def _card(story: Story, numbers: Mapping[str, str], first: bool) -> Html:
    record = story.record
    told = dict.fromkeys(place.name for place in record.places)
    attributes = {
        "data-p": " ".join(sorted({numbers[name] for name in told if name in numbers})),
        "data-v": " ".join(str(VERDICTS.index(verdict)) for verdict, _ in record.verdicts),
        # Names that the card has no room for are found all the same.
        "data-w": " ".join(list(told)[_NAMED:]) or None,
    }
    width, height = _THUMB
    picture = el("img", {"src": story.thumb, "alt": "", "width": str(width), "height": str(height),
                         "loading": None if first else "lazy", "decoding": "async"})  # fmt: skip
    language = language_tag(record.language)
    title = el("a", {"href": story.page, "dir": "auto", "lang": language}, record.title)
    source = [el("span", {"dir": "auto"}, record.source)] if record.source else []
    marks = [verdict_mark(v, record.verdict(v)) for v in _told(record)]
    return el(
        "li",
        {"class": "card", **attributes},
        el("div", {"class": "thumb"}, picture),
        el("p", {"class": "source"}, *source, day(record.published)),
        el("h2", None, title),
        el("p", {"class": "where", "dir": "auto"}, _where(list(told))),
        el("p", {"class": "marks"}, el("span", {"class": "counts"}, _counts(record)), *marks),
    )


def _told(record: StoryRecord) -> list[Verdict]:
    return [verdict for verdict in _TOLD if record.verdict(verdict)]


def _where(names: list[str]) -> str:
    if not names:
        return "Names no place that could be put on a map"
    more = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {more:,} more" if more > 0 else "")


def _counts(record: StoryRecord) -> str:
    sure = sum(place.is_sure for place in record.places)
    doubtful = len(record.places) - sure
    words = [plural(sure, "place", "places")] if sure or not doubtful else []
    if doubtful:
        words.append(
            f"{doubtful:,} to check" if words else f"{plural(doubtful, 'place', 'places')} to check"
        )
    if record.lost:
        words.append(f"{record.lost:,} not found")
    return ", ".join(words)
