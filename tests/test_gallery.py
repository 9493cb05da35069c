"""The gallery: each story's map is what the command line writes today."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from geonews.cli import main

MAPS = Path(__file__).parents[1] / "maps"
STORIES = sorted(path.parent.name for path in MAPS.glob("*/story.txt"))


def test_there_are_three_stories_or_more() -> None:
    assert len(STORIES) >= 3


@pytest.mark.parametrize("name", STORIES)
def test_the_map_is_what_the_command_line_writes(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(MAPS / name)
    out = tmp_path / "map.html"
    result = CliRunner().invoke(main, ["map", "story.txt", "-o", str(out)])
    assert result.exit_code == 0, result.stderr
    assert out.read_bytes() == (MAPS / name / "map.html").read_bytes(), (
        f"maps/{name}/map.html is not what geonews writes: run bash maps/draw"
    )
