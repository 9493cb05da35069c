"""The name index: whatever went in is found again exactly, and nothing else."""

from __future__ import annotations

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geonews.gazetteer.names import NameIndex, NameKind, build_index
from geonews.text import fold

Postings = list[tuple[int, NameKind]]

_postings = st.lists(
    st.tuples(st.integers(0, 2**28), st.sampled_from(NameKind)), min_size=1, max_size=5
)
_folded = st.text(min_size=1, max_size=20).map(fold).filter(bool)
_names = st.dictionaries(_folded, _postings, max_size=30)


def _index(names: dict[str, Postings]) -> NameIndex:
    buckets, blob = build_index(names)
    return NameIndex(memoryview(array("I", buckets)), memoryview(blob))


@given(_names, st.lists(_folded, max_size=10))
def test_every_name_is_found_and_no_other(names: dict[str, Postings], others: list[str]) -> None:
    index = _index(names)
    for name, postings in names.items():
        assert index.find(name) == tuple(postings)
    for name in others:
        assert index.find(name) == tuple(names.get(name, ()))


@given(_names)
def test_iteration_yields_every_name_once(names: dict[str, Postings]) -> None:
    found = list(_index(names))
    assert len(found) == len(names)
    assert dict(found) == {name: tuple(postings) for name, postings in names.items()}


@given(_names, st.text(min_size=1, max_size=3))
def test_prefixes_are_found_as_by_looking_at_all(names: dict[str, Postings], prefix: str) -> None:
    found = list(_index(names).starting(prefix))
    assert len(found) == len(dict(found))
    assert dict(found) == {
        name: tuple(postings) for name, postings in names.items() if name.startswith(prefix)
    }


@given(_names)
def test_the_order_of_names_does_not_change_the_bytes(names: dict[str, Postings]) -> None:
    backwards = dict(reversed(names.items()))
    assert build_index(names) == build_index(backwards)


@pytest.mark.parametrize("kind", NameKind)
def test_kinds_are_kept(kind: NameKind) -> None:
    assert _index({"lima": [(0, kind), (2**28, kind)]}).find("lima") == ((0, kind), (2**28, kind))


@given(_names, st.sampled_from([8, 10, 12]))
def test_the_number_of_buckets_changes_nothing_but_the_file(
    names: dict[str, Postings], bits: int
) -> None:
    buckets, blob = build_index(names, bits)
    index = NameIndex(memoryview(array("I", buckets)), memoryview(blob))
    assert len(buckets) == 2**bits + 1
    assert dict(index) == {name: tuple(postings) for name, postings in names.items()}
    assert all(index.find(name) == tuple(postings) for name, postings in names.items())


def test_which_kinds_a_person_asks_for() -> None:
    asked = {kind.name for kind in NameKind if kind.is_name}
    assert asked == {
        "NAME", "ALTERNATE", "FOREIGN", "ABBREVIATION", "HISTORIC", "COLLOQUIAL",
    }  # fmt: skip


def test_names_inside_others_and_sharing_a_bucket_are_told_apart() -> None:
    # 60,000 names in 2**18 buckets: thousands share one.
    names = {f"place {n}": [(n, NameKind.NAME)] for n in range(60_000)}
    index = _index(names)
    assert all(index.find(name) == tuple(postings) for name, postings in names.items())
    assert index.find("place") == ()
    assert index.find("place 60000") == ()


@pytest.mark.parametrize("name", ["", " ", "\ud800", "\0", "x" * 100_000, "🗺"])
def test_odd_names_are_absent(name: str) -> None:
    assert _index({"lima": [(1, NameKind.NAME)]}).find(name) == ()


def test_an_empty_index_answers() -> None:
    index = _index({})
    assert index.find("lima") == ()
    assert list(index) == []
    assert list(index.starting("l")) == []
