"""The list of places beside the map, as HTML: it says all that the map says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

import shapely

from geonews.draw.entries import Entry, Quote
from geonews.draw.escape import Html, el, html, language_tag
from geonews.draw.located import Located
from geonews.draw.scene import Scene
from geonews.draw.words import GROUPS, KEY, describe, plural, times
from geonews.draw.zones import told
from geonews.model import Article

__all__ = ["key", "place_list", "swatch"]

# A quote longer than this is cut around the name.
_QUOTE_CHARS = 360
# From so many on, a browser lays out only what is in sight.
_MANY = 150
# So many places of a group are told with their sentences, the rest by name.
_MOST_FULL = 1000
_MOST_QUOTES = 60
_MOST_QUOTES_ALL = 4000


@cache
def swatch(kind: str) -> Html:
    """Return a small picture of how a kind of place is drawn, for keys and lists."""
    if kind.startswith("dot-"):
        shapes = [el("circle", {"cx": "13", "cy": "8", "r": "5", "class": f"gn-{kind}"})]
    elif kind == "dateline":
        shapes = [el("path", {"d": "M8.5,3.5h9v9h-9z", "class": "gn-dateline-key"})]
    else:
        box = "M1.5,1.5h23v13h-23z"
        classes = (kind,) if kind == "zone" else (kind, f"{kind}-edge")
        shapes = [el("path", {"d": box, "class": f"gn-{css}"}) for css in classes]
    return el("svg", {"viewBox": "0 0 26 16", "aria-hidden": "true"}, *shapes)


def place_list(scene: Scene) -> Html:
    """Return the groups of places: where it happens, who is spoken of, what to check."""
    by_number = {place.entry.number: place for place in scene.located}
    groups: dict[str, list[Entry]] = {name: [] for name in GROUPS}
    for entry in scene.entries:
        groups[entry.role if entry.status == "resolved" else entry.status].append(entry)
    shown = min(_MOST_QUOTES, max(1, _MOST_QUOTES_ALL // max(1, len(scene.entries))))
    parts = []
    for name, members in groups.items():
        if not members:
            continue
        members.sort(
            key=lambda e: (e.number not in scene.frame.focus, -(e.literal or e.count), e.first)
        )
        full, rest = members[:_MOST_FULL], members[_MOST_FULL:]
        items = [_item(entry, by_number.get(entry.number), scene, shown) for entry in full]
        parts.append(
            el(
                "section",
                {"class": "group"},
                el("h3", None, GROUPS[name]),
                el("ul", {"class": "places many" if len(items) > _MANY else "places"}, *items),
                *_names(rest, by_number),
            )
        )
    return Html("".join(parts))


def _names(rest: Sequence[Entry], by_number: Mapping[int, Located]) -> Iterator[Html]:
    """Yield the places of a very long list as names alone."""
    if not rest:
        return
    yield el("h4", None, f"And {len(rest):,} named less often")
    links = [
        el("a", {"href": "#map", "data-place": str(entry.number)}, entry.name)
        if entry.number in by_number
        else html(entry.name)
        for entry in rest
    ]
    yield el("p", {"class": "rest", "dir": "auto"}, Html(" · ".join(links)))


def _item(entry: Entry, place: Located | None, scene: Scene, shown: int) -> Html:
    article = scene.report.article
    attributes: dict[str, str | None] = {"id": f"place-{entry.number}"}
    name = el("span", {"class": "name", "dir": "auto"}, entry.name)
    count = el("span", {"class": "times"}, times(entry))
    if place is None:
        head = el("p", {"class": "still-name"}, name, count)
    else:
        picture = _picture(place, scene)
        head = el(
            "button",
            {"type": "button", "class": "go", "data-place": str(entry.number)},
            picture, name, count,
        )  # fmt: skip
    lines = [head]
    if entry.place is not None:
        lines.append(_what(entry, scene))
    if entry.status != "resolved":
        lines.append(_doubt(entry, scene.basemap.countries))
    quotes = [_quote(quote, article) for quote in entry.quotes[:shown]]
    lines += quotes[:1]
    if len(quotes) > 1:
        more = plural(len(entry.quotes) - 1, "more sentence", "more sentences")
        cut = len(entry.quotes) - len(quotes)
        if cut:
            quotes.append(el("p", {"class": "why"}, f"and {cut:,} more in the story"))
        summary = el("summary", None, more, el("span", {"class": "sr"}, f" naming {entry.name}"))
        lines.append(el("details", None, summary, *quotes[1:]))
    return el("li", attributes, *lines)


def _picture(place: Located, scene: Scene) -> Html:
    kind: str = scene.kinds[place.entry.number].replace("holder", "literal")
    if place.form == "point" and kind != "dateline":
        return swatch("dot-literal" if kind == "focus" else f"dot-{kind}")
    return swatch(kind)


def _what(entry: Entry, scene: Scene) -> Html:
    assert entry.place is not None  # noqa: S101  the caller asked
    dispute = scene.disputed.get(entry.number, "")
    words = [describe(entry.place, scene.basemap.countries, dispute)]
    if entry.zone is not None:
        words = [told(entry.place, entry.zone)]
    if entry.role == "literal" and entry.associative:
        words.append(f"{entry.associative:,} of {entry.count:,} for its government or people")
    return el("p", {"class": "what", "dir": "auto"}, " · ".join(words))


def _doubt(entry: Entry, countries: Mapping[str, str]) -> Html:
    words = [entry.reason] if entry.reason else []
    others = [
        f"{place.name} ({describe(place, countries)})"
        for place in entry.alternatives[:3]
        if place != entry.place
    ]
    if others:
        words.append(f"Could also be: {'; '.join(others)}.")
    return el("p", {"class": "why", "dir": "ltr"}, " ".join(words))


def _quote(quote: Quote, article: Article) -> Html:
    text = article.text
    start, end = quote.start, quote.end
    first = quote.marks[0]
    before = after = ""
    if end - start > _QUOTE_CHARS:
        start = max(start, first[0] - _QUOTE_CHARS // 3)
        end = min(end, max(first[1], start + _QUOTE_CHARS))
        before = "… " if start > quote.start else ""
        after = " …" if end < quote.end else ""
    pieces = Html("").join(_marked(text, start, end, quote))
    return el(
        "p",
        {"class": "quote", "dir": "auto", "lang": language_tag(article.language)},
        before, Html(pieces), after,
    )  # fmt: skip


def _marked(text: str, start: int, end: int, quote: Quote) -> Iterator[str]:
    at = start
    for a, b in sorted(quote.marks):
        if a < at or b > end:
            continue
        yield html(text[at:a])
        yield el("mark", None, text[a:b])
        at = b
    yield html(text[at:end])


def key(scene: Scene, *, is_live: bool = True) -> Html:
    """Return the key: only what this map draws, beyond its frame too where it is live."""
    pictures: dict[str, dict[str, Html]] = {}
    frame = shapely.box(*scene.frame.bounds)
    for place in sorted(scene.located, key=lambda p: p.form):
        if not is_live and not shapely.box(*place.bounds).intersects(frame):
            continue
        kind = scene.kinds[place.entry.number].replace("holder", "literal")
        if place.form != "soft":
            pictures.setdefault(kind, {}).setdefault(place.form, _picture(place, scene))
    if any(
        cell.kind == "disputed" and cell.patch >= 0 and (is_live or cell.shape.intersects(frame))
        for cell in scene.basemap.cells
    ):
        pictures["disputed"] = {"area": swatch("disputed")}
    items = [
        el("li", None, *pictures[kind].values(), KEY[kind]) for kind in KEY if kind in pictures
    ]
    return el("ul", {"class": "key"}, *items) if items else Html("")
