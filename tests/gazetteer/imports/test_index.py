"""The index from spilled names: every name is found again, in the order of a lookup."""

from __future__ import annotations

import tempfile
from array import array
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from geonews.gazetteer.imports.index import Bearers, bucket_bits, write_index
from geonews.gazetteer.imports.spill import (
    FROM_ROW,
    KNOWN,
    UNTAGGED,
    Spill,
    packed,
    read_partition,
)
from geonews.gazetteer.imports.workers import Workers
from geonews.gazetteer.names import NameIndex, NameKind

# Rows 0 to 2 are a country and two regions; 3 to 9 are towns with the ids 30 to 90.
UPPER, WEIGHTS = 3, [900, 500, 400, 10, 20_000, 30, 40, 50, 60, 70]
Entry = tuple[str, int, int]


def indexed(*batches: Sequence[Entry], bits: int = 8) -> tuple[NameIndex, dict[str, object]]:
    """Return the index of (name, id, how)."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        spill = Spill(folder)
        for batch in batches:
            ids = [number for _, number, _ in batch]
            hows = [how for _, _, how in batch]
            spill.add(packed(ids, hows, [name.encode() for name, _, _ in batch]))
        np.save(folder / "ids.npy", np.arange(30, 100, 10, dtype="u4"))
        np.save(folder / "rows.npy", np.arange(3, 10, dtype="u4"))
        np.array(WEIGHTS, "<u4").tofile(folder / "weight")
        bearers = Bearers(folder / "ids.npy", folder / "rows.npy", folder / "weight", UPPER, (0, 1))
        sections, count = write_index(Workers(None, 1), spill.close(), bearers, bits)
        held: dict[str, bytes] = {}
        for section, (_, contents) in sections.items():
            if isinstance(contents, bytes):
                held[section] = contents
            else:
                paths = [contents] if isinstance(contents, Path) else contents
                held[section] = b"".join(path.read_bytes() for path in paths)
    index = NameIndex(
        memoryview(array("I", held["names_at"])),
        memoryview(held["names"]),
        order=memoryview(array("I", held["order"])),
        ranks=memoryview(held["ranks"]),
    )
    assert len(list(index)) == count
    return index, dict(held)


_entries = st.lists(
    st.tuples(
        st.text(min_size=1, max_size=12),
        st.sampled_from(range(30, 100, 10)),
        st.sampled_from(NameKind),
    ),
    max_size=60,
)


@settings(max_examples=20)
@given(_entries, st.text(min_size=1, max_size=2))
def test_every_name_is_found_with_all_its_bearers(entries: list[Entry], prefix: str) -> None:
    index, _ = indexed(entries)
    expected: dict[str, set[int]] = {}
    for name, number, _ in entries:
        expected.setdefault(name, set()).add(number // 10)
    assert {name: {row for row, _ in bearers} for name, bearers in index} == expected
    for name, rows in expected.items():
        assert {row for row, _ in index.find(name)} == rows
    starting = {name for name in expected if name.startswith(prefix)}
    assert {name for name, _ in index.starting(prefix)} == starting


@settings(max_examples=5)
@given(_entries)
def test_the_order_and_the_batches_do_not_change_the_bytes(entries: list[Entry]) -> None:
    whole = indexed(entries)[1]
    assert indexed(entries[:7], entries[7:])[1] == whole
    # Entries alike but for their order: one of each place and name.
    single = list({(name, number): (name, number, how) for name, number, how in entries}.values())
    one, other = indexed(single)[1], indexed(single[::-1])[1]
    assert one["names_at"] == other["names_at"]


def test_the_order_of_a_lookup() -> None:
    index, _ = indexed(
        [
            ("a", 30, NameKind.NAME),
            ("a", 40, NameKind.HISTORIC),
            ("a", 50, NameKind.CODE),
            ("a", 0, FROM_ROW | KNOWN | NameKind.NAME),
            ("a", 1, FROM_ROW | KNOWN | NameKind.NAME),
            ("a", 90, NameKind.TRANSLITERATION),
            ("a", 60, NameKind.COLLOQUIAL),
        ]
    )
    # The country, the region; 20,000 people by a name of old count for twenty; codes last.
    assert [(row, kind.name) for row, kind in index.find("a")] == [
        (0, "NAME"),
        (1, "NAME"),
        (4, "HISTORIC"),
        (3, "NAME"),
        (6, "COLLOQUIAL"),
        (9, "TRANSLITERATION"),
        (5, "CODE"),
    ]


def test_of_several_kinds_the_best_stays_and_what_is_known_comes_first() -> None:
    index, _ = indexed(
        [
            ("a", 30, NameKind.CODE),
            ("a", 30, NameKind.ALTERNATE),
            ("a", 30, NameKind.FOREIGN),
            ("b", 30, NameKind.NAME),
            ("b", 30, KNOWN | NameKind.FOREIGN),
            ("c", 30, KNOWN | NameKind.ADJECTIVE),
            ("c", 30, KNOWN | NameKind.PEOPLE),
            ("c", 30, NameKind.NAME),
            ("d", 30, NameKind.HISTORIC),
            ("d", 30, NameKind.TRANSLITERATION),
        ]
    )
    assert index.find("a") == ((3, NameKind.ALTERNATE),)
    assert index.find("b") == ((3, NameKind.FOREIGN),)
    assert {kind for _, kind in index.find("c")} == {
        NameKind.NAME,
        NameKind.ADJECTIVE,
        NameKind.PEOPLE,
    }
    assert index.find("d") == ((3, NameKind.HISTORIC),)


def test_names_of_no_language_are_foreign_to_regions_and_not_to_towns() -> None:
    vague = NameKind.ALTERNATE | UNTAGGED
    index, _ = indexed([("a", 1, FROM_ROW | vague), ("a", 30, vague)])
    assert dict(index.find("a")) == {1: NameKind.FOREIGN, 3: NameKind.ALTERNATE}


def test_names_of_places_that_are_not_there_are_left_out() -> None:
    index, _ = indexed([("a", 31, NameKind.NAME), ("a", 5, NameKind.NAME)])
    assert index.find("a") == ()


def test_the_most_prominent_beginnings_come_first() -> None:
    names = [(f"san {number}", number, NameKind.NAME) for number in range(30, 100, 10)]
    index, _ = indexed([*names, ("sand", 40, NameKind.FOREIGN)], bits=12)
    assert index.is_ranked
    found = list(index.starting("san"))
    assert {name for name, _ in found[:2]} == {"san 40", "sand"}
    weights = [max(WEIGHTS[row] for row, _ in bearers) for _, bearers in found]
    assert weights == sorted(weights, reverse=True)
    assert len(weights) == 8
    assert [name for name, _ in index.starting("san 4")] == ["san 40"]
    assert list(index.starting("san 40 and more")) == []


def test_names_that_share_eight_bytes_are_told_apart() -> None:
    names = [(f"san marco {number}", number, NameKind.NAME) for number in range(30, 100, 10)]
    index, _ = indexed(names)
    assert [name for name, _ in index.starting("san marco 5")] == ["san marco 50"]
    assert len(list(index.starting("san marc"))) == 7


def test_spilled_names_come_back_in_order(tmp_path: Path) -> None:
    spill = Spill(tmp_path)
    for first in (0, 1000):
        keys = [b"name %d" % number for number in range(first, first + 1000)]
        spill.add(packed(range(first, first + 1000), [1] * 1000, keys))
    found: dict[bytes, int] = {}
    for path in spill.close():
        records, keys = read_partition(path)
        found |= dict(zip(keys, records["id"].tolist(), strict=True))
    assert found == {b"name %d" % number: number for number in range(2000)}
    assert spill.names == 2000


def test_buckets_grow_with_the_names() -> None:
    assert [bucket_bits(n) for n in (0, 100, 4_000_000, 10**12)] == [8, 8, 20, 28]
