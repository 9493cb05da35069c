"""Train the tagger: ``python -m geonews.train tagger --corpora DIR --base DIR -o FILE``.

Needs torch (extra ``tagger``). Ten minutes on two cores; with ``--held-out`` nine times that.
Deterministic on one machine and number of threads.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from geonews.gazetteer import Gazetteer
from geonews.train.augment import Names, lowered, raised, swapped
from geonews.train.corpora import CORPORA, FOLDS, Story, fold_of, stories
from geonews.train.labels import labelled, sentences_of_wikigold
from geonews.train.shared import words_in
from geonews.train.tagged import write_tagged
from geonews.train.windows import Labelled, Row, encoded, padded, windows

if TYPE_CHECKING:
    from geonews.train.encoder import Tagger as Module

__all__ = ["RECIPE", "Recipe", "Rows", "rows_of", "tagger_command", "trained"]


@dataclass(frozen=True, slots=True)
class Recipe:
    """How to train; chosen on fold 0, where learning rate and epochs moved F1 by 0.01 at most.

    ``swap`` is the share of stories read with other names, ``recased`` of those in small letters
    and of those in capitals; ``copies`` how many versions with other names each story has.
    """

    epochs: int = 5
    rate: float = 1.2e-4
    head_rate: float = 1e-3
    decay: float = 0.01
    warm_up: float = 0.06
    batch: int = 8
    window: int = 254
    smoothing: float = 0.02
    role_loss: float = 0.3
    hints_dropped: float = 0.1
    swap: float = 0.35
    recased: float = 0.03
    copies: int = 3
    seed: int = 1


RECIPE = Recipe()
"""The one that trains what ships."""


@dataclass(frozen=True, slots=True)
class Rows:
    """A story as the tagger reads it: as it is, with other names, in small letters, in capitals."""

    plain: Row
    swapped: tuple[Row, ...]
    lowered: Row
    raised: Row


def rows_of(
    read: Sequence[Story],
    extra: Sequence[Labelled],
    gazetteer: Gazetteer,
    vocabulary: Mapping[str, int],
    keep: frozenset[str],
    recipe: Recipe = RECIPE,
) -> tuple[list[Rows], list[Row]]:
    """Return the stories and the extra texts as rows.

    Parameters
    ----------
    read : sequence of Story
    extra : sequence of Labelled
        Texts that are read as they are.
    gazetteer : Gazetteer
    vocabulary : mapping of word piece to number
    keep : frozenset of str
        Words in small letters that are not swapped for other names: demonyms.
    recipe : Recipe
    """
    names, rng = Names(gazetteer), random.Random(7)  # noqa: S311
    known: dict[str, tuple[int, ...]] = {}

    def row(text: Labelled) -> Row:
        return encoded(text, gazetteer, vocabulary, known)

    rows = []
    for story in read:
        plain = labelled(story)
        others = tuple(row(swapped(plain, names, keep, rng)) for _ in range(recipe.copies))
        rows.append(Rows(row(plain), others, row(lowered(plain)), row(raised(plain))))
    return rows, [row(text) for text in extra]


def _epoch(rows: Sequence[Rows], extra: Sequence[Row], rng: random.Random, r: Recipe) -> list[Row]:
    """Return one version of each story, and the extra texts."""
    chosen = []
    for one in rows:
        at = rng.random()
        if at < r.recased:
            chosen.append(one.lowered)
        elif at < 2 * r.recased:
            chosen.append(one.raised)
        else:
            chosen.append(rng.choice(one.swapped) if at < 2 * r.recased + r.swap else one.plain)
    return chosen + list(extra)


def trained(
    base: Path,
    rows: Sequence[Rows],
    extra: Sequence[Row],
    vocabulary: Mapping[str, int],
    recipe: Recipe = RECIPE,
    say: Callable[[str], None] = lambda _: None,
) -> Module:
    """Fine-tune a pretrained encoder as a tagger.

    Parameters
    ----------
    base : Path
        Folder with config.json and model.safetensors of a BERT.
    rows, extra
        As `rows_of` returns them.
    vocabulary : mapping of word piece to number
    recipe : Recipe
    say : callable
        Told of progress.
    """
    import torch
    from torch.nn import functional

    from geonews.train.encoder import LABELS, NEW, ROLES, pretrained

    torch.manual_seed(recipe.seed)
    rng = random.Random(recipe.seed)  # noqa: S311
    module = pretrained(base)
    module.train()
    # What the pretrained words mean is kept: towns that no story names keep their neighbours.
    module.words.weight.requires_grad_(False)
    parts: dict[bool, list[Any]] = {True: [], False: []}
    for name, parameter in module.named_parameters():
        if parameter.requires_grad:
            parts[name.split(".")[0] in NEW].append(parameter)
    optimiser = torch.optim.AdamW(
        [
            {"params": parts[False], "lr": recipe.rate},
            {"params": parts[True], "lr": recipe.head_rate},
        ],
        weight_decay=recipe.decay,
    )
    epochs = []
    for _ in range(recipe.epochs):
        cut = list(windows(_epoch(rows, extra, rng, recipe), recipe.window, rng))
        cut.sort(key=lambda row: len(row.pieces) + rng.random() * 20)
        batches = [cut[at : at + recipe.batch] for at in range(0, len(cut), recipe.batch)]
        rng.shuffle(batches)
        epochs.append(batches)
    total = sum(map(len, epochs))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser,
        lambda step: min(
            (step + 1) / (recipe.warm_up * total),
            max(0.0, (total - step) / ((1 - recipe.warm_up) * total)),
        ),
    )
    marks = vocabulary["[CLS]"], vocabulary["[SEP]"]
    for number, batches in enumerate(epochs, 1):
        started, lost = time.perf_counter(), 0.0
        for batch in batches:
            columns = [torch.tensor(column) for column in padded(batch, *marks)]
            pieces, cases, gaps, names, people, labels, roles = columns
            # Without hints at times, so that it reads names the gazetteer does not have.
            names = names.masked_fill(torch.rand(pieces.shape) < recipe.hints_dropped, 0)
            people = people.masked_fill(torch.rand(pieces.shape) < recipe.hints_dropped, 0)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                label, role = module(pieces, cases, gaps, names, people)
            loss = functional.cross_entropy(
                label.float().view(-1, LABELS), labels.view(-1), label_smoothing=recipe.smoothing
            )
            if bool((roles >= 0).any()):
                wrong = functional.cross_entropy(role.float().view(-1, ROLES), roles.view(-1))
                loss = loss + recipe.role_loss * wrong
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(module.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            lost += float(loss.detach())
        took = time.perf_counter() - started
        say(f"epoch {number} of {recipe.epochs}: loss {lost / len(batches):.4f}, {took:.0f} s")
    return module.eval()


@click.command("tagger")
@click.option(
    "--corpora",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    required=True,
    help="Folder with the labelled stories, <corpus>_train.jsonl, and wikigold.conll.",
)
@click.option(
    "--base",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    required=True,
    help="Folder of all-MiniLM-L6-v2: config.json, model.safetensors, vocab.txt.",
)
@click.option(
    "-o", "--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="Model."
)
@click.option(
    "--no-demonyms",
    "demonyms",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Demonyms, one a line, that are not swapped for other names.",
)
@click.option(
    "--held-out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder for what taggers trained without a story say of it, by fold and by corpus: "
    "eight trainings more.",
)
@click.option(
    "--keep",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder for the weights of each training, so that a run can go on where it stopped.",
)
def tagger_command(
    corpora: Path,
    base: Path,
    out: Path,
    demonyms: Path | None,
    held_out: Path | None,
    keep: Path | None,
) -> None:
    """Train the tagger of the accurate recogniser on all labelled stories, and write it."""
    gazetteer = Gazetteer.open()
    read = list(stories(corpora))
    words = (base / "vocab.txt").read_text(encoding="utf-8").rstrip("\n").split("\n")
    vocabulary = {word: number for number, word in enumerate(words)}
    wikigold = corpora / "wikigold.conll"
    extra = list(sentences_of_wikigold(wikigold)) if wikigold.is_file() else []
    rows, more = rows_of(read, extra, gazetteer, vocabulary, words_in(demonyms))
    card: dict[str, Any] = {
        "what": "BIO tagger of place names: all-MiniLM-L6-v2 with casing, gaps, and hints of "
        "gazetteer and lists of people's names added to its word pieces; int8",
        "base": "sentence-transformers/all-MiniLM-L6-v2, Apache 2.0",
        "data": {
            **{corpus: sum(s.corpus == corpus for s in read) for corpus in CORPORA},
            "Wikigold, texts of ten sentences": len(extra),
        },
        "licence": "the weights: MIT, on a base under Apache 2.0; the texts, which are not in "
        "them, are the corpora's (LGL: research use; TR-News: MIT; GeoWebNews: GPL-3; Wikigold: "
        "CC BY 4.0)",
        "recipe": asdict(RECIPE),
        "gazetteer": gazetteer.info.sha256,
        "figures": "judged with the linear model above it; see the card of accurate.json",
    }

    def model(name: str, held: Callable[[Story], bool], to: Path) -> None:
        import torch

        from geonews.train.encoder import pretrained
        from geonews.train.export import export

        kept = keep / f"{name}.pt" if keep else None
        if kept and kept.is_file():
            module = pretrained(base)
            module.load_state_dict(torch.load(kept, weights_only=True))
        else:
            some = [row for row, story in zip(rows, read, strict=True) if not held(story)]
            module = trained(base, some, more, vocabulary, say=lambda text: _say(f"{name}: {text}"))
            if kept:
                kept.parent.mkdir(parents=True, exist_ok=True)
                torch.save(module.state_dict(), kept)
        export(module, tuple(words), card, to)

    if held_out is not None:
        held_out.mkdir(parents=True, exist_ok=True)
        by_document = {f"f{fold}": _in_fold(fold) for fold in range(FOLDS)}
        by_corpus = {corpus: _in_corpus(corpus) for corpus in CORPORA}
        for kind, parts in (("document", by_document), ("corpus", by_corpus)):
            _write_held_out(held_out / f"tagged_by_{kind}.jsonl", parts, read, gazetteer, model)
    model("final", lambda _: False, out)
    _say(f"wrote {out} ({out.stat().st_size / 1e6:.1f} MB)")


def _in_fold(fold: int) -> Callable[[Story], bool]:
    return lambda story: fold_of(story.article.id) == fold


def _in_corpus(corpus: str) -> Callable[[Story], bool]:
    return lambda story: story.corpus == corpus


def _write_held_out(
    path: Path,
    parts: Mapping[str, Callable[[Story], bool]],
    read: Sequence[Story],
    gazetteer: Gazetteer,
    model: Callable[[str, Callable[[Story], bool], Path], None],
) -> None:
    """Write what each part's tagger, as it would ship, says of the stories held out."""
    from geonews.recognise.tagger import Tagger

    tagged = {}
    for name, held in parts.items():
        to = path.with_name(f"{name}.onnx")
        model(name, held, to)
        tagger = Tagger.open(to)
        for story in filter(held, read):
            tagged[story.article.id] = tagger.judged(story.article.text, gazetteer)
        to.unlink()
    write_tagged({story.article.id: tagged[story.article.id] for story in read}, path)
    _say(f"wrote {path}")


def _say(words: str) -> None:
    click.echo(words, err=True)
