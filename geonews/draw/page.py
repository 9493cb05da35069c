"""The whole page as one HTML text: head, figure, list, figures, footer, data, script."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geonews.draw.document import asset, document
from geonews.draw.escape import Html, el, http_url, language_tag
from geonews.draw.figures_panel import figures_panel
from geonews.draw.labels import labels
from geonews.draw.located import Located
from geonews.draw.locator import locator
from geonews.draw.places_list import key, place_list
from geonews.draw.scene import Scene
from geonews.draw.style import HATCH, css_tokens
from geonews.draw.words import describe, plural, times
from geonews.draw.zones import told

if TYPE_CHECKING:
    from geonews.gazetteer import Gazetteer

__all__ = ["render_page"]

_TITLE_CHARS = 120
_LONG_TITLE = 140
# A title beyond this is no headline: its start stands, the rest unfolds.
_FOLDED_TITLE = 320


def render_page(scene: Scene, gazetteer: Gazetteer) -> str:
    """Return the page of a scene.

    Parameters
    ----------
    scene : Scene
    gazetteer : Gazetteer
        Where the shapes of the figures come from, and the lines that licences ask for.
    """
    title = _title(scene)
    styles = css_tokens() + asset("page.css")
    if any(place.form == "zone" for place in scene.located):
        styles += "\n" + asset("zone.css")
    if scene.report.figures or scene.report.checks:
        styles += "\n" + asset("figures.css")
    scripts: tuple[str, ...] = ()
    if scene.located:
        from geonews.draw.webmap import leaflet_css, leaflet_js, map_script

        script = f'(function(){{"use strict";\n{asset("page.js")}\n{map_script(scene)}}})();'
        scripts = (leaflet_js(), script)
        styles = leaflet_css() + styles
    return document(
        title=_short(title),
        generator=f"geonews {scene.report.version}",
        styles=styles,
        body=_body(scene, title, gazetteer),
        scripts=scripts,
        data=("story-data", _data(scene)) if scene.located else None,
    )


_NO_TITLE = "The places of this story"


def _title(scene: Scene) -> str:
    article = scene.report.article
    return " ".join((article.title or _NO_TITLE).split()) or _NO_TITLE


def _short(title: str) -> str:
    return title if len(title) <= _TITLE_CHARS else title[: _TITLE_CHARS - 1].rstrip() + "…"


def _body(scene: Scene, title: str, gazetteer: Gazetteer) -> Html:
    head = el("header", None, _source(scene), *_headline(scene, title), _dek(scene))
    parts = [head]
    if scene.located:
        parts.append(el("div", {"class": "desk"}, _figure(scene, title), _side(scene)))
    elif scene.entries:
        parts.append(el("div", {"class": "desk"}, _side(scene)))
    parts += [figures_panel(scene.report, gazetteer), _footer(scene, gazetteer.attribution)]
    return Html(_defs() + el("main", None, *parts) + "\n")


def _defs() -> Html:
    size = str(HATCH)
    line = el("path", {"d": f"M-1,1l2,-2M0,{size}l{size},-{size}M{HATCH - 1},{HATCH + 1}l2,-2",
                       "style": "stroke:var(--border);stroke-width:1.4"})  # fmt: skip
    pattern = el(
        "pattern",
        {"id": "gn-hatch", "width": size, "height": size, "patternUnits": "userSpaceOnUse"},
        line,
    )
    return el("svg", {"class": "defs", "aria-hidden": "true"}, el("defs", None, pattern))


def _headline(scene: Scene, title: str) -> list[Html]:
    language = language_tag(scene.report.article.language)
    attributes = {"dir": "auto", "lang": language}
    if len(title) <= _FOLDED_TITLE:
        long = {"class": "long"} if len(title) > _LONG_TITLE else {}
        return [el("h1", attributes | long, title)]
    start = title[: _FOLDED_TITLE - 1].rstrip() + "…"
    whole = el("details", None, el("summary", None, "The whole title"), el("p", attributes, title))
    return [el("h1", attributes | {"class": "long"}, start), whole]


def _source(scene: Scene) -> Html:
    article = scene.report.article
    words = [article.source or "", (article.published or "")[:10]]
    told = " · ".join(word for word in words if word)
    url = http_url(article.url)
    if url:
        link = el("a", {"href": url, "rel": "noopener noreferrer"}, told or "The story")
        return el("p", {"class": "source", "dir": "auto"}, link)
    return el("p", {"class": "source", "dir": "auto"}, told) if told else Html("")


def _dek(scene: Scene) -> Html:
    return el("p", {"class": "dek"}, _summary(scene))


def _summary(scene: Scene) -> str:
    if not scene.entries:
        return "This story names no place that could be put on a map."
    sure = [e for e in scene.entries if e.status == "resolved"]
    scenes = sum(e.role == "literal" for e in sure)
    spoken = sum(e.role == "associative" for e in sure)
    doubtful = sum(e.status == "uncertain" for e in scene.entries)
    lost = len(scene.entries) - len(sure) - doubtful
    words = []
    if scenes:
        words.append(f"{plural(scenes, 'place', 'places')} where it happens")
    if spoken:
        words.append(f"{spoken:,} named for a government or a people")
    if doubtful:
        words.append(f"{doubtful:,} to check")
    if lost:
        words.append(f"{lost:,} not found")
    told = f"{', '.join(words) or plural(len(sure), 'place', 'places')}."
    checks = scene.report.checks
    if checks:
        wrong = sum(check.verdict == "inconsistent" for check in checks)
        told += f" {plural(len(checks), 'check', 'checks')} of its figures, "
        told += f"{wrong:,} inconsistent." if wrong else "none inconsistent."
    return told[0].upper() + told[1:]


def _figure(scene: Scene, title: str) -> Html:
    label = f"Map of the places named in: {_short(title)}. The list of places says the same."
    city = scene.frame.span < 6 and any(p.form == "point" for p in scene.located)
    notes = [el("p", {"dir": "auto"}, note) for note in scene.basemap.notes]
    if city:
        notes.append(
            el("p", None, "Towns are dots: the map shows where they lie, not their streets.")
        )
    noscript = el("noscript", None, el("style", None, Html("#map{display:none}")), locator(scene))
    reset = el("button", {"type": "button", "class": "reset", "hidden": ""}, "Whole story")
    holder = el("div", {"id": "map", "role": "group", "aria-label": label, "tabindex": "0"}, reset)
    return el(
        "figure",
        {"class": "map"},
        holder,
        noscript,
        el("figcaption", None, key(scene), *notes),
    )


def _side(scene: Scene) -> Html:
    return el(
        "section",
        {"class": "side", "aria-labelledby": "places"},
        el("h2", {"id": "places"}, "The places"),
        place_list(scene),
    )


def _footer(scene: Scene, attribution: tuple[str, ...]) -> Html:
    report = scene.report
    gazetteer = report.gazetteer
    made = " · ".join(
        part
        for part in (
            f"geonews {report.version}".strip(),
            f"gazetteer {gazetteer.name} {gazetteer.version}".strip(),
            f"sha256 {gazetteer.sha256[:12]}" if gazetteer.sha256 else "",
            f"story sha256 {report.article.sha256[:12]}",
        )
        if part
    )
    lines = [
        el("p", None, el("strong", None, "How this was made: "),
           "names found, placed and checked by machine from the text alone. ", made, "."),
        *[el("p", {"dir": "auto"}, note) for note in report.article.notes],
        el("p", {"dir": "auto"}, " · ".join([*attribution, "Map drawn with Leaflet and folium"])),
    ]  # fmt: skip
    return el("footer", None, *lines)


def _what(place: Located, scene: Scene) -> str:
    if place.entry.zone is not None:
        return told(place.place, place.entry.zone)
    dispute = scene.disputed.get(place.entry.number, "")
    return describe(place.place, scene.basemap.countries, dispute)


def _data(scene: Scene) -> dict[str, Any]:
    places = [
        {
            "number": place.entry.number,
            "name": place.place.name,
            "what": _what(place, scene),
            "times": times(place.entry),
            "bounds": [round(value, 3) for value in place.bounds],
        }
        for place in scene.located
    ]
    return {
        "frame": [round(value, 3) for value in scene.frame.bounds],
        "plane": list(scene.plane.bounds),
        "places": places,
        "labels": labels(scene),
    }
