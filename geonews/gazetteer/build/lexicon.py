"""Words that decide what a capitalised word is: demonyms, people's names, words of no place."""

from __future__ import annotations

import json
from typing import Any

from geonews.gazetteer.build.rows import Row
from geonews.gazetteer.build.sources import read_table
from geonews.gazetteer.names import NameKind
from geonews.text import fold

__all__ = ["demonym_postings", "lexicon"]


def demonym_postings(
    rows: list[Row], towns: list[dict[str, Any]], spans: dict[str, tuple[int, int]]
) -> dict[str, list[tuple[int, NameKind]]]:
    """Return what each demonym stands for: a country, a region or a town."""
    named = dict(enumerate(rows))
    countries = {named[n].country: n for n in range(*spans["countries"])}
    regions: dict[str, int] = {}
    for group in ("own", "regions"):
        # Of regions that share a name, the most populous.
        for number in sorted(range(*spans[group]), key=lambda n: rows[n].weight):
            for key, kind in rows[number].names.items():
                if kind <= NameKind.ALTERNATE:
                    regions[key] = number
    cities: dict[str, int] = {}
    for number, town in sorted(enumerate(towns), key=lambda pair: int(pair[1]["population"])):
        cities[fold(town["name"])] = len(rows) + number
    postings: dict[str, list[tuple[int, NameKind]]] = {}
    for demonym in read_table("demonyms"):
        scope, _, name = demonym["country"].rpartition(":")
        found = {"": countries.get(name), "region": regions.get(fold(name))}.get(
            scope, cities.get(fold(name))
        )
        if found is not None:
            people = demonym["kind"] == "people"
            kind = NameKind.PEOPLE if people else NameKind.ADJECTIVE
            listed = postings.setdefault(fold(demonym["word"]), [])
            if (found, kind) not in listed:
                listed.append((found, kind))
    return postings


def lexicon() -> bytes:
    """Return the word lists of the recogniser as JSON."""
    aliases = read_table("aliases")
    states = read_table("us_states") + read_table("ca_provinces")
    not_places = read_table("not_places")
    given = read_table("given_names")
    return json.dumps(
        {
            "abbreviations": sorted(
                {row["alias"] for row in aliases if row["kind"] == "abbreviation"}
                | {form for row in states for form in (row["postal"], row["ap"]) if form}
            ),
            "ambiguous": sorted(fold(r["word"]) for r in not_places if r["why"] == "ambiguous"),
            "cautious": {
                fold(row["word"]): row["caution"]
                for row in read_table("demonyms")
                if row["caution"]
            },
            "given": sorted({fold(row["name"]) for row in given}),
            "given_places": sorted(fold(r["name"]) for r in given if r["also_place"] == "yes"),
            "never": sorted(fold(r["word"]) for r in not_places if r["why"] == "never"),
            "phrases": sorted({fold(row["phrase"]) for row in read_table("not_toponym_phrases")}),
            "postal": sorted(row["postal"] for row in states),
            "surnames": sorted({fold(row["name"]) for row in read_table("surnames")}),
        },
        ensure_ascii=False,
        sort_keys=True,
    ).encode()
