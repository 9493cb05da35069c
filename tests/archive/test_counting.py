"""Counts are exact, whatever the order and however many stories are summed at a time."""

from __future__ import annotations

from collections import Counter as Tallied
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geonews.archive import counting, spill
from geonews.archive.counting import Counter
from tests.archive.made_reports import (
    CALLAO,
    KENYA,
    LIMA,
    NAIROBI,
    PERU,
    SEOUL,
    mention,
    story,
)

PLACES = (PERU, LIMA, CALLAO, KENYA, NAIROBI, SEOUL)
DAYS = ("2024-01-05", "2024-01-31", "2024-03-01", "2023-12-31T23:00:00Z", None, "last summer")
stories = st.lists(
    st.tuples(st.sampled_from(DAYS), st.lists(st.sampled_from(range(len(PLACES))), max_size=8)),
    max_size=60,
)


@given(made=stories, at_a_time=st.sampled_from([1, 3, 1000]))
def test_sums_are_those_of_counting_by_hand(
    made: list[tuple[str | None, list[int]]], at_a_time: int
) -> None:
    with pytest.MonkeyPatch.context() as patched, Counter() as counter:
        patched.setattr(counting, "_STORIES", at_a_time)
        patched.setattr(counting, "_PAIR_STORIES", at_a_time)
        patched.setattr(spill, "HELD_BACK", at_a_time)
        for day, named in made:
            counter.add(story(day, *(PLACES[i] for i in named)))
        ranked = counter.ranked()
        sums = counter.sums(ranked, paired=4)
    months = [day[:7] if day and day[0] == "2" else None for day, _ in made]
    by_place: Tallied[Any] = Tallied()
    by_country: Tallied[Any] = Tallied()
    pairs: Tallied[Any] = Tallied()
    for month, (_, named) in zip(months, made, strict=True):
        by_place.update((PLACES[i], month) for i in set(named))
        by_country.update((code, month) for code in {PLACES[i].country for i in named})
        pairs.update(combinations(sorted({PLACES[i].name for i in named}), 2))
    axis = sorted({month for month in months if month})
    assert counter.months == tuple(axis)
    assert sums.stories.tolist() == [*(months.count(month) for month in axis), months.count(None)]
    for row, number in enumerate(ranked):
        place = counter.places[number]
        assert sums.places[row].tolist() == [by_place[place, month] for month in axis]
        whole = sum(count for (one, _), count in by_place.items() if one == place)
        assert counter.stories[number] == whole
    for code, counts in sums.countries.items():
        assert counts.tolist() == [by_country[code, month] for month in (*axis, None)]
    names = [counter.places[number].name for number in ranked[:4]]
    for (i, one), (j, other) in combinations(enumerate(names), 2):
        assert sums.pairs[i, j] == sums.pairs[j, i] == pairs[tuple(sorted((one, other)))]


def test_a_story_counts_once_and_a_mention_each_time() -> None:
    with Counter() as counter:
        counter.add(story("2024-02-01", LIMA, LIMA, mention(PERU, role="associative")))
        counter.add(story("2024-01-01", mention(LIMA, role="associative")))
    lima, peru = counter.ranked()
    assert (counter.places[lima], counter.places[peru]) == (LIMA, PERU)
    assert (counter.stories[lima], counter.mentions[lima], counter.literal[lima]) == (2, 3, 1)
    assert (counter.stories[peru], counter.mentions[peru], counter.literal[peru]) == (1, 1, 0)
    assert counter.last[lima] - counter.first[lima] == 31


@pytest.mark.parametrize("is_wide", [False, True])
def test_what_is_not_sure_or_no_place_is_told_and_not_counted(is_wide: bool) -> None:
    with Counter(is_wide=is_wide) as counter:
        counter.add(
            story(
                None,
                mention(LIMA, status="uncertain"),
                mention(None),
                mention(SEOUL, kind="relative"),
                mention(SEOUL, kind="coordinates"),
            )
        )
    tally = counter.tally
    assert [counter.places[number] for number in counter.ranked()] == ([LIMA] if is_wide else [])
    assert (tally.unsure, tally.unresolved, tally.positions) == (0 if is_wide else 1, 1, 2)
    assert (tally.stories, tally.dated) == (1, 0)


@pytest.mark.parametrize(
    "spoilt",
    [
        {},
        [],
        {"article": {"published": None}},
        {"article": {"published": 3}, "mentions": []},
        {"article": {"published": None}, "mentions": [{"place": {}}]},
    ],
    ids=str,
)
def test_a_report_that_is_none_is_told(spoilt: Any) -> None:
    with Counter() as counter:
        counter.add(spoilt)
        counter.add(story("2024-01-01", LIMA))
    assert (counter.tally.broken, counter.tally.stories) == (1, 1)


@pytest.mark.parametrize(
    ("field", "value"),
    [("lat", 91), ("lat", "x"), ("lon", float("nan")), ("country", ["PE"]), ("name", None)],
)
def test_a_place_that_is_none_is_told_and_leaves_nothing(field: str, value: object) -> None:
    spoilt = story("2024-01-01", KENYA, LIMA)
    spoilt["mentions"][1]["place"][field] = value
    with Counter() as counter:
        counter.add(spoilt)
        ranked = counter.ranked()
        sums = counter.sums(ranked, 5)
    assert (counter.tally.broken, counter.tally.stories, ranked) == (1, 0, [])
    assert (sums.pairs.shape, sums.places.shape) == ((0, 0), (0, 0))


def test_beyond_the_bound_places_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "MOST_PLACES", 2)
    with Counter() as counter:
        counter.add(story(None, LIMA, PERU, KENYA, KENYA, LIMA))
    assert [counter.places[n].name for n in counter.ranked()] == ["Lima", "Peru"]
    assert counter.tally.beyond == 2


def test_beyond_the_room_by_month_the_foremost_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "_MOST_CELLS", 2)
    with Counter() as counter:
        counter.add(story("2024-01-01", LIMA, PERU))
        counter.add(story("2024-02-01", LIMA))
        sums = counter.sums(counter.ranked(), 10)
    assert sums.places.tolist() == [[1, 1]]
    assert sums.pairs.tolist() == [[2]]
