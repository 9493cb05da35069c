"""Training the roles on a few stories of our own: learnt, judged, and the same each time."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from geonews.gazetteer import Gazetteer
from geonews.resolve.roles import load_weights

pytest.importorskip("sklearn", reason="training needs the extra 'train'")

from geonews.train.__main__ import main
from geonews.train.roles import cross_validated, examples, figures

SENTENCES = (
    ("Rain fell in {} on Friday.", "Literal"),
    ("They drove to {} at night.", "Literal_Modifier"),
    ("Later {} said it was enough.", "Metonymic"),
    ("Later {} said it was too much.", "Embedded_Non_Lit"),
)
TOWNS = "Lima Denver Houston Paris Lincoln Oslo Florence Cairo Quito Hanoi Seoul Kazan".split()


@pytest.fixture
def corpora(tmp_path: Path) -> Path:
    rows = []
    for number, town in enumerate(TOWNS):
        text, toponyms = "", []
        for sentence, kind in (*SENTENCES, ("{} bakers slept.", "Demonym")):
            name = "Norwegian" if kind == "Demonym" else town
            start = len(text) + sentence.index("{")
            span = {"start": start, "end": start + len(name), "text": name, "kind": kind}
            toponyms.append(span | {"geonames_id": None, "lat": None, "lon": None})
            text += sentence.format(name) + " "
        rows.append({"id": f"gwn-{number}", "text": text, "toponyms": toponyms})
    lines = "".join(json.dumps(row) + "\n" for row in rows)
    (tmp_path / "gwn_train.jsonl").write_text(lines, encoding="utf-8")
    return tmp_path


def test_what_is_held_out_is_judged_rightly(corpora: Path) -> None:
    labelled = examples(corpora, Gazetteer.open())
    assert len(labelled) == 5 * len(TOWNS)
    got = figures(labelled, cross_validated(labelled))
    assert got["accuracy"] == got["macro F1"] == 1
    assert set(got["accuracy by kind"]) == {kind for _, kind in SENTENCES} | {"Demonym"}
    wrong = figures(labelled, [not example.associative for example in labelled])
    assert wrong["accuracy"] == wrong["macro F1"] == 0


def test_the_same_stories_give_the_same_bytes(corpora: Path, tmp_path: Path) -> None:
    outs = [tmp_path / "a.json", tmp_path / "b.json"]
    for out in outs:
        asked = ["roles", "--corpora", str(corpora), "-o", str(out)]
        result = CliRunner().invoke(main, asked, catch_exceptions=False)
        assert result.exit_code == 0
        assert "accuracy 1.000" in result.output
    assert outs[0].read_bytes() == outs[1].read_bytes()
    assert load_weights(outs[0])
    card = json.loads(outs[0].read_text(encoding="utf-8"))["card"]
    assert card["stories"] == len(TOWNS)
    # No story's name is in the weights.
    assert not [town for town in TOWNS if town.lower() in outs[0].read_text("utf-8").lower()]
