"""``geonews gazetteer import``, ``info`` and ``search``: whole output, killing, hostile input."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from geonews.cli import main
from geonews.cli.progress import Meter
from geonews.gazetteer import Gazetteer
from tests.gazetteer.imports.world import ALTERNATES, DUMP, line, write_base


def run(*args: str) -> Result:
    return CliRunner().invoke(main, ("gazetteer", *args))


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a small gazetteer and a dump, which is the current one."""
    monkeypatch.chdir(tmp_path)
    write_base(tmp_path / "base")
    with zipfile.ZipFile("allCountries.zip", "w") as archive:
        archive.writestr("allCountries.txt", "".join(DUMP))
    Path("names.txt").write_text("".join(ALTERNATES), encoding="utf-8")
    return tmp_path


def imported(*args: str) -> Result:
    return run("import", "allCountries.zip", "-o", "big", "--gazetteer", "base", *args)


def test_an_import_says_what_it_did() -> None:
    result = imported("--alternate-names", "names.txt")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "wrote big: 17 rows, 29 names\n"
    assert run("info", "--gazetteer", "big").exit_code == 0


def test_an_import_is_silent_when_asked() -> None:
    assert (imported("--quiet").exit_code, imported("--quiet").output) == (0, "")


def test_broken_lines_are_told_and_end_with_success() -> None:
    lines = [*DUMP, *(f"broken {number}\n" for number in range(12))]
    Path("dump.txt").write_text("".join(lines), encoding="utf-8")
    result = run("import", "dump.txt", "-o", "big", "--gazetteer", "base")
    assert result.exit_code == 0
    said = result.stderr.splitlines()
    assert said[0] == "refused: dump.txt line 18: 1 columns, not 19"
    assert said[9:] == [
        "refused: dump.txt line 27: 1 columns, not 19",
        "refused: dump.txt: 2 more lines",
        "wrote big: 17 rows, 24 names",
    ]


def test_a_hostile_line_moves_no_cursor() -> None:
    Path("dump.txt").write_text(DUMP[0] + line("\x1b[2J", "Kay"), encoding="utf-8")
    result = run("import", "dump.txt", "-o", "big", "--gazetteer", "base")
    assert "\x1b" not in result.stderr
    assert "line 2: id '\\x1b[2J'" in result.stderr


@pytest.mark.parametrize(
    ("args", "code", "words"),
    [
        (("import", "gone.zip", "-o", "big"), 3, "geonews: no file 'gone.zip': download it from"),
        (("import", "names.txt", "-o", "big"), 3, "geonews: no row of 'names.txt' can be read"),
        (("import", "allCountries.zip", "-o", "no/big"), 3, "geonews: cannot write the gazetteer"),
        (("import", "allCountries.zip"), 2, "Missing option '-o'"),
        (("import", "allCountries.zip", "-o", "big", "--workers", "0"), 2, "--workers"),
        (("info", "--gazetteer", "gone"), 3, "geonews: no gazetteer at 'gone': "),
        (("search", "Kay", "--gazetteer", "names.txt"), 3, "is not a geonews gazetteer"),
    ],
)
def test_faults_are_told_in_one_line(args: tuple[str, ...], code: int, words: str) -> None:
    result = run(*args)
    assert (result.exit_code, result.stdout) == (code, "")
    assert words in result.stderr
    assert code == 2 or result.stderr.count("\n") == 1
    assert not Path("big").exists()


