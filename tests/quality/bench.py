"""Score geonews on the labelled stories beside the checkout: ``python -m tests.quality.bench``.

The weights of `recognise` and `resolve` were set by hand on the development half (stories whose id
has an even CRC-32); the held-out half was only ever measured. Nothing is trained, so there is no
fold to leave out.
"""

from __future__ import annotations

import importlib.util
import json
import sys
import time
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from geonews.gazetteer import Gazetteer
from geonews.model import Article
from geonews.recognise import recognise
from geonews.resolve import resolve

SHARED = Path(__file__).parents[2].parent / "shared"
CORPORA = ("lgl", "trnews", "gwn")
FIGURES = (
    "recognition_p",
    "recognition_r",
    "recognition_f1",
    "e2e_a161",
    "e2e_exact",
    "placed_precision",
)


def scorer(shared: Path) -> Any:
    """Load the scorer that the corpora come with."""
    spec = importlib.util.spec_from_file_location("score", shared / "tools" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def stories(shared: Path, corpus: str, half: str) -> Iterator[dict[str, Any]]:
    """Yield the labelled stories of one half of a corpus."""
    with (shared / "corpora" / f"{corpus}_train.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            story = json.loads(line)
            even = zlib.crc32(story["id"].encode()) % 2 == 0
            if even == (half == "development"):
                yield story


def predicted(story: dict[str, Any], gazetteer: Gazetteer) -> dict[str, Any]:
    """Run the product on one story."""
    article = Article(story["text"], id=story["id"])
    mentions = resolve(article, recognise(article, gazetteer), gazetteer)
    return {"id": story["id"], "mentions": [mention.to_dict() for mention in mentions]}


def measured(shared: Path, half: str) -> dict[str, dict[str, float]]:
    """Return the figures of each corpus and of all, demonyms out, and the calibration of all."""
    score = scorer(shared)
    words = (shared / "facts" / "demonyms.txt").read_text(encoding="utf-8").splitlines()
    demonyms = frozenset(word.strip().lower() for word in words if word.strip())
    gazetteer = Gazetteer.open()
    result: dict[str, dict[str, float]] = {}
    all_gold: dict[str, Any] = {}
    all_found: dict[str, Any] = {}
    started = time.perf_counter()
    for corpus in CORPORA:
        gold = {story["id"]: story for story in stories(shared, corpus, half)}
        found = {key: predicted(story, gazetteer) for key, story in gold.items()}
        result[corpus] = score.score(gold, found, demonyms)
        all_gold |= gold
        all_found |= found
    took = time.perf_counter() - started
    result["all"] = score.score(all_gold, all_found, demonyms)
    result["all"]["stories_per_s"] = len(all_gold) / took
    result["all"] |= calibration(all_gold, all_found, score)
    return result


def calibration(gold: dict[str, Any], found: dict[str, Any], score: Any) -> dict[str, float]:
    """Return the precision of mentions of status resolved, and the expected calibration error.

    Over ten equal bins of confidence; a mention is right when its span is gold and its place is
    within 161 km.
    """
    bins: dict[int, list[tuple[float, bool]]] = {}
    resolved: Counter[bool] = Counter()
    for key, story in gold.items():
        labelled = {
            (t["start"], t["end"]): t
            for t in story["toponyms"]
            if t["kind"] not in score.NOT_PLACES
        }
        for mention in found[key]["mentions"]:
            label = labelled.get((mention["start"], mention["end"]))
            if mention["place"] is None or (label is not None and label["lat"] is None):
                continue
            right = label is not None and score.error_km(label, mention["place"]) < 161
            confidence = mention["confidence"]
            bins.setdefault(min(int(confidence * 10), 9), []).append((confidence, right))
            if mention["status"] == "resolved":
                resolved[right] += 1
    total = sum(len(rows) for rows in bins.values())
    error = sum(
        abs(sum(confidence for confidence, _ in rows) - sum(right for _, right in rows))
        for rows in bins.values()
    )
    return {
        "resolved_precision": resolved[True] / max(sum(resolved.values()), 1),
        "calibration_error": error / max(total, 1),
    }


def main() -> None:
    """Print the figures of both halves."""
    if not SHARED.is_dir():
        sys.exit("the labelled stories beside the checkout are not here")
    for half in ("development", "held-out"):
        figures = measured(SHARED, half)
        print(f"{half} half, demonyms out")
        for corpus, values in figures.items():
            row = " ".join(f"{name} {values[name]:.3f}" for name in FIGURES)
            print(f"  {corpus:7} {int(values['articles']):4} stories  {row}")
        rest = figures["all"]
        print(
            f"  precision of status resolved {rest['resolved_precision']:.3f}, calibration error "
            f"{rest['calibration_error']:.3f} (demonyms in), {rest['stories_per_s']:.0f} stories/s"
        )


if __name__ == "__main__":
    main()
