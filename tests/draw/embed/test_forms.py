"""Every form of an embedded map: whole, and with hostile words in every place of it."""

from __future__ import annotations

import gzip
import json
import re
import xml.etree.ElementTree as ET

import lxml.html
import pytest
from markdown_it import MarkdownIt

from geonews.draw.embed import FORMS, Form, Hosting, embed, read_page
from geonews.draw.embed.inline import styles
from geonews.draw.embed.story import portrait
from geonews.errors import OptionError
from tests.draw.embed.pages import page
from tests.draw.test_draw import PAYLOADS

URL = "https://example.org/maps/rain.html"
FULL = Hosting(
    URL,
    "https://example.org/maps/rain.png",
    None,
    None,
    "https://example.org/logo.png",
    "https://example.org/poster.png",
)
MORE = (
    '"><img src=x onerror=window.hacked=1>',
    "' onload='window.hacked=1",
    "</iframe><img src=x onerror=window.hacked=1>",
    "</title></style></script><img src=x onerror=window.hacked=1>",
    "]]> --> <!-- /wp:html --> */",
    "`` ` ```\n\n<img src=x onerror=window.hacked=1>",
    "![x](javascript:window.hacked=1) [y](https://evil.example)",
    "](javascript:alert(1)) | # * _x_ ~~y~~ $z$ {% raw %}{{ 7*7 }}",
    "a\u2028b\u2029c\u202ed",
    "C:\\users\\u0041",
)
TEXTS = tuple(dict.fromkeys((*PAYLOADS, *MORE)))


def made(form: Form, text: str = "Rain in Westmark", hosting: Hosting = FULL) -> str:
    return embed(read_page(page(text), "map.html"), form, hosting)


def shown(text: str) -> str:
    """Return a text as a page shows it."""
    title = read_page(page(text), "map.html").title
    assert title
    return title


def frame_of(markup: str) -> lxml.html.HtmlElement:
    (frame,) = lxml.html.fromstring(f"<div>{markup}</div>").iter("iframe")
    return frame


def test_the_frame() -> None:
    assert made("iframe") == (
        '<iframe src="https://example.org/maps/rain.html" title="Map: Rain in Westmark" '
        'loading="lazy" sandbox="allow-scripts" referrerpolicy="no-referrer" '
        'style="width:100%;aspect-ratio:900/930;min-height:520px;border:0">'
        '<a href="https://example.org/maps/rain.html">Map: Rain in Westmark</a></iframe>\n'
    )


@pytest.mark.parametrize("name", ["javascript:alert(1).html", 'a"b.html', "ü #?.html", "../m.html"])
def test_a_page_beside_it_is_a_path_and_nothing_else(name: str) -> None:
    frame = frame_of(embed(read_page(page(), name), "iframe"))
    src = frame.get("src") or ""
    assert src.startswith("./")
    assert re.fullmatch(r"[\w./%-]+", src)


def test_the_oembed_answer() -> None:
    answer = json.loads(made("oembed"))
    html = answer.pop("html")
    assert answer == {
        "version": "1.0",
        "type": "rich",
        "title": "Rain in Westmark",
        "width": 600,
        "height": 620,
        "provider_name": "Rain in Westmark",
        "author_name": "Rain in Westmark",
        "author_url": "https://example.org/story",
        "thumbnail_url": "https://example.org/maps/rain.png",
        "thumbnail_width": 1200,
        "thumbnail_height": 630,
    }
    frame = ET.fromstring(html)  # noqa: S314  XHTML, and ours
    assert frame.tag == "iframe"
    assert frame.get("sandbox") == "allow-scripts"
    assert "margin" not in html
    assert "padding" not in html


def test_oembed_is_no_wider_than_asked() -> None:
    hosting = Hosting(URL, max_width=320)
    answer = json.loads(made("oembed", hosting=hosting))
    assert (answer["width"], answer["height"]) == (320, 331)
    assert "thumbnail_url" not in answer


