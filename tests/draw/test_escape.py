"""Escaping, where every other test of a page begins."""

from __future__ import annotations

import html as standard
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geonews.draw.escape import Html, clean, el, html, http_url, json_data, language_tag


@given(st.text(st.characters()))
def test_html_reads_back_as_what_could_be_written(text: str) -> None:
    written = html(text)
    assert not set(written) & set("<>\"'")
    assert standard.unescape(written) == clean(text)
    written.encode("utf-8")


@given(
    st.recursive(st.text(st.characters()), lambda v: st.lists(v) | st.dictionaries(st.text(), v))
)
def test_json_reads_back_and_cannot_leave_a_script(value: object) -> None:
    written = json_data(value)
    assert not set(written) & set("<>&\u2028\u2029")
    assert json.loads(clean(json.dumps(value, ensure_ascii=False))) == json.loads(written)


def test_elements_escape_text_and_keep_html() -> None:
    inner = el("b", None, "<i>")
    assert isinstance(inner, Html)
    assert el("p", {"title": '"x"', "hidden": "", "id": None}, inner, "&") == (
        '<p title="&quot;x&quot;" hidden><b>&lt;i&gt;</b>&amp;</p>'
    )


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        " https://example.org",
        "https://exa mple.org",
        "https:///path",
        "https://[::1",
        "https://example.org/\x00",
        "data:text/html,x",
        "mailto:a@example.org",
        'https://example.org/"onclick="x',
        "",
        None,
    ],
)
def test_only_http_addresses_are_links(url: str | None) -> None:
    assert http_url(url) is None


def test_good_addresses_and_languages_pass() -> None:
    assert http_url("http://example.org:8080/a?b=c&d#e") == "http://example.org:8080/a?b=c&d#e"
    assert [language_tag(code) for code in ("en", "zh-Hant-TW", "en us", "", None)] == [
        "en",
        "zh-Hant-TW",
        None,
        None,
        None,
    ]
