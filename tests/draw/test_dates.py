"""A day of publication is read from whatever a story says, or is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geonews.draw.dates import day_of, in_words


@given(st.text(max_size=40) | st.dates().map(str) | st.datetimes().map(str))
def test_a_day_is_a_day_or_nothing(text: str) -> None:
    day = day_of(text)
    assert day == "" or day_of(day) == day


@given(st.text(max_size=40))
def test_words_that_are_no_date_stand_as_they_are(text: str) -> None:
    if not day_of(text):
        assert in_words(text) == text


@pytest.mark.parametrize(
    ("published", "words"),
    [
        ("2024-02-29", "29 February 2024"),
        ("Thu, 01 Feb 2024 23:59:59 -0500", "1 February 2024"),
        ("2023-02-29", "2023-02-29"),
        ("20240801", "20240801"),
    ],
)
def test_a_day_is_written_for_readers(published: str, words: str) -> None:
    assert in_words(published) == words