def test_the_wordpress_block_is_what_its_filter_lets_through() -> None:
    text = made("wordpress")
    first, quote, frame, last = text.splitlines()
    assert (first, last) == ("<!-- wp:html -->", "<!-- /wp:html -->")
    assert re.search(r"(<blockquote.*?</blockquote>)?.*(<iframe.*?></iframe>)", quote + frame)
    root = lxml.html.fromstring(f"<div>{text}</div>")
    (block,), (inner,) = root.iter("blockquote"), root.iter("iframe")
    assert block.get("class") == inner.get("class") == "wp-embedded-content"
    secret = inner.get("data-secret") or ""
    assert re.fullmatch(r"[A-Za-z0-9]{10}", secret)
    assert block.get("data-secret") == secret
    assert inner.get("src") == f"{URL}#?secret={secret}"
    assert inner.get("sandbox") == "allow-scripts"
    assert 200 <= int(inner.get("height") or 0) <= 1000
    assert not list(root.iter("script"))


def test_markdown() -> None:
    text = made("markdown")
    assert text == (
        "[![Map of the places named in “Rain in Westmark”\\: Rain in Westmark\\.]"
        "(https://example.org/maps/rain.png)](https://example.org/maps/rain.html)\n\n"
        "[Source\\: Rain in Westmark · 2026\\-03\\-02](https://example.org/story) · "
        "Rain in Westmark\n"
    )
    beside = made("markdown", hosting=Hosting())
    assert "(./map.png)](./map.html)" in beside


# AMP's documentation of stories, and its validator's rules for them: what may stand in a layer.
AMP_LAYER = set(
    "figure div figcaption h1 p ul li span strong a svg g path circle ellipse rect line polyline "
    "polygon text tspan textpath title desc defs use symbol pattern clippath mask marker "
    "lineargradient radialgradient stop em b i small".split()
)


def test_the_story_is_what_amp_asks_for() -> None:
    text = made("amp")
    assert text.startswith("<!doctype html>\n<html amp lang=")
    root = lxml.html.document_fromstring(text)
    head = [(node.tag, dict(node.attrib)) for node in root.iter("script", "link", "meta")]
    assert head == [
        ("meta", {"charset": "utf-8"}),
        ("script", {"async": "", "src": "https://cdn.ampproject.org/v0.js"}),
        (
            "script",
            {
                "async": "",
                "custom-element": "amp-story",
                "src": "https://cdn.ampproject.org/v0/amp-story-1.0.js",
            },
        ),
        ("link", {"rel": "canonical", "href": URL}),
        ("meta", {"name": "viewport", "content": "width=device-width"}),
        ("meta", {"name": "description", "content": head[-1][1]["content"]}),
    ]
    (story,) = root.iter("amp-story")
    assert dict(story.attrib) == {
        "standalone": "",
        "title": "Rain in Westmark",
        "publisher": "Rain in Westmark",
        "publisher-logo-src": "https://example.org/logo.png",
        "poster-portrait-src": "https://example.org/poster.png",
    }
    (layer,) = story.iter("amp-story-grid-layer")
    assert {node.tag for node in layer.iterdescendants()} <= AMP_LAYER
    (custom,) = re.findall(r"<style amp-custom>(.*?)</style>", text, re.DOTALL)
    assert len(custom.encode()) < 75_000
    for banned in ("!important", "@import", "@container", "url(http", "</", "i-amphtml"):
        assert banned not in custom
    assert re.findall(r"(?<!-)\bon\w+=", text) == []


def test_a_story_is_drawn_as_a_telephone_draws_it() -> None:
    css = (
        "a{}@container map (max-width: 30em){b{c:d}@media print{e{}}}"
        "@container (min-width:481px){f{}}g{h:i!important}"
    )
    assert portrait(css) == "a{}b{c:d}@media print{e{}}g{h:i}"


