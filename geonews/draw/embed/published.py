"""A page that geonews wrote, read again: its figure, its words and its places.

The page may have gone through many hands. It is parsed, never run, and only what `allowed` lets
through is taken from it.
"""

from __future__ import annotations

import hashlib
import math
import re
from dataclasses import dataclass
from typing import Any

from geonews.draw.embed.allowed import caption_html, drawing, words
from geonews.draw.escape import Html, clean, http_url, language_tag
from geonews.errors import PageError

__all__ = ["MOST_BYTES", "Group", "Published", "read_page", "shortened"]

# Ten times the page of 100,000 places.
MOST_BYTES = 128 << 20
_CHUNK_BYTES = 1 << 20
_MOST_ELEMENTS = 1_000_000
_HEAD_BYTES = 1 << 16
_GENERATOR = re.compile(r"geonews \S.*|geonews")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_DATE = re.compile(r"\d{4}(?:-\d\d){0,2}")
_COUNT = re.compile("[0-9]{1,7}")
_FOLLOWS = " · "
_DRAW_ANEW = "draw it anew with geonews map"
_MOST_LISTED = 200
_TITLE_CHARS = 320
_ALT_CHARS = 420
_LABEL_CHARS = 150
_MOST_DEPTH = 60
_LEAST_RATIO, _MOST_RATIO = 0.2, 5.0


@dataclass(frozen=True, slots=True)
class Group:
    """Places under one heading of the list: name, and what it is."""

    heading: str
    places: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Published:
    """What of a page can be embedded.

    Attributes
    ----------
    name : str
        The page's file name.
    title : str
        The story's headline; a page folds one of over 320 characters, and so does this.
    language : str or None
        BCP 47, of the headline.
    is_right_to_left : bool
    source, published : str
        Who wrote the story, and the date; "" where the page does not say.
    story_url, page_url : str or None
        Where the story stands, and where the page does; http or https.
    svg : Html
        The figure, built anew from what is allowed.
    width, height : float
        Of the figure's view box.
    caption : Html
        The key and the notes.
    groups : tuple of Group
    places : int
        How many the page lists; the groups may hold fewer.
    attribution : str
    version : str
        Of geonews, which wrote the page.
    """

    name: str
    title: str
    language: str | None
    is_right_to_left: bool
    source: str
    published: str
    story_url: str | None
    page_url: str | None
    svg: Html
    width: float
    height: float
    caption: Html
    groups: tuple[Group, ...]
    places: int
    attribution: str
    version: str

    @property
    def alt(self) -> str:
        """What the figure shows, in one sentence."""
        foremost = [name for group in self.groups[:1] for name, _ in group.places[:5]]
        shown = f": {', '.join(foremost)}" if foremost else ""
        told = f"Map of the places named in “{shortened(self.title, _LABEL_CHARS)}”{shown}."
        return shortened(told, _ALT_CHARS)

    @property
    def label(self) -> str:
        """What a frame with the map in it is called."""
        return f"Map: {shortened(self.title, _LABEL_CHARS)}"


def shortened(text: str, chars: int) -> str:
    """Return a text of at most so many characters.

    Examples
    --------
    >>> shortened("Rain fell on Lima", 10)
    'Rain fell…'
    """
    return text if len(text) <= chars else f"{text[: chars - 1].rstrip()}…"


def read_page(data: bytes, name: str) -> Published:
    """Read a page of geonews.

    Parameters
    ----------
    data : bytes
        The file.
    name : str
        Its name, for messages and for addresses.

    Raises
    ------
    PageError
        It is not a page of geonews, too old, cut short, damaged or too large.
    """
    try:
        return _read(data, name)
    except PageError as error:
        raise PageError(f"{name!r} cannot be embedded: {error}") from error


def _read(data: bytes, name: str) -> Published:
    if len(data) > MOST_BYTES:
        raise PageError(f"it has over {MOST_BYTES >> 20} MB, more than any page of geonews")
    if b"geonews" not in data[:_HEAD_BYTES]:
        raise PageError("geonews did not write it; give a page that geonews map wrote")
    if not data.rstrip().endswith(b"</html>"):
        raise PageError(f"it is cut short; {_DRAW_ANEW}")
    root = _parsed(data)
    generator = _first(root, "head/meta[@name='generator']")
    if generator is None or not _GENERATOR.fullmatch(generator.get("content") or ""):
        raise PageError("geonews did not write it; give a page that geonews map wrote")
    version = clean((generator.get("content") or "").removeprefix("geonews").strip())
    still = _first(root, ".//svg[@class]", has_class="gn-still")
    if still is None:
        if _first(root, ".//*[@id='map']") is None:
            raise PageError("it has no map, since its story names no place that could be drawn")
        raise PageError(f"geonews {version} wrote it, which drew no figure; {_DRAW_ANEW}")
    width, height = _size(still)
    heading = _first(root, ".//h1")
    titled = _first(root, "head/title") if heading is None else heading
    title = "" if titled is None else shortened(clean(words(titled)), _TITLE_CHARS)
    source, published, story_url = _source(root)
    groups, count = _groups(root)
    figure = next(still.iterancestors("figure"), None)
    caption = None if figure is None else _first(figure, ".//figcaption")
    prefix = f"gn{hashlib.sha256(data).hexdigest()[:6]}"
    canonical = _first(root, "head/link[@rel='canonical']")
    return Published(
        name=name,
        title=title or "The places of this story",
        language=None if heading is None else language_tag(heading.get("lang")),
        is_right_to_left=root.get("dir") == "rtl",
        source=source,
        published=published,
        story_url=story_url,
        page_url=None if canonical is None else http_url(canonical.get("href")),
        svg=drawing(still, prefix),
        width=width,
        height=height,
        caption=Html("") if caption is None else caption_html(caption, f"{prefix}-key"),
        groups=groups,
        places=count,
        attribution=_attribution(root),
        version=version,
    )


