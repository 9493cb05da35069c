"""Runs in processes of their own, for tests that kill them."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

__all__ = ["Run", "children", "finished", "started", "write"]

_ROOT = Path(__file__).parents[2]
Run = subprocess.Popen[str]


def write(path: Path, texts: Sequence[str | None]) -> Path:
    """Write stories as JSON lines; None is a line that is broken."""
    with path.open("w", encoding="utf-8") as file:
        for number, text in enumerate(texts):
            story = '{"id": ' if text is None else json.dumps({"id": f"s{number}", "text": text})
            file.write(f"{story}\n")
    return path


def started(stories: Path, out: Path, *options: str) -> Run:
    """Start a run with a fake analyst."""
    return subprocess.Popen(  # our own driver
        [sys.executable, "-m", "tests.archive.driver", str(stories), str(out), *options],
        cwd=_ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def children(run: Run) -> list[int]:
    """Return the workers of a run."""
    found: list[int] = []
    for task in Path(f"/proc/{run.pid}/task").glob("*/children"):
        found += map(int, task.read_text().split())
    return found


def finished(run: Run, timeout_s: float = 50.0) -> tuple[int, str, str]:
    """Wait for a run, and return its exit code and what it said."""
    try:
        out, err = run.communicate(timeout=timeout_s)
    finally:
        run.kill()
        run.wait()
    return run.returncode, out, err
