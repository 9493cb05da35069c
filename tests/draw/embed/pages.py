"""Pages as geonews writes them, small, with any text in every place of theirs."""

from __future__ import annotations

from geonews.draw.document import document
from geonews.draw.escape import Html, el

STILL = (
    '<svg class="gn-still" viewBox="0 0 900 600" role="img" aria-labelledby="gn-t gn-d">'
    '<title id="gn-t">{title}</title><desc id="gn-d">{name}</desc>'
    '<defs><clipPath id="gn-c"><path d="M0,0H900V600H0z"/></clipPath>'
    '<pattern id="gn-hatch" width="7" height="7" patternUnits="userSpaceOnUse">'
    '<path d="M0,7l7,-7" style="stroke:var(--border);stroke-width:1.4"/></pattern></defs>'
    '<g clip-path="url(#gn-c)"><path class="gn-land" d="M0 0L9 9z" fill="url(#gn-hatch)"/>'
    '<use href="#gn-c"/><circle class="gn-dot-literal" cx="450" cy="300" r="5"/></g>'
    '<text class="gn-wide" x="450" y="280" transform="translate(1 2)">{name}'
    '<tspan dy="1.1em">two</tspan> three</text></svg>'
)


def page(
    text: str = "Rain in Westmark",
    *,
    still: str | None = None,
    generator: str = "geonews 0.2.0",
    url: str | None = "https://example.org/story",
    language: str | None = "en",
    metas: tuple[Html, ...] = (),
    more: str = "",
    script: str = "window.ran = 1",
) -> bytes:
    """Return a page with one text as headline, source, name, description and attribution."""
    words = el("b", None, text).removeprefix("<b>").removesuffix("</b>")
    drawn = (still or STILL).replace("{title}", words).replace("{name}", words)
    when = el("time", {"datetime": "2026-03-02"}, "2 March 2026")
    told = Html(f"{words} · {when}")
    link = el("a", {"href": url}, told) if url else told
    item = el(
        "li",
        {"id": "place-0"},
        el("button", {"class": "go"}, el("span", {"class": "name"}, text)),
        el("p", {"class": "what"}, text),
        el("p", {"class": "quote"}, "The story itself."),
    )
    key = el("ul", {"class": "key"}, el("li", None, Html(SWATCH), "Where it happens"))
    figure = el(
        "figure",
        {"class": "map geonews"},
        el("div", {"class": "stage"}, Html(drawn), el("div", {"id": "map"})),
        el("figcaption", None, key, el("label", None, "Show"), el("p", None, text)),
    )
    group = el(
        "section",
        {"class": "group"},
        el("h3", None, "Where it happens"),
        el("ul", {"class": "places"}, item),
    )
    body = el(
        "main",
        None,
        el(
            "header",
            None,
            el("p", {"class": "source"}, link),
            el("h1", {"lang": language, "dir": "auto"}, text),
        ),
        figure,
        el("section", {"class": "side"}, group),
        el("footer", None, el("p", None, "Made."), el("p", {"class": "attribution"}, text)),
    )
    return document(
        title=text,
        generator=generator,
        styles="",
        body=Html(body + more),
        scripts=(script,),
        data=("story-data", {"title": text}),
        metas=metas,
    ).encode("utf-8", "replace")


SWATCH = '<svg viewBox="0 0 26 16" aria-hidden="true"><path class="gn-focus" d="M1,1h9"/></svg>'