def _parsed(data: bytes) -> Any:
    import lxml.etree

    text = _NOT_XML.sub("\ufffd", data.decode("utf-8", "replace")).encode("utf-8")
    # No network, no entities but those of HTML. What follows looks through subtrees: deep nesting
    # would make it slow, and each element takes memory.
    parser = lxml.etree.HTMLPullParser(
        events=("start", "end"),
        encoding="utf-8",
        no_network=True,
        huge_tree=True,
        remove_comments=True,
        remove_pis=True,
    )
    depth = count = 0
    try:
        for at in range(0, len(text), _CHUNK_BYTES):
            parser.feed(text[at : at + _CHUNK_BYTES])
            for event, _ in parser.read_events():
                depth += 1 if event == "start" else -1
                count += event == "start"
                if depth > _MOST_DEPTH:
                    raise PageError(f"it nests deeper than {_MOST_DEPTH} elements; {_DRAW_ANEW}")
            if count > _MOST_ELEMENTS:
                raise PageError(f"it has over {_MOST_ELEMENTS:,} elements; {_DRAW_ANEW}")
        root = parser.close()
    except (lxml.etree.LxmlError, ValueError, AssertionError) as error:
        if isinstance(error, PageError):
            raise
        raise PageError(f"it is damaged; {_DRAW_ANEW}") from error
    if root is None:
        raise PageError(f"it is damaged; {_DRAW_ANEW}")
    return root


def _first(root: Any, path: str, has_class: str = "") -> Any:
    for node in root.iterfind(path):
        if not has_class or has_class in (node.get("class") or "").split():
            return node
    return None


def _size(svg: Any) -> tuple[float, float]:
    try:
        _, _, width, height = map(float, (svg.get("viewbox") or "").replace(",", " ").split())
    except ValueError:
        width = height = math.nan
    if not (width > 0 and _LEAST_RATIO <= height / width <= _MOST_RATIO):
        raise PageError(f"its figure has no size; {_DRAW_ANEW}")
    return width, height


def _source(root: Any) -> tuple[str, str, str | None]:
    node = _first(root, ".//p[@class='source']")
    if node is None:
        return "", "", None
    source, day = words(node), ""
    when = _first(node, ".//time[@datetime]")
    if when is not None and _DATE.fullmatch(when.get("datetime")):
        day = when.get("datetime")
        source = source.removesuffix(words(when)).removesuffix(_FOLLOWS)
    link = _first(node, ".//a[@href]")
    url = None if link is None else http_url(link.get("href"))
    return clean(source), day, url


def _groups(root: Any) -> tuple[tuple[Group, ...], int]:
    groups, count, room = [], 0, _MOST_LISTED
    for section in root.iterfind(".//section[@class='group']"):
        heading = _first(section, "h3")
        items = []
        for item in section.iterfind("ul/li"):
            name = _first(item, ".//*[@class]", has_class="name")
            if name is None:
                continue
            count += 1
            if room:
                room -= 1
                what = _first(item, ".//p[@class='what']")
                items.append((clean(words(name)), "" if what is None else clean(words(what))))
        if items:
            groups.append(Group("" if heading is None else clean(words(heading)), tuple(items)))
    # A very long list ends in names alone: the page says how many there are.
    told = _first(root, ".//span[@class='count']")
    stated = "" if told is None else words(told).replace(",", "")
    return tuple(groups), max(count, int(stated) if _COUNT.fullmatch(stated) else 0)


def _attribution(root: Any) -> str:
    """Return the line of licences: it names no library, since the figure is drawn by none."""
    line = _first(root, ".//p[@class]", has_class="attribution")
    if line is None:
        lines = list(root.iterfind(".//footer/p"))
        if not lines:
            return ""
        line = lines[-1]
    parts = words(line).split(_FOLLOWS)
    return clean(_FOLLOWS.join(part for part in parts if "Leaflet" not in part))
