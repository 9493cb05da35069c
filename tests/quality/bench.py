"""Score geonews on labelled stories: ``python -m tests.quality.bench [CORPORA]``.

Everything that is trained (the recogniser, the ranker and its confidence) is trained anew for each
part of the stories on all the others, and judged on that part: five folds by document, then one
corpus at a time. No figure is of a story that its model has seen. What taggers that never saw a
story say of it is read from tagged_by_*.jsonl here, which ``python -m geonews.train tagger
--held-out`` wrote. Roles are not judged here; see ``python -m geonews.train roles``.
"""

from __future__ import annotations

import importlib.util
import math
import sys
import time
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from geonews.gazetteer import Gazetteer
from geonews.model import Mention
from geonews.options import Options
from geonews.resolve import resolve
from geonews.train import judge
from geonews.train.corpora import CORPORA, Story, fold_of, labelled_mentions, stories
from geonews.train.recognisers import tagged_in
from geonews.train.weights import cross_validated, examples

SHARED = Path(__file__).parents[2].parent / "shared"
FIGURES = (
    "recognition_p",
    "recognition_r",
    "recognition_f1",
    "e2e_a161",
    "e2e_exact",
    "placed_precision",
)
Found = Mapping[str, tuple[Mention, ...]]
_HOME = {False: "", True: ", the outlet's home told"}


