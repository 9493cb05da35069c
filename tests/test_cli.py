"""The command line: whole output, exit codes, bad input; the stages are tested elsewhere."""

from __future__ import annotations

import io
import json
import os
import re
import shlex
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

import geonews.pipeline
from geonews.cli import main
from geonews.cli.command import Command
from geonews.cli.terminal import Voice
from geonews.errors import GeocoderError
from geonews.gazetteer import Gazetteer
from geonews.model import Article, Check, Figure, GazetteerInfo, Mention, Place, Report

TEXT = "Rain fell on Lima.\n\nChile sent help, the Ruritanian envoy said."
LIMA = Place(
    "Lima", -12.04318, -77.02824, "PE", "Lima Province", "PPLC", 7737002, geonames_id=3936456
)
CHILE = Place("Chile", -30.0, -71.0, "CL", None, "PCLI", geonames_id=3895114, wikidata_id="Q298")
MENTIONS = (
    Mention(13, 17, "Lima", place=LIMA, confidence=0.982, status="resolved", reason="one bears it"),
    Mention(20, 25, "Chile", "place", "associative", CHILE, 0.9, "resolved", (), "a country"),
    Mention(41, 51, "Ruritanian", "demonym", "associative", reason="no place bears this name"),
)
FIGURES = (Figure(0, 9, "984 square kilometers", "area", 984.0, "km2", 983.5, 984.5),)
CHECKS = (
    Check(
        "unit_pair",
        "consistent",
        (0,),
        "984 square kilometers (380 square miles)",
        "380 square miles are 984.2 km2",
        "half a unit of the last digit",
        "984 lies within 982.9 and 985.5",
        ("NIST SP 811", "International mile"),
        formula="380 x 2.59 = 984.2",
    ),
    Check(
        "part_of_whole", "inconsistent", (0,), "984 of 100", "9.84 times", "none", "more than all"
    ),
)


class Unread:
    """A gazetteer that nobody may ask."""

    def verify(self, at_most_bytes: int | None = None) -> None:
        pass

    def viewed(self, _worldview: str) -> Unread:
        return self


class Fakes:
    """What the commands get instead of the gazetteer and the stages."""

    def __init__(self) -> None:
        self.mentions: tuple[Mention, ...] = MENTIONS
        self.figures: tuple[Figure, ...] = FIGURES
        self.checks: tuple[Check, ...] = CHECKS
        self.error: BaseException | None = None

    def analyse(self, article: Article, *_: Any, **__: Any) -> Report:
        if self.error is not None:
            raise self.error
        info = GazetteerInfo("test", "1", "0" * 64)
        return Report(article, info, self.mentions, self.figures, self.checks, "0.1.0")


@pytest.fixture
def fakes(monkeypatch: pytest.MonkeyPatch) -> Fakes:
    fakes = Fakes()
    monkeypatch.setattr(geonews.pipeline, "analyse", fakes.analyse)
    monkeypatch.setattr(Gazetteer, "open", lambda _path: Unread())
    return fakes


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder with a story in it, which is the current one."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GEONEWS_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("GEONEWS_CONFIG", os.devnull)
    (tmp_path / "story.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def run(*args: str, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(main, args, input=stdin)


def commands(group: click.Group = main) -> Iterator[tuple[str, Command]]:
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from ((f"{name} {inner}", leaf) for inner, leaf in commands(command))
        else:
            assert isinstance(command, Command)
            yield name, command


COMMANDS = dict(commands())
# Sources to download, a database, a feed.
NEED_OTHERS = {"archive to-postgis", "gazetteer build", "gazetteer import", "watch"}


def test_the_commands_are_those_of_the_design() -> None:
    assert sorted(COMMANDS) == [
        "archive summarise",
        "archive to-postgis",
        "batch",
        "cache clear",
        "cache info",
        "check",
        "embed",
        "gallery",
        "gazetteer build",
        "gazetteer disputes",
        "gazetteer import",
        "gazetteer info",
        "gazetteer search",
        "locate",
        "map",
        "watch",
    ]


@pytest.mark.parametrize("name", COMMANDS)
def test_help_ends_with_an_example(name: str) -> None:
    result = run(*name.split(), "--help")
    lines = result.stdout.rstrip("\n").split("\n")
    assert lines[-2:] == ["  Example:", f"    {COMMANDS[name].example}"]
    assert f"{lines[-1].strip()} ".startswith(f"geonews {name} ")
    assert (result.exit_code, result.stderr) == (0, "")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_says_what_it_does(name: str) -> None:
    for parameter in COMMANDS[name].params:
        if isinstance(parameter, click.Option):
            assert parameter.help, f"{name}: {parameter.opts}"


@pytest.mark.parametrize("name", sorted(COMMANDS.keys() - NEED_OTHERS))
def test_the_example_runs(name: str, folder: Path) -> None:
    square = {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]]}
    feature = {"type": "Feature", "properties": {"name": "Lima"}, "geometry": square}
    (folder / "areas.geojson").write_text(
        json.dumps({"type": "FeatureCollection", "features": [feature]}), encoding="utf-8"
    )
    (folder / "maps").mkdir()
    (folder / "maps" / "rain.txt").write_text(TEXT, encoding="utf-8")
    if "map.html" in COMMANDS[name].example and name != "map":
        assert run("map", "story.txt", "-o", "map.html").exit_code == 0
    if name == "archive summarise":
        assert run("batch", "story.txt", "-o", "news.jsonl").exit_code == 0
    result = run(*shlex.split(COMMANDS[name].example)[1:])
    assert result.exit_code == 0, result.stderr


