"""The gallery of this project: every page is what the command line writes today."""

from __future__ import annotations

import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

MAPS = Path(__file__).parents[1] / "maps"
STORIES = sorted(path.parent.name for path in MAPS.glob("*/story.*"))
# Pictures of pages, taken for the README in a browser, are no output of ours.
_TAKEN = (".png",)


def written(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix not in _TAKEN
    }


def test_there_are_eight_stories_or_more() -> None:
    assert len(STORIES) >= 8


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Draw a copy with nothing but the stories, as a newcomer would."""
    folder = tmp_path_factory.mktemp("gallery") / "maps"
    for path in (*MAPS.glob("*/story.*"), MAPS / "draw", MAPS / "desk.toml"):
        target = folder / path.relative_to(MAPS)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)
    subprocess.run(["bash", "draw"], cwd=folder, check=True, capture_output=True)
    return folder


def again(folder: Path) -> str:
    """Run what `maps/draw` runs, without drawing what is drawn."""
    (line,) = (one for one in (folder / "draw").read_text().splitlines() if "gallery ." in one)
    command = shlex.split(line.replace(" --force", ""))
    done = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)
    return done.stderr


def test_the_gallery_is_what_the_command_line_writes(drawn: Path) -> None:
    ours, theirs = written(MAPS), written(drawn)
    assert ours.keys() == theirs.keys()
    stale = [name for name in ours if ours[name] != theirs[name]]
    assert stale == [], "not what geonews writes: run bash maps/draw"


def test_a_second_run_draws_nothing_anew(drawn: Path) -> None:
    before = written(drawn)
    assert f"{len(STORIES)} stories, 0 drawn anew" in again(drawn)
    assert written(drawn) == before
