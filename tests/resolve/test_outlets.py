"""Who published a story, and where that is."""

from __future__ import annotations

from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geonews.gazetteer import Gazetteer
from geonews.model import Article
from geonews.resolve.outlets import outlet_of

GAZETTEER = Gazetteer.open()
LINES = (
    (files("geonews.resolve") / "tables" / "outlets.tsv").read_text(encoding="utf-8").splitlines()
)
ROWS = [line.split("\t") for line in LINES[1:] if not line.startswith("#")]


def home(source: str | None = None, url: str | None = None) -> tuple[str | None, ...] | None:
    outlet = outlet_of(Article("", source=source, url=url))
    return None if outlet is None else (outlet.country, outlet.admin1, outlet.city)


def test_the_table_is_of_the_whole_world() -> None:
    continents = {
        "Africa": "ZA NG KE GH EG ZW ET UG TZ MA",
        "Asia": "IN CN JP KR PH ID PK TH IL TR",
        "Europe": "GB IE FR DE ES IT PL UA SE NL",
        "North America": "US CA MX JM CR",
        "Oceania": "AU NZ FJ PG",
        "South America": "BR AR CO PE CL",
    }
    have = {row[2] for row in ROWS}
    assert len(ROWS) >= 500
    for continent, countries in continents.items():
        assert set(countries.split()) <= have, continent


def test_every_row_is_whole_and_its_town_is_the_gazetteers() -> None:
    wrong = []
    for row in ROWS:
        domains, names, country, admin1, city, lat, lon, geonames_id = row
        assert domains
        assert names
        if not city:
            assert not lat + lon + geonames_id, row
            continue
        bearers = {
            p.geonames_id: p
            for p in GAZETTEER.lookup(city)
            if (p.country, p.admin1 or "") == (country, admin1) and p.feature.startswith("PPL")
        }
        place = bearers.get(int(geonames_id))
        if place is None or abs(place.lat - float(lat)) + abs(place.lon - float(lon)) > 0.001:
            wrong.append(row)
    assert not wrong


def test_every_country_and_region_is_the_gazetteers() -> None:
    for row in ROWS:
        assert not row[2] or GAZETTEER.country_name(row[2]), row
        if row[3] and not row[4]:
            found = {(p.name, p.country) for p in GAZETTEER.lookup(row[3]) if p.feature == "ADM1"}
            assert (row[3], row[2]) in found, row


def test_domains_are_unique_and_as_they_are_looked_up() -> None:
    domains = [domain for row in ROWS for domain in row[0].split(" ")]
    assert len(domains) == len(set(domains))
    for domain in domains:
        assert domain == domain.lower().removeprefix("www.").rstrip("/")
        assert home(f"https://www.{domain}/2018/04/05/a-story-12345.html?x=1#y") is not None, domain


def test_names_are_unique() -> None:
    names = [name.lower().removeprefix("the ") for row in ROWS for name in row[1].split("|")]
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        # However it is written.
        ("ajc.com", ("US", "Georgia", "Atlanta")),
        ("AJC.COM", ("US", "Georgia", "Atlanta")),
        (" www.ajc.com ", ("US", "Georgia", "Atlanta")),
        ("ajc.com.", ("US", "Georgia", "Atlanta")),
        ("ajc.com:8080", ("US", "Georgia", "Atlanta")),
        ("http://www.nola.com/2018/04/x.html", ("US", "Louisiana", "New Orleans")),
        ("https://user:pw@www.nola.com/x", ("US", "Louisiana", "New Orleans")),
        ("sports.ajc.com/braves", ("US", "Georgia", "Atlanta")),
        # Never by what the domain sounds like.
        ("theparisnews.com", ("US", "Texas", "Paris")),
        ("athensnews.com", ("US", "Ohio", "Athens")),
        ("parisnews.example", None),
        # National, state-wide, of the world.
        ("nytimes.com", ("US", None, None)),
        ("www.cbc.ca", ("CA", None, None)),
        ("nj.com", ("US", "New Jersey", None)),
        ("apnews.com", (None, None, None)),
        ("Reuters", (None, None, None)),
        # Sections of a site, longest first.
        ("bbc.co.uk", ("GB", None, None)),
        ("bbc.com/news/world", (None, None, None)),
        ("bbc.co.uk/news/uk-scotland", ("GB", "Scotland", None)),
        ("https://www.bbc.co.uk/news/uk-scotland-glasgow-west-1234", ("GB", "Scotland", None)),
        ("https://www.bbc.com/news/uk-england-devon-1234", ("GB", "England", "Plymouth")),
        ("https://www.bbc.com/news/uk-politics-1234", (None, None, None)),
        ("toronto.ctvnews.ca", ("CA", "Ontario", "Toronto")),
        # The end of a host is whole labels, and the path no host.
        ("notajc.com", None),
        ("ajc.com.example.org", None),
        ("https://example.org/ajc.com", None),
        ("https://ajc.com@example.org/", None),
        ("co.uk", None),
        # By name.
        ("The Irish Times", ("IE", None, None)),
        ("irish times", ("IE", None, None)),
        ("El Pais", ("ES", None, None)),
        ("AP", (None, None, None)),
        ("The Courier of Ballarat", ("AU", "Victoria", "Ballarat")),
        ("The Courier (Ballarat)", ("AU", "Victoria", "Ballarat")),
        ("The Herald, Glasgow", ("GB", "Scotland", None)),
        # Many towns have one.
        ("The Courier", None),
        ("The Herald", None),
        ("The Daily Bugle", None),
        ("Lima", None),
        # No source.
        ("", None),
        ("   ", None),
        (None, None),
    ],
)
def test_homes(source: str | None, expected: tuple[str | None, ...] | None) -> None:
    assert home(source) == expected
    assert home(None, source) == expected


def test_the_source_decides_and_the_url_helps() -> None:
    assert home("ajc.com", "https://www.nola.com/x") == ("US", "Georgia", "Atlanta")
    assert home("The Daily Bugle", "https://www.nola.com/x") == ("US", "Louisiana", "New Orleans")
    # A wire's story stays the wire's, on whatever page.
    assert home("AP", "https://www.nola.com/x") == (None, None, None)
    # A section of the same site is nearer home.
    toronto = "https://www.cbc.ca/news/canada/toronto/a-1.2"
    assert home("cbc.ca", toronto) == ("CA", "Ontario", "Toronto")
    assert home("CBC News", toronto) == ("CA", "Ontario", "Toronto")


@pytest.mark.parametrize(
    "hostile",
    [
        "http://[::1",
        "http://[ajc.com]/",
        "http://",
        "://ajc.com",
        "https:///ajc.com",
        "javascript://ajc.com/%0aalert(1)",
        "http://ajc.com\n.example.org/",
        "http://ajc.com:99999999/",
        "ajc\x00.com",
        "\ud800",
        "http://" + "a." * 5000 + "com",
        "https://example.org/" + "-" * 100_000,
        "(" * 1000 + ")" * 1000,
        "the " * 1000,
        "‮moc.cja",
        "../../etc/passwd",
    ],
)
def test_hostile_sources_are_nobodys(hostile: str) -> None:
    found = outlet_of(Article("", source=hostile, url=hostile))
    assert found is None or found.name in {"The Atlanta Journal-Constitution"}


@given(st.text(max_size=80))
def test_no_source_raises(text: str) -> None:
    for source in (text, f"http://{text}", f"http://ajc.com/{text}"):
        outlet_of(Article("", source=source, url=source))