@pytest.mark.usefixtures("fakes")
def test_locate_prints_a_table() -> None:
    result = run("locate", "story.txt")
    rows = [re.split(r"  +", line.strip()) for line in result.stdout.split("\n")]
    assert rows == [
        ["START", "TEXT", "KIND", "ROLE", "PLACE", "LAT", "LON", "CONFIDENCE", "STATUS"],
        [
            *("13", "Lima", "place", "literal", "Lima, Lima Province, PE [PPLC]"),
            *("-12.0432", "-77.0282", "0.98", "resolved"),
        ],
        [
            *("20", "Chile", "place", "associative", "Chile, CL [PCLI]"),
            *("-30.0000", "-71.0000", "0.90", "resolved"),
        ],
        [
            *("41", "Ruritanian", "demonym", "associative", "-"),
            "unresolved: no place bears this name",
        ],
        [""],
    ]


@pytest.mark.usefixtures("fakes")
def test_numbers_stand_right_and_words_left() -> None:
    head, lima, *_ = run("locate", "story.txt").stdout.split("\n")
    assert head.index("TEXT") == lima.index("Lima")
    assert head.index("LON") + len("LON") == lima.index("-77.0282") + len("-77.0282")
    assert head.index("STATUS") == lima.index("resolved")


@pytest.mark.usefixtures("fakes")
def test_locate_prints_csv() -> None:
    result = run("locate", "story.txt", "--format", "csv")
    assert result.stdout == (
        "story,start,end,text,kind,role,status,confidence,name,country,admin1,feature,lat,lon,"
        "geonames_id,wikidata_id,reason\n"
        "story.txt,13,17,Lima,place,literal,resolved,0.982,Lima,PE,Lima Province,PPLC,-12.04318,"
        "-77.02824,3936456,,one bears it\n"
        "story.txt,20,25,Chile,place,associative,resolved,0.9,Chile,CL,,PCLI,-30.0,-71.0,3895114,"
        "Q298,a country\n"
        "story.txt,41,51,Ruritanian,demonym,associative,unresolved,0.0,,,,,,,,,"
        "no place bears this name\n"
    )


@pytest.mark.usefixtures("fakes")
def test_locate_prints_one_report_or_a_list_of_them(folder: Path) -> None:
    (folder / "b.txt").write_text("Lima.", encoding="utf-8")
    one = json.loads(run("locate", "story.txt", "--format", "json").stdout)
    two = json.loads(run("locate", "story.txt", "b.txt", "--format", "json").stdout)
    assert [report["article"]["id"] for report in two] == ["story.txt", "b.txt"]
    assert two[0] == one
    assert Report.from_dict(one, TEXT).mentions == MENTIONS


