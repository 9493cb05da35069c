"""Tables of an archive: the same columns always, nothing lost, and opened by other programs."""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path
from typing import Any

import geopandas as gpd
import pyarrow as pa
import pyarrow.parquet as pq
import pyogrio
import pytest

from geonews.archive.export import check_export, export, reports_of
from geonews.archive.tables import (
    MENTIONS,
    PLACES,
    STORIES,
    added,
    mentions_table,
    places_table,
    stories_table,
)
from geonews.errors import OptionError, OutputError, StoryError
from geonews.model import Place
from tests.archive.made_reports import KENYA, LIMA, NAIROBI, PERU, mention, story

NO_ID = Place("Quarry \ud800", -12.5, -77.25, "PE", feature="SPOT")
REPORTS = [
    story("2024-08-11", LIMA, LIMA, PERU, key="a", text="One.", title="=1+1", source="The Post"),
    story("Sun, 01 Sep 2024 06:00:00 +0900", LIMA, mention(None), key="b", text="Two."),
    story(None, mention(KENYA, role="associative"), NAIROBI, key="b", text="Three."),
    story("last summer", mention(NO_ID, status="uncertain", confidence=0.5), text="Four."),
    story("2024-01-01", key="nothing", text="Five."),
]


@pytest.fixture
def out(tmp_path: Path) -> Path:
    path = tmp_path / "out.jsonl"
    path.write_text("".join(json.dumps(report) + "\n" for report in REPORTS), encoding="utf-8")
    return path


def test_a_row_a_story_with_the_whole_report_in_it() -> None:
    table = stories_table(REPORTS)
    assert table.schema == STORIES
    rows = table.to_pylist()
    assert [json.loads(row["report"]) for row in rows] == REPORTS
    assert [row["id"] for row in rows] == ["a", "b", "b", "", "nothing"]
    counts = [(row["resolved"], row["uncertain"], row["unresolved"]) for row in rows]
    assert counts == [(3, 0, 0), (1, 0, 1), (2, 0, 0), (0, 1, 0), (0, 0, 0)]
    assert [m["place"]["name"] for m in rows[0]["mentions"]] == ["Lima", "Lima", "Peru"]


def test_a_row_a_mention_with_its_point() -> None:
    table = mentions_table(REPORTS)
    assert table.schema == MENTIONS
    rows = table.to_pylist()
    names = ["Lima", "Lima", "Peru", "Lima", "Nowhere", "Kenya", "Nairobi", "Quarry \ufffd"]
    assert [row["name"] for row in rows] == names
    assert [row["is_first"] for row in rows] == [True, False, True, True, False, True, True, True]
    assert [row["day"] for row in rows[:4]] == [date(2024, 8, 11)] * 3 + [date(2024, 9, 1)]
    assert rows[4]["geometry"] is rows[4]["place_id"] is None
    assert rows[0]["place_id"] == "geonames:3936456"
    assert rows[7]["place_id"].startswith("point:") or "-12.5" in rows[7]["place_id"]
    assert {row["sha256"] for row in rows[:3]} == {REPORTS[0]["article"]["sha256"]}


def test_a_row_a_place_with_what_counts() -> None:
    table = places_table(mentions_table(REPORTS))
    assert table.schema == PLACES
    lima = next(row for row in table.to_pylist() if row["name"] == "Lima")
    assert (lima["mentions"], lima["resolved"], lima["stories"]) == (3, 3, 2)
    assert (lima["first_published"], lima["last_published"]) == (
        date(2024, 8, 11),
        date(2024, 9, 1),
    )


def test_parts_add_up_to_the_whole() -> None:
    whole = places_table(mentions_table(REPORTS))
    parts = [places_table(mentions_table([report])) for report in REPORTS]
    again = added(pa.concat_tables(parts))
    by_id = "place_id"
    assert again.sort_by(by_id).to_pylist() == whole.sort_by(by_id).to_pylist()


def test_tables_of_nothing_have_all_columns() -> None:
    assert stories_table([]).schema == STORIES
    assert mentions_table([]).schema == MENTIONS
    assert places_table(mentions_table([])).schema == PLACES


@pytest.mark.parametrize(
    "what", [{"mentions": 3}, {"mentions": ["x"]}, {"mentions": [{"place": 5}]}, {"article": 1}]
)
def test_what_is_no_report_is_refused(what: Any) -> None:
    with pytest.raises(StoryError):
        mentions_table([what])


def test_geoparquet_opens_as_a_map(out: Path, tmp_path: Path) -> None:
    export(out, tmp_path / "m.parquet", "mentions")
    frame = gpd.read_parquet(tmp_path / "m.parquet")
    assert frame.crs.to_epsg() == 4326 or str(frame.crs) == "OGC:CRS84"
    assert [(round(p.x, 2), round(p.y, 2)) for p in frame.geometry[:1]] == [(-77.04, -12.05)]
    export(out, tmp_path / "p.parquet", "places")
    places = gpd.read_parquet(tmp_path / "p.parquet")
    assert sorted(places["name"])[:3] == ["Kenya", "Lima", "Nairobi"]
    stored = pq.read_table(tmp_path / "m.parquet")
    assert stored.schema.equals(MENTIONS)
    assert stored.num_rows == 8


def test_geopackage_opens_as_a_map_and_is_the_same_each_time(out: Path, tmp_path: Path) -> None:
    export(out, tmp_path / "m.gpkg", "mentions")
    frame = pyogrio.read_dataframe(tmp_path / "m.gpkg")
    assert len(frame) == 8
    assert frame.geometry[0].x == pytest.approx(-77.04)
    export(out, tmp_path / "again.gpkg", "mentions")
    assert (tmp_path / "again.gpkg").read_bytes() == (tmp_path / "m.gpkg").read_bytes()


def test_csv_has_points_and_no_formulas(out: Path, tmp_path: Path) -> None:
    report = story("2024-08-11", LIMA, key="=cmd()", text="One.", source="@SUM(A1)")
    out.write_text(json.dumps(report) + "\n", encoding="utf-8")
    export(out, tmp_path / "m.csv", "mentions")
    with (tmp_path / "m.csv").open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["story"], row["source"]) == ("'=cmd()", "'@SUM(A1)")
    assert (float(row["lat"]), float(row["lon"])) == (-12.05, -77.04)


def test_other_forms_and_folders_that_are_missing_are_refused(out: Path, tmp_path: Path) -> None:
    with pytest.raises(OptionError, match="name it"):
        check_export(tmp_path / "m.shp")
    with pytest.raises(OutputError, match="does not exist"):
        check_export(tmp_path / "no" / "m.csv")
    with pytest.raises(StoryError):
        export(tmp_path / "none.jsonl", tmp_path / "m.csv", "mentions")
    assert not (tmp_path / "m.csv").exists()
    out.write_text("[1]\n")
    with pytest.raises(StoryError, match="is no report"):
        list(reports_of(out))
