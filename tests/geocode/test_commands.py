"""The command line with a service behind it: pages, failures, keys, the cache."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, cast

import pytest
from click.testing import CliRunner, Result

from geonews.cli import main
from geonews.draw import draw
from geonews.gazetteer import Gazetteer
from geonews.geocode import open_source
from geonews.geocode.cache import AnswerCache
from geonews.geocode.patience import Patient
from geonews.model import Report
from geonews.options import Options
from geonews.pipeline import analyse
from geonews.read import read
from tests.geocode.loopback import Loopback, Reply, as_json, loopback, name_in
from tests.geocode.nominatim import result

SECRET = "k3y-that-nobody-may-see"  # noqa: S105  made up
TEXT = "Rain fell on Lima, Peru. The port of Callao was shut. Pumps came from Springfield to Lima."
ROOT = str(Path(__file__).parents[2])
CREDIT = "Places: © OpenStreetMap contributors (ODbL)"
_RING = [[-77.3, -12.2], [-77.0, -12.2], [-77.0, -11.9], [-77.3, -11.9], [-77.3, -12.2]]
CALLAO = result(
    "Callao", -12.05, -77.12, addresstype="state", importance=0.6,
    address={"country_code": "pe"}, geojson={"type": "Polygon", "coordinates": [_RING]},
)  # fmt: skip
PLACES = {
    "Lima": [result("Lima", -12.05, -77.04, importance=0.75, address={"country_code": "pe"})],
    "Callao": [CALLAO],
    "Springfield": [result("Springfield", 39.8, -89.6, address={"country_code": "us"})],
}


@pytest.fixture
def server() -> Iterator[Loopback]:
    with loopback() as running:
        running.answer = lambda path: as_json(PLACES.get(name_in(path), []))
        yield running


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder with a story in it, which is the current one; and no waiting."""
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    (here / "story.txt").write_text(TEXT, encoding="utf-8")
    defaults = cast("dict[str, Any]", Patient.__init__.__kwdefaults__)
    monkeypatch.setitem(defaults, "sleep", lambda _: None)
    return here


def run(*args: str) -> Result:
    return CliRunner().invoke(main, args)


def asking(server: Loopback, geocoder: str = "nominatim") -> tuple[str, ...]:
    return ("--geocoder", geocoder, "--domain", f"http://{server.domain}")


def test_a_page_credits_the_service_and_draws_its_shapes(server: Loopback, folder: Path) -> None:
    result = run("map", "story.txt", "-o", "map.html", *asking(server))
    assert (result.exit_code, result.stdout) == (0, "")
    page = (folder / "map.html").read_text(encoding="utf-8")
    assert page.count(CREDIT) == 1
    assert run("map", "story.txt", "-o", "map.geojson", *asking(server)).exit_code == 0
    geojson = json.loads((folder / "map.geojson").read_text(encoding="utf-8"))
    assert CREDIT in geojson["attribution"]
    shapes = {f["properties"]["name"]: f["geometry"] for f in geojson["features"]}
    assert shapes["Lima"]["type"] == "Point"
    assert shapes["Callao"]["type"] in ("Polygon", "MultiPolygon")


def test_the_embedded_gazetteer_credits_nobody_else(folder: Path) -> None:
    assert run("map", "story.txt", "-o", "map.html").exit_code == 0
    assert CREDIT not in (folder / "map.html").read_text(encoding="utf-8")
    assert not (folder.parent / "cache").exists()


def test_a_page_of_a_saved_report_credits_the_service(server: Loopback, folder: Path) -> None:
    run("map", "story.txt", "-o", "report.json", *asking(server))
    data = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    report = Report.from_dict(data, read("story.txt").text)
    assert CREDIT in draw(report, Gazetteer.open())


def test_python_draws_what_a_source_gave(server: Loopback) -> None:
    gazetteer = Gazetteer.open()
    options = Options(geocoder="embedded,nominatim", domain=server.domain, scheme="http")
    source = open_source(options, gazetteer)
    report = analyse(read("story.txt"), options, gazetteer=gazetteer, source=source)
    page = draw(report, gazetteer, source)
    assert page.startswith("<!DOCTYPE html>")
    assert draw(report, gazetteer, source) == page