def test_locate_names_the_story_where_there_are_several(fakes: Fakes, folder: Path) -> None:
    (folder / "b.txt").write_text("Lima.", encoding="utf-8")
    fakes.mentions = MENTIONS[:1]
    lines = run("locate", "story.txt", "b.txt").stdout.split("\n")
    assert [line.split()[:3] for line in lines] == [
        ["STORY", "START", "TEXT"],
        ["story.txt", "13", "Lima"],
        ["b.txt", "13", "Lima"],
        [],
    ]


@pytest.mark.usefixtures("fakes")
def test_one_story_that_fails_does_not_empty_the_rest() -> None:
    result = run("locate", "no.txt", "story.txt", "--format", "json")
    assert [report["article"]["id"] for report in json.loads(result.stdout)] == ["story.txt"]
    assert result.stderr == "geonews: 'no.txt' does not exist: give the path of a story\n"
    assert result.exit_code == 3


def test_check_shows_the_arithmetic(fakes: Fakes) -> None:
    fakes.checks = CHECKS[:1]
    result = run("check", "story.txt")
    assert result.stdout == (
        "consistent: 984 square kilometers (380 square miles)\n"
        "  check       unit pair\n"
        "  sentence    [Rain fell] on Lima.\n"
        "  understood  984 square kilometers: area, stands for 983.5 km2 to 984.5 km2\n"
        "  formula     380 x 2.59 = 984.2\n"
        "  tolerance   half a unit of the last digit\n"
        "  reason      984 lies within 982.9 and 985.5\n"
        "  source      NIST SP 811\n"
        "  source      International mile\n"
        "\n"
        "1 check: 1 consistent\n"
    )
    assert (result.exit_code, result.stderr) == (0, "")


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ((), 1),
        (("never",), 0),
        (("consistent",), 1),
        (("plausible",), 0),
        (("plausible", "inconsistent"), 1),
    ],
)
@pytest.mark.usefixtures("fakes")
def test_the_user_chooses_what_fails(asked: tuple[str, ...], code: int) -> None:
    options = [word for verdict in asked for word in ("--fail-on", verdict)]
    assert run("check", "story.txt", *options).exit_code == code


def test_check_as_markdown_is_what_stands_in_a_note(fakes: Fakes) -> None:
    fakes.checks = CHECKS[:1]
    result = run("check", "story.txt", "--format", "markdown")
    assert result.stdout.startswith("### Consistent: unit pair\n\n> **")
    assert "- **Formula:** 380 x 2.59 = 984.2\n" in result.stdout


@pytest.mark.usefixtures("fakes")
def test_check_as_json_ld_is_marked_as_automatic() -> None:
    graph = json.loads(run("check", "story.txt", "--format", "jsonld").stdout)["@graph"]
    assert [review["reviewRating"]["alternateName"] for review in graph] == [
        "consistent",
        "inconsistent",
    ]
    assert all("no person has checked" in review["disambiguatingDescription"] for review in graph)


@pytest.mark.usefixtures("fakes")
def test_options_of_a_file_that_is_not_given() -> None:
    result = run("check", "story.txt", "--areas-whole")
    assert result.exit_code == 2
    assert "need --areas FILE" in result.stderr


@pytest.mark.parametrize("form", ["text", "json", "markdown"])
@pytest.mark.usefixtures("fakes")
def test_check_ends_with_1_when_a_figure_does_not_fit(form: str) -> None:
    result = run("check", "story.txt", "--format", form)
    assert result.exit_code == 1
    assert "inconsistent" in result.stdout.lower()


@pytest.mark.usefixtures("fakes")
def test_check_counts_the_verdicts() -> None:
    assert run("check", "story.txt").stdout.endswith("\n\n2 checks: 1 consistent, 1 inconsistent\n")


def test_check_says_when_there_is_nothing_to_check(fakes: Fakes) -> None:
    fakes.checks = ()
    expected = "1 figure, with nothing to check against: 984 square kilometers\n"
    assert run("check", "story.txt").stdout == expected
    fakes.figures = ()
    assert run("check", "story.txt").stdout == "no area figures in the story\n"


