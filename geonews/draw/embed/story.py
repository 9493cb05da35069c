"""The map as an AMP Web Story of one page: a drawing, its words, and AMP's own runtime."""

from __future__ import annotations

import re

from geonews.draw.embed.inline import SCOPE, Theme, caption, frame, place_words, styles
from geonews.draw.embed.published import Published
from geonews.draw.escape import Html, el
from geonews.draw.style import DARK, LIGHT

__all__ = ["amp"]

# Prescribed word for word by AMP: a document without it is not valid.
_ANIMATION = "-amp-start 8s steps(1,end) 0s 1 normal both"
_PREFIXES = ("-webkit-", "-moz-", "-ms-", "")
_FRAMES = "from{visibility:hidden}to{visibility:visible}"
_BOILERPLATE = (
    f"body{{{';'.join(f'{prefix}animation:{_ANIMATION}' for prefix in _PREFIXES)}}}"
    + "".join(
        f"@{prefix}keyframes -amp-start{{{_FRAMES}}}"
        for prefix in ("-webkit-", "-moz-", "-ms-", "-o-", "")
    )
)
_NO_BOILERPLATE = f"body{{{';'.join(f'{prefix}animation:none' for prefix in _PREFIXES)}}}"
_RUNTIME = "https://cdn.ampproject.org/v0"
_CONTAINER = re.compile(r"@container[^{]*\{")
# A story is as wide as a telephone: of two sets of names it shows the narrow one.
_STORY_PX = 360
_BOUND = re.compile(r"(max|min)-width:\s*([\d.]+)(px|rem|em)")
_OWN = (
    "amp-story-grid-layer{padding:32px 0 64px;align-content:center}"
    f"{SCOPE * 2}{{padding:0}}{SCOPE * 2} .words{{margin:10px 20px}}"
)


def amp(
    page: Published, url: str, publisher: str, logo: str, poster: str, theme: Theme = "auto"
) -> str:
    """Return a whole AMP document.

    Parameters
    ----------
    page : Published
    url : str
        Where this document's canonical version stands.
    publisher : str
    logo, poster : str
        Addresses of the publisher's square logo and of the story's poster, 3:4.
    """
    css = portrait(styles(SCOPE, theme)) + _ground(theme) + _OWN
    story = el(
        "amp-story",
        {
            "standalone": "",
            "title": page.title,
            "publisher": publisher,
            "publisher-logo-src": logo,
            "poster-portrait-src": poster,
        },
        el("amp-story-page", {"id": "map"}, _layer(page)),
    )
    root = {"amp": "", "lang": "en", "dir": "rtl" if page.is_right_to_left else None}
    head = (
        '<meta charset="utf-8">\n'
        f'<script async src="{_RUNTIME}.js"></script>\n'
        f'<script async custom-element="amp-story" src="{_RUNTIME}/amp-story-1.0.js"></script>\n'
        f"{el('title', None, page.title)}\n"
        f"{el('link', {'rel': 'canonical', 'href': url})}\n"
        '<meta name="viewport" content="width=device-width">\n'
        f"{el('meta', {'name': 'description', 'content': page.alt})}\n"
        f"<style amp-boilerplate>{_BOILERPLATE}</style>"
        f"<noscript><style amp-boilerplate>{_NO_BOILERPLATE}</style></noscript>\n"
        f"<style amp-custom>{css}</style>\n"
    )
    start = el("html", root).removesuffix("</html>")
    return f"<!doctype html>\n{start}\n<head>\n{head}</head>\n<body>\n{story}\n</body>\n</html>\n"


def _ground(theme: Theme) -> str:
    """Return what the story's page is painted with, as the figure's own ground."""
    light, dark = (f"amp-story-page{{background:{at['paper']}}}" for at in (LIGHT, DARK))
    if theme != "auto":
        return dark if theme == "dark" else light
    return f"{light}@media screen and (prefers-color-scheme:dark){{{dark}}}"


def _layer(page: Published) -> Html:
    listed = [el("li", {"dir": "auto"}, line) for line in place_words(page)]
    title = el(
        "h1", {"class": "gn-title words", "dir": "auto", "lang": page.language or ""}, page.title
    )
    figure = el(
        "figure",
        {"class": SCOPE.removeprefix(".")},
        title,
        frame(page),
        el("figcaption", {"class": "words"}, caption(page)),
        el("ul", {"class": "gn-list"}, *listed) if listed else Html(""),
    )
    return el("amp-story-grid-layer", {"template": "vertical"}, figure)


def portrait(css: str) -> str:
    """Return rules without container queries, which AMP does not know, as a telephone applies them.

    Examples
    --------
    >>> portrait("a{}@container (max-width:480px){b{}}@container (min-width:480px){c{}}d{}")
    'a{}b{}d{}'
    """
    parts, at = [], 0
    while match := _CONTAINER.search(css, at):
        parts.append(css[at : match.start()])
        depth, end = 1, match.end()
        while depth and end < len(css):
            depth += {"{": 1, "}": -1}.get(css[end], 0)
            end += 1
        if _applies(match[0]):
            parts.append(css[match.end() : end - 1])
        at = end
    return "".join([*parts, css[at:]]).replace("!important", "")


def _applies(query: str) -> bool:
    for side, number, unit in _BOUND.findall(query):
        px = float(number) * (1 if unit == "px" else 16)
        if (side == "max") != (px >= _STORY_PX):
            return False
    return True
