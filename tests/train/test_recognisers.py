"""Training the recognisers on a few stories of our own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from geonews.gazetteer import Gazetteer
from geonews.model import Article
from geonews.recognise.fast import fast
from geonews.recognise.linear import Weights

pytest.importorskip("sklearn", reason="training needs the extra 'train'")

from geonews.train.recognisers import build
from geonews.train.weights import cross_validated, examples, figures, train

GAZETTEER = Gazetteer.open()
SENTENCES = (
    ("Rain fell in {} on Friday.", True),
    ("Buses from {} were late.", True),
    ("Mr. {} said he was tired.", False),
    ("A judge sat in {}, and went home.", True),
    ("{} told the court that he slept.", False),
)
TOWNS = ("Lima", "Denver", "Houston", "Paris", "Jackson", "Lincoln", "Oslo", "Florence")


@pytest.fixture
def corpora(tmp_path: Path) -> Path:
    for corpus in ("lgl", "trnews", "gwn"):
        rows: list[dict[str, Any]] = []
        for number, town in enumerate(TOWNS):
            text, toponyms = "", []
            for sentence, is_place in SENTENCES:
                start = len(text) + sentence.index("{")
                text += sentence.format(town) + " "
                if is_place:
                    end = start + len(town)
                    row = {"start": start, "end": end, "text": town, "kind": "place"}
                    toponyms.append(row | {"geonames_id": None, "lat": None, "lon": None})
            for german in ("German", "Russian"):
                start = len(text)
                text += f"{german} farmers met. "
                toponyms.append(
                    {"start": start, "end": start + len(german), "text": german, "kind": "Demonym"}
                    | {"geonames_id": None, "lat": None, "lon": None}
                )
            text += "They went home on Qwerthal Road near Old Mill River."
            rows.append({"id": f"{corpus}-{number}", "source": "", "title": "", "text": text})
            rows[-1]["toponyms"] = toponyms
        # One demonym that is none, and one road that is: each sort needs both verdicts.
        rows[0]["toponyms"] = rows[0]["toponyms"][:-1]
        road = rows[0]["text"].index("Qwerthal Road")
        rows[0]["toponyms"].append(
            {"start": road, "end": road + 13, "text": "Qwerthal Road", "kind": "place"}
            | {"geonames_id": None, "lat": None, "lon": None}
        )
        lines = "".join(json.dumps(row) + "\n" for row in rows)
        (tmp_path / f"{corpus}_train.jsonl").write_text(lines, encoding="utf-8")
    return tmp_path


def test_context_is_learnt(corpora: Path) -> None:
    weights = train(examples(corpora, GAZETTEER))
    text = "Heavy rain fell in Houston. Then Mr. Jackson said he was tired."
    found = fast(Article(text, language="en"), GAZETTEER, weights=weights)
    assert [mention.text for mention in found] == ["Houston"]


def test_training_is_deterministic_and_words_of_one_corpus_are_not_learnt(corpora: Path) -> None:
    labelled = examples(corpora, GAZETTEER)
    only = [example for example in labelled if example.corpus == "lgl"]
    assert train(labelled).of == train(examples(corpora, GAZETTEER)).of
    assert any(name.startswith("w-1=") for name in train(labelled).of["listed"])
    assert not any(name.startswith("w-1=") for name in train(only).of["listed"])


def test_figures_count_what_the_folds_never_saw(corpora: Path) -> None:
    labelled = examples(corpora, GAZETTEER)
    found = cross_validated(labelled, GAZETTEER, lambda example: example.corpus)
    assert found.keys() == {example.id for example in labelled}
    got = figures(labelled, found)
    assert 0.5 < got.precision <= 1
    assert 0.5 < got.recall <= 1
    nothing = figures(labelled, {example.id: () for example in labelled})
    assert (nothing.precision, nothing.recall, nothing.f1) == (0, 0, 0)


def test_the_file_can_be_read_again(corpora: Path, tmp_path: Path) -> None:
    path = tmp_path / "weights.json"
    built, _ = build(corpora, path)
    read = Weights.read(path)
    assert (read.of, read.threshold) == (built.of, built.threshold)
    assert read.card["data"] == {"lgl": 8, "trnews": 8, "gwn": 8}
    assert sorted(p.name for p in tmp_path.glob("weights*")) == ["weights.json"]