@pytest.mark.usefixtures("fakes")
def test_map_writes_the_report_as_json(folder: Path) -> None:
    result = run("map", "story.txt", "-o", "out.json")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == (
        "wrote out.json: 3 mentions of 2 places; 1 unresolved; 2 checks, 1 inconsistent\n"
    )
    written = (folder / "out.json").read_text(encoding="utf-8")
    assert written == run("locate", "story.txt", "--format", "json").stdout


@pytest.mark.usefixtures("fakes")
def test_quiet_says_nothing_and_verbose_says_more(folder: Path) -> None:
    (folder / "story.txt").write_bytes(b"\xef\xbb\xbfLima\n\nRain.\n\nScroll to Top")
    assert run("locate", "story.txt", "--quiet").stderr == ""
    note = "'story.txt' was read as UTF-8 with a byte-order mark\n"
    assert run("locate", "story.txt").stderr == note
    assert run("locate", "story.txt", "--verbose").stderr == (
        f"{note}story.txt: 26 characters, title 'Lima'\nstory.txt: left out 'Scroll to Top'\n"
    )


@pytest.mark.usefixtures("fakes")
def test_standard_input_is_a_story() -> None:
    result = run("locate", "-", "--format", "json", stdin=TEXT)
    assert json.loads(result.stdout)["article"]["id"] == "standard input"


HOSTILE = "Li\x1b[31mma\x07\r\n\x9b2J\u202e\ud800"


def test_no_control_code_of_a_story_reaches_the_terminal(fakes: Fakes) -> None:
    place = Place(HOSTILE, 0, 0, source=HOSTILE)
    fakes.mentions = (
        Mention(0, 1, HOSTILE, place=place, status="resolved"),
        Mention(0, 1, HOSTILE, reason=HOSTILE),
    )
    fakes.checks = (
        Check("extent", "plausible", (), HOSTILE, HOSTILE, HOSTILE, HOSTILE, (HOSTILE,)),
    )
    Path("story.txt").write_bytes(f"{HOSTILE} is wet".encode("utf-8", "surrogatepass"))
    for args in (
        ("locate", "story.txt"),
        ("locate", "story.txt", "--format", "csv"),
        ("locate", "story.txt", "--format", "json"),
        ("check", "story.txt"),
        ("locate", "story.txt", "--verbose"),
    ):
        result = run(*args)
        assert result.exit_code == 0
        for text in (result.stdout, result.stderr):
            assert all(char == "\n" or char.isprintable() for char in text), args


def test_json_gives_hostile_text_back_as_it_was(fakes: Fakes) -> None:
    fakes.mentions = (Mention(0, 1, HOSTILE),)
    report = json.loads(run("locate", "story.txt", "--format", "json").stdout)
    assert report["mentions"][0]["text"] == HOSTILE


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\uff1d1"])
def test_csv_runs_no_formula(fakes: Fakes, text: str) -> None:
    fakes.mentions = (Mention(0, 1, text),)
    row = run("locate", "story.txt", "--format", "csv").stdout.split("\n")[1]
    assert row.split(",")[3].startswith("'")


def test_a_wide_name_keeps_the_columns_straight(fakes: Fakes) -> None:
    fakes.mentions = (Mention(0, 2, "東京"), Mention(3, 7, "Lima"))
    lines = run("locate", "story.txt").stdout.split("\n")
    assert lines[1].index("place") + 2 == lines[2].index("place")


