"""What may pass from a page into somebody else's: drawing and words, nothing that runs or fetches.

The markup is built anew from what the parser found, never copied, so that it does not matter
whether a browser would have read the source in another way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from geonews.draw.escape import Html, el, html, language_tag
from geonews.errors import PageError

__all__ = ["SVG_ATTRIBUTES", "SVG_ELEMENTS", "caption_html", "drawing", "words"]

# Elements and attributes in the case that SVG writes them; the parser gives them in lower case.
SVG_ELEMENTS = (
    *("svg", "g", "defs", "symbol", "use", "title", "desc", "pattern", "clipPath", "mask"),
    *("path", "circle", "ellipse", "rect", "line", "polyline", "polygon", "text", "tspan"),
    *("textPath", "linearGradient", "radialGradient", "stop", "marker"),
)
SVG_ATTRIBUTES = (
    *("class", "id", "role", "aria-hidden", "aria-label", "aria-labelledby", "aria-describedby"),
    *("viewBox", "preserveAspectRatio", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx"),
    *("ry", "dx", "dy", "d", "points", "width", "height", "transform", "rotate", "offset", "fx"),
    *("fy", "pathLength", "textLength", "lengthAdjust", "startOffset", "patternUnits"),
    *("patternContentUnits", "patternTransform", "clipPathUnits", "maskUnits", "maskContentUnits"),
    *("gradientUnits", "gradientTransform", "spreadMethod", "refX", "refY", "markerWidth"),
    *("markerHeight", "markerUnits", "orient", "fill", "fill-opacity", "fill-rule", "stroke"),
    *("stroke-width", "stroke-opacity", "stroke-dasharray", "stroke-dashoffset"),
    *("stroke-linecap", "stroke-linejoin", "stroke-miterlimit", "vector-effect", "paint-order"),
    *("opacity", "clip-path", "clip-rule", "mask", "marker-start", "marker-mid", "marker-end"),
    *("text-anchor", "dominant-baseline", "font-family", "font-size", "font-style"),
    *("font-weight", "letter-spacing", "stop-color", "stop-opacity", "shape-rendering"),
    *("visibility", "display", "overflow", "href", "style", "direction", "lang", "dir"),
)
_ELEMENTS = {name.lower(): name for name in SVG_ELEMENTS}
_ATTRIBUTES = {name.lower(): name for name in SVG_ATTRIBUTES}
_CAPTION = frozenset(("p", "ul", "ol", "li", "span", "strong", "em", "b", "i", "small", "br"))
# Lines of a caption that an embedded figure writes itself.
_OWN_LINES = frozenset(("attribution", "made"))
_TEXT_ONLY = frozenset(("title", "desc"))
_HOLDS_TEXT = frozenset(("title", "desc", "text", "tspan", "textPath"))

_ID = re.compile(r"[A-Za-z][\w-]{0,79}")
_CLASSES = re.compile(r"[\w -]{1,200}")
_POINTS_AT = re.compile(r"url\(#([A-Za-z][\w-]{0,79})\)")
_LINK = re.compile(r"#([A-Za-z][\w-]{0,79})")
# Numbers, words, colours, transforms and paths: no quote, no backslash, no address.
_PLAIN = re.compile(r"[\w\s#.,%()+-]*")
_FUNCTION = re.compile(r"([\w-]*)\s*\(")
_FUNCTIONS = frozenset(
    ("translate", "scale", "rotate", "matrix", "skewX", "skewY", "var", "rgb", "hsl", "")
)
_FONTS = re.compile(r"[\w\s,\"'.-]*")
_PROPERTY = re.compile(r"--gn-[\w-]+|[a-z][a-z-]*")
_NO_PROPERTY = re.compile(r"behavio|binding|position|z-index|content|cursor|animation|transition")
_MOST_ELEMENTS = 40_000
_MOST_DEPTH = 40


def words(node: Any) -> str:
    """Return the text of a parsed element, spaces joined."""
    return " ".join("".join(map(str, node.itertext())).split())


class _Ids:
    """The ids of a drawing: those that attributes point at get a prefix of their own.

    Two figures on one page would else take their names from the first.
    """

    def __init__(self, root: Any, prefix: str) -> None:
        self._prefix = prefix
        self._own = {
            node.get("id")
            for node in root.iter()
            if isinstance(node.tag, str) and _ID.fullmatch(node.get("id") or "")
        }

    def own(self, name: str) -> str | None:
        return f"{self._prefix}-{name}" if name in self._own else None


def drawing(root: Any, prefix: str, extra: dict[str, str] | None = None) -> Html:
    """Return an ``svg`` element built anew from what is allowed.

    Parameters
    ----------
    root : lxml element
        Of a tree that was parsed as HTML.
    prefix : str
        Put before each id, so that two drawings share none.
    extra : dict of str to str, optional
        More attributes of the root.

    Raises
    ------
    PageError
        It holds more than any map of ours, or nests deeper.
    """
    ids = _Ids(root, prefix)
    budget = iter(range(_MOST_ELEMENTS))
    return _rebuilt(root, ids, budget, 0, extra or {})


def _rebuilt(
    node: Any, ids: _Ids, budget: Iterator[int], depth: int, extra: dict[str, str]
) -> Html:
    name = _ELEMENTS[node.tag]
    if depth > _MOST_DEPTH or next(budget, None) is None:
        raise PageError(
            f"its drawing holds over {_MOST_ELEMENTS:,} elements or nests deeper than "
            f"{_MOST_DEPTH}: draw the page anew with geonews map"
        )
    attributes = dict(_attributes(node, name, ids)) | extra
    if name in _TEXT_ONLY:
        return el(name, attributes, words(node))
    parts: list[str] = []
    keeps = name in _HOLDS_TEXT
    if keeps and node.text:
        parts.append(str(node.text))
    for child in node:
        if isinstance(child.tag, str) and child.tag in _ELEMENTS:
            parts.append(_rebuilt(child, ids, budget, depth + 1, {}))
        if keeps and child.tail:
            parts.append(str(child.tail))
    return el(name, attributes, *parts)


def _attributes(node: Any, element: str, ids: _Ids) -> Iterator[tuple[str, str]]:
    for raw, value in node.attrib.items():
        name = _ATTRIBUTES.get(raw.lower().removeprefix("xlink:"))
        if name is None:
            continue
        kept = _kept(name, str(value), element, ids)
        if kept is not None:
            yield name, kept


def _kept(name: str, value: str, element: str, ids: _Ids) -> str | None:
    """Return an attribute's value as it may stand, None where it may not."""
    if name == "aria-label":
        return value
    if name == "id":
        return ids.own(value)
    if name in ("aria-labelledby", "aria-describedby"):
        return " ".join(own for part in value.split() if (own := ids.own(part))) or None
    if name == "href":
        match = _LINK.fullmatch(value)
        own = ids.own(match[1]) if match and element in ("use", "textPath") else None
        return f"#{own}" if own else None
    if name == "class":
        return value if _CLASSES.fullmatch(value) else None
    if name == "lang":
        return language_tag(value)
    if name == "style":
        return _style(value, ids) or None
    if name == "font-family":
        return value if _FONTS.fullmatch(value) else None
    return _value(value, ids)


