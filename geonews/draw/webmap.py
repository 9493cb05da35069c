"""The interactive map: folium, with Leaflet inside the page and nothing fetched.

folium names its objects at random, links to five hosts and runs text through templates twice. Here
the map and its layers carry fixed names, no links, and no text at all: shapes and numbers only.
Importing this module imports folium.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from importlib import resources
from typing import Any

import branca.element
import folium
from folium.template import Template

from geonews.draw.scene import Kind, Scene
from geonews.draw.topology import Topology

__all__ = ["leaflet_css", "leaflet_js", "map_script"]

# From the ground up: what is drawn later lies above.
_AREA_ORDER: tuple[Kind, ...] = (
    "dateline",
    "associative",
    "holder",
    "literal",
    "focus",
    "uncertain",
)
_DOTS: tuple[tuple[Kind, str], ...] = (
    ("associative", 'dot("gn-dot-associative", 4)'),
    ("uncertain", 'dot("gn-dot-uncertain", 6)'),
    ("dateline", 'square("gn-dateline")'),
    ("literal", 'dot("gn-dot-literal", 5)'),
    ("focus", 'dot("gn-dot-literal", 6.5)'),
)
# Zones share no line with anything, so their rings travel as they are.
_ZONES = '((list) => collection(list, "MultiPolygon", (zone) => zone[1]))'
# So many dots of full size would be one blot.
_MANY_DOTS = 250
# Parts of Leaflet that no page of ours uses: tiles, pictures, a layer switch, old browsers.
_UNUSED = re.compile(
    r"tile|image-layer|control-(layers|attribution)|tooltip|vml|crosshair|zoom-box|shadow|@media"
    r"|\.leaflet-retina|\.leaflet-oldie|#vml"
)
_SMALL_DOT = 'dot("gn-dot-literal gn-small", 3.2)'
# So many would keep a browser busy for seconds as elements of their own.
_TOO_MANY_DOTS = 2000
_SPECKS: dict[Kind, str] = {
    "associative": 'speck("--spoken-line", 2)',
    "uncertain": 'speck("--doubt", 2)',
}
_SPECK = 'speck("--story-line", 2.4)'


class _Figure(branca.element.Figure):
    """Collects the script of a map; the page around it is built elsewhere."""

    def map_script(self) -> str:
        for child in self._children.values():
            child.render()
        return str(self.script.render())


class _StoryMap(folium.Map):
    """A Leaflet map without links to outside, zoom lock or random names."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        arcs = unpack({{ this.lines|tojson }});
        var {{ this.get_name() }} = L.map("map", {
            ...{{ this.options|tojavascript }},
            renderer: L.svg({padding: 0.6})
        });
        L.control.scale({maxWidth: 110}).addTo({{ this.get_name() }});
        {% endmacro %}
        """
    )
    default_js: list[tuple[str, str]] = []  # noqa: RUF012  folium's own name and type
    default_css: list[tuple[str, str]] = []  # noqa: RUF012

    def __init__(self, lines: dict[str, object]) -> None:
        super().__init__(
            location=(0, 0),
            tiles=None,
            zoom_control=True,
            attribution_control=False,
            zoom_snap=0.25,
            zoom_delta=0.75,
            wheel_px_per_zoom_level=120,
            max_bounds_viscosity=1.0,
            max_zoom=11,
        )
        self._name, self._id = "Map", "story"
        self.lines = lines
        # The script fits the frame; a first view would only be drawn and thrown away.
        self.options.pop("zoom", None)


class _Layer(folium.GeoJson):
    """One class of things on the map: a GeoJSON layer whose shapes are made of the map's lines.

    ``maker`` is the page's function that turns the features into GeoJSON.
    """

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        var {{ this.get_name() }} = L.geoJson({{ this.maker }}({{ this.features|tojson }}), {
            {%- if this.point %}pointToLayer: {{ this.point }},{% endif %}
            ...{{ this.options|tojavascript }}
        });
        {% endmacro %}
        """
    )

    def __init__(
        self, name: str, maker: str, features: list[Any], point: str = "", **options: Any
    ) -> None:
        super().__init__({"type": "FeatureCollection", "features": []}, **options)
        self._name, self._id = "Layer", name
        self.maker = maker
        self.features = features
        self.point = point


def map_script(scene: Scene) -> str:
    """Return the script that builds the map of a scene; it holds no text of the story."""
    figure, story_map = _Figure(), _StoryMap(scene.basemap.topology.packed())
    figure.add_child(story_map)
    live = []
    for layer in _layers(scene):
        layer.add_to(story_map)
        if not layer.get_name().startswith("layer_base"):
            live.append(layer.get_name())
    return (
        f"boot((story) => {{\n{figure.map_script()}\n"
        f"return start({story_map.get_name()}, [{', '.join(live)}], story);\n}});\n"
    )


