"""Tables and page of an archive: what they hold, the same bytes each time, nothing hostile."""

from __future__ import annotations

import csv
import json
import random
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from geonews.archive import summarise as module
from geonews.archive.place_ids import place_id
from geonews.archive.summarise import summarise
from geonews.cli.archives import archive
from geonews.draw.archive import Archive
from geonews.errors import OutputError, StoryError
from geonews.gazetteer import Gazetteer
from geonews.model import Place
from tests.archive.made_reports import (
    CALLAO,
    KENYA,
    LIMA,
    NAIROBI,
    PERU,
    SEOUL,
    mention,
    story,
)

TABLES = ("places.csv", "countries.csv", "months.csv", "country_months.csv", "pairs.csv")
REPORTS = [
    story("2024-01-05", LIMA, CALLAO, LIMA, key="a"),
    story("2024-01-20T10:00:00Z", LIMA, PERU, mention(None), key="b"),
    story("2024-03-02", NAIROBI, mention(SEOUL, role="associative"), key="c"),
    story(None, KENYA, mention(LIMA, status="uncertain"), key="d"),
]


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_tables_hold_the_counts(tmp_path: Path, gazetteer: Gazetteer) -> None:
    done = summarise(REPORTS, tmp_path, gazetteer, title="Our news")
    assert (done.stories, done.places, done.countries) == (4, 6, 3)
    assert done.notes == (
        "1 mention is of an uncertain place and not counted.",
        "1 name was not found.",
        "1 story has no date and is in no month.",
    )
    lima, *others = rows(tmp_path / "places.csv")
    assert lima == {
        "place_id": "geonames:3936456",
        "name": "Lima",
        "country": "PE",
        "admin1": "Lima",
        "feature_code": "PPLC",
        "lat": "-12.05",
        "lon": "-77.04",
        "population": "7737002",
        "mentions": "3",
        "stories": "2",
        "stories_literal": "2",
        "first_published": "2024-01-05",
        "last_published": "2024-01-20",
    }
    assert [row["name"] for row in others] == ["Callao", "Kenya", "Nairobi", "Peru", "Seoul"]
    assert (others[-1]["stories"], others[-1]["stories_literal"]) == ("1", "0")
    countries = [tuple(row.values()) for row in rows(tmp_path / "countries.csv")]
    assert countries == [("KE", "Kenya", "2"), ("PE", "Peru", "2"), ("KR", "South Korea", "1")]
    assert [tuple(row.values()) for row in rows(tmp_path / "country_months.csv")] == [
        ("KE", "Kenya", "2024-03", "1"),
        ("PE", "Peru", "2024-01", "2"),
        ("KR", "South Korea", "2024-03", "1"),
    ]
    assert ("geonames:3936456", "Lima", "PE", "2024-01", "2") in [
        tuple(row.values()) for row in rows(tmp_path / "months.csv")
    ]
    assert [tuple(row.values()) for row in rows(tmp_path / "pairs.csv")] == [
        ("geonames:3936456", "Lima", "geonames:3946083", "Callao", "1", "0.5"),
        ("geonames:3936456", "Lima", "geonames:3932488", "Peru", "1", "0.5"),
        ("geonames:184745", "Nairobi", "geonames:1835848", "Seoul", "1", "0.25"),
    ]


def test_the_same_stories_make_the_same_bytes_in_any_order(
    tmp_path: Path, gazetteer: Gazetteer
) -> None:
    shuffled = list(REPORTS)
    random.Random(7).shuffle(shuffled)  # noqa: S311
    for name, reports in (("one", REPORTS), ("two", shuffled), ("one", REPORTS)):
        summarise(reports, tmp_path / name, gazetteer, title="Our news")
    for name in ("index.html", *TABLES):
        one, two = ((tmp_path / folder / name).read_bytes() for folder in ("one", "two"))
        assert one == two, name


