"""Lines that are stored once, and shapes that come back as they were."""

from __future__ import annotations

from itertools import pairwise

import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely import Polygon, box
from shapely.geometry.base import BaseGeometry

from geonews.draw.topology import SCALE, Builder, Seams, Topology, encode_lines

NOWHERE = Seams([(-500, -500, 500, 500)])


def built(*shapes: BaseGeometry, seams: Seams = NOWHERE) -> Topology:
    builder = Builder(seams)
    for shape in shapes:
        builder.add(shape)
    return builder.build()


def area(topology: Topology, *numbers: int) -> float:
    """Return the signed area of an outline, holes counted off (the shoelace formula)."""
    total = 0.0
    for ring in topology.outline(numbers):
        points = topology.points(ring)
        total += sum(x * v - u * y for (x, y), (u, v) in pairwise([*points, points[0]]))
    return round(total / 2, 6)


def test_a_shared_border_is_stored_once_and_dissolves() -> None:
    topology = built(box(0, 0, 2, 2), box(2, 0, 4, 2))
    shared = [arc for arc, users in enumerate(topology.users) if len(users) == 2]
    assert len(shared) == 1
    assert sorted(topology.points(shared)) == [(2.0, 0.0), (2.0, 2.0)]
    assert len(topology.outline([0, 1])) == 1
    assert area(topology, 0, 1) == 8


def test_an_enclave_is_a_hole_and_fills_it() -> None:
    outer = box(0, 0, 6, 6).difference(box(2, 2, 4, 4))
    topology = built(outer, box(2, 2, 4, 4))
    assert len(topology.arcs) == 2
    assert area(topology, 0) == 32
    assert area(topology, 1) == 4
    assert area(topology, 0, 1) == 36
    assert len(topology.outline([0, 1])) == 1


def test_edges_of_a_window_are_seams() -> None:
    seams = Seams([(0, 0, 4, 4)])
    topology = built(Polygon([(0, 0), (4, 0), (4, 4), (2, 3), (0, 4)]), seams=seams)
    drawn = [arc for arc in range(len(topology.arcs)) if arc not in topology.seams]
    assert [topology.points([arc]) for arc in drawn] == [[(4.0, 4.0), (2.0, 3.0), (0.0, 4.0)]]


def test_specks_and_spikes_vanish() -> None:
    speck = box(0, 0, 0.1 / SCALE, 0.1 / SCALE)
    assert built(speck).rings == ((),)
    spike = Polygon([(0, 0), (2, 0), (2, 2), (4, 2), (2, 2.0001), (0, 2)])
    assert area(built(spike), 0) == 4


@given(
    st.lists(
        st.tuples(st.integers(0, 8), st.integers(0, 8), st.integers(1, 4), st.integers(1, 4)),
        min_size=1,
        max_size=6,
    )
)
def test_any_cut_of_the_plane_keeps_its_areas(boxes: list[tuple[int, int, int, int]]) -> None:
    cells: list[BaseGeometry] = []
    taken: BaseGeometry = Polygon()
    for x, y, width, height in boxes:
        cell = box(x, y, x + width, y + height).difference(taken)
        taken = taken.union(cell)
        cells.append(shapely.segmentize(cell, 1.0))  # neighbours meet point on point
    topology = built(*cells)
    for number, cell in enumerate(cells):
        assert area(topology, number) == round(cell.area, 6)
    assert area(topology, *range(len(cells))) == round(taken.area, 6)


def decoded(text: str) -> list[list[tuple[int, int]]]:
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    x = y = 0
    found = []
    for line in text.split(","):
        values, value, shift = [], 0, 0
        for letter in line:
            digit = letters.index(letter)
            value |= (digit & 31) << shift
            shift += 5
            if digit < 32:
                values.append(-(value + 1) // 2 if value & 1 else value // 2)
                value = shift = 0
        points = []
        for dx, dy in zip(values[::2], values[1::2], strict=True):
            x, y = x + dx, y + dy
            points.append((x, y))
        found.append(points)
    return found


@given(
    st.lists(
        st.lists(
            st.tuples(st.integers(-200_000, 200_000), st.integers(-90_000, 90_000)), min_size=1
        ),
        min_size=1,
    )
)
def test_lines_read_back_as_they_were_written(lines: list[list[tuple[int, int]]]) -> None:
    text = encode_lines(lines)
    assert decoded(text) == lines
    assert not set(text) & set("<>&\"'\\`${}")