def scorer(shared: Path) -> Any:
    """Load the scorer that the corpora come with."""
    spec = importlib.util.spec_from_file_location("score", shared / "tools" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def demonyms_of(shared: Path) -> frozenset[str]:
    """Return the words that the scorer leaves out."""
    words = (shared / "facts" / "demonyms.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word.strip().lower() for word in words if word.strip())


def by_document(story: Story) -> int:
    """Return the fold of a story."""
    return fold_of(story.article.id)


def by_corpus(story: Story) -> str:
    """Return the corpus of a story."""
    return story.corpus


def held_out(
    shared: Path, part_of: Callable[[Story], Any]
) -> tuple[list[Story], dict[tuple[str, bool], Found]]:
    """Return the stories, and what is found in each by models that never saw its part.

    Parameters
    ----------
    shared : Path
        The folder with ``corpora``, ``tools`` and ``facts``.
    part_of : callable
        `by_document` or `by_corpus`.

    Returns
    -------
    list of Story
    dict
        The placed mentions by story id, for each recogniser, without (False) and with (True) the
        home of the outlet.
    """
    gazetteer = Gazetteer.open()
    corpora = shared / "corpora"
    read = list(stories(corpora))
    of_id = {story.article.id: part_of(story) for story in read}
    by_fold, left_out = tagged_in(Path(__file__).parent, corpora)
    spans = {
        "fast": cross_validated(
            examples(corpora, gazetteer), gazetteer, lambda example: of_id[example.id]
        ),
        "accurate": cross_validated(
            examples(corpora, gazetteer, by_fold),
            gazetteer,
            lambda example: of_id[example.id],
            by_fold if part_of is by_document else left_out,
        ),
    }
    labelled = {story.article.id: labelled_mentions(story, gazetteer) for story in read}
    rankers = judge.cross_trained(read, [labelled, *spans.values()], gazetteer, fold=part_of)
    placed: dict[tuple[str, bool], dict[str, tuple[Mention, ...]]] = {}
    for name, found in spans.items():
        options = Options(recogniser=name)
        for part, ranker in rankers.items():
            # Confidence is fitted on the other parts, each judged by a ranker that did not see it.
            rest = [story for story in read if part_of(story) != part]
            rows = judge.trust_rows(rest, found, gazetteer, lambda story: rankers[part_of(story)])
            sure = replace(ranker, trust={name: judge.fitted(rows)})
            for story in (story for story in read if part_of(story) == part):
                key = story.article.id
                for home in (False, True):
                    known = story.article
                    if not home:
                        known = replace(known, source=None, url=None)
                    of_story = resolve(known, found[key], gazetteer, options, sure)
                    placed.setdefault((name, home), {})[key] = of_story
    return read, dict(placed)


def figures_of(shared: Path, read: list[Story], found: Found) -> dict[str, dict[str, float]]:
    """Return the figures of each corpus and of all, demonyms out, and the calibration of all."""
    score = scorer(shared)
    demonyms = demonyms_of(shared)
    result: dict[str, dict[str, float]] = {}
    for corpus in (*CORPORA, "all"):
        some = [story for story in read if corpus in ("all", story.corpus)]
        if not some:
            continue
        gold = {story.article.id: story.record for story in some}
        told = {
            key: {"id": key, "mentions": [mention.to_dict() for mention in found[key]]}
            for key in gold
        }
        result[corpus] = score.score(gold, told, demonyms)
        result[corpus]["f1_demonyms_in"] = score.score(gold, told)["recognition_f1"]
    result["all"] |= calibration(read, found)
    return result


def calibration(read: list[Story], found: Found) -> dict[str, float]:
    """Return the precision of mentions of status resolved, and the expected calibration error.

    Over ten equal bins of confidence; a mention is right when its span is gold and its place is
    within 161 km. Demonyms in.
    """
    bins: dict[int, list[tuple[float, bool]]] = {}
    resolved: Counter[bool] = Counter()
    for story in read:
        labels = {(label.start, label.end): label for label in story.labels}
        for mention in found[story.article.id]:
            label = labels.get((mention.start, mention.end))
            if mention.place is None or (label is not None and label.lat is None):
                continue
            right = label is not None and label.km_from(mention.place) < 161
            row = mention.confidence, right
            bins.setdefault(min(int(mention.confidence * 10), 9), []).append(row)
            if mention.status == "resolved":
                resolved[right] += 1
    total = sum(len(rows) for rows in bins.values())
    error = sum(
        abs(sum(p for p, _ in rows) - sum(hit for _, hit in rows)) for rows in bins.values()
    )
    return {
        "resolved_precision": resolved[True] / max(sum(resolved.values()), 1),
        "resolved_share": sum(resolved.values()) / max(total, 1),
        "calibration_error": error / max(total, 1),
    }


def by_kind(read: list[Story], found: Found) -> dict[str, tuple[int, float, float]]:
    """Return, for each kind of label, how many, and which shares were found and placed.

    The second share is of those that have coordinates.
    """
    counts: dict[str, Counter[str]] = {}
    for story in read:
        spans = {(mention.start, mention.end): mention for mention in found[story.article.id]}
        for label in story.labels:
            count = counts.setdefault(f"{story.corpus} {label.kind}", Counter())
            mention = spans.get((label.start, label.end))
            count["all"] += 1
            count["found"] += mention is not None
            count["located"] += label.lat is not None
            count["placed"] += mention is not None and label.km_from(mention.place) < 161
    return {
        kind: (
            count["all"],
            count["found"] / count["all"],
            count["placed"] / count["located"] if count["located"] else math.nan,
        )
        for kind, count in sorted(counts.items())
    }


def errors(read: list[Story], found: Found, demonyms: Collection[str]) -> Counter[str]:
    """Return how many errors of each nearest cause there are, demonyms out."""
    gazetteer = Gazetteer.open()
    causes: Counter[str] = Counter()
    for story in read:
        spans = {(mention.start, mention.end): mention for mention in found[story.article.id]}
        labels = {(label.start, label.end): label for label in story.labels}
        for span, label in labels.items():
            if label.text.lower() in demonyms:
                continue
            mention = spans.get(span)
            if mention is None:
                overlaps = any(a < span[1] and span[0] < b for a, b in spans)
                known = bool(gazetteer.candidates(label.text))
                causes[
                    "missed: other bounds"
                    if overlaps
                    else "missed: known name"
                    if known
                    else "missed: name not in the gazetteer"
                ] += 1
            elif label.lat is not None and not label.km_from(mention.place) < 161:
                causes[_misplaced(label, mention)] += 1
        for span, mention in spans.items():
            if span in labels or mention.text.lower() in demonyms:
                continue
            overlaps = any(a < span[1] and span[0] < b for a, b in labels)
            causes["spurious: other bounds" if overlaps else "spurious: no label there"] += 1
    return causes


def _misplaced(label: Any, mention: Mention) -> str:
    if mention.place is None:
        return "wrong place: none known"
    if any(label.km_from(place) < 161 for place in mention.alternatives):
        return "wrong place: right one among the runners-up"
    return "wrong place: right one not among the first six"


def _show(title: str, figures: dict[str, dict[str, float]]) -> None:
    print(title)
    for corpus, values in figures.items():
        row = " ".join(f"{name} {values[name]:.3f}" for name in FIGURES)
        told = f"F1 with demonyms {values['f1_demonyms_in']:.3f}"
        print(f"  {corpus:7} {int(values['articles']):4} stories  {row}  {told}")
    rest = figures["all"]
    print(
        f"  status resolved (demonyms in): {rest['resolved_share']:.3f} of the placed, precision "
        f"{rest['resolved_precision']:.3f}; calibration error {rest['calibration_error']:.3f}"
    )


def main() -> None:
    """Print all figures."""
    shared = Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED
    if not shared.is_dir():
        sys.exit("the labelled stories beside the checkout are not here: name their folder")
    started = time.perf_counter()
    read, found = held_out(shared, by_document)
    for (name, home), mentions in found.items():
        _show(f"{name}, five folds by document{_HOME[home]}", figures_of(shared, read, mentions))
    for name in ("fast", "accurate"):
        mentions = found[name, False]
        print(f"{name} by kind: labels, found, placed within 161 km")
        for kind, (count, share, near) in by_kind(read, mentions).items():
            print(f"  {kind:26} {count:5} {share:.3f} {near:.3f}")
        print(f"{name}, errors by nearest cause, demonyms out")
        for cause, count in errors(read, mentions, demonyms_of(shared)).most_common():
            print(f"  {count:5} {cause}")
    read, found = held_out(shared, by_corpus)
    for (name, home), mentions in found.items():
        _show(f"{name}, each corpus left out{_HOME[home]}", figures_of(shared, read, mentions))
    print(f"{time.perf_counter() - started:.0f} s")


if __name__ == "__main__":
    main()
