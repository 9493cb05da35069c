"""The page as text: what it holds, what it never holds, and that it repeats."""

from __future__ import annotations

import base64
import hashlib
import re
import subprocess
import sys
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geonews.draw import draw
from geonews.draw.document import asset
from geonews.model import Mention, Place, Report
from tests.draw.world import (
    CAPITAL,
    FAR_TOWN,
    GULF,
    ISLANDS,
    NO_SHAPE,
    NORTH,
    TOWN,
    WESTMARK,
    full_report,
    mentions,
    report,
    world,
)


class Reader(HTMLParser):
    """The text of a page outside scripts and styles, its tags and its attributes."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str | None]] = []
        self._inside: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(tag, name, value) for name, value in attrs]
        if tag in ("script", "style"):
            self._inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._inside and self._inside[-1] == tag:
            self._inside.pop()

    def handle_data(self, data: str) -> None:
        if not self._inside:
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


def test_page_says_everything_without_its_script() -> None:
    reader = Reader(draw(full_report(), world()))
    for words in (
        "Rain in Westmark",
        "A Desk · 2 March 2026",
        "Where it happens",
        "Region in Northland",
        "Town in Westmark, Northland",
        "named twice",
        "Named for a government or a people",
        "Dateline",
        "Capital of Southland",
        "To check",
        "Two towns bear the name. Could also be: Milltown (Town in Westmark, Northland).",
        "Not found",
        "No such name in the gazetteer.",
        "The figures, checked",
        "Plausible",
        "300 km² is 0.1 % of Westmark.",
        "Tolerance no more than the whole",
        "Held against Natural Earth",
        "How this was made:",
        "geonews 0.1.0 · gazetteer test 1 · sha256 abababababab",
        "Shapes: a test",
        "Leaflet",
    ):
        assert words in reader.text, words
    assert reader.tags.count("h1") == 1
    assert reader.tags.count("main") == 1
    assert ("html", "lang", "en") in reader.attributes
    assert "svg" in reader.tags


def test_names_are_marked_in_their_sentences() -> None:
    page = draw(full_report(), world())
    assert "<mark>Milltown</mark> flooded, and so did parts of" in page
    assert page.count("<mark>Westmark</mark>") == 2
    assert '<p class="quote" dir="auto" lang="en">SOUTHPORT — Rain fell on ' in page


def test_the_region_is_the_frame_and_a_far_town_is_in_the_list() -> None:
    page = draw(full_report(), world())
    frame = re.search(r'"frame":\[([^]]+)\]', page)
    assert frame
    west, south, east, north = map(float, frame[1].split(","))
    assert west < 20 < 25 < east < 40
    assert 40 < south < 50 < 56 < north < 65
    assert re.search(r'<button type="button" class="go" data-place="\d+">.*?Faraway', page)


def test_a_country_is_a_shape_and_never_a_dot() -> None:
    text = "Northland voted. Lost County did not. The Quiet Sea was calm."
    found = mentions(text, [("Northland", NORTH), ("Lost County", NO_SHAPE), ("Quiet Sea", GULF)])
    page = draw(report(text, found), world())
    assert "layer_area_" in page
    assert "layer_dot_" not in page
    labels = re.search(r'"labels":(\[.*?\])\}</script>', page)
    assert labels
    assert '"name":"Lost County","classes":"focus soft"' in labels[1]
    assert '"name":"Quiet Sea","classes":"literal soft"' in labels[1]


def test_a_place_both_literal_and_associative_is_literal() -> None:
    text = "Northland fined Westmark. Rain fell in Westmark."
    first, second = mentions(text, [("Westmark", WESTMARK)])
    page = draw(report(text, [replace(first, role="associative"), second]), world())
    assert "layer_area_focus" in page
    assert "layer_area_associative" not in page
    assert "1 of 2 for its government or people" in page


def test_demonyms_are_spoken_of_and_no_scene() -> None:
    text = "Northlanders cheered in Milltown."
    found = [
        *mentions(text, [("Northlanders", NORTH)], kind="demonym", role="literal"),
        *mentions(text, [("Milltown", TOWN)]),
    ]
    page = draw(report(text, found), world())
    assert "layer_area_associative" in page
    assert "layer_area_holder" not in page


def test_disputed_areas_are_hatched_with_a_caption() -> None:
    page = draw(full_report(), world())
    assert "layer_base_disputed" in page
    text = "Rain fell on Eastland and Northland."
    found = mentions(text, [("Northland", NORTH)])
    assert (
        "Held by Eastland, claimed by Northland." in Reader(draw(report(text, found), world())).text
    )


def test_antimeridian_places_are_neighbours() -> None:
    text = "Rain fell on The Isles, east and west."
    page = draw(report(text, mentions(text, [("The Isles", ISLANDS)])), world())
    frame = re.search(r'"frame":\[([^]]+)\]', page)
    assert frame
    west, _, east, _ = map(float, frame[1].split(","))
    assert 170 < west < 177
    assert 181 < east < 190


def scripts_of(page: str) -> list[str]:
    return re.findall(r"<script>(.*?)</script>", page, re.DOTALL)


def test_a_story_without_places_says_so_and_has_no_map() -> None:
    page = draw(report("Nothing happened.", []), world())
    assert "This story names no place that could be put on a map." in Reader(page).text
    # It tells a host its height, and that is all it runs.
    assert scripts_of(page) == [asset("host.js")]


def test_a_story_of_names_not_found_lists_them() -> None:
    text = "Rain fell on Oldbridge."
    found = mentions(text, [("Oldbridge", None)], reason="No such name.")
    page = draw(report(text, found), world())
    reader = Reader(page)
    assert "1 not found" in reader.text.lower()
    assert "No such name." in reader.text
    assert scripts_of(page) == [asset("host.js")]


def test_nothing_is_fetched() -> None:
    page = draw(full_report(), world())
    reader = Reader(page)
    links = [
        (tag, name, value)
        for tag, name, value in reader.attributes
        if name in ("src", "href", "srcset", "action", "data", "poster")
    ]
    assert links == [("a", "href", "https://example.org/story")]
    assert "link" not in reader.tags
    for style in re.findall(r"<style>(.*?)</style>", page, re.DOTALL):
        assert set(re.findall(r"url\(([^)]*)\)", style)) <= {"#gn-hatch"}
        assert "@import" not in style
    assert "sourceMappingURL" not in page


def test_the_policy_allows_exactly_the_scripts_of_the_page() -> None:
    page = draw(full_report(), world())
    policy = next(v for t, n, v in Reader(page).attributes if t == "meta" and n == "content")
    assert policy is not None
    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    hashes = {
        f"'sha256-{base64.b64encode(hashlib.sha256(s.encode()).digest()).decode()}'"
        for s in scripts
    }
    assert len(scripts) == 2
    assert set(re.findall(r"'sha256-[^']+'", policy)) == hashes
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe-eval" not in policy
    assert "script-src 'unsafe" not in policy


def test_the_same_report_gives_the_same_bytes() -> None:
    first, second = (draw(full_report(), world()) for _ in range(2))
    assert first == second


def test_another_process_gives_the_same_bytes_and_folium_is_left_as_it_was() -> None:
    code = (
        "import sys, hashlib; sys.path.insert(0, '.');"
        "from tests.draw.world import full_report, world; from geonews.draw import draw;"
        "assert 'folium' not in sys.modules;"
        "page = draw(full_report(), world());"
        "import folium; a, b = folium.Map(), folium.Map();"
        "assert a.get_name() != b.get_name() and folium.Map.default_js;"
        "print(hashlib.sha256(page.encode()).hexdigest())"
    )
    told = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout
    page = draw(full_report(), world())
    assert told.strip() == hashlib.sha256(page.encode()).hexdigest()


PAYLOADS = (
    '<img src=x onerror="window.hacked=1">',
    "</script><script>window.hacked=1</script>",
    "</title></style></noscript><svg onload=window.hacked=1>",
    "${window.hacked=1}",
    "`+(window.hacked=1)+`",
    "C:\\users\\u0041\\x",
    "{{ 7*7 }}{% raw %}{# x #}",
    "\u2028\u2029]]>--><!--",
    "javascript:window.hacked=1",
    "\"' onfocus=window.hacked=1 autofocus x='",
    "\x00\x08\x1b\ud800a\udfff",
    "\u202egnp.exe\u202c",
)


def hostile_report(payload: str) -> Report:
    """Return the full story with a payload in every field that holds text."""
    text = f"{payload} Westmark {payload}. Oldbridge {payload}."
    place = replace(
        TOWN, name=payload, admin1=payload, country=payload, source=payload, wikidata_id=payload
    )
    start = text.find("Westmark")
    shaped = replace(WESTMARK, name=payload)
    found = [
        Mention(0, len(payload), payload, place=shaped, status="resolved", reason=payload),
        Mention(
            start, start + 8, "Westmark", place=place, status="uncertain", reason=payload,
            alternatives=(replace(place, geonames_id=99),),
        ),
        Mention(len(text) - 2, len(text), payload, status="unresolved", reason=payload),
    ]  # fmt: skip
    base = full_report()
    article = replace(
        base.article, text=text, id=payload, title=payload, source=payload, url=payload,
        published=payload, language=payload, notes=(payload,),
    )  # fmt: skip
    check = replace(
        base.checks[0], statement=payload, found=payload, tolerance=payload, reason=payload,
        sources=(payload,), formula=payload, settle=payload, verdict="cannot be checked",
    )  # fmt: skip
    return replace(
        base,
        article=article,
        gazetteer=replace(base.gazetteer, name=payload, version=payload, sha256=payload),
        mentions=tuple(found),
        figures=(replace(base.figures[0], text=payload),),
        checks=(check,),
        version=payload,
    )


def shown(text: str) -> str:
    """Return text as a page can show it."""
    written = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]", "\ufffd", text)
    return " ".join(written.split())


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_text_shows_as_written_and_adds_no_tag(payload: str) -> None:
    hostile = world(attribution=(payload,), names=(payload,) * 10, note=payload)
    page = draw(hostile_report(payload), hostile)
    page.encode("utf-8")
    reader = Reader(page)
    # As long as a payload, so that its names take two lines on the map where a payload's may.
    calm = "Plain words that a map writes on two lines"
    plain = Reader(draw(hostile_report(calm), world(names=(calm,) * 10)))
    assert set(plain.tags) - {"tspan"} <= set(reader.tags) <= set(plain.tags)
    assert not [name for _, name, _ in reader.attributes if name.startswith("on")]
    assert shown(payload) in " ".join(reader.text.split())
    assert "{{ 7*7 }}" in page or "49" not in payload
    script = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)[1]
    assert "hacked" not in script
    assert not [
        v for _, n, v in reader.attributes if n == "href" and v != "https://example.org/story"
    ]


@given(st.text(st.characters(), min_size=1, max_size=60))
@settings(max_examples=25)
def test_any_title_and_name_shows_as_written(text: str) -> None:
    told = hostile_report(text)
    reader = Reader(draw(told, world()))
    title = " ".join(text.split())
    if title:
        assert shown(title) in reader.text


def test_a_title_of_thousands_of_letters_is_folded_and_whole() -> None:
    title = "Rain " * 600 + "ends"
    reader = Reader(
        draw(report("Milltown.", mentions("Milltown", [("Milltown", TOWN)]), title=title), world())
    )
    assert title in reader.text
    assert "The whole title" in reader.text
    heading = re.search(r"<h1[^>]*>(.*?)</h1>", draw(report("Dry.", [], title=title), world()))
    assert heading is not None
    assert 200 < len(heading[1]) < 400


def test_an_address_that_is_no_http_is_no_link() -> None:
    base = full_report()
    for url in ("javascript:alert(1)", "data:text/html,x", "//example.org", "http://", "ht tp://x"):
        page = draw(replace(base, article=replace(base.article, url=url)), world())
        assert "a" not in Reader(page).tags
    page = draw(base, world())
    assert '<a href="https://example.org/story" rel="noopener noreferrer">A Desk' in page


def test_many_places_stay_few_layers() -> None:
    names = [(f"Ward{i:05d}", replace(TOWN, name=f"Ward {i}", lat=44 + i % 12 + i / 9999,
              lon=20 + i % 19, geonames_id=1000 + i)) for i in range(2000)]  # fmt: skip
    text = " ".join(f"{name}." for name, _ in names)
    found = [
        Mention(i * 11, i * 11 + 9, name, place=place, status="resolved")
        for i, (name, place) in enumerate(names)
    ]
    page = draw(report(text, found), world())
    assert page.count("L.geoJson(") < 12
    # So many with their sentences, the rest by name; each can be chosen.
    assert page.count('class="go"') == 1000
    assert len(set(re.findall(r'data-place="(\d+)"', page))) == 2000


def test_far_and_polar_places_are_drawn() -> None:
    text = "Faraway and Polestation and Southport spoke."
    pole = Place("Polestation", -90, 0, feature="PPL", geonames_id=77)
    found = mentions(text, [("Faraway", FAR_TOWN), ("Polestation", pole), ("Southport", CAPITAL)])
    page = draw(report(text, found), world())
    frame = re.search(r'"frame":\[([^]]+)\]', page)
    assert frame
    west, south, east, north = map(float, frame[1].split(","))
    assert -90 < south < north < 85
    assert west < east <= west + 360