def _value(value: str, ids: _Ids) -> str | None:
    if match := _POINTS_AT.fullmatch(value.strip()):
        own = ids.own(match[1])
        return f"url(#{own})" if own else None
    plain = _PLAIN.fullmatch(value) and all(
        function in _FUNCTIONS for function in _FUNCTION.findall(value)
    )
    return value if plain else None


def _style(value: str, ids: _Ids) -> str:
    kept = []
    for declaration in value.split(";"):
        name, _, given = (part.strip() for part in declaration.partition(":"))
        if not given or not _PROPERTY.fullmatch(name) or _NO_PROPERTY.search(name):
            continue
        allowed = _value(given, ids)
        if allowed is not None:
            kept.append(f"{name}:{allowed}")
    return ";".join(kept)


def caption_html(node: Any, prefix: str, depth: int = 0) -> Html:
    """Return what stands in a caption: words, lists and the key's pictures, no links."""
    if depth > _MOST_DEPTH:
        raise PageError("its caption nests too deep: draw the page anew with geonews map")
    parts: list[str] = [html(str(node.text or ""))]
    for number, child in enumerate(node):
        if isinstance(child.tag, str):
            name = f"{prefix}-{number}"
            if child.tag == "svg":
                parts.append(drawing(child, name, {"aria-hidden": "true"}))
            elif child.tag in _CAPTION and child.get("class") not in _OWN_LINES:
                given = {"class": "key"} if child.get("class") == "key" else {}
                given |= {"dir": "auto"} if child.get("dir") == "auto" else {}
                parts.append(el(child.tag, given, caption_html(child, name, depth + 1)))
            elif child.tag == "a":
                parts.append(caption_html(child, name, depth + 1))
        parts.append(html(str(child.tail or "")))
    return Html("".join(parts))
