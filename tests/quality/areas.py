"""Judge the area figures: ``python -m tests.quality.areas [FILE...]``.

Each line of area_sentences.jsonl is a few sentences of our own words with what they state. The sets
"seen" and "held" were written before the grammar, "held" kept out of sight until it stood;
"second" was written later, by somebody who had not seen the grammar, and judged once. Figures are
matched by overlap. A value, bound, place or sense that is not given is not judged.
"""

from __future__ import annotations

import json
import math
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from geonews.gazetteer import Gazetteer
from geonews.model import Article, Figure, Place, Report
from geonews.pipeline import analyse
from geonews.text import fold

SENTENCES = Path(__file__).with_name("area_sentences.jsonl")
Item = Mapping[str, Any]


def items(path: Path = SENTENCES) -> Iterator[Item]:
    """Yield the items of a file."""
    yield from map(json.loads, path.read_text(encoding="utf-8").splitlines())


def _same(found: float, wanted: float | None) -> bool:
    return wanted is None or math.isclose(found, wanted, rel_tol=2e-3, abs_tol=1e-9)


def _is_read(found: Figure, wanted: Item) -> bool:
    return (
        found.quantity == wanted["quantity"]
        and (wanted.get("unit") is None or found.unit == wanted["unit"])
        and _same(found.value, wanted.get("value"))
        and _same(found.low, wanted.get("low"))
        and _same(found.high, wanted.get("high"))
        and ("sense" not in wanted or found.sense == wanted["sense"])
    )


def _is_place(found: Place | None, named: str | None, item: Item, gazetteer: Gazetteer) -> bool:
    if named is None or found is None:
        return (named is None) == (found is None)
    name, _, country = item["places"].get(named, named).partition(", ")
    known = (*gazetteer.lookup(name), *gazetteer.lookup(named))
    same = any(
        (p.name, p.country, round(p.lat, 2)) == (found.name, found.country, round(found.lat, 2))
        for p in known
    ) or fold(name) == fold(found.name)
    holders = gazetteer.lookup(country.rpartition(", ")[2]) if country else ()
    return same and (not holders or found.country in {p.country for p in holders})


def _matches(item: Item, report: Report) -> list[Figure | None]:
    """Return the figure that was found for each that is wanted, the best where several overlap."""
    matched = []
    text = item["text"]
    for wanted in item["figures"]:
        start = text.index(wanted["text"])
        end = start + len(wanted["text"])
        over = [f for f in report.figures if f.start < end and start < f.end]
        over.sort(key=lambda f: (f.quantity != wanted["quantity"], not _is_read(f, wanted)))
        matched.append(over[0] if over else None)
    return matched


def judged(item: Item, gazetteer: Gazetteer) -> tuple[Counter[str], list[str]]:
    """Return the counts of what is right and wanted in an item, and what is wrong in words."""
    text = item["text"]
    report = analyse(Article(text, language=item["language"]), gazetteer=gazetteer)
    count: Counter[str] = Counter()
    wrong: list[str] = []

    def tell(kind: str, right: bool, words: str) -> None:
        count[f"{kind} of"] += 1
        count[kind] += right
        if not right:
            wrong.append(f"{item['id']} {kind}: {words}")

    if item.get("no_verdict"):
        said = [c.verdict for c in report.checks if c.verdict != "cannot be checked"]
        tell("verdict", not said, f"none wanted, {said}")
    if item.get("figures_judged", True):
        matched = _matches(item, report)
        for wanted, found in zip(item["figures"], matched, strict=True):
            ok = found is not None and _is_read(found, wanted)
            tell("read", ok, f"wanted {wanted}, found {found and found.to_dict()}")
            for key in ("place", "other"):
                if found is not None and key in wanted:
                    place = getattr(found, key)
                    ok = _is_place(place, wanted[key], item, gazetteer)
                    tell("place", ok, f"{wanted['text']}: {key} {wanted[key]}, found {place}")
                elif found is None and wanted.get(key):
                    tell("place", False, f"{wanted['text']}: no figure")
        spans = [text.index(each["text"]) for each in item["figures"]]
        known = [(s, s + len(f["text"])) for s, f in zip(spans, item["figures"], strict=True)]
        known += [_span(text, optional) for optional in item.get("optional", ())]
        for extra in report.figures:
            over = any(extra.start < end and start < extra.end for start, end in known)
            if not over:
                count["spurious"] += 1
                wrong.append(f"{item['id']} spurious: {extra.quantity} {extra.text!r}")
        numbers = {report.figures.index(f): n for n, f in enumerate(matched) if f is not None}
        for check in item["checks"]:
            asked = check["verdict"]
            asked = [asked] if isinstance(asked, str) else asked
            got = [
                (c.kind, c.verdict)
                for c in report.checks
                if c.kind == check["kind"]
                and {numbers.get(i) for i in c.figures} & set(check["figures"])
            ]
            ok = any(verdict in asked for _, verdict in got)
            tell("verdict", ok, f"{check['kind']} {asked}, found {got} of {_told(report)}")
    expected = {
        check["kind"]
        for check in item["checks"]
        if "inconsistent" in (check["verdict"], *check["verdict"])
    }
    for c in report.checks:
        if c.verdict == "inconsistent" and c.kind not in expected:
            kind = "false inconsistent" if item["truth"] != "wrong" else "other inconsistent"
            count[kind] += 1
            wrong.append(f"{item['id']} {kind}: {c.reason}")
    return count, wrong


def _span(text: str, optional: Any) -> tuple[int, int]:
    words = optional if isinstance(optional, str) else optional["text"]
    start = text.index(words)
    return start, start + len(words)


def _told(report: Report) -> list[tuple[str, str]]:
    return [(c.kind, c.verdict) for c in report.checks]


def judged_all(chosen: Iterable[Item]) -> tuple[Counter[str], list[str]]:
    """Return the counts over items, and all that is wrong."""
    gazetteer = Gazetteer.open()
    total: Counter[str] = Counter()
    wrong: list[str] = []
    for item in chosen:
        count, words = judged(item, gazetteer)
        total += count
        wrong += words
    return total, wrong


def main() -> None:
    """Print the figures, and what is wrong."""
    paths = [Path(name) for name in sys.argv[1:]] or [SENTENCES]
    every = [item for path in paths for item in items(path)]
    for name in dict.fromkeys(item["set"] for item in every):
        chosen = [item for item in every if item["set"] == name]
        total, wrong = judged_all(chosen)
        print(*wrong, sep="\n")
        print(f"{name}: {len(chosen)} items")
        for kind in ("read", "place", "verdict"):
            of = total[f"{kind} of"]
            print(f"  {kind} {total[kind]} of {of}, {total[kind] / max(of, 1):.3f}")
        for kind in ("spurious", "false inconsistent", "other inconsistent"):
            print(f"  {kind} {total[kind]}")


if __name__ == "__main__":
    main()