def test_a_figure_is_light_scoped_and_runs_nothing() -> None:
    text = made("figure")
    assert "<script" not in text
    assert "\n" not in text.rstrip("\n")
    assert len(gzip.compress(text.encode())) < 15_000
    (css,) = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    assert "url(" not in css.replace("url(#", "")
    plain = re.sub(r"/\*.*?\*/", "", styles(".geonews"), flags=re.DOTALL)
    for rule in re.findall(r"([^{}]+)\{", plain):
        if not rule.strip().startswith("@"):
            assert all(part.strip().startswith(".geonews") for part in outer_parts(rule)), rule


def outer_parts(selector: str) -> list[str]:
    """Split a selector at its commas, those in parentheses left alone."""
    return re.split(r",(?![^(]*\))", selector)


@pytest.mark.parametrize(
    ("form", "hosting", "said"),
    [
        ("oembed", Hosting(), "--as oembed needs --url"),
        ("wordpress", Hosting(), "--as wordpress needs --url"),
        ("amp", Hosting(URL), "--as amp needs --publisher-logo"),
        ("amp", Hosting(URL, publisher_logo=URL), "--as amp needs --poster"),
        ("amp", Hosting(publisher_logo=URL, poster=URL), "--as amp needs --url"),
        ("markdown", Hosting(URL, "javascript:alert(1)"), "--image 'javascript:alert"),
        ("markdown", Hosting(URL, "//evil.example/x.png"), "no web address"),
        ("oembed", Hosting(URL, "data:image/png,x"), "no web address"),
        ("oembed", Hosting(URL, "map.png"), "no web address"),
    ],
)
def test_what_a_form_needs_is_told(form: Form, hosting: Hosting, said: str) -> None:
    with pytest.raises(OptionError, match=re.escape(said)):
        made(form, hosting=hosting)


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:x", "map.html", "http://", "a b", ""])
def test_an_address_that_is_none_is_refused(url: str) -> None:
    for name in ("url", "publisher_logo", "poster"):
        with pytest.raises(OptionError, match="no web address"):
            Hosting(**{name: url})  # type: ignore[arg-type]


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("form", [form for form in FORMS if form not in ("markdown", "oembed")])
def test_hostile_words_stay_words(form: Form, text: str) -> None:
    plain, hostile = (
        lxml.html.document_fromstring(f"<body>{made(form, words)}") for words in ("Rain", text)
    )
    skeleton = [(node.tag, sorted(node.attrib)) for node in plain.iter()]
    assert [(node.tag, sorted(node.attrib)) for node in hostile.iter()] == skeleton
    said = {value for node in hostile.iter() for value in (node.text, node.get("title")) if value}
    assert any(shown(text) in " ".join(value.split()) for value in said)


@pytest.mark.parametrize("text", TEXTS)
def test_hostile_words_stay_words_in_an_oembed_answer(text: str) -> None:
    raw = made("oembed", text)
    assert not set("<>&\u2028\u2029") & set(raw)
    answer = json.loads(raw)
    assert answer["title"] == shown(text)
    frame = ET.fromstring(answer["html"])  # noqa: S314  XHTML, and ours
    assert list(frame) == []
    assert frame.get("title") == f"Map: {shown(text)}"
    assert sorted(frame.attrib) == sorted(frame_of(made("oembed") and answer["html"]).attrib)


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("dialect", ["commonmark", "gfm-like"])
def test_hostile_words_stay_words_in_markdown(text: str, dialect: str) -> None:
    parser = MarkdownIt(dialect, {"html": True, "linkify": False})
    root = lxml.html.fromstring(f"<div>{parser.render(made('markdown', text))}</div>")
    tags = [node.tag for node in root.iter()]
    assert tags == ["div", "p", "a", "img", "p", "a"]
    assert [a.get("href") for a in root.iter("a")] == [URL, "https://example.org/story"]
    (img,) = root.iter("img")
    assert img.get("alt") == f"Map of the places named in “{shown(text)}”: {shown(text)}."
    assert set(img.attrib) == {"src", "alt"}
