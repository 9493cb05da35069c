"""The feed and the sitemap, as their readers parse them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from lxml import etree

from geonews.draw.gallery import Site, Story, StoryRecord
from geonews.draw.gallery.feed import atom_feed, sitemap
from tests.draw.gallery.made import made_site
from tests.draw.test_draw import PAYLOADS

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
URL = "https://example.org/maps/"


def parsed(text: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=False)
    return etree.fromstring(text.encode("utf-8"), parser)


def texts(root: etree._Element, path: str) -> list[str]:
    return [element.text or "" for element in root.iterfind(path)]


@pytest.mark.parametrize("url", ["", URL])
def test_a_feed_has_all_that_rfc_4287_demands(url: str) -> None:
    root = parsed(atom_feed(made_site(130, 1300, url)))
    assert root.tag == f"{ATOM}feed"
    entries = root.findall(f"{ATOM}entry")
    assert len(entries) == 100
    ids = []
    for element in (root, *entries):
        assert [len(element.findall(ATOM + tag)) for tag in ("id", "title", "updated")] == [1] * 3
        ids += texts(element, f"{ATOM}id")
        moment = texts(element, f"{ATOM}updated")[0]
        assert datetime.fromisoformat(moment).tzinfo is not None
    assert len(set(ids)) == 101
    assert all(":" in one for one in ids)
    assert root.find(f"{ATOM}author/{ATOM}name") is not None
    links = {link.get("rel"): link.get("href") for link in root.iterfind(f"{ATOM}link")}
    assert links == {"self": f"{url}feed.xml", "alternate": f"{url}index.html"}
    moments = texts(root, f"{ATOM}entry/{ATOM}updated")
    assert moments == sorted(moments, reverse=True)
    assert texts(root, f"{ATOM}updated") == moments[:1]


def test_an_id_stays_while_the_text_changes() -> None:
    site = made_site(3, 9, URL)
    changed = tuple(replace(s, record=replace(s.record, title="Another")) for s in site.stories)
    before, after = (parsed(atom_feed(s)) for s in (site, replace(site, stories=changed)))
    path = f"{ATOM}entry/{ATOM}id"
    assert texts(before, path) == texts(after, path)
    assert texts(after, f"{ATOM}entry/{ATOM}title") == ["Another"] * 3


def test_a_story_without_a_day_has_the_epoch_and_no_day_of_publication() -> None:
    site = Site("News", (Story("a.txt", "a.html", "a.thumb.svg", StoryRecord("Rain")),))
    entry = parsed(atom_feed(site)).find(f"{ATOM}entry")
    assert entry is not None
    assert texts(entry, f"{ATOM}updated") == ["1970-01-01T00:00:00Z"]
    assert entry.find(f"{ATOM}published") is None


def test_an_empty_gallery_has_a_feed() -> None:
    assert parsed(atom_feed(Site("News", ()))).findall(f"{ATOM}entry") == []


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_text_is_text(payload: str) -> None:
    record = StoryRecord(payload, payload, payload, "2024-08-11", payload)
    story = Story(f"{payload}.txt", "a.html", "a.thumb.svg", record)
    plain = Story("a.txt", "a.html", "a.thumb.svg", StoryRecord("a", "a", "", "2024-08-11"))
    for write in (atom_feed, sitemap):
        root = parsed(write(Site(payload, (story,), URL)))
        other = parsed(write(Site("a", (plain,), URL)))
        tags = [element.tag for element in root.iter(etree.Element)]
        assert tags == [element.tag for element in other.iter(etree.Element)]
        assert [one for one in root.xpath("//@href") if not str(one).startswith(URL)] == []


def test_the_storys_own_address_is_a_uri() -> None:
    record = StoryRecord("Rain", url="https://example.org/wasser/köln?a=b&c")
    site = Site("News", (Story("a.txt", "a.html", "a.thumb.svg", record),))
    link = parsed(atom_feed(site)).find(f"{ATOM}entry/{ATOM}link[@rel='related']")
    assert link is not None
    assert link.get("href") == "https://example.org/wasser/k%C3%B6ln?a=b&c"


def test_a_sitemap_lists_every_page_with_its_day() -> None:
    site = made_site(60, 120, URL)
    root = parsed(sitemap(site))
    assert root.tag == f"{SITEMAP}urlset"
    places = texts(root, f"{SITEMAP}url/{SITEMAP}loc")
    assert len(places) == len(set(places)) == 63
    assert all(place.startswith(URL) for place in places)
    undated = [u for u in root.iterfind(f"{SITEMAP}url") if u.find(f"{SITEMAP}lastmod") is None]
    assert len(undated) == sum(not story.record.published for story in site.stories)


def test_a_sitemap_ends_at_the_bound_of_its_protocol() -> None:
    story = Story("a.txt", "a.html", "a.thumb.svg", StoryRecord("Rain"))
    root = parsed(sitemap(Site("News", (story,) * 50_100, URL)))
    assert len(root.findall(f"{SITEMAP}url")) == 50_000


def test_a_sitemap_without_an_address_is_refused() -> None:
    with pytest.raises(ValueError, match="give the site's url"):
        sitemap(Site("News", ()))
