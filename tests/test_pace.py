"""How far a run is, as a terminal shows it."""

from __future__ import annotations

import pytest

from geonews.cli.pace import Pace
from geonews.cli.progress import Meter


class _Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def _said(
    capsys: pytest.CaptureFixture[str], total: int | None, *steps: tuple[float, int]
) -> list[str]:
    clock = _Clock()
    pace = Pace(Meter(is_shown=True), lambda: total, clock)
    for clock.now, done in steps:
        pace(done)
    return [line.rstrip() for line in capsys.readouterr().err.split("\r") if line.strip()]


def test_rate_and_time_left_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert _said(capsys, 100_000, (0, 0), (10, 6000), (20, 12_000)) == [
        "0 of 100,000  0%",
        "6,000 of 100,000  6%  600/s  2 min 37 s left",
        "12,000 of 100,000  12%  600/s  2 min 27 s left",
    ]


def test_where_the_total_is_not_known_nothing_is_made_up(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert _said(capsys, None, (0, 1), (10, 32)) == ["1 done", "32 done  3.1/s"]


def test_a_total_that_is_too_small_is_not_believed(capsys: pytest.CaptureFixture[str]) -> None:
    assert _said(capsys, 20, (0, 10), (1, 21)) == ["10 of 20  50%", "21 done  11/s"]


def test_a_run_without_records_divides_by_none(capsys: pytest.CaptureFixture[str]) -> None:
    assert _said(capsys, 0, (0, 0)) == ["0 of 0"]


def test_the_rate_is_that_of_the_last_minute(capsys: pytest.CaptureFixture[str]) -> None:
    steps = [(0, 0), (50, 5000), (100, 5100), (150, 5200)]
    assert _said(capsys, None, *steps)[-1] == "5,200 done  2.0/s"


def test_the_terminal_is_not_flooded(capsys: pytest.CaptureFixture[str]) -> None:
    assert len(_said(capsys, None, *[(n / 100, n) for n in range(300)])) == 6
