"""Which part of the world a map opens on."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from geonews.draw.located import Located, is_specific
from geonews.model import BBox

__all__ = ["Frame", "choose_frame", "grown", "window_of"]

# Places are taken, heaviest first, until they hold more than this share of the story's literal
# mentions: two "concerns in Seoul" do not widen the map of a story about Kursk.
_ENOUGH = 0.5
# ... unless the frame would grow by more than this factor: a court in The Hague is no part of a map
# of Guyana.
_FAR = 2.5
# So many of the heaviest places are tried as the start.
_SEEDS = 25
# So many of the heaviest tell how much of a story lies about a place.
_MOST_COMPANY = 400
# A further place joins if the frame then grows by no more than this factor.
_STRETCH = 1.6
# The share of a place's own size that is shown around it: a region needs its neighbours to be
# known, a subcontinent does not.
_ROOM_LEAST, _ROOM_MOST, _ROOM_DEGREES = 0.1, 0.45, 3.2
_ROOM_SEVERAL = 0.16
# A town is shown with about 200 km of its surroundings: Natural Earth has no streets.
_MIN_SPAN_KM = 420.0
_KM_PER_DEGREE = 111.2
# A picture of a given shape shows so much more than the frame, with the room for its names.
_BLEED = 1.3
_WORLD: BBox = (-169.0, -56.0, 191.0, 74.0)


@dataclass(frozen=True, slots=True)
class Frame:
    """The box a map opens on (degrees on the plane) and the entries it was chosen for."""

    bounds: BBox
    focus: frozenset[int]

    @property
    def span(self) -> float:
        """The longer side, degrees."""
        return max(self.bounds[2] - self.bounds[0], self.bounds[3] - self.bounds[1])


def choose_frame(located: Sequence[Located], world: BBox = _WORLD) -> Frame:
    """Choose the frame: the most specific literal places first, far-off ones left out.

    Parameters
    ----------
    located : sequence of Located
        Every place of the story, on the plane.
    world : BBox
        What to show when there is nothing to frame.
    """
    literal = [p for p in located if p.entry.role == "literal"]
    sure = [p for p in literal if p.entry.status == "resolved"]
    for pool in (
        [p for p in sure if is_specific(p.place) and p.entry.alone],
        [p for p in sure if is_specific(p.place)],
        sure,
        [p for p in literal if is_specific(p.place)],
        literal,
        [p for p in located if p.entry.role == "dateline"],
        list(located),
    ):
        if pool:
            chosen = _cover(pool)
            chosen += _zones_about(chosen, sure)
            box = _box(p.bounds for p in chosen)
            room = min(_ROOM_MOST, max(_ROOM_LEAST, _ROOM_DEGREES / max(_size(box), 0.1)))
            if len(chosen) > 1:
                room = min(room, _ROOM_SEVERAL)
            bounds = _inside(_roomy(box, room), world)
            return Frame(bounds, frozenset(p.entry.number for p in chosen))
    return Frame(world, frozenset())


def _zones_about(chosen: Sequence[Located], sure: Sequence[Located]) -> list[Located]:
    """Return the zones not chosen that a frame may be widened for: a shape half seen misleads."""
    box = _box(place.bounds for place in chosen)
    most = _FAR * max(_size(box), _MIN_SPAN_KM / _KM_PER_DEGREE)
    numbers = {place.entry.number for place in chosen}
    return [
        place
        for place in sure
        if place.form == "zone"
        and place.entry.number not in numbers
        and _size(_box((box, place.bounds))) <= most
    ]


def _weight(place: Located) -> int:
    return place.entry.literal or place.entry.count


def _cover(pool: list[Located]) -> list[Located]:
    queue = sorted(pool, key=lambda p: (-_weight(p), p.entry.first))
    total = sum(map(_weight, queue))
    # Start where most is: seven towns of Guyana before the court in The Hague that is named twice.
    start = max(queue[:_SEEDS], key=lambda seed: _company(seed, queue))
    queue.remove(start)
    queue.insert(0, start)
    chosen: list[Located] = []
    box: BBox | None = None
    held = last = 0
    while queue:
        # What weighs as much as the last one taken has the same right to be seen.
        if box and held > _ENOUGH * total:
            wider = _size(_box((box, queue[0].bounds)))
            if _weight(queue[0]) < last or wider > _FAR * _size(box):
                break
        last = _weight(queue[0])
        taken, box = _near(queue, box)
        held += sum(map(_weight, taken))
        chosen += taken
        numbers = {p.entry.number for p in taken}
        queue = [p for p in queue if p.entry.number not in numbers]
    return chosen


def _company(seed: Located, queue: list[Located]) -> int:
    """Return how much of the story lies about a place."""
    others = [place for place in queue[:_MOST_COMPANY] if place is not seed]
    return sum(map(_weight, _near([seed, *others], None)[0]))


def _near(queue: list[Located], box: BBox | None) -> tuple[list[Located], BBox]:
    """Take the first of a queue and all that lie about it or about what is in the box already."""
    taken = [queue[0]]
    grown_box = _box((box, queue[0].bounds)) if box else queue[0].bounds
    for place in queue[1:]:
        wider = _box((grown_box, place.bounds))
        if _size(wider) <= _STRETCH * max(_size(grown_box), _MIN_SPAN_KM / _KM_PER_DEGREE):
            taken.append(place)
            grown_box = wider
    return taken, grown_box


def _size(box: BBox) -> float:
    cos = math.cos(math.radians((box[1] + box[3]) / 2))
    return max((box[2] - box[0]) * cos, box[3] - box[1])


def _box(boxes: Iterable[BBox]) -> BBox:
    west, south, east, north = zip(*boxes, strict=True)
    return (min(west), min(south), max(east), max(north))


def grown(box: BBox, degrees_lon: float, degrees_lat: float) -> BBox:
    """Return a box with a margin on each side."""
    west, south, east, north = box
    return (west - degrees_lon, south - degrees_lat, east + degrees_lon, north + degrees_lat)


def _roomy(box: BBox, room: float) -> BBox:
    cos = max(0.2, math.cos(math.radians((box[1] + box[3]) / 2)))
    width, height = (box[2] - box[0]) * cos, box[3] - box[1]
    least = _MIN_SPAN_KM / _KM_PER_DEGREE
    margin = max(room * max(width, height), (least - max(width, height)) / 2)
    return grown(box, margin / cos, margin)


def _inside(box: BBox, world: BBox) -> BBox:
    west, south, east, north = box
    return (max(west, world[0]), max(south, -84.0), min(east, world[2]), min(north, 84.0))


def window_of(frame: Frame, plane: BBox, aspect: float = 1.0) -> BBox:
    """Return the box drawn in full detail: the frame and as much again around it.

    ``aspect`` is the width of the picture by its height, where it is known.
    """
    west, south, east, north = frame.bounds
    cos = max(0.2, math.cos(math.radians((south + north) / 2)))
    side = max((east - west) * cos, north - south)
    # A wide frame on a tall screen shows much more north and south than its own height.
    wide, tall = max(1.6, _BLEED * aspect), max(1.3, _BLEED / aspect)
    lon = max(0.35 * side, (wide * side - (east - west) * cos) / 2) / cos
    lat = max(0.25 * side, (tall * side - (north - south)) / 2)
    box = grown(frame.bounds, lon, lat)
    return (
        max(box[0], plane[0]),
        max(box[1], plane[1]),
        min(box[2], plane[2]),
        min(box[3], plane[3]),
    )
