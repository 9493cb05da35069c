"""Places that answer a search, and what a gazetteer says of itself, as table, JSON and CSV."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from geonews.cli.show import rows_csv, table
from geonews.cli.terminal import visible

if TYPE_CHECKING:
    from geonews.gazetteer import Candidate, Gazetteer

__all__ = [
    "candidate_facts",
    "candidates_csv",
    "candidates_table",
    "info_facts",
    "info_table",
    "refused_lines",
]

_FIELDS = (
    *("name", "kind", "feature", "country", "admin1", "admin2", "lat", "lon", "population"),
    *("weight", "geonames_id", "wikidata_id"),
)
_REFUSED_LISTED = 10


def candidate_facts(found: Iterable[Candidate], gazetteer: Gazetteer) -> list[dict[str, Any]]:
    """Return each place with the design's keys, then what the search knows of it.

    ``kind`` says how the place bears the name, ``admin2`` what second-level area holds it, where
    the gazetteer knows, and ``weight`` how prominent it is.
    """
    return [
        candidate.place.to_dict()
        | {
            "admin2": gazetteer.admin2_name(candidate.place),
            "kind": candidate.kind.name.lower(),
            "weight": candidate.weight,
        }
        for candidate in found
    ]


def candidates_table(facts: Sequence[Mapping[str, Any]]) -> str:
    """Return places as a table, one row each; a column that says nothing is left out."""
    columns = {
        "NAME": [fact["name"] for fact in facts],
        "KIND": [fact["kind"] for fact in facts],
        "FEATURE": [fact["feature"] for fact in facts],
        "COUNTRY": [fact["country"] or "" for fact in facts],
        "ADMIN1": [fact["admin1"] or "" for fact in facts],
        "ADMIN2": [fact["admin2"] or "" for fact in facts],
        "LAT": [f"{fact['lat']:.4f}" for fact in facts],
        "LON": [f"{fact['lon']:.4f}" for fact in facts],
        "POPULATION": [f"{fact['population']:,}" if fact["population"] else "" for fact in facts],
        "WEIGHT": [f"{fact['weight']:,}" for fact in facts],
        "WIKIDATA": [fact["wikidata_id"] or "" for fact in facts],
        "GEONAMES": [str(fact["geonames_id"] or "") for fact in facts],
    }
    kept = {head: cells for head, cells in columns.items() if head == "GEONAMES" or any(cells)}
    return table(tuple(kept), [*zip(*kept.values(), strict=True)])


def candidates_csv(facts: Iterable[dict[str, Any]]) -> str:
    """Return places as CSV: a header, then one row each."""
    return rows_csv(_FIELDS, facts)


def info_facts(gazetteer: Gazetteer, size_bytes: int) -> dict[str, Any]:
    """Return what a gazetteer says of itself: sources, counts, licences, what was mended."""
    header = gazetteer.header
    return {
        **gazetteer.info.to_dict(),
        "path": str(gazetteer.container.path),
        "size_bytes": size_bytes,
        "counts": header["counts"],
        "sources": header["sources"],
        "licences": list(gazetteer.attribution),
        "repaired": header["repaired"],
        "import": header.get("import"),
    }


def info_table(facts: Mapping[str, Any]) -> str:
    """Return the same for a reader, a line each."""
    lines = [(key, facts[key]) for key in ("name", "version", "sha256", "path")]
    lines.append(("size", f"{facts['size_bytes'] / 2**20:,.1f} MiB"))
    lines += [("holds", f"{count:,} {what}") for what, count in facts["counts"].items()]
    lines += [("source", f"{name} {version}") for name, version in facts["sources"].items()]
    lines += [("mended", ring) for ring in facts["repaired"]]
    if facts["import"]:
        lines += _import_lines(facts["import"])
    lines += [("credit", line) for line in facts["licences"]]
    return "".join(f"{name:<8} {visible(str(value))}\n" for name, value in lines)


def _import_lines(notes: Mapping[str, Any]) -> list[tuple[str, str]]:
    lines = [
        (
            "joined",
            f"{notes['joined']:,} rows of the dump are embedded countries, regions and such",
        ),
        ("kept", f"{notes['kept_towns']:,} embedded towns of countries the dump lacks"),
        ("dropped", f"{notes['dropped_towns']:,} embedded towns the dump no longer has"),
    ]
    for refused in notes["refused"]:
        lines += [("refused", line) for line in refused_lines(refused)]
    doubted = notes["unconfirmed"]
    lines += [
        ("apart", f"{doubt['name']} without id {doubt['geonames_id']}: {doubt['reason']}")
        for doubt in doubted["first"][:_REFUSED_LISTED]
    ]
    if more := doubted["count"] - len(doubted["first"][:_REFUSED_LISTED]):
        lines.append(("apart", f"and {more:,} more"))
    return lines


def refused_lines(refused: Mapping[str, Any]) -> list[str]:
    """Return the first refused lines of a file, and how many more there are.

    Parameters
    ----------
    refused : mapping
        ``file``, ``count`` and ``first``, a list of ``line`` and ``reason``.
    """
    shown = refused["first"][:_REFUSED_LISTED]
    lines = [f"{refused['file']} line {one['line']:,}: {one['reason']}" for one in shown]
    if more := refused["count"] - len(shown):
        lines.append(f"{refused['file']}: {more:,} more lines")
    return lines
