"""Nothing that runs, fetches or breaks out passes from a page into an embedded figure."""

from __future__ import annotations

import lxml.html
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geonews.draw.embed import PageError, embed, read_page
from geonews.draw.embed.allowed import SVG_ATTRIBUTES, SVG_ELEMENTS
from geonews.draw.escape import http_url
from tests.draw.embed.pages import page

_SVG = '<svg class="gn-still" viewBox="0 0 900 600">{}</svg>'
EVIL = (
    "<script>window.hacked=1</script>",
    '<script href="https://evil.example/x.js"></script>',
    '<path d="M0 0" onload="window.hacked=1" onclick=window.hacked=1>',
    '<path d="M0 0" style="fill:url(https://evil.example/x)">',
    '<path d="M0 0" fill="url(https://evil.example/x#a)">',
    '<path d="M0 0" fill="url(data:image/svg+xml,x)">',
    '<path d="M0 0" style="background:u\\72l(//evil.example)">',
    '<path d="M0 0" style="width:expression(window.hacked=1)">',
    '<path style="fill:red;position:fixed;behavior:url(#x);-moz-binding:url(#y)">',
    '<path d="M0 0" fill="red\' onload=\'window.hacked=1">',
    '<path class="x&quot; onload=&quot;window.hacked=1">',
    '<foreignObject><body onload="window.hacked=1"><iframe src="https://evil.example">',
    '<use href="https://evil.example/x.svg#a"/>',
    '<use xlink:href="data:image/svg+xml;base64,PHN2Zz4=#x"/>',
    '<use href="#elsewhere"/>',
    '<image href="https://evil.example/x.png"/>',
    '<a href="javascript:window.hacked=1"><text>click</text></a>',
    '<a xlink:href="javascript:window.hacked=1"><text>click</text></a>',
    '<animate attributeName="href" values="javascript:window.hacked=1"/>',
    '<set attributeName="onmouseover" to="window.hacked=1"/>',
    "<style>*{background:url(https://evil.example)}</style>",
    "<style><!--</style><img src=x onerror=window.hacked=1>",
    '<title><img src=x onerror="window.hacked=1"></title>',
    "<title>&lt;/title>&lt;img src=x onerror=window.hacked=1></title>",
    "<desc><![CDATA[</desc><img src=x onerror=window.hacked=1>]]></desc>",
    "<text><script>window.hacked=1</script>${window.hacked=1}`</text>",
    "<text><![CDATA[<img src=x onerror=window.hacked=1>]]></text>",
    '<filter id="f"><feImage href="https://evil.example/x"/></filter><g filter="url(#f)"/>',
    '<math><mtext><table><mglyph><style><img src=x onerror="window.hacked=1">',
    "</svg><img src=x onerror=window.hacked=1><svg>",
    '<text lang="en&quot; onload=&quot;x" dir="javascript:x" xml:base="https://evil.example/">x',
    '<!--><img src=x onerror="window.hacked=1">--><g/>',
    '<?xml-stylesheet href="https://evil.example"?><!ENTITY x SYSTEM "file:///etc/passwd">&x;',
    '<path id="a b" id="__proto__" aria-labelledby="x y"><use href="#a b">',
    '<mask id="m"/><g mask="url(#m)" clip-path="url( https://evil.example/#m )">',
)
_HTML_ATTRIBUTES = {"class", "dir", "lang", "href", "rel"}
_HTML_ELEMENTS = {
    "div",
    "figure",
    "style",
    "strong",
    "figcaption",
    "p",
    "ul",
    "li",
    "span",
    "a",
    "br",
}


def assert_harmless(text: str) -> None:
    """Assert that a figure holds only what is allowed, whoever parses it."""
    allowed = {name.lower() for name in SVG_ELEMENTS} | _HTML_ELEMENTS
    attributes = {name.lower() for name in SVG_ATTRIBUTES} | _HTML_ATTRIBUTES
    (root,) = lxml.html.fragments_fromstring(text.strip())
    own = {node.get("id") for node in root.iter()}
    assert len(list(root.iter("style"))) == 1
    for node in root.iter():
        assert node.tag in allowed
        for name, value in node.attrib.items():
            assert name in attributes, name
            assert not value.lower().strip().startswith("javascript:")
            if name == "href":
                assert value == (http_url(value) if node.tag == "a" else f"#{value[1:]}"), value
                assert node.tag == "a" or value[1:] in own
            if name not in ("aria-label", "href"):
                assert "evil.example" not in value
                assert "url(" not in value or value.startswith("url(#gn")
            if name == "style":
                assert not {"position", "behavior"} & set(value.replace(":", ";").split(";"))


@pytest.mark.parametrize("evil", EVIL)
def test_nothing_evil_in_a_drawing_passes(evil: str) -> None:
    assert_harmless(embed(read_page(page(still=_SVG.format(evil)), "map.html"), "figure"))


@pytest.mark.parametrize("evil", EVIL)
def test_nothing_evil_in_a_caption_passes(evil: str) -> None:
    data = page().replace(b"<figcaption>", f"<figcaption><p>{evil}</p>".encode())
    assert_harmless(embed(read_page(data, "map.html"), "figure"))


@given(
    st.lists(st.sampled_from(EVIL), min_size=2, max_size=5), st.text("<>\"'`/=- \x00]!", max_size=9)
)
@settings(max_examples=60)
def test_nothing_evil_passes_in_company(evils: list[str], between: str) -> None:
    data = page(still=_SVG.format(between.join(evils)))
    try:
        text = embed(read_page(data, "map.html"), "figure")
    except PageError:
        return
    assert_harmless(text)


def test_plain_drawing_passes() -> None:
    kept = (
        '<path d="M1.5,-2e3 3z" transform="rotate(3 4,5) scale(.5)" style="fill:var(--land)">',
        '<text font-family="system-ui, &quot;Segoe UI&quot;" dx="1 2" lang="ar" dir="rtl">x',
        '<g fill="#fff" stroke="rgb(1, 2, 3)" stroke-dasharray="5 4" opacity=".5">',
    )
    for markup in kept:
        text = embed(read_page(page(still=_SVG.format(markup)), "map.html"), "figure")
        assert markup in text


def test_two_figures_share_no_id() -> None:
    first, second = (embed(read_page(page(name), "m"), "figure") for name in ("Lima", "Quito"))
    one, other = (
        set(lxml.html.fragments_fromstring(text)[0].xpath(".//@id")) for text in (first, second)
    )
    assert one
    assert other
    assert not one & other