@pytest.mark.parametrize(
    ("args", "code", "message"),
    [
        (("map", "no.txt"), 3, "geonews: 'no.txt' does not exist: give the path of a story\n"),
        (("check", "."), 3, "geonews: '.' is a directory: give a story inside it\n"),
        (
            ("check", "empty.txt"),
            3,
            "geonews: 'empty.txt' is empty: give a file with a story in it\n",
        ),
        (
            ("map", "binary.txt"),
            3,
            "geonews: 'binary.txt' is a PNG image, no text: export the text first\n",
        ),
        (
            ("map", "story.txt", "-o", "no/such/map.html"),
            3,
            "geonews: the folder 'no/such' does not exist: make it, or write elsewhere with -o\n",
        ),
        (
            ("map", "story.txt", "-o", "folder.html"),
            3,
            "geonews: 'folder.html' is a directory: name a file in it with -o\n",
        ),
        (
            ("map", "page.html"),
            3,
            "geonews: 'page.html' is the story itself: name another file with -o\n",
        ),
        (
            ("locate", "story.txt", "--gazetteer", "no.bin"),
            3,
            "geonews: no gazetteer at 'no.bin': ",
        ),
        (("locate", "story.txt", "--gazetteer", "story.txt"), 3, "is not a geonews gazetteer"),
        (
            ("locate", "story.txt", "--geocoder", "nobody"),
            3,
            "geonews: no geocoder is called 'nobody'",
        ),
        (("locate", "story.txt", "--geocoder", "nominatim"), 3, "give --user-agent"),
        (
            ("map", "story.txt", "--domain", "ftp://here"),
            3,
            "geonews: scheme is 'ftp': give 'https'",
        ),
        (("check", "story.txt", "--near", "Nosuchtown"), 3, "no place is called 'Nosuchtown'"),
        (("check", "story.txt", "--areas", "no.geojson"), 3, "'no.geojson' does not exist"),
        (("check", "story.txt", "--areas", "story.txt"), 3, "'story.txt' is not JSON"),
        (("check", "story.txt", "--areas", "ring.geojson"), 3, "geonews: "),
        (("gazetteer", "search", "Nosuchtown"), 3, "geonews: no place is called 'Nosuchtown'"),
        (("gazetteer", "build", "no", "-o", "g.bin"), 3, "geonews: "),
        (("map", "story.txt", "-o", "map.pdf"), 2, "'map.pdf' ends in none of .html, .htm, "),
        (("locate",), 2, "Error: Missing argument 'STORY...'.\n"),
        (("locate", "story.txt", "--format", "xml"), 2, "'xml' is not one of 'table', 'json'"),
        (("nowhere",), 2, "No such command 'nowhere'"),
        (("map", "story.txt", "--nothing"), 2, "No such option"),
    ],
)
def test_bad_input_is_one_clear_line(
    args: tuple[str, ...], code: int, message: str, folder: Path
) -> None:
    (folder / "empty.txt").touch()
    (folder / "binary.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00")
    (folder / "page.html").write_text(f"<html><p>{TEXT}</p></html>", encoding="utf-8")
    (folder / "folder.html").mkdir()
    (folder / "ring.geojson").write_text(
        '{"type": "Polygon", "coordinates": [[[0, 0], [1, 1]]]}', encoding="utf-8"
    )
    before = sorted(folder.iterdir())
    result = run(*args)
    assert result.exit_code == code
    assert message in result.stderr
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
    if code == 3:
        assert result.stderr.count("\n") == 1
    assert sorted(folder.iterdir()) == before


def test_a_fault_of_ours_is_one_line_and_a_traceback_only_when_asked(fakes: Fakes) -> None:
    fakes.error = KeyError("Lima\n")
    result = run("locate", "story.txt")
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr == (
        "geonews: unexpected KeyError ('Lima\\n'), a fault of geonews: "
        "please report it with what --verbose shows\n"
    )
    result = run("locate", "story.txt", "--verbose")
    assert result.exit_code == 3
    assert "Traceback (most recent call last)" in result.stderr


def test_a_traceback_carries_no_control_code(fakes: Fakes) -> None:
    fakes.error = ValueError(HOSTILE)
    for args in (("locate", "story.txt"), ("locate", "story.txt", "--verbose")):
        stderr = run(*args).stderr
        assert "ValueError" in stderr
        assert all(char == "\n" or char.isprintable() for char in stderr)


def test_a_failed_service_is_told_and_nothing_is_written(fakes: Fakes, folder: Path) -> None:
    fakes.error = GeocoderError("nominatim timed out after 10 s: try again later")
    result = run("map", "story.txt", "-o", "out.html")
    assert result.exit_code == 3
    assert result.stderr == "geonews: nominatim timed out after 10 s: try again later\n"
    assert [path.name for path in folder.iterdir()] == ["story.txt"]


def test_an_interrupt_ends_with_130(fakes: Fakes) -> None:
    fakes.error = KeyboardInterrupt()
    assert run("locate", "story.txt").exit_code == 130


