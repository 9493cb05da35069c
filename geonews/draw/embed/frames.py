"""The map as an address: a frame, an oEmbed answer, a WordPress block, a picture in Markdown."""

from __future__ import annotations

import hashlib
import math
import string

from geonews.draw.embed.published import Published
from geonews.draw.escape import Html, clean, el, json_data

__all__ = ["iframe", "markdown", "oembed", "wordpress"]

# What stands around the figure of a page 900 wide: headline, source, key and notes, as measured on
# ten stories. Hosts that listen learn the true height; the others show this much and let the rest
# scroll. On a telephone the words need more room than the map.
_FURNITURE = 330
_LEAST_PX = 520
_WIDTH_PX = 600
# WordPress lets no frame be lower or higher than this.
_WORDPRESS_PX = (200, 1000)
_MARKDOWN = {char: f"\\{char}" for char in string.punctuation} | {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
}
_IN_ADDRESS = {char: f"%{ord(char):02X}" for char in "()[]{}|`'*_~!$"}


def _ratio(page: Published) -> tuple[int, int]:
    return round(page.width), round(page.height + _FURNITURE * page.width / 900)


def _frame(page: Published, src: str, **changes: str | None) -> Html:
    width, height = _ratio(page)
    attributes: dict[str, str | None] = {
        "src": src,
        "title": page.label,
        "loading": "lazy",
        "sandbox": "allow-scripts",
        "referrerpolicy": "no-referrer",
        "style": f"width:100%;aspect-ratio:{width}/{height};min-height:{_LEAST_PX}px;border:0",
    }
    return el("iframe", attributes | changes)


def iframe(page: Published, src: str) -> str:
    """Return a frame that keeps its place while the page loads."""
    link = el("a", {"href": src}, page.label)
    # Inside a frame HTML reads no markup: feeds that drop the frame show the link.
    return f"{_frame(page, src).removesuffix('</iframe>')}{link}</iframe>\n"


def oembed(
    page: Published, src: str, max_width: int | None, image: str | None, size: tuple[int, int]
) -> str:
    """Return a static answer of an oEmbed provider, as JSON.

    Its HTML is XHTML too, and fills what width it is given: a file cannot obey ``maxwidth``.
    """
    width, height = _fitted(page, max_width)
    answer: dict[str, object] = {
        "version": "1.0",
        "type": "rich",
        "title": page.title,
        "html": str(
            _frame(
                page,
                src,
                width=str(width),
                height=str(height),
                style=f"width:100%;max-width:{width}px;border:0",
            )
        ),
        "width": width,
        "height": height,
    }
    if page.source:
        answer |= {"provider_name": page.source, "author_name": page.source}
    if page.story_url:
        answer["author_url"] = page.story_url
    if image:
        answer |= {
            "thumbnail_url": image,
            "thumbnail_width": size[0],
            "thumbnail_height": size[1],
        }
    return f"{json_data(answer)}\n"


def _fitted(page: Published, max_width: int | None) -> tuple[int, int]:
    across, down = _ratio(page)
    width = min(_WIDTH_PX, max_width or _WIDTH_PX)
    return width, math.ceil(width * down / across)


def wordpress(page: Published, src: str, max_width: int | None) -> str:
    """Return a Custom HTML block: the markup WordPress itself writes for a page of another site.

    Where WordPress' own script listens, it hides the quotation and gives the frame its height; a
    frame without the script keeps its own.
    """
    # Not a secret to anyone: it only tells the frames of one page apart.
    secret = hashlib.sha256(src.encode()).hexdigest()[:10]
    width, height = _fitted(page, max_width)
    low, high = _WORDPRESS_PX
    quote = el(
        "blockquote",
        {"class": "wp-embedded-content", "data-secret": secret},
        el("p", None, el("a", {"href": src}, page.label)),
    )
    frame = _frame(
        page,
        f"{src.partition('#')[0]}#?secret={secret}",
        **{
            "class": "wp-embedded-content",
            "data-secret": secret,
            "security": "restricted",
            "width": str(width),
            "height": str(min(max(height, low), high)),
            "frameborder": "0",
            "marginwidth": "0",
            "marginheight": "0",
            "scrolling": "no",
            "style": f"width:100%;max-width:{width}px;border:0",
        },
    )
    return f"<!-- wp:html -->\n{quote}\n{frame}\n<!-- /wp:html -->\n"


def markdown(page: Published, href: str, image: str) -> str:
    """Return a picture that links to the map, and the source under it."""
    lines = [f"[![{_escaped(page.alt)}]({_address(image)})]({_address(href)})"]
    told = " · ".join(part for part in (page.source, page.published) if part)
    words = _escaped(f"Source: {told}" if told else "")
    if words and page.story_url:
        words = f"[{words}]({_address(page.story_url)})"
    credit = _escaped(page.attribution)
    line = " · ".join(part for part in (words, credit) if part)
    return "\n\n".join([*lines, *([line] if line else [])]) + "\n"


def _escaped(text: str) -> str:
    """Return text that no dialect of Markdown reads as anything but words, on one line."""
    one_line = " ".join(clean(text).split())
    return "".join(_MARKDOWN.get(char, char) for char in one_line)


def _address(url: str) -> str:
    return "".join(_IN_ADDRESS.get(char, char) for char in url)
