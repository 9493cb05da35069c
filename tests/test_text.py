"""Sentences, and names folded for comparison."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geonews.text import fold, is_within, sentence_at, sentences


@pytest.mark.parametrize(
    "parts",
    [
        ["Rain fell.", "Lima flooded."],
        ["Rain fell!", "Did Lima flood?", "It did…", "So it was."],
        ["Mr. Li left St. Paul, Minn. on Monday.", "Rain fell."],
        ["The U.S. envoy met J. Doe.", "They spoke."],
        ["“Rain fell.”", "Lima flooded."],
        ["It covers 3.5 sq. km in all.", "Nobody lives there."],
        ["Flood hits Lima", "LIMA, Peru (AP) — Rain fell."],
        ["东京下雨了。", "人们在家。"],
    ],
)
def test_where_sentences_end(parts: list[str]) -> None:
    glue = "\n\n" if parts[0][-1].isalpha() else "" if parts[0][-1] == "。" else " "
    text = glue.join(parts)
    assert [text[start:end] for start, end in sentences(text)] == parts


@given(st.text(st.sampled_from('ab. \n!?"”。A\r\u2028'), max_size=60))
def test_sentences_hold_everything_but_white_space(text: str) -> None:
    end = 0
    for start, stop in sentences(text):
        assert end <= start < stop
        assert not text[end:start].strip()
        assert text[start:stop] == text[start:stop].strip()
        end = stop
    assert not text[end:].strip()


@given(st.text(st.sampled_from("ab. \n!"), min_size=1, max_size=60), st.data())
def test_the_sentence_of_a_span_holds_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    left, right = sentence_at(text, start, end)
    assert left <= start
    assert end <= right


def test_the_sentence_of_a_span_is_found_far_into_a_text() -> None:
    text = "Rain fell. " * 1000 + "Lima flooded. " + "Rain fell. " * 1000
    at = text.index("Lima")
    start, end = sentence_at(text, at, at + 4)
    assert text[start:end] == "Lima flooded."


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Lima", "lima"),
        ("  New\n York ", "new york"),
        ("São Paulo", "sao paulo"),
        ("Łódź", "lodz"),
        ("Kurs’k", "kurs'k"),
        ("Baden–Württemberg", "baden-wurttemberg"),
        ("ﬁnland", "finland"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        ("Київ", "київ"),
        ("İstanbul", "istanbul"),
        ("", ""),
    ],
)
def test_names_that_are_written_differently_fold_to_one(name: str, folded: str) -> None:
    assert fold(name) == folded


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(name: str) -> None:
    assert fold(fold(name)) == fold(name)


@pytest.mark.parametrize(
    ("span", "touches"), [((0, 2), False), ((1, 3), True), ((4, 5), True), ((5, 9), False)]
)
def test_a_span_that_touches_another(span: tuple[int, int], touches: bool) -> None:
    assert is_within(span, ((2, 5),)) is touches
