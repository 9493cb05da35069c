"""Corrections on the command line: read by map, locate and check, and written by locate."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from geonews.cli import main

TEXT = (
    "Rain fell on Springfield.\n\nWater covered 78 square kilometers of the Harbor Quarter, and "
    "Branson slept."
)
DESK = """\
[[place]]
name = "Springfield"
is = 4951788
story = "story.txt"

[[place]]
name = "Nowhere"
is = 4951788
story = "story.txt"

[[own]]
name = "Harbor Quarter"
polygon = "harbor.geojson"
"""
NOTE = (
    "desk.toml:6: 'Nowhere' is not in 'story.txt', or only inside a longer name: nothing was "
    "corrected by this row\n"
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a story and corrections, which is the current one."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GEONEWS_CONFIG", os.devnull)
    ring = [[36, 51], [36.1, 51], [36.1, 51.1], [36, 51.1], [36, 51]]
    area = {"type": "Polygon", "coordinates": [ring]}
    (tmp_path / "harbor.geojson").write_text(json.dumps(area), encoding="utf-8")
    (tmp_path / "desk.toml").write_text(DESK, encoding="utf-8")
    (tmp_path / "story.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def run(*args: str) -> Result:
    return CliRunner().invoke(main, args)


def located(*args: str) -> dict[str, dict[str, Any]]:
    result = run("locate", "story.txt", "--format", "json", *args)
    assert result.exit_code == 0, result.stderr
    return {mention["text"]: mention for mention in json.loads(result.stdout)["mentions"]}


def test_locate_takes_the_editors_word_and_tells_what_met_nothing() -> None:
    result = run("locate", "story.txt", "--corrections", "desk.toml", "--format", "json")
    assert (result.exit_code, result.stderr) == (0, NOTE)
    springfield, harbor, *_ = json.loads(result.stdout)["mentions"]
    assert springfield["place"]["admin1"] == "Massachusetts"
    assert springfield["reason"].endswith(": corrected by desk.toml, line 1.")
    assert harbor["place"]["source"] == "corrections"
    assert run("locate", "story.txt", "--corrections", "desk.toml", "--quiet").stderr == ""


def test_check_holds_figures_against_the_newsrooms_own_polygons() -> None:
    result = run("check", "story.txt", "--corrections", "desk.toml")
    assert (result.exit_code, result.stderr) == (0, NOTE)
    assert "harbor.geojson: polygon 'Harbor Quarter', " in result.stdout


def test_map_draws_the_newsrooms_own_polygons(folder: Path) -> None:
    result = run("map", "story.txt", "--corrections", "desk.toml", "-o", "out.geojson")
    assert result.exit_code == 0, result.stderr
    features = json.loads((folder / "out.geojson").read_text(encoding="utf-8"))["features"]
    shapes = {each["properties"]["name"]: each["geometry"]["type"] for each in features}
    assert shapes["Springfield"] == "Point"
    assert shapes["Harbor Quarter"].endswith("Polygon")


@pytest.mark.parametrize("command", ["map", "locate", "check"])
def test_a_fault_in_the_file_is_one_line(command: str, folder: Path) -> None:
    (folder / "desk.toml").write_text('[[place]]\nname = "Lima"\nis = "Nosuch"\n', encoding="utf-8")
    before = sorted(folder.iterdir())
    result = run(command, "story.txt", "--corrections", "desk.toml")
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr == (
        "geonews: desk.toml:3: 'Lima' is 'Nosuch': the gazetteer knows no such place; try another "
        "spelling, or give its GeoNames id or [latitude, longitude]\n"
    )
    assert sorted(folder.iterdir()) == before


def test_a_template_is_written_filled_in_and_read(folder: Path) -> None:
    result = run("locate", "story.txt", "--write-corrections", "todo.toml", "--format", "json")
    assert result.exit_code == 0
    assert result.stderr == "wrote todo.toml: 2 names to settle\n"
    template = folder / "todo.toml"
    text = template.read_text(encoding="utf-8")
    asked = "# Water covered 78 square kilometers of the Harbor Quarter, and Branson slept."
    assert f'{asked}\n[[place]]\nname = "Branson"\n' in text
    plain = located()
    assert located("--corrections", "todo.toml") == plain
    told = run("locate", "story.txt", "--corrections", "todo.toml").stderr
    assert told == "todo.toml:13: 'Harbor Quarter' has no answer yet, nor has 1 more\n"
    template.write_text(text.replace("# is = 4378219", "is = 4378219"), encoding="utf-8")
    branson = located("--corrections", "todo.toml")["Branson"]
    assert branson["place"]["geonames_id"] == 4378219
    assert (plain["Branson"]["status"], branson["status"]) == ("uncertain", "resolved")


def test_a_template_takes_the_place_of_nothing(folder: Path) -> None:
    result = run("locate", "story.txt", "--write-corrections", "desk.toml")
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr == (
        "geonews: 'desk.toml' is there already: name another file with --write-corrections\n"
    )
    assert (folder / "desk.toml").read_text(encoding="utf-8") == DESK
    result = run("locate", "story.txt", "--write-corrections", "no/todo.toml")
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr == "geonews: the folder 'no' does not exist: make it\n"


def test_a_template_of_several_stories_names_each(folder: Path) -> None:
    (folder / "b.txt").write_text("Snow fell on Springfield.", encoding="utf-8")
    result = run("locate", "story.txt", "no.txt", "b.txt", "--write-corrections", "todo.toml")
    assert result.exit_code == 3
    text = (folder / "todo.toml").read_text(encoding="utf-8")
    assert [line for line in text.split("\n") if line.startswith("story = ")] == [
        'story = "story.txt"',
        'story = "story.txt"',
        'story = "b.txt"',
    ]


def test_an_outlet_is_the_home_of_its_stories(folder: Path) -> None:
    story = {"text": "Rain fell on Springfield.", "source": "bugle.example"}
    (folder / "story.json").write_text(json.dumps(story), encoding="utf-8")
    found = []
    for home in ("Chicopee, Massachusetts", "Eugene, Oregon"):
        (folder / "desk.toml").write_text(
            f'[outlets]\nbugle.example = "{home}"\n', encoding="utf-8"
        )
        result = run("locate", "story.json", "--corrections", "desk.toml", "--format", "json")
        (mention,) = json.loads(result.stdout)["mentions"]
        found.append(mention["place"]["admin1"])
    assert found == ["Massachusetts", "Oregon"]