def test_a_chain_asks_for_what_is_open(server: Loopback) -> None:
    embedded = json.loads(run("locate", "story.txt", "--format", "json").stdout)
    chain = run("locate", "story.txt", "--format", "json", *asking(server, "embedded,nominatim"))
    assert (chain.exit_code, chain.stderr) == (0, "")
    asked = {name_in(path) for path in server.asked}
    sure = {m["text"] for m in embedded["mentions"] if m["status"] == "resolved"}
    assert asked
    assert not asked & sure
    pairs = zip(embedded["mentions"], json.loads(chain.stdout)["mentions"], strict=True)
    assert all(a == b for a, b in pairs if a["status"] == "resolved")


@pytest.mark.parametrize(
    "reply",
    [Reply(b"", 500), Reply(b"", 429), Reply(b"no", 403), Reply(b"<html>")],
    ids=["500", "429", "403", "html"],
)
def test_a_failing_service_is_told_and_the_story_still_maps(
    server: Loopback, folder: Path, reply: Reply
) -> None:
    server.answer = lambda path: reply if name_in(path) == "Callao" else as_json(
        PLACES.get(name_in(path), [])
    )  # fmt: skip
    result = run("map", "story.txt", "-o", "map.html", *asking(server))
    assert result.exit_code == 0
    assert (folder / "map.html").exists()
    warning, wrote = result.stderr.rstrip("\n").split("\n")
    assert warning.startswith("geonews: 1 mention unresolved: the geocoder 'nominatim' ")
    assert "'Callao'" in warning
    assert wrote.startswith("wrote map.html: ")


def test_a_service_that_a_chain_does_without_is_told(server: Loopback) -> None:
    server.answer = lambda _: Reply(b"", 403)
    result = run("locate", "story.txt", *asking(server, "embedded,nominatim"))
    assert result.exit_code == 0
    assert result.stderr.startswith("geonews: 1 mention placed without it: the geocoder ")
    assert "Springfield" in result.stdout


@pytest.mark.parametrize("geocoder", ["nominatim", "embedded,nominatim"])
@pytest.mark.parametrize(
    "command", [("map", "story.txt", "-o", "map.html"), ("locate", "story.txt"),
                ("check", "story.txt")], ids=lambda command: command[0]
)  # fmt: skip
def test_strict_ends_with_3_and_writes_nothing(
    server: Loopback, folder: Path, command: tuple[str, ...], geocoder: str
) -> None:
    server.answer = lambda _: Reply(b"", 403)
    result = run(*command, *asking(server, geocoder), "--strict")
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr.startswith("geonews: the geocoder 'nominatim' failed on ")
    assert result.stderr.count("\n") == 1
    assert [path.name for path in folder.iterdir()] == ["story.txt"]
    server.answer = lambda path: as_json(PLACES.get(name_in(path), []))
    assert run(*command, *asking(server, geocoder), "--strict").exit_code == 0


def test_strict_is_of_each_story_of_several(server: Loopback, folder: Path) -> None:
    (folder / "good.txt").write_text("Rain fell on Lima.", encoding="utf-8")
    server.answer = lambda path: (
        as_json(PLACES["Lima"]) if name_in(path) == "Lima" else Reply(b"", 403)
    )
    result = run("locate", "story.txt", "good.txt", *asking(server), "--strict")
    assert result.exit_code == 3
    assert "good.txt" not in result.stderr
    assert "Lima" in result.stdout


@pytest.mark.parametrize("status", [200, 401, 403])
@pytest.mark.parametrize("strict", [(), ("--strict",)], ids=["", "strict"])
def test_no_key_is_shown_however_much_is_said(
    server: Loopback, folder: Path, status: int, strict: tuple[str, ...]
) -> None:
    body = json.dumps({"results": [], "status": {"code": status, "message": f"no {SECRET}"}})
    server.answer = lambda _: Reply(body.encode(), status)
    command = ("map", "story.txt", *asking(server, "opencage"), "--verbose", *strict)
    # A process of its own: pytest's log handlers stand in the way of the command's.
    done = subprocess.run(
        [sys.executable, "-c", "from geonews.cli import main; main()", *command],
        capture_output=True,
        check=False,
        text=True,
        env={**os.environ, "GEONEWS_OPENCAGE_API_KEY": SECRET, "PYTHONPATH": ROOT},
    )
    assert done.returncode == (3 if strict and status != 200 else 0)
    assert f"geopy: OpenCage.geocode: http://{server.domain}/..." in done.stderr
    assert SECRET not in f"{done.stdout}{done.stderr}"
    assert SECRET in server.asked[0]
    for path in (*folder.iterdir(), *(folder.parent / "cache").glob("*")):
        assert SECRET.encode() not in path.read_bytes()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[geocoder", "is not TOML, "),
        ("[geocoder.nominatim]\nkey = 1", "there is no such argument"),
    ],
)
def test_a_bad_configuration_is_one_line(
    server: Loopback, folder: Path, monkeypatch: pytest.MonkeyPatch, text: str, words: str
) -> None:
    (folder / "config.toml").write_text(text, encoding="utf-8")
    monkeypatch.setenv("GEONEWS_CONFIG", "config.toml")
    result = run("map", "story.txt", *asking(server))
    assert (result.exit_code, result.stdout) == (3, "")
    assert words in result.stderr
    assert result.stderr.count("\n") == 1


