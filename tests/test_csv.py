"""The table of mentions as CSV (RFC 4180): read back whole, and nothing in it runs."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geonews.cli.show import mentions_csv
from geonews.model import Article, GazetteerInfo, Mention, Place, Report
from tests.draw.world import full_report

FIELDS = (
    *("story", "start", "end", "text", "kind", "role", "status", "confidence"),
    *("name", "country", "admin1", "feature", "lat", "lon", "geonames_id", "wikidata_id", "reason"),
)


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text), strict=True))


def told(name: str, place: Place | None = None) -> Report:
    return Report(
        Article(name, id="story.txt"),
        GazetteerInfo("", "", ""),
        (Mention(0, 1, name, place=place),),
    )


def test_a_row_a_mention_under_one_head() -> None:
    found = rows(mentions_csv([full_report(), full_report()]))
    assert tuple(found[0]) == FIELDS
    assert len(found) == 2 * len(full_report().mentions)
    assert found[1]["text"] == "Westmark"
    assert (found[1]["lat"], found[1]["lon"]) == ("53", "22")


@pytest.mark.parametrize("name", ['Say "hello", Lima', "Lima, Peru", "東京", "'Adan", "Saint-Lô"])
def test_quotes_commas_and_scripts_come_back_as_they_were(name: str) -> None:
    (row,) = rows(mentions_csv([told(name)]))
    assert row["text"] == name


def test_a_line_break_in_a_name_is_a_space() -> None:
    text = mentions_csv([told("Li\r\nma")])
    assert len(text.splitlines()) == 2
    assert rows(text)[0]["text"] == "Li ma"


def test_a_number_below_nothing_stays_a_number() -> None:
    (row,) = rows(mentions_csv([told("Lima", Place("Lima", -12.05, -77.04))]))
    assert (row["lat"], row["lon"]) == ("-12.05", "-77.04")


@given(st.text(max_size=20), st.text(max_size=20))
def test_no_cell_of_text_begins_a_formula(name: str, reason: str) -> None:
    place = Place(name, 1, 2, country=name, admin1=reason, feature=name, wikidata_id=reason)
    report = Report(
        Article("", id=reason),
        GazetteerInfo("", "", ""),
        (Mention(0, 1, name, place=place, reason=reason),),
    )
    (row,) = rows(mentions_csv([report]))
    assert tuple(row) == FIELDS
    for field in ("story", "text", "name", "country", "admin1", "feature", "wikidata_id", "reason"):
        assert not row[field].startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"))