def test_a_bomb_is_refused() -> None:
    with zipfile.ZipFile("bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("allCountries.txt", b"\0" * 30_000_000)
    result = run("import", "bomb.zip", "-o", "big", "--gazetteer", "base")
    assert (result.exit_code, result.stderr.count("\n")) == (3, 1)
    assert "the archive 'bomb.zip' is refused" in result.stderr


def test_info_of_an_import(folder: Path) -> None:
    imported("--alternate-names", "names.txt")
    facts = json.loads(run("info", "--gazetteer", "big", "--format", "json").stdout)
    header = Gazetteer.open(folder / "big").header
    assert facts == {
        "name": "geonames",
        "version": "2026-10-01",
        "sha256": header["sha256"],
        "path": "big",
        "size_bytes": (folder / "big").stat().st_size,
        "counts": header["counts"],
        "sources": header["sources"],
        "licences": ["Places: the test"],
        "repaired": ["a ring"],
        "import": header["import"],
    }
    said = run("info", "--gazetteer", "big").stdout.splitlines()
    assert said[:3] == ["name     geonames", "version  2026-10-01", f"sha256   {header['sha256']}"]
    assert "holds    5 towns" in said
    assert "source   names.txt 2026-10-01" in said
    assert "mended   a ring" in said
    assert "apart    Coast without id 301: the dump has 'Port' there, a PPLC" in said
    assert said[-1] == "credit   Places: the test"


def test_info_finds_a_byte_that_was_changed(folder: Path) -> None:
    imported()
    data = bytearray((folder / "big").read_bytes())
    data[-9] ^= 1
    (folder / "big").write_bytes(data)
    result = run("info", "--gazetteer", "big")
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (3, "", 1)
    assert "is damaged: its checksum is" in result.stderr


def test_search_shows_how_each_place_bears_the_name() -> None:
    imported("--alternate-names", "names.txt")
    result = run("search", "Kay", "--limit", "3", "--gazetteer", "big")
    assert result.stdout.splitlines() == [
        "NAME  KIND  FEATURE  COUNTRY  ADMIN1  ADMIN2           LAT     LON  POPULATION  WEIGHT  "
        "WIKIDATA  GEONAMES",
        "Kay   name  PPLA2    AA       North   Kay District  6.5100  5.5200      41,000  41,000  "
        "Q1234          302",
        "Kay   name  ADM3     AA       North   Kay District  6.6000  5.4000      42,000  21,000  "
        "               311",
        "Kay   name  STM      AA       North                 6.7000  5.6000                  30  "
        "               312",
    ]


def test_search_finds_historic_names_as_json_and_csv() -> None:
    imported("--alternate-names", "names.txt")
    args = ("search", "Oldkay", "--gazetteer", "big", "--format")
    (place,) = json.loads(run(*args, "json").stdout)
    assert (place["name"], place["kind"], place["admin2"]) == ("Kay", "historic", "Kay District")
    (row,) = csv.DictReader(io.StringIO(run(*args, "csv").stdout))
    assert row == {
        "name": "Kay", "kind": "historic", "feature": "PPLA2", "country": "AA", "admin1": "North",
        "admin2": "Kay District", "lat": "6.51", "lon": "5.52", "population": "41000",
        "weight": "41000", "geonames_id": "302", "wikidata_id": "Q1234",
    }  # fmt: skip


def test_progress_is_one_line_on_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    clock = iter((0.0, 0.0, 1.0, 1.1, 2.0, 3.0))
    meter = Meter(is_shown=True, clock=lambda: next(clock))
    meter("reading rows", 0.0, 0)
    meter("reading rows", 0.25, 1_000_000)
    meter("reading rows", 0.3, 1_100_000)
    meter("reading rows", 0.5, 2_000_000)
    meter("writing the file", 0.0, 2_000_000)
    meter.clear()
    said = capsys.readouterr().err.split("\r")
    assert [part.rstrip() for part in said if part.strip()] == [
        "reading rows",
        "reading rows  25%  1,000,000  (1,000,000/s)",
        "reading rows  50%  2,000,000  (1,000,000/s)",
        "writing the file",
    ]
    # A shorter line leaves nothing of the longer one before it.
    assert len(said[-3]) == len("reading rows  50%  2,000,000  (1,000,000/s)")


def test_no_progress_where_nobody_watches(capsys: pytest.CaptureFixture[str]) -> None:
    meter = Meter(is_shown=False)
    meter("reading rows", 0.25, 1_000_000)
    meter.clear()
    assert capsys.readouterr().err == ""


# Killing ---------------------------------------------------------------------------------------


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="finds processes in /proc")
@pytest.mark.parametrize("part", ["lock", "spill-000", "column-labels"])
def test_a_killed_import_leaves_no_file_and_no_process(folder: Path, part: str) -> None:
    rows = [
        line(5000 + number, f"Place {number}", number % 80, number % 170, others=f"Other {number}")
        for number in range(60_000)
    ]
    Path("dump.txt").write_text("".join((*DUMP, *rows)), encoding="utf-8")
    args = ["import", "dump.txt", "-o", "big", "--gazetteer", "base", "--workers", "2", "--quiet"]
    command = [sys.executable, "-m", "geonews", "gazetteer", *args]
    left = folder / ".big.importing"
    with subprocess.Popen(command, cwd=folder) as process:
        workers: set[int] = set()
        while process.poll() is None and not (workers and (left / part).exists()):
            workers |= below(process.pid)
            time.sleep(0.005)
        workers |= below(process.pid)
        process.send_signal(signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL
    assert workers
    assert not (folder / "big").exists()
    assert left.is_dir()
    result = run("search", "Place 7", "--gazetteer", "big")
    assert (result.exit_code, "no gazetteer at 'big'" in result.stderr) == (3, True)
    for _ in range(1000):
        if not any(map(is_running, workers)):
            break
        time.sleep(0.02)
    assert not any(map(is_running, workers))

    result = run("import", "dump.txt", "-o", "big", "--gazetteer", "base", "--workers", "1")
    assert (result.exit_code, left.exists()) == (0, False)
    assert len(Gazetteer.open(folder / "big").lookup("Place 7")) == 1


def below(parent: int) -> set[int]:
    """Return the children of a process."""
    found = set()
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                stat = (entry / "stat").read_text()
            except OSError:
                continue
            if int(stat.rpartition(")")[2].split()[1]) == parent:
                found.add(int(entry.name))
    return found


def is_running(process: int) -> bool:
    """Tell whether a process is there; one that has ended and that nobody asked after is not."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_an_interrupted_import_cleans_up(folder: Path) -> None:
    rows = (line(5000 + number, f"Place {number}") for number in range(60_000))
    Path("dump.txt").write_text("".join((*DUMP, *rows)), encoding="utf-8")
    args = ["import", "dump.txt", "-o", "big", "--gazetteer", "base", "--workers", "2"]
    command = [sys.executable, "-m", "geonews", "gazetteer", *args]
    left = folder / ".big.importing"
    # A session of its own, so that the signal reaches the workers too, as from a keyboard.
    with subprocess.Popen(
        command, cwd=folder, stderr=subprocess.PIPE, start_new_session=True
    ) as process:
        while process.poll() is None and not (left / "spill-000").exists():
            time.sleep(0.005)
        os.killpg(process.pid, signal.SIGINT)
        _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert said == b""
    assert not left.exists()
    assert not (folder / "big").exists()
