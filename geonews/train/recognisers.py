"""Train the recognisers' weights: ``python -m geonews.train fast --corpora DIR -o FILE``.

``accurate`` needs what taggers that never saw a story say of it; see `geonews.train.tagger`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Sequence
from pathlib import Path

import click

from geonews.gazetteer import Gazetteer
from geonews.recognise.linear import Weights
from geonews.train.corpora import CORPORA, FOLDS, stories
from geonews.train.shared import CORPORA_OPTION, OUT_OPTION, words_in, write_whole
from geonews.train.tagged import Tagged, read_tagged
from geonews.train.weights import Example, Found, cross_validated, examples, figures, train

__all__ = ["accurate_command", "build", "fast_command", "tagged_in"]


def tagged_in(folder: Path, corpora: Path) -> tuple[Tagged, Tagged]:
    """Read what ``python -m geonews.train tagger --held-out`` wrote: by document, by corpus."""
    texts = [(story.article.id, story.article.text) for story in stories(corpora)]
    by_document, by_corpus = (
        read_tagged(folder / f"tagged_by_{kind}.jsonl", texts) for kind in ("document", "corpus")
    )
    return by_document, by_corpus


def build(
    corpora: Path,
    output: Path,
    demonyms: Collection[str] = frozenset(),
    tagged: tuple[Tagged, Tagged] | None = None,
) -> tuple[Weights, Found]:
    """Train on all labelled stories, and write the weights with their card.

    Parameters
    ----------
    corpora : Path
        The folder with the labelled stories.
    output : Path
        The file to write; it is replaced whole.
    demonyms : collection of str
        What the figures of the card leave out, in small letters.
    tagged : pair of Tagged, optional
        As `tagged_in` reads them; without, the weights are the fast recogniser's.

    Returns
    -------
    Weights
    dict
        What is found in each story by weights that never saw it, by fold.
    """
    gazetteer = Gazetteer.open()
    by_document, by_corpus = tagged or (None, None)
    labelled = examples(corpora, gazetteer, by_document)
    found = cross_validated(labelled, gazetteer, tagged=by_document)
    left_out = cross_validated(labelled, gazetteer, lambda e: e.corpus, by_corpus)
    name = "fast" if tagged is None else "accurate"
    card = {
        "what": f"Weights of the {name} recogniser: the log-odds that a span names a place",
        "model": "logistic regression, L2 penalty, one model for each sort of span",
        "data": {corpus: sum(e.corpus == corpus for e in labelled) for corpus in CORPORA},
        "licence": "the weights: MIT, as the project; the texts, which are not in them, are the "
        "corpora's (LGL: research use; TR-News: MIT; GeoWebNews: GPL-3)",
        "split": f"{FOLDS} folds by document, crc32(id) modulo {FOLDS}",
        "figures, demonyms out": {
            "cross-validated": _told(labelled, found, demonyms),
            "leave one corpus out": _told(labelled, left_out, demonyms),
        },
        "gazetteer": gazetteer.info.sha256,
    }
    weights = train(labelled, card, name)
    data = {"card": card, "threshold": weights.threshold, "weights": weights.of}
    write_whole(output, json.dumps(data, ensure_ascii=False, indent=0, sort_keys=True) + "\n")
    return weights, found


def _told(
    labelled: Sequence[Example], found: Found, demonyms: Collection[str]
) -> dict[str, dict[str, float]]:
    rows = {}
    for corpus in (*CORPORA, "all"):
        part = [e for e in labelled if corpus in ("all", e.corpus)]
        got = figures(part, found, demonyms)
        rows[corpus] = {
            "precision": round(got.precision, 3),
            "recall": round(got.recall, 3),
            "f1": round(got.f1, 3),
            "calibration_error": round(got.calibration_error, 3),
        }
    return rows


def _options(command: Callable[..., None]) -> Callable[..., None]:
    for option in (
        click.option(
            "--mentions",
            type=click.Path(dir_okay=False, path_type=Path),
            help="Where to write what is found in stories held out, for the ranker: JSON lines.",
        ),
        click.option(
            "--no-demonyms",
            "demonyms",
            type=click.Path(exists=True, dir_okay=False, path_type=Path),
            help="Words, one a line, that the figures of the card leave out.",
        ),
        OUT_OPTION,
        CORPORA_OPTION,
    ):
        command = option(command)
    return command


@click.command("fast")
@_options
def fast_command(corpora: Path, out: Path, demonyms: Path | None, mentions: Path | None) -> None:
    """Train the fast recogniser, judge it on stories held out, and write it with its card."""
    _run(corpora, out, demonyms, mentions, None)


@click.command("accurate")
@click.option(
    "--tagged",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    required=True,
    help="Folder that python -m geonews.train tagger --held-out wrote.",
)
@_options
def accurate_command(
    corpora: Path, out: Path, demonyms: Path | None, mentions: Path | None, tagged: Path
) -> None:
    """Train the weights over the tagger's probabilities, judge them, and write them."""
    _run(corpora, out, demonyms, mentions, tagged_in(tagged, corpora))


def _run(
    corpora: Path,
    out: Path,
    demonyms: Path | None,
    mentions: Path | None,
    tagged: tuple[Tagged, Tagged] | None,
) -> None:
    weights, found = build(corpora, out, words_in(demonyms), tagged)
    click.echo(json.dumps(weights.card["figures, demonyms out"], indent=1))
    if mentions is not None:
        with mentions.open("w", encoding="utf-8") as file:
            for story_id, of_story in found.items():
                row = {"id": story_id, "mentions": [mention.to_dict() for mention in of_story]}
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
