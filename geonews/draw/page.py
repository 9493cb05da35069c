"""The whole page as one HTML text: head, figure, list, figures, footer, data, script."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from geonews.draw.dates import day_of, in_words
from geonews.draw.document import asset, document
from geonews.draw.escape import Html, el, html, http_url, language_tag
from geonews.draw.figure import figure_css
from geonews.draw.figures_panel import figures_panel
from geonews.draw.labels import labels
from geonews.draw.meta import metas, oembed_url
from geonews.draw.places_list import place_list
from geonews.draw.scene import Scene
from geonews.draw.stage import stage
from geonews.draw.story_text import story_text
from geonews.draw.style import HATCH, css_tokens
from geonews.draw.words import is_right_to_left, plural

if TYPE_CHECKING:
    from geonews.gazetteer import Gazetteer

__all__ = ["Layout", "render_page"]

Layout = Literal["page", "figure", "side-by-side"]
"""What a page holds: the map with its list, the still figure alone, or map and whole story."""

_TITLE_CHARS = 120
_LONG_TITLE = 140
# A title beyond this is no headline: its start stands, the rest unfolds.
_FOLDED_TITLE = 320


def render_page(
    scene: Scene,
    gazetteer: Gazetteer,
    *,
    layout: Layout = "page",
    url: str | None = None,
    image_url: str | None = None,
) -> str:
    """Return the page of a scene.

    Parameters
    ----------
    scene : Scene
    gazetteer : Gazetteer
        Where the shapes of the figures come from, and the lines that licences ask for.
    layout : {'page', 'figure', 'side-by-side'}
        The map with its list, the still figure alone, or the map beside the whole story.
    url, image_url : str, optional
        Where the page, and a picture of it for social networks, will be published.
    """
    title = _title(scene)
    is_live = bool(scene.located) and layout != "figure"
    styles = css_tokens() + figure_css(".geonews") + asset("page.css") + "\n" + asset("marks.css")
    if any(place.form == "zone" for place in scene.located):
        styles += "\n" + asset("zone.css")
    if layout != "figure":
        styles += "\n" + asset("desk.css")
        if scene.report.figures or scene.report.checks:
            styles += "\n" + asset("figures.css")
    if layout == "side-by-side":
        styles += "\n" + asset("story.css")
    scripts: tuple[str, ...] = (asset("host.js"),)
    if is_live:
        from geonews.draw.webmap import leaflet_css, leaflet_js, map_script

        script = "\n".join((asset("arcs.js"), asset("page.js"), map_script(scene), *scripts))
        scripts = (leaflet_js(), f'(function(){{"use strict";\n{script}}})();')
        styles = leaflet_css() + styles
    return document(
        title=_short(title),
        generator=f"geonews {scene.report.version}",
        styles=styles,
        body=_body(scene, title, gazetteer, layout),
        scripts=scripts,
        metas=metas(
            scene,
            title=title,
            description=_summary(scene),
            page_url=url,
            image_url=image_url,
            image_alt=_label(title),
            oembed=oembed_url(url) if url else None,
        ),
        data=("story-data", _data(scene)) if is_live else None,
        right_to_left=is_right_to_left(f"{title} {scene.report.article.text}"),
    )


_NO_TITLE = "The places of this story"


def _title(scene: Scene) -> str:
    article = scene.report.article
    return " ".join((article.title or _NO_TITLE).split()) or _NO_TITLE


def _short(title: str) -> str:
    return title if len(title) <= _TITLE_CHARS else title[: _TITLE_CHARS - 1].rstrip() + "…"


def _label(title: str) -> str:
    return f"Map of the places named in: {_short(title)}. The list of places says the same."


def _body(scene: Scene, title: str, gazetteer: Gazetteer, layout: Layout) -> Html:
    credit = _credit(
        scene, gazetteer.attribution, is_live=bool(scene.located) and layout != "figure"
    )
    head = el("header", None, _source(scene), *_headline(scene, title), _dek(scene))
    label = _label(title)
    if layout == "figure":
        figure = stage(scene, label, is_live=False, credit=credit) if scene.located else Html("")
        listed = el("div", {"class": "sr"}, _side(scene)) if scene.entries else Html("")
        return Html(_defs() + el("main", {"class": "alone"}, head, figure, listed) + "\n")
    figure = stage(scene, label, is_live=True) if scene.located else Html("")
    panel = figures_panel(scene.report, gazetteer)
    foot = el("footer", None, *credit)
    if layout == "side-by-side":
        desk = el("div", {"class": "both"}, story_text(scene), el("div", {"class": "pin"}, figure))
        listed = _side(scene) if scene.entries else Html("")
        return Html(_defs() + el("main", None, head, desk, panel, listed, foot) + "\n")
    parts = [head]
    if scene.entries:
        parts.append(el("div", {"class": "desk"}, figure, _side(scene)))
    return Html(_defs() + el("main", None, *parts, panel, foot) + "\n")


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
    day = day_of(article.published)
    written = in_words(article.published)
    published = el("time", {"datetime": day}, written) if day else html(written)
    told = [part for part in (html(article.source or ""), published) if part]
    url = http_url(article.url)
    inside = Html(" · ".join(told))
    if url:
        inside = el("a", {"href": url, "rel": "noopener noreferrer"}, inside or "The story")
    return el("p", {"class": "source", "dir": "auto"}, inside) if inside else Html("")


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


def _side(scene: Scene) -> Html:
    number = el("span", {"class": "count"}, f"{len(scene.entries):,}")
    return el(
        "section",
        {"class": "side", "aria-labelledby": "places"},
        el("h2", {"id": "places"}, "The places ", number),
        el("div", {"class": "scroll"}, place_list(scene)),
    )


def _credit(scene: Scene, attribution: tuple[str, ...], *, is_live: bool) -> tuple[Html, ...]:
    """Return how the page was made, and whom its data is owed to."""
    report = scene.report
    gazetteer = report.gazetteer
    published = in_words(report.article.published)
    made = " · ".join(
        part
        for part in (
            f"geonews {report.version}".strip(),
            f"gazetteer {gazetteer.name} {gazetteer.version}".strip(),
            f"sha256 {gazetteer.sha256[:12]}" if gazetteer.sha256 else "",
            f"borders: {scene.worldview} view" if scene.located else "",
            f"story of {published}" if published else "",
            f"story sha256 {report.article.sha256[:12]}",
        )
        if part
    )
    return (
        el("p", {"class": "made"}, el("strong", None, "How this was made: "),
           "names found, placed and checked by machine from the text alone. ", made, "."),
        *[el("p", {"class": "made", "dir": "auto"}, note) for note in report.article.notes],
        el("p", {"class": "attribution", "dir": "auto"}, " · ".join(attribution)),
        *([el("p", {"class": "made"}, "Map drawn with Leaflet and folium.")] if is_live else []),
    )  # fmt: skip


def _data(scene: Scene) -> dict[str, Any]:
    # What a place is called stands in the list; where a dot lies, in its layer.
    return {
        "frame": [round(value, 3) for value in scene.frame.bounds],
        "plane": list(scene.plane.bounds),
        "bounds": {
            str(place.entry.number): [round(value, 3) for value in place.bounds]
            for place in scene.located
            if place.form != "point"
        },
        "labels": labels(scene),
    }
