"""What the tagger learns from; and, where torch is installed, a training of a few steps."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from geonews.gazetteer import Gazetteer
from geonews.model import Article
from geonews.recognise.pieces import units_of
from geonews.recognise.tagger import Tagger
from geonews.recognise.tagging import Judged
from geonews.train.augment import Names, lowered, raised, swapped
from geonews.train.corpora import Label, Story
from geonews.train.labels import labelled, sentences_of_wikigold
from geonews.train.tagged import read_tagged, write_tagged
from geonews.train.tagger import Recipe, rows_of, trained
from geonews.train.windows import IGNORED, Labelled, encoded, padded, windows

GAZETTEER = Gazetteer.open()
TEXT = "Peruvian miners left Lima for La Paz on Friday."
WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "lima", "la", "paz", "left", "for", "on", "miners"]
VOCABULARY = {word: number for number, word in enumerate(WORDS)}


def story(corpus: str = "lgl") -> Story:
    labels = tuple(
        Label(TEXT.index(name), TEXT.index(name) + len(name), name, kind, None, None, None)
        for name, kind in (("Lima", "Literal"), ("La Paz", "Metonymic"))
    )
    return Story(corpus, Article(TEXT, id=f"{corpus}-1"), labels, {})


def test_rows_hold_labels_of_first_pieces() -> None:
    row = encoded(labelled(story("gwn")), GAZETTEER, VOCABULARY, {})
    words = [unit.text for unit in units_of(TEXT)]
    assert len(row.labels) == len(words)
    assert {w: n for w, n in zip(words, row.labels, strict=True) if n} == {
        "Lima": 1,
        "La": 1,
        "Paz": 2,
    }
    roles = [n for n in row.roles if n != IGNORED]
    assert roles == [0, 1, 1]


def test_demonyms_without_a_label_teach_nothing_where_they_are_not_labelled() -> None:
    strict = encoded(labelled(story("gwn")), GAZETTEER, VOCABULARY, {})
    loose = encoded(labelled(story("lgl")), GAZETTEER, VOCABULARY, {})
    assert (strict.labels[0], loose.labels[0]) == (0, IGNORED)
    assert strict.labels[1:] == loose.labels[1:]


def test_windows_part_no_word_and_lose_nothing() -> None:
    row = encoded(Labelled(TEXT * 9, {}), GAZETTEER, VOCABULARY, {})
    cut = list(windows([row], 20, random.Random(1)))  # noqa: S311
    assert sum((w.pieces for w in cut), ()) == row.pieces
    assert all(len(w.pieces) <= 20 for w in cut)
    assert all(w.gaps[0] != 3 for w in cut)


def test_batches_are_padded_with_what_counts_nothing() -> None:
    long, short = (encoded(Labelled(t, {}), GAZETTEER, VOCABULARY, {}) for t in (TEXT, "Lima"))
    columns = padded([long, short], 2, 3)
    assert {len(row) for column in columns for row in column} == {len(long.pieces) + 2}
    assert columns[0][1][:3] == [2, VOCABULARY["lima"], 3]
    assert set(columns[5][1][2:]) == {IGNORED}


def test_names_are_swapped_throughout() -> None:
    twice = labelled(story())
    twice = Labelled(f"{TEXT} Lima slept.", {**twice.spans, (48, 52): 0})
    seen = set()
    for seed in range(12):
        other = swapped(twice, Names(GAZETTEER), frozenset(), random.Random(seed))  # noqa: S311
        names = [other.text[a:b] for a, b in sorted(other.spans)]
        assert names[0] == names[2]
        seen.add(names[0])
    assert len(seen) > 2


def test_small_and_capital_letters_keep_offsets() -> None:
    plain = labelled(story())
    for other in (lowered(plain), raised(plain)):
        assert other.spans == plain.spans
        assert other.text.casefold() == plain.text.casefold()
    long = Labelled("Straße in Lima", {(10, 14): 0})
    assert raised(long) == long


def test_wikigold_masks_what_its_labels_leave_open(tmp_path: Path) -> None:
    path = tmp_path / "wikigold.conll"
    rows = "Bank I-ORG\nof I-ORG\nPeru I-ORG\nin O\nLa I-LOC\nPaz I-LOC\n. O\n"
    path.write_text(f"{rows}\n", encoding="utf-8")
    (one,) = sentences_of_wikigold(path, 1)
    assert one.text == "Bank of Peru in La Paz."
    assert [one.text[a:b] for a, b in one.spans] == ["La Paz"]
    assert [one.text[a:b] for a, b in one.masked] == ["Bank", "of", "Peru"]


def test_what_is_kept_of_a_tagger(tmp_path: Path) -> None:
    judged = [
        Judged(u.start, u.end, 0.912 if u.text == "Lima" else 0.001, 0.0) for u in units_of(TEXT)
    ]
    path = tmp_path / "tagged.jsonl"
    write_tagged({"a": judged}, path)
    read = read_tagged(path, [("a", TEXT)])["a"]
    assert [(w.start, w.end) for w in read] == [(w.start, w.end) for w in judged]
    assert [w.begins for w in read if w.begins] == [0.912]
    with pytest.raises(ValueError, match="has 10 words of story 'a', its text 1"):
        read_tagged(path, [("a", "Lima")])
    with pytest.raises(ValueError, match="story 'b'"):
        read_tagged(path, [("b", TEXT)])


# torch's exporter and onnxruntime's quantiser warn of their own ways.
@pytest.mark.filterwarnings("ignore")
def test_a_training_learns_and_ships(tmp_path: Path) -> None:
    torch = pytest.importorskip("torch", reason="the tagger is trained with the extra 'tagger'")
    pytest.importorskip("onnx")
    save_file = pytest.importorskip("safetensors.torch").save_file
    from geonews.train.export import export

    config = {
        "hidden_size": 24,
        "num_attention_heads": 2,
        "intermediate_size": 32,
        "num_hidden_layers": 1,
        "vocab_size": len(WORDS),
        "max_position_embeddings": 300,
    }
    (tmp_path / "config.json").write_text(json.dumps(config), encoding="utf-8")
    torch.manual_seed(3)
    # Of each layer as BERT names them; the norms have no shape but their width.
    shapes = {
        "attention.self.query": (24, 24),
        "attention.self.key": (24, 24),
        "attention.self.value": (24, 24),
        "attention.output.dense": (24, 24),
        "attention.output.LayerNorm": None,
        "intermediate.dense": (32, 24),
        "output.dense": (24, 32),
        "output.LayerNorm": None,
    }
    weights = {
        "embeddings.word_embeddings.weight": torch.randn(len(WORDS), 24),
        "embeddings.position_embeddings.weight": torch.randn(300, 24) * 0.02,
        "embeddings.token_type_embeddings.weight": torch.zeros(2, 24),
        "embeddings.LayerNorm.weight": torch.ones(24),
        "embeddings.LayerNorm.bias": torch.zeros(24),
    }
    for name, shape in shapes.items():
        prefix = f"encoder.layer.0.{name}"
        weights[f"{prefix}.weight"] = torch.randn(*shape) * 0.1 if shape else torch.ones(24)
        weights[f"{prefix}.bias"] = torch.zeros(shape[0] if shape else 24)
    save_file(weights, tmp_path / "model.safetensors")
    recipe = Recipe(epochs=30, copies=1, swap=0.0, rate=3e-3, head_rate=1e-2)
    rows, _ = rows_of([story("gwn")] * 8, [], GAZETTEER, VOCABULARY, frozenset(), recipe)
    said: list[str] = []
    module = trained(tmp_path, rows, [], VOCABULARY, recipe, said.append)
    assert len(said) == 30
    out = tmp_path / "small.onnx"
    export(module, tuple(WORDS), {"what": "a test"}, out)
    tagger = Tagger.open(out)
    assert tagger.card == {"what": "a test"}
    judged = tagger.judged(TEXT, GAZETTEER)
    likely = [TEXT[w.start : w.end] for w in judged if max(w.begins, w.goes_on) > 0.5]
    assert likely == ["Lima", "La", "Paz"]
