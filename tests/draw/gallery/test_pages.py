"""The pages of a gallery as HTML: what stands in them whoever reads them."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest

from geonews.draw.gallery import Site, Story, StoryRecord, site_files
from geonews.draw.gallery.record import Named
from geonews.draw.gallery.world import all_page
from tests.draw.gallery.made import made_site
from tests.draw.test_draw import PAYLOADS, Reader, shown
from tests.draw.world import world

PAGES = ("index.html", "all.html", "timeline.html")


def lima(**changes: object) -> Named:
    place = Named(1, "Lima", "Capital of Peru", "PE", -12.05, -77.04, "point", "literal", True, 2)
    return replace(place, **changes)  # type: ignore[arg-type]


def site_of(*records: StoryRecord, title: str = "News") -> Site:
    stories = (Story(f"{i}.txt", f"{i}.html", f"{i}.svg", r) for i, r in enumerate(records))
    return Site(title, tuple(stories), version="1")


def data_of(page: str) -> dict[str, list[object]]:
    found = re.search(r'id="gallery-data">(.*?)</script>', page, re.DOTALL)
    assert found is not None
    data: dict[str, list[object]] = json.loads(found[1])
    return data


def test_an_empty_gallery_is_told() -> None:
    files = site_files(Site("News", ()), world())
    assert sorted(files) == ["all.html", "feed.xml", "index.html", "timeline.html"]
    assert "No story stands in this folder yet" in files["index.html"]
    assert "names a place" in files["all.html"]


def test_the_same_gallery_gives_the_same_bytes() -> None:
    assert site_files(made_site(40, 200), world()) == site_files(made_site(40, 200), world())


def test_every_page_leads_to_every_other_and_to_the_feed() -> None:
    files = site_files(made_site(5, 10), world())
    for name in PAGES:
        links = {v for _, n, v in Reader(files[name]).attributes if n == "href"}
        assert {*PAGES, "feed.xml"} <= links
        assert '<link rel="alternate" type="application/atom+xml"' in files[name]


def test_counts_and_verdicts_stand_on_a_card() -> None:
    places = (lima(), lima(number=2, name="Ica", is_sure=False))
    record = StoryRecord("Rain", "The Post", "", "2024-08-11", "en", places, 3,
                         (("consistent", 2), ("inconsistent", 1)))  # fmt: skip
    text = Reader(site_files(site_of(record), world())["index.html"]).text
    for words in ("Rain", "The Post", "11 August 2024", "1 place, 1 to check, 3 not found",
                  "1 inconsistent", "2 consistent", "Lima, Ica"):  # fmt: skip
        assert words in text


def test_an_undated_story_is_told_apart() -> None:
    site = site_of(StoryRecord("Rain", published="2024-08-11"), StoryRecord("Dust"))
    page = site_files(site, world())["timeline.html"]
    assert page.index("August 2024</h2>") < page.index("Rain") < page.index("Undated</h2>")
    assert page.index("Undated</h2>") < page.index("Dust")
    assert "1 story by the day of publication; 1 more without one" in page


def test_a_year_long_ago_draws_no_empty_years() -> None:
    site = site_of(
        StoryRecord("A", published="2024-08-11"), StoryRecord("B", published="0985-01-02")
    )
    page = site_files(site, world())["timeline.html"]
    assert page.count('class="year"') == 2


def test_places_are_written_once_and_only_the_sure_ones() -> None:
    doubtful = lima(number=2, name="Ica", is_sure=False)
    spoken = lima(number=3, name="Cusco", role="associative")
    site = site_of(
        StoryRecord("A", places=(lima(), doubtful)), StoryRecord("B", places=(lima(), spoken))
    )
    data = data_of(all_page(site, world()))
    assert data["names"] == ["Lima", "Cusco"]
    assert data["told"] == [[0, 1], []]
    assert data["spoken"] == [[], [1]]


def test_a_country_is_a_shape_and_no_spot() -> None:
    north = lima(number=1, name="Northland", country="NN", lat=53.0, lon=25.0, form="country")
    data = data_of(all_page(site_of(StoryRecord("A", places=(north,))), world()))
    assert [shape for shape in data["shapes"] if isinstance(shape, list) and shape[0] == 0]


def test_10_000_stories_and_100_000_mentions_weigh_under_15_mb() -> None:
    page = all_page(made_site(10_000, 100_000), world())
    assert len(page.encode("utf-8")) < 15_000_000 / 3


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_text_adds_no_tag_and_no_address(payload: str) -> None:
    place = lima(name=payload, what=payload, country=payload)
    verdicts = (("inconsistent", 1),)

    def files(text: str, named: Named) -> dict[str, str]:
        record = StoryRecord(text, text, text, "2024-08-11", text, (named,), 1, verdicts)  # type: ignore[arg-type]
        return site_files(site_of(record, record, title=text), world(names=(text,) * 10))

    hostile, plain = files(payload, place), files("Plain", lima(name="Plain"))
    for name in PAGES:
        hostile[name].encode("utf-8")
        reader, other = Reader(hostile[name]), Reader(plain[name])
        assert sorted(set(reader.tags)) == sorted(set(other.tags))
        assert not [n for _, n, _ in reader.attributes if n.startswith("on")]
        links = {v for _, n, v in reader.attributes if n in ("href", "src")}
        assert links == {v for _, n, v in other.attributes if n in ("href", "src")}
        assert shown(payload) in " ".join(reader.text.split())
