"""Training the ranker: the same stories give the same bytes, and weights that rank."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from geonews.gazetteer import Gazetteer
from geonews.model import Place
from geonews.resolve.ranker import TRUST, load_ranker, shipped_ranker
from geonews.train.__main__ import main
from geonews.train.corpora import CORPORA, Label, fold_of, labelled_mentions, stories
from geonews.train.judge import Trust, fitted, judged, threshold
from geonews.train.questions import Recipe, questions_of
from geonews.train.ranker import to_json, train

GAZETTEER = Gazetteer.open()
MARK = re.compile(r"\[([^|\]]+)\|(\d+)\]")
# [Name|GeoNames id], our own words.
STORIES = (
    "Rain fell on [Paris|4717560], [Texas|4736286].",
    "Rain fell on [Paris|2988507], [France|3017382].",
    "Trains from [Lyon|2996944] to [Paris|2988507] stood still.",
    "The [French|3017382] minister flew to [Lima|3936456], [Peru|3932488].",
    "Crews left [Dallas|4684888] for [Paris|4717560] in the north-east of [Texas|4736286].",
)


def written(folder: Path) -> Path:
    """Write labelled stories as three corpora, enough of them to be in every fold."""
    for corpus in CORPORA:
        rows = []
        for number in range(15):
            text, labels, last = "", [], 0
            marked = STORIES[number % len(STORIES)]
            for mark in MARK.finditer(marked):
                text += marked[last : mark.start()]
                place = next(
                    c.place
                    for c in GAZETTEER.candidates(mark[1])
                    if c.place.geonames_id == int(mark[2])
                )
                labels.append(
                    {
                        "start": len(text),
                        "end": len(text) + len(mark[1]),
                        "text": mark[1],
                        "kind": "place",
                        "geonames_id": int(mark[2]),
                        "lat": place.lat,
                        "lon": place.lon,
                    }
                )
                text += mark[1]
                last = mark.end()
            text += marked[last:]
            source = "theparisnews.com" if "Dallas" in text else "cnn.com"
            rows.append(
                {"id": f"{corpus}-{number}", "source": source, "text": text, "toponyms": labels}
            )
        lines = "".join(json.dumps(row) + "\n" for row in rows)
        (folder / f"{corpus}_train.jsonl").write_text(lines, encoding="utf-8")
    return folder


def test_every_fold_has_stories() -> None:
    assert {fold_of(f"{corpus}-{n}") for corpus in CORPORA for n in range(15)} == set(range(5))


def test_training_is_deterministic_and_learns(tmp_path: Path) -> None:
    read = list(stories(written(tmp_path)))
    found = {story.article.id: labelled_mentions(story, GAZETTEER) for story in read}
    recipe = Recipe(units=4, seeds=2, epochs=20)
    ranker = train(questions_of(read, [found], GAZETTEER, recipe), recipe)
    again = train(questions_of(read, [found], GAZETTEER, recipe), recipe)
    assert to_json(ranker) == to_json(again)
    path = tmp_path / "ranker.json"
    path.write_text(to_json(ranker), encoding="utf-8")
    loaded = load_ranker(path)
    figures = judged(read, found, GAZETTEER, lambda _: loaded)["all"].figures()
    assert figures["exact"] > 0.9


def test_labelled_demonyms_are_mentions_of_their_kind(tmp_path: Path) -> None:
    story = list(stories(written(tmp_path), ["lgl"]))[3]
    kinds = [(m.text, m.kind) for m in labelled_mentions(story, GAZETTEER)]
    assert kinds == [("French", "demonym"), ("Lima", "place"), ("Peru", "place")]


def test_what_a_label_takes_for_right() -> None:
    label = Label(0, 4, "Lima", "place", 3936456, -12.0, -77.0)
    assert label.is_met_by(Place("Lima", 40.7, -84.1, geonames_id=3936456))
    assert label.is_met_by(Place("Callao", -12.1, -77.1))
    assert not label.is_met_by(Place("Lima", 40.7, -84.1))
    assert not label.is_met_by(None)
    # No two gazetteers agree where an ocean is.
    ocean = Label(0, 7, "Pacific", "place", 2363254, 0.0, -160.0)
    assert ocean.is_met_by(Place("Pacific Ocean", 5.0, -170.0, feature="OCN"))


def test_trust_is_calibrated() -> None:
    blank = (0.0,) * (len(TRUST) - 1)
    rows = [Trust((2.0, *blank), True, n % 10 > 0) for n in range(200)]
    rows += [Trust((-2.0, *blank), n % 2 == 0, n % 4 == 0) for n in range(200)]
    models = fitted(rows)
    ranker = replace(shipped_ranker(), trust={"fast": models})
    assert ranker.trusted((2.0, *blank), "fast") == pytest.approx(0.9, abs=0.03)
    assert ranker.trusted((-2.0, *blank), "fast") == pytest.approx(0.25, abs=0.05)
    assert threshold(ranker, "fast", rows, 0.85) > 0.8
    assert threshold(ranker, "fast", rows, 0.99) == 1.0


def test_the_commands(tmp_path: Path) -> None:
    folder = written(tmp_path)
    mentions = tmp_path / "found.jsonl"
    with mentions.open("w", encoding="utf-8") as lines:
        for story in stories(folder):
            rows = [m.to_dict() for m in labelled_mentions(story, GAZETTEER)]
            lines.write(json.dumps({"id": story.article.id, "mentions": rows}) + "\n")
    out = tmp_path / "out.json"
    asked = ["--corpora", str(folder), "-o", str(out), "--mentions", f"fast={mentions}"]
    ran = CliRunner().invoke(main, ["ranker", *asked], catch_exceptions=False)
    assert ran.exit_code == 0, ran.output
    assert load_ranker(out).card["stories"] == 45
    asked[-1] = f"accurate={mentions}"
    ran = CliRunner().invoke(main, ["calibration", *asked], catch_exceptions=False)
    assert ran.exit_code == 0, ran.output
    assert set(load_ranker(out).trust) == {"fast", "accurate"}
    assert ran.output.count("accurate 0.9") == 3


def test_mentions_that_lack_stories_are_refused(tmp_path: Path) -> None:
    folder = written(tmp_path)
    empty = tmp_path / "found.jsonl"
    empty.write_text("", encoding="utf-8")
    out = tmp_path / "out.json"
    ran = CliRunner().invoke(
        main, ["ranker", "--corpora", str(folder), "-o", str(out), "--mentions", f"fast={empty}"]
    )
    assert ran.exit_code == 2
    assert "lacks 45 stories" in ran.output
    assert not out.exists()