def _layers(scene: Scene) -> Iterator[_Layer]:
    base, topology = scene.basemap, scene.basemap.topology
    land = topology.outline(cell.number for cell in base.land)
    yield _base("land", "shapes", [[0, land]])
    yield _base("regions", "lines", [[0, [[arc] for arc in base.lines("region")]]])
    yield _base("borders", "lines", [[0, [[arc] for arc in base.lines("border")]]])
    for kind in _AREA_ORDER:
        rings = [
            (
                place.entry.number,
                topology.outline(c.number for c in scene.areas[place.entry.number]),
            )
            for place in sorted(scene.located, key=lambda p: -p.span)
            if scene.kinds[place.entry.number] == kind and scene.areas.get(place.entry.number)
        ]
        if rings:
            css = "associative" if kind == "dateline" else kind
            edges = [
                [number, list(_drawn(topology, outline, css == "associative"))]
                for number, outline in rings
            ]
            yield _Layer(f"area_{kind}", "shapes", list(map(list, rings)), class_name=f"gn-{css}")
            yield _Layer(
                f"edge_{kind}", "lines", edges, class_name=f"gn-{css}-edge", interactive=False
            )
    for doubt in (False, True):
        zones = [
            [place.entry.number, _rings(place.shape)]
            for place in sorted(scene.located, key=lambda p: -p.span)
            if place.form == "zone" and doubt == (scene.kinds[place.entry.number] == "uncertain")
        ]
        if zones:
            name, more = ("zone_doubt", " gn-zone-doubt") if doubt else ("zone", "")
            # Leaflet's own simplification would make corners of their curves.
            yield _Layer(name, _ZONES, zones, class_name=f"gn-zone{more}", smoothFactor=0.2)
    disputed = [topology.outline([cell.number]) for cell in base.land if cell.kind == "disputed"]
    if disputed:
        edges = [[0, list(_drawn(topology, rings))] for rings in disputed]
        yield _base("disputed", "shapes", [[0, rings] for rings in disputed])
        yield _base("disputed-edge", "lines", edges)
    if base.dashes:
        parts = [part for dash in base.dashes for part in _parts(dash)]
        yield _base("dashes", "strokes", [[0, parts]])
    for kind, point in _DOTS:
        points = [
            [place.entry.number, round(place.lon, 4), round(place.lat, 4)]
            for place in scene.located
            if place.form == "point" and scene.kinds[place.entry.number] == kind
        ]
        if points:
            if len(points) > _TOO_MANY_DOTS:
                point = _SPECKS.get(kind, _SPECK)
            elif len(points) > _MANY_DOTS and kind in ("literal", "focus"):
                point = _SMALL_DOT
            yield _Layer(f"dot_{kind}", "points", points, point)


def _base(name: str, maker: str, features: list[Any]) -> _Layer:
    fixed = f"base_{name.replace('-', '_')}"
    return _Layer(fixed, maker, features, class_name=f"gn-{name}", interactive=False)


def _drawn(
    topology: Topology, rings: Sequence[list[int]], borders_only: bool = False
) -> Iterator[list[int]]:
    """Yield the rings without the edges of windows, as runs of arcs.

    ``borders_only`` leaves coasts out where a shape has borders: dots along a coast are noise.
    """
    hidden = set(topology.seams)
    if borders_only:
        arcs = {max(arc, ~arc) for ring in rings for arc in ring}
        coasts = {arc for arc in arcs if len(set(topology.users[arc])) < 2}
        if arcs - coasts - hidden:
            hidden |= coasts
    for ring in rings:
        run: list[int] = []
        for arc in ring:
            if max(arc, ~arc) in hidden:
                if run:
                    yield run
                run = []
            else:
                run.append(arc)
        if run:
            yield run


def _rings(shape: Any) -> list[list[list[list[float]]]]:
    """Return polygons as GeoJSON has them, to 10 m."""
    return [
        [
            [[round(x, 4), round(y, 4)] for x, y in ring.coords]
            for ring in (part.exterior, *part.interiors)
        ]
        for part in shape.geoms
    ]


def _parts(line: Any) -> Iterator[list[list[float]]]:
    for part in getattr(line, "geoms", [line]):
        if part.geom_type == "LineString":
            yield [[round(x, 3), round(y, 3)] for x, y in part.coords]


def leaflet_js() -> str:
    """Return Leaflet's script without its reference to a source map."""
    text = _leaflet("leaflet.js")
    return text.split("//# sourceMappingURL", 1)[0].rstrip() + "\n"


def leaflet_css() -> str:
    """Return Leaflet's style sheet without its pictures and the rules for what no map here has."""
    text = re.sub(r"/\*.*?\*/", "", _leaflet("leaflet.css"), flags=re.DOTALL)
    kept = []
    for selectors, rules in re.findall(r"([^{}]+)\{([^{}]*)\}", text):
        named = [name.strip() for name in selectors.split(",")]
        used = ",".join(name for name in named if not _UNUSED.search(name))
        lines = (line.strip() for line in rules.split(";"))
        declared = ";".join(line for line in lines if line and "url(" not in line)
        if used and declared:
            kept.append(f"{used}{{{declared}}}\n")
    return "".join(kept)


def _leaflet(name: str) -> str:
    path = resources.files("xstatic.pkg.leaflet") / "data" / name
    return path.read_text(encoding="utf-8").replace("\r\n", "\n")
