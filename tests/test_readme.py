"""The README holds: its commands run, and what it shows is what they print."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from geonews.cli import main

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"```console\n\$ (?P<command>[^\n]+)\n(?P<shown>.*?)```", re.DOTALL)


@pytest.mark.parametrize("block", list(BLOCK.finditer(README)), ids=lambda block: block["command"])
def test_shown_commands_print_what_is_shown(
    block: re.Match[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    program, *arguments = shlex.split(block["command"])
    assert program == "geonews"
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 0, result.stderr
    assert result.stdout == block["shown"]


def test_there_are_shown_commands() -> None:
    assert len(BLOCK.findall(README)) >= 2


def test_the_first_command_maps_the_story(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    line = next(line for line in README.splitlines() if "&& geonews map" in line)
    arguments = shlex.split(line.rpartition("&& geonews ")[2])
    arguments[-1] = str(tmp_path / arguments[-1])
    assert CliRunner().invoke(main, arguments).exit_code == 0
    assert "Kursk Oblast" in Path(arguments[-1]).read_text(encoding="utf-8")


def test_the_second_command_is_what_ci_runs() -> None:
    assert "    bash tests/run\n" in README
    assert "tests/run" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", sorted(main.commands))
def test_every_command_is_told(command: str) -> None:
    assert f"`geonews {command} " in README
