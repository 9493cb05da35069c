"""The map as an inline figure for a host page: no script, no request, its own styles."""

from __future__ import annotations

import re
from typing import Literal

from geonews.draw.document import asset
from geonews.draw.embed.published import Published
from geonews.draw.escape import Html, el
from geonews.draw.style import DARK, FIGURE_SHAPES, LIGHT, SANS

__all__ = ["SCOPE", "Theme", "caption", "figure", "frame", "place_words", "styles"]

SCOPE = ".geonews"


Theme = Literal["auto", "light", "dark"]

# Marks of the key that are no shape of the figure: a dot, in its three kinds, and the dateline's.
_MARKS = {
    "dot-literal": {"fill": "$story-line", "stroke": "$halo", "stroke-width": "2"},
    "dot-associative": {"fill": "$halo", "stroke": "$spoken-line", "stroke-dasharray": "1.6 2.2"},
    "dot-uncertain": {"fill": "$halo", "stroke": "$doubt", "stroke-dasharray": "3 2.5"},
    "dateline-key": {"stroke": "$ink", "stroke-width": "2"},
}
_KEY = (*("focus", "literal", "zone", "uncertain", "associative"), "associative-edge")


def styles(scope: str, theme: Theme = "auto") -> str:
    """Return the rules of an embedded figure, each under a scope."""
    from geonews.draw.figure import figure_css

    # Twice the class outweighs the rules of a host for the elements of its articles.
    own = scope * 2
    rules = _coloured(asset("embed.css"), DARK if theme == "dark" else LIGHT)
    if theme == "auto":
        # A host may be light where its reader is dark: the figure brings its own ground.
        dark = "SCOPE{color:INK;background:PAPER;padding:12px}SCOPE figcaption{color:SOFT}"
        media = "@media screen and (prefers-color-scheme:dark)"
        rules += f"\n{media}{{{_coloured(dark, DARK)}}}"
    looks = {name: FIGURE_SHAPES[name] for name in (*_KEY, "disputed-edge")} | _MARKS
    keys = "".join(_key_rule(own, name, look) for name, look in looks.items())
    plain = f"{own} .key path{{fill:none;stroke:none}}"
    return f"{rules.replace('SCOPE', own)}\n{plain}{keys}\n{figure_css(scope, theme=theme)}"


def _coloured(css: str, colours: dict[str, str]) -> str:
    for name in ("INK", "SOFT", "PAPER"):
        css = css.replace(name, colours[name.lower()])
    return css.replace("SANS", SANS)


def _key_rule(scope: str, name: str, look: dict[str, str]) -> str:
    said = ";".join(
        f"{key}:{f'var(--gn-{value[1:]})' if value[0] == '$' else value}"
        for key, value in look.items()
    )
    return f"{scope} .key .gn-{name}{{{said}}}"


def frame(page: Published) -> Html:
    """Return the drawing in the element whose width decides which names it shows."""
    return el("div", {"class": "gn-frame"}, page.svg)


def place_words(page: Published) -> tuple[str, ...]:
    """Return the list of places as one line a group.

    The figure of a map says to a screen reader no more than its title: this says the rest.
    """
    lines = []
    for group in page.groups:
        told = "; ".join(f"{name} ({what})" if what else name for name, what in group.places)
        lines.append(f"{group.heading}: {told}." if group.heading else f"{told}.")
    more = page.places - sum(len(group.places) for group in page.groups)
    return (*lines, f"And {more:,} more.") if more > 0 else tuple(lines)


def source_line(page: Published) -> Html:
    """Return who wrote the story, linked to it where that is known."""
    told = " · ".join(part for part in (page.source, page.published) if part)
    if page.story_url is None:
        return el("span", {"dir": "auto"}, told) if told else Html("")
    link = {"href": page.story_url, "rel": "noopener noreferrer"}
    return el("a", link, el("span", {"dir": "auto"}, told or "The story"))


def credit(page: Published) -> Html:
    """Return the licences, and that no person drew the map."""
    told = f"Places found and drawn by machine: geonews {page.version}".strip()
    return el("p", {"dir": "auto"}, " · ".join(filter(None, (page.attribution, told))))


def caption(page: Published) -> Html:
    """Return source and licences under the key and the notes."""
    source = source_line(page)
    lines = [page.caption]
    if source:
        lines.append(el("p", None, "Source: ", source))
    lines.append(credit(page))
    return Html("".join(lines))


def figure(page: Published, theme: Theme = "auto") -> str:
    """Return a figure for the body of any page."""
    listed = [el("li", {"dir": "auto"}, line) for line in place_words(page)]
    attributes = {
        "class": SCOPE.removeprefix("."),
        "lang": "en",
        "dir": "rtl" if page.is_right_to_left else "ltr",
    }
    title = {"class": "gn-title", "dir": "auto", "lang": page.language or ""}
    return "".join(
        (
            el(
                "figure",
                attributes,
                el("style", None, Html(_compact(styles(SCOPE, theme)))),
                el("strong", title, page.title),
                frame(page),
                el("figcaption", None, caption(page)),
                el("ul", {"class": "gn-list"}, *listed) if listed else Html(""),
            ),
            "\n",
        )
    )


def _compact(css: str) -> str:
    # A blank line within HTML ends the block in Markdown and in some content systems.
    return re.sub(r"\s*\n\s*", "", css)
