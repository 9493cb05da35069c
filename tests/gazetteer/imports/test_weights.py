"""Prominence: namesakes in the order in which news means them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geonews.gazetteer.imports.weights import MAX_WEIGHT, is_live_town, prominence


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("P", "PPL", 5_000), ("H", "STM", 0)),
        (("P", "PPLA2", 5_000), ("A", "ADM2", 6_000)),
        (("P", "PPL", 5_000), ("A", "ADM3", 5_000)),
        (("A", "ADM2", 900_000), ("P", "PPL", 9_000)),
        (("P", "PPLC", 0), ("P", "PPLA", 0)),
        (("P", "PPLA", 0), ("P", "PPL", 0)),
        (("P", "PPL", 0), ("T", "HLL", 0)),
        (("P", "PPL", 0), ("S", "HTL", 0)),
        (("P", "PPL", 0), ("P", "PPLQ", 0)),
        (("A", "ADM2", 0), ("P", "PPL", 300)),
        (("A", "ADM2", 500), ("A", "ADM2H", 500)),
        (("A", "PCLI", 10_000), ("A", "ADM2", 19_000)),
        (("T", "MTS", 0), ("R", "RD", 0)),
    ],
)
def test_the_first_comes_before_the_second(
    first: tuple[str, str, int], second: tuple[str, str, int]
) -> None:
    assert prominence(*first) > prominence(*second)


@given(
    st.sampled_from("AHLPRSTUV") | st.just(""),
    st.from_regex("[A-Z]{0,5}", fullmatch=True),
    st.integers(0, 20_000_000_000),
)
def test_every_weight_can_be_stored(kind: str, code: str, population: int) -> None:
    assert 0 < prominence(kind, code, population) <= MAX_WEIGHT


def test_a_parish_is_not_historic() -> None:
    assert prominence("A", "PRSH", 2_000) == 1_000


def test_abandoned_towns_are_no_towns() -> None:
    assert [is_live_town("P", code) for code in ("PPL", "PPLC", "PPLX", "")] == [True] * 4
    assert not any(is_live_town("P", code) for code in ("PPLQ", "PPLH", "PPLW", "PPLCH"))
    assert not is_live_town("A", "ADM2")
