"""One HTML document: its policy, its head, its styles and scripts. Every page of ours is one."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from importlib import resources
from typing import Any

from geonews.draw.escape import Html, el, json_data

__all__ = ["asset", "document"]


def document(
    *,
    title: str,
    generator: str,
    styles: str,
    body: Html,
    scripts: Sequence[str] = (),
    data: tuple[str, Any] | None = None,
    metas: Sequence[Html] = (),
    language: str = "en",
    right_to_left: bool = False,
    images: str = "data:",
) -> str:
    """Return a whole page under a content security policy that lets only these scripts run.

    Parameters
    ----------
    title : str
        Of the window.
    generator : str
        What wrote the page.
    styles : str
        CSS; ours alone, never a story's.
    body : Html
    scripts : sequence of str
        JavaScript, run in this order; each is named in the policy by its SHA-256.
    data : (id, value), optional
        JSON for the scripts, in an element of that id.
    metas : sequence of Html
        More elements of the head.
    language : str
        BCP 47, of the page's own words.
    right_to_left : bool
        Whether the page is laid out for a script that runs from right to left.
    images : str
        Where pictures may come from, as the policy writes it.
    """
    allowed = " ".join(map(_sha256, scripts)) or "'none'"
    policy = (
        f"default-src 'none'; script-src {allowed}; "
        f"style-src 'unsafe-inline'; img-src {images}; base-uri 'none'; form-action 'none'"
    )
    given = ""
    if data is not None:
        name, value = data
        kind = {"type": "application/json", "id": name}
        given = f"{el('script', kind, json_data(value))}\n"
    run = "".join(f"<script>{script}</script>\n" for script in scripts)
    head = "".join(f"{meta}\n" for meta in metas)
    root = {"lang": language, "dir": "rtl" if right_to_left else None}
    return (
        f"<!DOCTYPE html>\n{el('html', root)[: -len('</html>')]}\n<head>\n"
        '<meta charset="utf-8">\n'
        f"{el('meta', {'http-equiv': 'Content-Security-Policy', 'content': policy})}\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"{el('meta', {'name': 'generator', 'content': generator})}\n"
        f"{el('title', None, title)}\n{head}<style>{styles}</style>\n</head>\n<body>\n"
        f"{body}{given}{run}</body>\n</html>\n"
    )


def _sha256(script: str) -> str:
    digest = hashlib.sha256(script.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def asset(name: str) -> str:
    """Return a style sheet or script of ours without indents and lines of comment."""
    path = resources.files("geonews.draw") / "assets" / name
    lines = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
    return "\n".join(line for line in lines if line and not line.startswith(("//", "/*")))