def test_what_a_table_leaves_out_is_told(
    tmp_path: Path, gazetteer: Gazetteer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PAIRED", 2)
    done = summarise(REPORTS, tmp_path, gazetteer, title="Our news")
    assert "In pairs.csv: the 2 places that most stories name, of 6." in done.notes
    assert len(rows(tmp_path / "pairs.csv")) == 1
    page = (tmp_path / "index.html").read_text("utf-8")
    assert "In pairs.csv: the 2 places that most stories name, of 6." in page


HOSTILE = Place(
    '=HYPERLINK("http://x")</script><b>&\u202e\ud800', 10.0, 10.0, '"><i', "@a", "PPL", source="x"
)


def test_hostile_names_are_text_everywhere(tmp_path: Path, gazetteer: Gazetteer) -> None:
    summarise([story("2024-01-05", HOSTILE), story("2024-05-05", HOSTILE, LIMA)], tmp_path,
              gazetteer, title="<script>alert(1)</script>")  # fmt: skip
    page = (tmp_path / "index.html").read_text("utf-8")
    assert "<b>" not in page
    assert "<i" not in page.replace("<input", "")
    assert "<script>alert(1)" not in page
    row = rows(tmp_path / "places.csv")[0]
    assert row["name"].startswith("'=HYPERLINK")
    assert row["admin1"] == "'@a"


def test_a_folder_that_is_not_ours_is_left_alone(tmp_path: Path, gazetteer: Gazetteer) -> None:
    (tmp_path / "places.csv").write_text("mine")
    with pytest.raises(OutputError, match=r"'.*places.csv' is not from geonews: name another"):
        summarise(REPORTS, tmp_path, gazetteer, title="x")
    assert [path.name for path in tmp_path.iterdir()] == ["places.csv"]
    with pytest.raises(OutputError, match="cannot make the folder"):
        summarise(REPORTS, tmp_path / "places.csv" / "x", gazetteer, title="x")


def test_an_archive_without_a_report_is_an_error(tmp_path: Path, gazetteer: Gazetteer) -> None:
    with pytest.raises(StoryError, match="has no report"):
        summarise([], tmp_path, gazetteer, title="x")


@pytest.mark.parametrize(
    ("days", "periods"),
    [
        (["2024-11-05", "2025-02-01"], ["2024-11", "2024-12", "2025-01", "2025-02"]),
        (["2009-11-05", "2025-02-01"], [f"{year}" for year in range(2009, 2026)]),
        (["0001-01-01", "2025-02-01"], [f"{year}" for year in range(1876, 2026)]),
        ([None], []),
    ],
)
def test_periods_are_months_or_years_without_a_gap(
    days: list[str | None],
    periods: list[str],
    tmp_path: Path,
    gazetteer: Gazetteer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen: list[Any] = []

    def noted(archive: Archive, _: Gazetteer) -> str:
        seen.append(archive)
        return ""

    monkeypatch.setattr(module, "archive_page", noted)
    summarise([story(day, LIMA) for day in days], tmp_path, gazetteer, title="x")
    assert seen[0].periods == tuple(periods)
    assert sum(seen[0].places[0].periods) == sum(seen[0].in_period)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(archive, [*arguments])


@pytest.fixture
def out(tmp_path: Path) -> Path:
    path = tmp_path / "news.jsonl"
    path.write_text("".join(f"{json.dumps(report)}\n" for report in REPORTS))
    return path


def test_the_command_tells_what_it_wrote(out: Path, tmp_path: Path) -> None:
    result = run("summarise", str(out), "-o", str(tmp_path / "news"))
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.splitlines() == [
        "1 mention is of an uncertain place and not counted.",
        "1 name was not found.",
        "1 story has no date and is in no month.",
        f"wrote {tmp_path}/news/index.html: 4 stories, 6 places",
    ]
    names = {path.name for path in (tmp_path / "news").iterdir()}
    assert names == {"index.html", *TABLES}
    assert "<title>news</title>" in (tmp_path / "news" / "index.html").read_text("utf-8")


def test_the_command_counts_uncertain_places_where_asked(out: Path, tmp_path: Path) -> None:
    folder = tmp_path / "news"
    assert run("summarise", str(out), "-o", str(folder), "--uncertain", "--quiet").output == ""
    assert rows(folder / "places.csv")[0]["stories"] == "3"


def test_the_command_ends_with_3_where_there_is_nothing(tmp_path: Path) -> None:
    result = run("summarise", str(tmp_path / "none.jsonl"), "-o", str(tmp_path / "x"))
    assert result.exit_code == 3
    assert result.stderr.count("\n") == 1


def test_ids_are_those_of_the_tables_of_an_export() -> None:
    from geonews.archive.tables import mentions_table

    odd = [
        Place("The ford", -10.0, 24.02452),
        Place("Kõrb", 0.1, -170.25, wikidata_id="Q1"),
        Place("Ödland", -0.5, 100.0),
        LIMA,
    ]
    report = story(None, *odd)
    exported = mentions_table([report])["place_id"].to_pylist()
    assert exported == [place_id(mention["place"]) for mention in report["mentions"]]
