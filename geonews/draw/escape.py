"""The one place where text becomes HTML, JSON in a page, or a link.

Story text, names and addresses are hostile. Server-rendered text passes `html` (or `el`, which
calls it), data passes `json_data`, links pass `http_url`. Nothing here goes through a template.
"""

from __future__ import annotations

import html as _html
import json
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

__all__ = ["Html", "clean", "el", "html", "http_url", "json_data", "language_tag"]

# Lone surrogates cannot be encoded; NUL and its like are parse errors in HTML.
_UNWRITABLE = re.compile("[\ud800-\udfff\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_IN_SCRIPT = {
    "<": "\\u003c",
    ">": "\\u003e",
    "&": "\\u0026",
    "\u2028": "\\u2028",
    "\u2029": "\\u2029",
}
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}")
_VOID = frozenset(("br", "img", "link", "meta"))


class Html(str):
    """Text that is HTML already and is not escaped again."""

    __slots__ = ()


def clean(text: str) -> str:
    r"""Return the text with every character a page cannot carry as U+FFFD.

    Examples
    --------
    >>> clean("a\ud800b\x00c") == "a\ufffdb\ufffdc"
    True
    """
    return _UNWRITABLE.sub("\ufffd", text)


def html(text: str) -> Html:
    """Return text as HTML, for content and for quoted attributes; `Html` is returned as it is.

    Examples
    --------
    >>> html('<b title="x">')
    '&lt;b title=&quot;x&quot;&gt;'
    """
    return text if isinstance(text, Html) else Html(_html.escape(clean(text), quote=True))


def el(tag: str, attributes: Mapping[str, str | None] | None = None, *children: str) -> Html:
    """Return an element; children and attribute values that are not `Html` are escaped.

    An attribute whose value is None is left out; one whose value is empty stands alone.

    Examples
    --------
    >>> el("p", {"class": "q", "id": None}, "1 < 2", el("br"))
    '<p class="q">1 &lt; 2<br></p>'
    """
    given = "".join(
        f" {name}" if value == "" else f' {name}="{html(value)}"'
        for name, value in (attributes or {}).items()
        if value is not None
    )
    if tag in _VOID:
        return Html(f"<{tag}{given}>")
    return Html(f"<{tag}{given}>{''.join(map(html, children))}</{tag}>")


def json_data(value: Any) -> Html:
    r"""Return a value as JSON that is safe inside a script element.

    Examples
    --------
    >>> print(json_data({"name": "</script>"}))
    {"name":"\u003c/script\u003e"}
    """
    text = clean(json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False))
    for char, written in _IN_SCRIPT.items():
        text = text.replace(char, written)
    return Html(text)


def http_url(url: str | None) -> str | None:
    """Return an address if it is an absolute http or https one, else None.

    Examples
    --------
    >>> http_url("https://example.org/a"), http_url("javascript:alert(1)")
    ('https://example.org/a', None)
    """
    if not url or clean(url) != url or any(char.isspace() or char in '\\"<>' for char in url):
        return None
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and host else None


def language_tag(code: str | None) -> str | None:
    """Return a language code if it has the form of one (BCP 47), else None.

    Examples
    --------
    >>> language_tag("pt-BR"), language_tag('x" onload="')
    ('pt-BR', None)
    """
    return code if code and _LANGUAGE.fullmatch(code) else None
