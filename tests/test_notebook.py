"""What a notebook shows: the figure in a frame, and no element of the story's outside it."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from geonews.draw import draw
from geonews.notebook import frame_html
from tests.draw.world import full_report, mentions, report, world


class _Outside(HTMLParser):
    """Collects the elements that a notebook would get."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def test_it_is_one_frame_in_which_nothing_runs() -> None:
    outside = _Outside(frame_html(full_report(), world()))
    ((tag, attributes),) = outside.tags
    assert (tag, outside.text) == ("iframe", "")
    # The page's own scripts do not run in it either.
    assert "sandbox" in attributes
    assert not attributes["sandbox"]
    assert attributes["title"] == "Map of Rain in Westmark"
    assert attributes["srcdoc"] == draw(full_report(), world(), layout="figure")
    page = _Outside(attributes["srcdoc"] or "")
    assert "svg" in {tag for tag, _ in page.tags}
    assert "Milltown" in page.text


@pytest.mark.parametrize(
    "payload",
    ['"><script>alert(1)</script>', "</iframe><img src=x onerror=alert(1)>", "a\ud800\x00 & b"],
)
def test_hostile_text_does_not_leave_the_frame(payload: str) -> None:
    text = f"Rain fell on {payload}."
    told = report(text, mentions(text, [(payload, None)]), title=payload)
    outside = _Outside(frame_html(told, world()))
    ((tag, attributes),) = outside.tags
    assert (tag, outside.text) == ("iframe", "")
    shown = "".join("\ufffd" if char in "\ud800\x00" else char for char in payload)
    assert attributes["title"] == f"Map of {shown}"
    page = _Outside(attributes["srcdoc"] or "")
    assert not {"img", "iframe"} & {tag for tag, _ in page.tags}
    harmless = report(text, mentions(text, [(payload, None)]), title="Rain")
    scripts = [tag for tag, _ in page.tags].count("script")
    assert scripts == draw(harmless, world(), layout="figure").count("<script")


def test_a_long_title_is_cut_in_the_frame_s_name() -> None:
    told = report("Nothing.", [], title="long " * 600)
    ((_, attributes),) = _Outside(frame_html(told, world())).tags
    assert len(attributes["title"] or "") <= 130
    assert (attributes["title"] or "").endswith("…")
