"""Train what ships: ``python -m geonews.train ranker --corpora DIR -o FILE``."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import click

from geonews.model import Mention
from geonews.train.recognisers import accurate_command, fast_command
from geonews.train.roles import roles
from geonews.train.shared import CORPORA_OPTION, OUT_OPTION, write_whole
from geonews.train.tagger import tagger_command

# Small matrices: threads cost more than they bring, and sum in another order each time.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

_MENTIONS = click.option(
    "--mentions",
    "mentions",
    multiple=True,
    metavar="NAME=FILE",
    help="What recogniser NAME found in stories held out: JSON lines of id and mentions. "
    "Without it the fast one is run as it ships, which makes it look better than it is.",
)


@click.group()
def main() -> None:
    """Train the weights that ship. Deterministic: the same stories give the same bytes."""


main.add_command(roles)
main.add_command(fast_command)
main.add_command(accurate_command)
main.add_command(tagger_command)


@main.command()
@CORPORA_OPTION
@OUT_OPTION
@_MENTIONS
def ranker(corpora: Path, out: Path, mentions: tuple[str, ...]) -> None:
    """Train the ranker of `resolve`, judge it on stories held out, and write it with its card."""
    from geonews.gazetteer import Gazetteer
    from geonews.train import judge
    from geonews.train.corpora import labelled_mentions, stories
    from geonews.train.questions import RECIPE, questions_of
    from geonews.train.ranker import to_json, train

    gazetteer, read = Gazetteer.open(), list(stories(corpora))
    found = _found(mentions, read, gazetteer)
    labelled = {story.article.id: labelled_mentions(story, gazetteer) for story in read}
    every = [labelled, *found.values()]
    rankers = judge.cross_trained(read, every, gazetteer, say=_say)
    card: dict[str, Any] = {
        "data": "LGL, TR-News and GeoWebNews, training parts",
        "licence": "MIT; the weights only, no text of the stories",
        "split": "five folds by document, CRC-32 of the id modulo 5",
        "stories": len(read),
        "recipe": asdict(RECIPE),
        "gazetteer": gazetteer.info.version,
        "figures": {
            ("with" if homes else "without") + " outlets, spans given, demonyms in": _rounded(
                judge.judged(read, labelled, gazetteer, judge.by_fold(rankers), homes=homes)
            )
            for homes in (False, True)
        },
    }
    trust = {
        name: judge.fitted(judge.trust_rows(read, one, gazetteer, judge.by_fold(rankers)))
        for name, one in found.items()
    }
    final = train(questions_of(read, every, gazetteer), RECIPE)
    _write(out, to_json(replace(final, trust=trust, card=card)))


@main.command()
@CORPORA_OPTION
@OUT_OPTION
@_MENTIONS
@click.option("--precision", type=float, multiple=True, default=(0.9, 0.92, 0.95))
def calibration(
    corpora: Path, out: Path, mentions: tuple[str, ...], precision: tuple[float, ...]
) -> None:
    """Fit anew how sure a placed mention is, and write it into the weights of the ranker (-o).

    Prints the thresholds above which the rest is right to the precisions asked for.
    """
    from geonews.gazetteer import Gazetteer
    from geonews.resolve.ranker import load_ranker
    from geonews.train import judge
    from geonews.train.corpora import labelled_mentions, stories
    from geonews.train.ranker import to_json

    gazetteer, read = Gazetteer.open(), list(stories(corpora))
    found = _found(mentions, read, gazetteer)
    labelled = {story.article.id: labelled_mentions(story, gazetteer) for story in read}
    rankers = judge.cross_trained(read, [labelled, *found.values()], gazetteer, say=_say)
    shipped = load_ranker(out)
    for name, one in found.items():
        rows = judge.trust_rows(read, one, gazetteer, judge.by_fold(rankers))
        shipped = replace(shipped, trust={**shipped.trust, name: judge.fitted(rows)})
        for asked in precision:
            click.echo(f"{name} {asked:.2f} at {judge.threshold(shipped, name, rows, asked):.3f}")
    _write(out, to_json(shipped))


def _found(
    named: tuple[str, ...], read: list[Any], gazetteer: Any
) -> dict[str, dict[str, tuple[Mention, ...]]]:
    """Return the mentions of each story by recogniser."""
    if not named:
        from geonews.recognise.fast import fast

        return {"fast": {s.article.id: fast(s.article, gazetteer) for s in read}}
    found = {}
    for pair in named:
        name, _, path = pair.partition("=")
        if not path:
            raise click.BadParameter(f"{pair!r} is no NAME=FILE", param_hint="--mentions")
        rows = map(json.loads, Path(path).read_text(encoding="utf-8").splitlines())
        found[name] = {row["id"]: tuple(map(_unplaced, row["mentions"])) for row in rows}
        if missing := [s.article.id for s in read if s.article.id not in found[name]]:
            raise click.BadParameter(
                f"{path} lacks {len(missing)} stories, first {missing[0]!r}",
                param_hint="--mentions",
            )
    return found


def _unplaced(row: dict[str, Any]) -> Mention:
    return Mention(
        start=row["start"],
        end=row["end"],
        text=row["text"],
        kind=row.get("kind", "place"),
        role=row.get("role", "literal"),
        confidence=row["confidence"],
    )


def _rounded(tallies: dict[str, Any]) -> dict[str, dict[str, float]]:
    return {
        corpus: {key: round(value, 4) for key, value in tally.figures().items()}
        for corpus, tally in tallies.items()
    }


def _write(out: Path, text: str) -> None:
    write_whole(out, text)
    click.echo(f"wrote {out} ({len(text) // 1024} KiB)", err=True)


def _say(words: str) -> None:
    click.echo(words, err=True)


if __name__ == "__main__":
    main()