def test_script_in_an_answer_is_text_on_the_page(server: Loopback, folder: Path) -> None:
    evil = "</script><script>alert(1)</script><img src=x onerror=alert(1)>${alert(1)}"
    answer = result(evil, -12.05, -77.04, display_name=evil, address={"state": evil})
    server.answer = lambda _: as_json([answer])
    assert run("map", "story.txt", "-o", "map.html", *asking(server)).exit_code == 0
    page = (folder / "map.html").read_text(encoding="utf-8")
    assert "alert(1)" in page
    assert "<script>alert" not in page
    assert "<img src=x" not in page


# The cache -------------------------------------------------------------------------------------


def test_a_second_run_asks_nobody(server: Loopback) -> None:
    first = run("locate", "story.txt", "--format", "json", *asking(server))
    asked = len(server.asked)
    again = run("locate", "story.txt", "--format", "json", *asking(server))
    assert again.stdout == first.stdout
    assert len(server.asked) == asked > 0
    run("locate", "story.txt", *asking(server), "--no-cache")
    assert len(server.asked) == 2 * asked


def test_info_and_clear(server: Loopback) -> None:
    path = AnswerCache(Path("../cache").resolve()).path
    empty = run("cache", "info")
    assert empty.stdout == f"path  {path}\nsize  0.0 MiB\nno answers are kept\n"
    run("locate", "story.txt", *asking(server))
    names = len({name_in(asked) for asked in server.asked})
    told = run("cache", "info").stdout.split("\n")
    assert told[0] == f"path  {path}"
    assert told[2].split("  ")[0] == "SERVICE"
    assert told[3].split()[:4] == ["nominatim", str(names), "3", str(names - 3)]
    facts = json.loads(run("cache", "info", "--format", "json").stdout)
    assert facts["path"] == str(path)
    assert facts["size_bytes"] > 0
    (kept,) = facts["services"]
    assert (kept["service"], kept["names"], kept["not_found"]) == ("nominatim", names, names - 3)
    assert run("cache", "clear", "--service", "photon").stderr == f"forgot 0 names in {path}\n"
    assert run("cache", "clear").stderr == f"forgot {names} names in {path}\n"
    assert json.loads(run("cache", "info", "--format", "json").stdout)["services"] == []


def _file(path: Path) -> None:
    path.parent.mkdir()
    path.write_text("no database " * 100, encoding="utf-8")


def _in_the_way(path: Path) -> None:
    path.parent.write_text("a file", encoding="utf-8")


@pytest.mark.parametrize("damage", [_file, _in_the_way])
def test_a_cache_that_fails_is_told_once_and_done_without(
    server: Loopback, folder: Path, damage: Callable[[Path], None]
) -> None:
    whole = run("locate", "story.txt", *asking(server), "--no-cache")
    damage(AnswerCache(folder.parent / "cache").path)
    (folder / "b.txt").write_text("Rain fell on Callao.", encoding="utf-8")
    result = run("locate", "story.txt", *asking(server))
    assert (result.exit_code, result.stdout) == (0, whole.stdout)
    assert result.stderr.count("\n") == 1
    assert "the geocoder cache " in result.stderr
    several = run("locate", "story.txt", "b.txt", *asking(server))
    assert (several.exit_code, several.stderr) == (0, result.stderr)


def test_info_of_a_damaged_cache_is_one_line_and_clear_mends_it(folder: Path) -> None:
    _file(AnswerCache(folder.parent / "cache").path)
    result = run("cache", "info")
    assert (result.exit_code, result.stdout) == (3, "")
    assert "run `geonews cache clear`" in result.stderr
    assert result.stderr.count("\n") == 1
    assert run("cache", "clear").exit_code == 0
    assert run("cache", "info").exit_code == 0