@pytest.mark.usefixtures("fakes")
def test_a_file_that_stood_there_still_stands_when_writing_fails(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "out.json").write_text("before", encoding="utf-8")

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", refuse)
    result = run("map", "story.txt", "-o", "out.json")
    assert result.exit_code == 3
    assert result.stderr == (
        "geonews: cannot write 'out.json': No space left on device; "
        "choose another folder or free the file\n"
    )
    assert (folder / "out.json").read_text(encoding="utf-8") == "before"
    assert sorted(path.name for path in folder.iterdir()) == ["out.json", "story.txt"]


def test_search_knows_what_holds_a_place() -> None:
    result = run("gazetteer", "search", "Springfield, Illinois")
    rows = [re.split(r"  +", line) for line in result.stdout.split("\n")]
    head = "NAME KIND FEATURE COUNTRY ADMIN1 LAT LON POPULATION WEIGHT WIKIDATA GEONAMES"
    assert set(rows[0]) == set(head.split()) - {"WIKIDATA"}
    assert [row[0] for row in rows[1:]] == ["Springfield", ""]
    assert rows[1][-1] == "4250542"


def test_search_prints_json_and_csv() -> None:
    name = "Springfield, Illinois"
    (place,) = json.loads(run("gazetteer", "search", name, "--format", "json").stdout)
    assert (place["name"], place["geonames_id"]) == ("Springfield", 4250542)
    head, row, *rest = run("gazetteer", "search", name, "--format", "csv").stdout.split("\n")
    assert head == (
        "name,kind,feature,country,admin1,admin2,lat,lon,population,weight,geonames_id,wikidata_id"
    )
    assert row.startswith("Springfield,name,PPL,US,Illinois,,39.80172,-89.64371,")
    assert rest == [""]


def test_info_says_which_gazetteer_it_is() -> None:
    result = run("gazetteer", "info")
    info = Gazetteer.open().info
    lines = result.stdout.split("\n")
    assert lines[:3] == [
        f"name     {info.name}",
        f"version  {info.version}",
        f"sha256   {info.sha256}",
    ]
    assert "credit   Places: GeoNames (CC BY 4.0)" in lines


def test_a_story_without_places_has_a_page_that_says_so(folder: Path) -> None:
    (folder / "story.txt").write_text("Nothing happened today.", encoding="utf-8")
    result = run("map", "story.txt")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "wrote story.html: the story names no place\n"
    page = (folder / "story.html").read_text(encoding="utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert "names no place" in page


def test_a_page_from_the_same_story_has_the_same_bytes(folder: Path) -> None:
    assert run("map", "story.txt", "-o", "a.html").exit_code == 0
    to_stdout = run("map", "story.txt", "-o", "-")
    assert (to_stdout.exit_code, to_stdout.stderr) == (0, "")
    assert to_stdout.stdout == (folder / "a.html").read_text(encoding="utf-8")
    assert "Lima" in to_stdout.stdout


def test_a_story_from_standard_input_is_drawn_under_our_name(folder: Path) -> None:
    result = run("map", "-", stdin=TEXT)
    assert result.exit_code == 0
    assert result.stderr.startswith("wrote geonews.html: ")
    assert (folder / "geonews.html").is_file()


def test_geojson_of_several_stories_names_each(folder: Path) -> None:
    (folder / "b.txt").write_text("Rain fell on Cusco, Peru.", encoding="utf-8")
    one = json.loads(run("locate", "b.txt", "--format", "geojson").stdout)
    assert run("map", "b.txt", "-o", "b.geojson").exit_code == 0
    assert json.loads((folder / "b.geojson").read_text(encoding="utf-8")) == one
    both = json.loads(run("locate", "story.txt", "b.txt", "--format", "geojson").stdout)
    stories = [feature["properties"].pop("story") for feature in both["features"]]
    assert set(stories) == {"story.txt", "b.txt"}
    assert both["features"][stories.index("b.txt") :] == one["features"]
    assert both["attribution"] == one["attribution"]


ENVIRONMENT = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}


def geonews_process(*args: str, stdout: Any, **environment: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", "from geonews.cli import main; main()", *args],
        stdout=stdout,
        stderr=subprocess.PIPE,
        env={**ENVIRONMENT, **environment},
    )


