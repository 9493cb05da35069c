"""Saved web pages."""

from __future__ import annotations

import pytest

from geonews.errors import StoryError
from geonews.read import read_bytes

LEAD = "LIMA, Peru — Rain fell on Lima for three days, and the river rose over its banks."
BODY = "About 20 square kilometers (7.7 square miles) of fields near Huacho were under water."
END = "The mayor of Córdoba said that help from Bogota would come by the end of the week."


def page(head: str = "", article: str = "", declaration: str = '<meta charset="utf-8">') -> str:
    return (
        f'<!DOCTYPE html><html lang="en-US"><head>{declaration}<title>Flood hits Lima</title>{head}'
        '</head><body><nav><a href="/">Home</a> <a href="/chile">Chile</a></nav>'
        f"<article><h1>Flood hits Lima</h1>{article or f'<p>{LEAD}</p><p>{BODY}</p><p>{END}</p>'}"
        "</article><footer>Copyright 1999 Andes News, Quito</footer></body></html>"
    )


def test_the_story_and_what_the_page_says_of_itself() -> None:
    head = (
        '<meta property="og:site_name" content="Andes News">'
        '<link rel="canonical" href="https://example.org/flood">'
        '<meta property="article:published_time" content="2025-01-13T08:00:00Z">'
    )
    article = read_bytes(page(head).encode(), "flood.html")
    assert article.text == f"Flood hits Lima\n\n{LEAD}\n\n{BODY}\n\n{END}"
    assert article.to_dict() | {"sha256": ""} == {
        "id": "flood.html",
        "title": "Flood hits Lima",
        "source": "Andes News",
        "url": "https://example.org/flood",
        "published": "2025-01-13",
        "language": "en",
        "sha256": "",
    }
    assert article.notes == ()


def test_a_page_is_told_by_its_looks_under_any_name() -> None:
    text = "<!-- saved from url=(0024)https://example.org/ -->\n" + page()
    assert read_bytes(text.encode(), "story.txt").text.endswith(f"\n\n{END}")
    assert read_bytes(page().encode(), "standard input").title == "Flood hits Lima"


def test_a_page_says_nothing_it_does_not_know() -> None:
    article = read_bytes(page().encode(), "flood.html")
    assert (article.source, article.url, article.published) == (None, None, None)


def test_a_text_that_speaks_of_tags_is_no_page() -> None:
    text = "The <html> tag was invented in Geneva."
    assert read_bytes(text.encode(), "a.txt").text == text


def test_the_declared_encoding_is_believed_and_said() -> None:
    text = page(
        declaration='<meta charset="windows-1251">', article=f"<p>{LEAD}</p><p>Курск {BODY}</p>"
    )
    article = read_bytes(text.encode("cp1251"), "flood.html")
    assert f"Курск {BODY}" in article.text
    assert article.notes == ("'flood.html' was read as windows-1251, as it declares",)


def test_latin_1_declared_is_windows_1252_as_browsers_have_it() -> None:
    text = page(declaration='<meta charset="iso-8859-1">')
    assert END in read_bytes(text.encode("cp1252"), "flood.html").text


def test_furniture_inside_the_story_is_marked() -> None:
    text = page(article=f"<p>{LEAD}</p><p>Read more: Floods in Cusco</p><p>{BODY}</p><p>{END}</p>")
    article = read_bytes(text.encode(), "flood.html")
    assert [article.text[a:b] for a, b in article.furniture] == ["Read more: Floods in Cusco"]


@pytest.mark.parametrize(
    "text",
    [
        "<html></html>",
        "<!DOCTYPE html>",
        "<html><body><script>let a = 1;</script></body></html>",
        "<html>\x00\x00",
        "<html>" + "<div>" * 5000,
    ],
)
def test_a_page_without_a_story_is_told(text: str) -> None:
    with pytest.raises(StoryError, match=r"'a\.html' is a (web page without a story|binary file)"):
        read_bytes(text.encode(), "a.html")


def test_a_web_archive_is_told() -> None:
    with pytest.raises(StoryError, match=r"'a\.mhtml' is a web archive: save the page as HTML"):
        read_bytes(b"From: <Saved by Blink>", "a.mhtml")
