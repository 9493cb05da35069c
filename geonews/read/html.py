"""A saved web page to an article, by trafilatura."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import PurePath

from geonews.errors import StoryError
from geonews.model import Article
from geonews.read.plain import from_text

__all__ = ["from_html", "looks_like_html"]

_HTML = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_LANGUAGE = re.compile(r"<html\b[^>]{0,500}?\slang\s*=\s*[\"']?([A-Za-z]{2,3})\b", re.IGNORECASE)
_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def looks_like_html(text: str) -> bool:
    """Tell a web page by how it begins.

    Examples
    --------
    >>> looks_like_html("<!-- saved from url --><!DOCTYPE html>"), looks_like_html("a <html> tag")
    (True, False)
    """
    return _HTML.match(text) is not None


def from_html(text: str, name: str, note: str | None = None) -> Article:
    """Return the story of a web page, with what the page says of itself.

    The article's text is the headline and the paragraphs, a blank line between them; offsets
    count in it, not in the page.

    Raises
    ------
    StoryError
        The page has no story in it.
    """
    import trafilatura  # takes a third of a second, which only pages need

    # lxml refuses these characters; no page shows them.
    page = _NOT_XML.sub(" ", text)
    found = trafilatura.bare_extraction(
        page,
        with_metadata=True,
        include_comments=False,
        # Without these a year in the imprint becomes the date of publication.
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    if found is None or isinstance(found, dict) or not (found.text or "").strip():
        raise StoryError(
            f"{name!r} is a web page without a story in it: save the article's own page, "
            "or give its text"
        )
    title = found.title.strip() if found.title else None
    paragraphs = [line for line in (found.text or "").split("\n") if line.strip()]
    if title and not _is_headline(paragraphs[0], title):
        paragraphs.insert(0, title)
    article = from_text("\n\n".join(paragraphs), name, note)
    language = _LANGUAGE.search(page, 0, 5000)
    return replace(
        article,
        id=PurePath(name).name,
        title=title or article.title,
        source=found.sitename or found.hostname,
        url=found.url,
        published=found.date,
        language=language[1].lower() if language else found.language,
    )


def _is_headline(line: str, title: str) -> bool:
    """Tell whether a story begins with its title, which a page may give with the site's name."""
    line, title = line.strip().casefold(), title.casefold()
    return title.startswith(line) or (line.startswith(title) and len(line) < 2 * len(title))