def test_a_reader_that_goes_away_is_no_error() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    process = geonews_process("locate", "story.txt", stdout=writer)
    os.close(writer)
    _, stderr = process.communicate()
    assert (process.returncode, stderr) == (128 + signal.SIGPIPE, b"")


def test_closed_streams_are_told() -> None:
    shell = '"$0" -c "from geonews.cli import main; main()" locate'
    for words, message in (
        (
            f"{shell} story.txt >&-",
            "geonews: standard output is closed: write to a file with -o or >",
        ),
        (f"{shell} - <&-", "geonews: standard input is closed: give the path of a story"),
    ):
        result = subprocess.run(
            ["sh", "-c", words, sys.executable],
            capture_output=True,
            check=False,
            text=True,
            env=ENVIRONMENT,
        )
        assert (result.returncode, result.stdout) == (3, "")
        assert result.stderr.startswith(message)
        assert result.stderr.count("\n") == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no /dev/full")
def test_a_full_disk_behind_stdout_is_told() -> None:
    with Path("/dev/full").open("wb") as full:
        process = geonews_process("locate", "story.txt", stdout=full)
        _, stderr = process.communicate()
    assert process.returncode == 3
    assert stderr.decode() == (
        "geonews: standard output cannot be written (No space left on device): "
        "write to a file with -o or >\n"
    )


def test_stdout_is_utf_8_whatever_the_locale() -> None:
    Path("story.txt").write_text("Rain fell on São Paulo, Brazil.", encoding="utf-8")
    process = geonews_process(
        *("locate", "story.txt", "--format", "json"),
        stdout=subprocess.PIPE,
        LC_ALL="C",
        PYTHONCOERCECLOCALE="0",
        PYTHONUTF8="0",
    )
    stdout, _ = process.communicate()
    assert "São Paulo" in [mention["text"] for mention in json.loads(stdout)["mentions"]]


class Terminal(io.StringIO):
    """A terminal that somebody watches."""

    def __init__(self) -> None:
        super().__init__()
        self.was_written = threading.Event()

    def isatty(self) -> bool:
        return True

    def write(self, text: str) -> int:
        count = super().write(text)
        if "\n" in self.getvalue():
            self.was_written.set()
        return count


def test_long_work_is_told_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    stderr = Terminal()
    monkeypatch.setattr(sys, "stderr", stderr)
    monkeypatch.setattr("geonews.cli.terminal._PATIENCE_S", 0.0)
    with Voice().working("drawing the map ..."):
        assert stderr.was_written.wait(30)
    assert stderr.getvalue().startswith("drawing the map ...")


def test_nobody_is_told_of_work_where_nobody_watches(monkeypatch: pytest.MonkeyPatch) -> None:
    threads = threading.active_count()
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    with Voice().working("drawing the map ..."):
        assert threading.active_count() == threads
    monkeypatch.setattr(sys, "stderr", Terminal())
    with Voice(is_quiet=True).working("drawing the map ..."):
        assert threading.active_count() == threads


def test_help_starts_without_the_heavy_libraries() -> None:
    code = (
        "import sys; from geonews.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        "heavy = {'shapely', 'numpy', 'folium', 'geopy', 'trafilatura', 'sqlite3', 'tomllib'}\n"
        "print(sorted((heavy | {'platformdirs'}) & set(sys.modules)))"
    )
    command = [sys.executable, "-c", code]
    out = subprocess.run(command, capture_output=True, check=True, text=True, env=ENVIRONMENT)
    assert out.stdout.endswith("\n[]\n")
    assert out.stdout.startswith("Usage: ")


def test_a_gazetteer_with_one_wrong_byte_is_no_empty_map(folder: Path) -> None:
    shipped = Gazetteer.open().container.path
    damaged = bytearray(shipped.read_bytes())
    damaged[len(damaged) // 2] ^= 255
    (folder / "damaged.gazetteer").write_bytes(damaged)
    for command in ("locate", "check"):
        result = run(command, "story.txt", "--gazetteer", "damaged.gazetteer")
        assert (result.exit_code, result.stdout) == (3, "")
        assert "is damaged: its checksum is" in result.stderr
        assert "install geonews again" in result.stderr
