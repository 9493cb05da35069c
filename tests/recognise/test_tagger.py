"""The neural tagger: its word pieces, hints, windows, and what happens when its file is bad."""

from __future__ import annotations

import sys
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geonews.errors import ModelError
from geonews.gazetteer import Gazetteer
from geonews.recognise.hints import DEMONYM_HINTS, NAME_HINTS, PERSON_HINTS, hints_of
from geonews.recognise.pieces import CASES, case_of, pieces_of, units_of
from geonews.recognise.tagger import Tagger

GAZETTEER = Gazetteer.open()
STORY = "Miners in Lima, Peru, said Paris Hilton never came. "


@given(st.text(max_size=80))
def test_units_are_what_is_no_space(text: str) -> None:
    units = tuple(units_of(text))
    assert all(text[unit.start : unit.end] == unit.text for unit in units)
    assert all(left.end <= right.start for left, right in pairwise(units))
    between = text
    for unit in reversed(units):
        between = between[: unit.start] + between[unit.end :]
    assert between.strip() == "" or all(c.isspace() for c in between)


@given(st.text(min_size=1, max_size=30).filter(lambda word: not word.isspace()))
def test_every_unit_has_a_case(text: str) -> None:
    assert all(0 <= case_of(unit.text) < len(CASES) for unit in units_of(text))


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("Kursk", (1, 2)),
        ("kursk", (1, 2)),
        ("KÜRSK", (1, 2)),
        ("Lima", (0,)),
        ("k" * 41, (0,)),
    ],
)
def test_pieces_are_the_longest_first(word: str, pieces: tuple[int, ...]) -> None:
    vocabulary = {"kur": 1, "##sk": 2, "k": 3, "##k": 4}
    assert pieces_of(word, vocabulary, 0, {}) == pieces


def test_units_of_scripts_without_spaces_are_letters() -> None:
    assert [unit.text for unit in units_of("在北京 APEC")] == ["在", "北", "京", "APEC"]


@pytest.mark.parametrize(
    ("text", "hinted"),
    [
        ("Talks in South Korea", {"South": 1, "Korea": 2}),
        ("talks in lima", {}),
        ("The U.S. Senate", {"U": 19, ".": 20, "S": 20}),
        ("Peruvian miners", {"Peruvian": DEMONYM_HINTS[0]}),
        ("Denver", {"Denver": 7}),
    ],
)
def test_hints_of_names(text: str, hinted: dict[str, int]) -> None:
    units = tuple(units_of(text))
    names, people = hints_of(text, units, GAZETTEER)
    assert {u.text: n for u, n in zip(units, names, strict=True) if n} == hinted
    assert max(names) < NAME_HINTS
    assert max(people) < PERSON_HINTS


def test_hints_of_people() -> None:
    text = "Maria Garcia will hope; Will did not."
    _, people = hints_of(text, tuple(units_of(text)), GAZETTEER)
    assert people[0] & 1
    assert people[1] & 2
    assert people[5] & 4


def test_what_it_says() -> None:
    judged = Tagger.open().judged(STORY, GAZETTEER)
    assert [word.end for word in judged] == [unit.end for unit in units_of(STORY)]
    likely = {STORY[w.start : w.end]: w.begins for w in judged if w.begins > 0.5}
    assert set(likely) == {"Lima", "Peru"}
    assert all(0 <= word.begins + word.goes_on <= 1.001 for word in judged)


@pytest.mark.parametrize("times", [0, 1, 20, 60])
def test_a_long_text_is_read_in_windows(times: int) -> None:
    text = STORY * times
    judged = Tagger.open().judged(text, GAZETTEER)
    assert len(judged) == len(tuple(units_of(text)))
    likely = [text[word.start : word.end] for word in judged if word.begins > 0.5]
    assert likely == ["Lima", "Peru"] * times


def test_text_without_a_word() -> None:
    assert Tagger.open().judged(" \n ", GAZETTEER) == ()


def test_a_missing_model(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"is missing: .*--recogniser fast"):
        Tagger.open(tmp_path / "none.onnx")


@pytest.mark.parametrize("kept", [0, 20, 10_000])
def test_a_damaged_model(tmp_path: Path, kept: int) -> None:
    from importlib.resources import files

    whole = (files("geonews") / "data" / "accurate.onnx").read_bytes()
    path = tmp_path / "damaged.onnx"
    path.write_bytes(whole[:kept])
    with pytest.raises(ModelError, match=r"cannot be used .*--recogniser fast"):
        Tagger.open(path)


def test_without_onnxruntime(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    with pytest.raises(ModelError, match=r"onnxruntime cannot be loaded .*--recogniser fast"):
        Tagger.open(tmp_path / "any.onnx")


def test_the_card() -> None:
    card = Tagger.open().card
    assert {"what", "base", "data", "licence", "recipe", "gazetteer"} <= set(card)
