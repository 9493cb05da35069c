const data = JSON.parse(document.getElementById("gallery-data").textContent);
const MOST_ROWS = 40, MOST_LINKS = 8, MOST_IN_POPUP = 60, NEAR = 46, MOST_NAMES = 60;
const COUNTRY = 0, AREA = 1;
const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
const number = (n) => n.toLocaleString("en");
const plural = (n, one, many) => number(n) + " " + (n === 1 ? one : many);
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) { made.textContent = text; made.dir = "auto"; }
  return made;
}

// Stories come as the steps between their numbers.
const summed = (steps) => { let at = 0; return steps.map((step) => (at += step)); };
const places = data.names.map((name, i) => ({
  number: i, name: name, what: data.whats[data.what[i]], form: data.form[i],
  lat: data.lat[i], lon: data.lon[i], told: summed(data.told[i]), spoken: summed(data.spoken[i]),
  stories: [],
}));
const words = document.getElementById("words");
const month = document.getElementById("month");
const spoken = document.getElementById("spoken");
const shapesOf = new Map();
let active = [];
function choose() {
  const wanted = !month || month.value === "any" ? -1
    : data.months.indexOf(month.value === "undated" ? "" : month.value);
  const fits = (story) => wanted < 0 || data.month[story] === wanted;
  active = [];
  for (const place of places) {
    const told = place.told.filter(fits);
    place.isSpoken = !told.length;
    place.stories = !spoken.checked ? told
      : [...new Set([...told, ...place.spoken.filter(fits)])].sort((a, b) => a - b);
    if (place.stories.length) active.push(place);
  }
  active.sort((a, b) => b.stories.length - a.stories.length || a.number - b.number);
}

// The basemap: what is a country of the stories is a shape that can be chosen.
const arcs = unpack(data.arcs);
const joined = (ids) => ids.flatMap((id, i) => {
  const line = id < 0 ? arcs[~id].slice().reverse() : arcs[id];
  return i ? line.slice(1) : line;
});
const feature = (type, coordinates, at) => ({
  type: "Feature", properties: { at: at }, geometry: { type: type, coordinates: coordinates },
});
const box = (b) => L.latLngBounds([b[1], b[0]], [b[3], b[2]]);
const plane = box(data.plane);
const holder = document.getElementById("map");
const map = L.map(holder, {
  attributionControl: false, zoomSnap: 0.25, zoomDelta: 1, maxZoom: 7, wheelPxPerZoomLevel: 120,
  maxBounds: plane, maxBoundsViscosity: 1, renderer: L.svg({ padding: 0.5 }),
});
const base = { interactive: false, smoothFactor: 1 };
L.geoJSON(data.shapes.map((s) => feature("Polygon", s[2].map(joined), s[0])),
  { ...base, className: "gn-land" }).addTo(map);
L.geoJSON(data.shapes.filter((s) => s[1]).map((s) => feature("Polygon", s[2].map(joined), -1)),
  { ...base, className: "gn-disputed" }).addTo(map);
let under = -1;
const tints = L.geoJSON(
  data.shapes.filter((s) => s[0] >= 0).map((s) => feature("Polygon", s[2].map(joined), s[0])), {
    smoothFactor: 1,
    style: { className: "gn-t0", stroke: false, fillOpacity: 0 },
    onEachFeature: (f, layer) => {
      const at = f.properties.at;
      if (!shapesOf.has(at)) shapesOf.set(at, []);
      shapesOf.get(at).push(layer);
      layer.on("click", () => { under = at; });
    },
  }).addTo(map);
L.geoJSON(feature("MultiLineString", data.borders.map((id) => joined([id]))),
  { ...base, className: "gn-borders" }).addTo(map);
L.geoJSON(feature("MultiLineString", data.dashes), { ...base, className: "gn-dashes" }).addTo(map);

// One canvas for all that is not a country: near ones are one disc.
const Spots = L.Layer.extend({
  onAdd(map) {
    map.createPane("spots");
    this._canvas = L.DomUtil.create("canvas", "", map.getPane("spots"));
    this._canvas.setAttribute("aria-hidden", "true");
    this._pen = this._canvas.getContext("2d");
    this._colours();
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
      this._colours();
      this.draw();
    });
    this.draw();
  },
  getEvents() { return { moveend: this.draw, resize: this.draw }; },
  _colours() {
    const style = getComputedStyle(document.documentElement);
    this._is = (name) => style.getPropertyValue("--" + name).trim();
    this._sans = this._is("sans");
  },
  _clusters(zoom) {
    const squares = new Map();
    // A town lends a disc its spot and name before a region does, which has none.
    const near = active.filter((place) => !shapesOf.has(place.number))
      .sort((a, b) => b.stories.length - a.stories.length || b.form - a.form || a.number - b.number);
    const points = near.map((place) => {
      const at = map.project([place.lat, place.lon], zoom);
      return { place: place, x: at.x, y: at.y, taken: false };
    });
    const key = (x, y) => x * 100003 + y;
    for (const point of points) {
      point.i = Math.floor(point.x / NEAR);
      point.j = Math.floor(point.y / NEAR);
      const square = key(point.i, point.j);
      if (!squares.has(square)) squares.set(square, []);
      squares.get(square).push(point);
    }
    // The most told place takes in what is near it, and lends its spot and its name.
    const found = [];
    for (const point of points) {
      if (point.taken) continue;
      const members = [], stories = new Set();
      for (let i = point.i - 1; i <= point.i + 1; i++) {
        for (let j = point.j - 1; j <= point.j + 1; j++) {
          for (const other of squares.get(key(i, j)) || []) {
            if (other.taken || Math.hypot(other.x - point.x, other.y - point.y) > NEAR) continue;
            other.taken = true;
            members.push(other.place);
            for (const story of other.place.stories) stories.add(story);
          }
        }
      }
      found.push({
        place: point.place, members: members, count: stories.size,
        lat: point.place.lat, lon: point.place.lon,
        r: (members.length > 1 ? 9.5 : 4.5) + 1.1 * Math.log2(stories.size),
      });
    }
    return found;
  },
  draw() {
    const zoom = map.getZoom();
    if (this._zoom !== zoom || this._of !== active) {
      this._all = this._clusters(zoom);
      this._zoom = zoom;
      this._of = active;
    }
    const size = map.getSize(), ratio = devicePixelRatio || 1, pen = this._pen;
    this._canvas.width = size.x * ratio;
    this._canvas.height = size.y * ratio;
    this._canvas.style.width = size.x + "px";
    this._canvas.style.height = size.y + "px";
    L.DomUtil.setPosition(this._canvas, map.containerPointToLayerPoint([0, 0]));
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.seen = [];
    for (const spot of this._all) {
      const at = map.latLngToContainerPoint([spot.lat, spot.lon]);
      if (at.x < -30 || at.y < -30 || at.x > size.x + 30 || at.y > size.y + 30) continue;
      spot.x = at.x;
      spot.y = at.y;
      this.seen.push(spot);
    }
    const boxes = [[0, 0, 50, 86], [size.x - 100, 0, size.x, 46]];
    for (const s of this.seen) boxes.push([s.x - s.r, s.y - s.r, s.x + s.r, s.y + s.r]);
    this._names(boxes, size);
    this._countries(boxes, size);
    for (const spot of [...this.seen].reverse()) this._disc(spot);
  },
  _disc(spot) {
    const pen = this._pen, many = spot.members.length > 1;
    const line = this._is(spot.place.isSpoken ? "spoken-line" : "story-line");
    const open = !many && spot.place.form <= AREA;
    pen.beginPath();
    pen.arc(spot.x, spot.y, spot.r, 0, 2 * Math.PI);
    pen.globalAlpha = many ? 0.92 : 1;
    pen.fillStyle = many || open ? this._is("halo") : line;
    pen.fill();
    pen.globalAlpha = 1;
    pen.lineWidth = many ? 2 : open ? 2.4 : 1.5;
    pen.strokeStyle = many || open ? line : this._is("halo");
    pen.stroke();
    if (many) {
      pen.fillStyle = this._is("ink");
      pen.font = "600 12px " + this._sans;
      pen.textAlign = "center";
      pen.textBaseline = "middle";
      const told = spot.count < 10000 ? number(spot.count) : Math.round(spot.count / 1000) + "k";
      pen.fillText(told, spot.x, spot.y + 0.5);
    }
    if (chosen && spot.members.includes(chosen)) {
      pen.beginPath();
      pen.arc(spot.x, spot.y, spot.r + 4, 0, 2 * Math.PI);
      pen.strokeStyle = this._is("accent");
      pen.lineWidth = 3;
      pen.stroke();
    }
  },
  _text(text, x, y, colour) {
    const pen = this._pen;
    pen.lineWidth = 3;
    pen.lineJoin = "round";
    pen.strokeStyle = this._is("halo");
    pen.strokeText(text, x, y);
    pen.fillStyle = this._is(colour);
    pen.fillText(text, x, y);
  },
  _free(boxes, b, size) {
    return b[0] > 2 && b[1] > 2 && b[2] < size.x - 2 && b[3] < size.y - 2 &&
      !boxes.some((o) => b[0] < o[2] && o[0] < b[2] && b[1] < o[3] && o[1] < b[3]);
  },
  _names(boxes, size) {
    const pen = this._pen;
    pen.font = "600 13px " + this._sans;
    pen.textAlign = "left";
    pen.textBaseline = "middle";
    let shown = 0;
    for (const spot of this.seen.slice(0, 3 * MOST_NAMES)) {
      if (shown >= MOST_NAMES) break;
      const name = spot.place.name.length > 28 ? spot.place.name.slice(0, 27) + "…" : spot.place.name;
      const w = pen.measureText(name).width + 2, d = spot.r + 4;
      const tries = [[spot.x + d, spot.y], [spot.x - d - w, spot.y],
        [spot.x - w / 2, spot.y - d - 7], [spot.x - w / 2, spot.y + d + 8]];
      const at = tries.find(([x, y]) => this._free(boxes, [x, y - 8, x + w, y + 8], size));
      if (!at) continue;
      boxes.push([at[0] - 2, at[1] - 8, at[0] + w + 2, at[1] + 8]);
      this._text(name, at[0], at[1], spot.place.isSpoken ? "spoken-ink" : "story-ink");
      shown++;
    }
  },
  _countries(boxes, size) {
    const pen = this._pen, degree = 256 * 2 ** map.getZoom() / 360;
    pen.textAlign = "left";
    pen.textBaseline = "middle";
    for (const [name, lon, lat, width, of] of data.labels) {
      if (width * degree < 40) continue;
      const p = map.latLngToContainerPoint([lat, lon]);
      if (p.x < 0 || p.y < 0 || p.x > size.x || p.y > size.y) continue;
      const told = of >= 0 && places[of].stories.length > 0;
      pen.font = (told ? "600" : "400") + " 13px " + this._sans;
      const w = pen.measureText(name).width;
      if (w > width * degree) continue;
      for (const dy of [0, 20, -20, 36, -36]) {
        const b = [p.x - w / 2 - 3, p.y + dy - 9, p.x + w / 2 + 3, p.y + dy + 9];
        if (!this._free(boxes, b, size)) continue;
        boxes.push(b);
        const ink = !told ? "name" : places[of].isSpoken ? "spoken-ink" : "story-ink";
        this._text(name, p.x - w / 2, p.y + dy, ink);
        break;
      }
    }
  },
  at(point) {
    return (this.seen || []).find((s) => Math.hypot(s.x - point.x, s.y - point.y) <= s.r + 4);
  },
});
let chosen = null;
const spots = new Spots();

function links(stories, most) {
  const found = element("ul", "links");
  for (const story of stories.slice(0, most)) {
    const link = element("a", "", data.titles[story]);
    link.href = data.pages[story];
    found.appendChild(element("li")).appendChild(link);
  }
  if (stories.length > most) {
    found.appendChild(element("li", "more", "and " + number(stories.length - most) + " more"));
  }
  return found;
}
function open(place, at) {
  const content = element("div");
  content.append(element("strong", "", place.name), element("p", "", place.what),
    links(place.stories, MOST_IN_POPUP));
  L.popup({ maxWidth: 270, minWidth: 180, autoPanPadding: [12, 12] })
    .setLatLng(at || [place.lat, place.lon]).setContent(content).openOn(map);
}
function bounds(list) {
  return L.latLngBounds(list.map((place) => [place.lat, place.lon]));
}
function move(target, most) {
  const view = { maxZoom: most, padding: [50, 50] };
  map[still ? "fitBounds" : "flyToBounds"](target, still ? { ...view, animate: false } : { ...view, duration: 0.9 });
}
function goTo(place) {
  const shapes = shapesOf.get(place.number);
  move(shapes ? L.featureGroup(shapes).getBounds() : bounds([place]), 6);
}
map.on("click", (event) => {
  const spot = spots.at(event.containerPoint), country = under;
  under = -1;
  if (spot && spot.members.length > 1) {
    const wide = bounds(spot.members);
    const isSame = map.getBoundsZoom(wide.pad(0.2)) > map.getMaxZoom() && map.getZoom() >= map.getMaxZoom();
    if (!isSame) { move(wide, map.getMaxZoom()); return; }
    const stories = [...new Set(spot.members.flatMap((p) => p.stories))].sort((a, b) => a - b);
    const names = spot.members.slice(0, 6).map((p) => p.name).join(", ");
    open({ name: names, what: plural(stories.length, "story", "stories"), stories: stories },
      [spot.lat, spot.lon]);
  } else if (spot) {
    open(spot.place);
  } else if (country >= 0 && places[country].stories.length) {
    open(places[country], event.latlng);
  }
});
map.on("mousemove", (event) => {
  holder.classList.toggle("on-spot", Boolean(spots.at(event.containerPoint)));
});
map.on("movestart zoomstart", () => holder.classList.add("gn-moving"));
map.on("moveend", () => holder.classList.remove("gn-moving"));
// A wheel or a finger that meets the map on its way down the page moves the page.
map.scrollWheelZoom.disable();
map.on("focus click", () => { map.scrollWheelZoom.enable(); map.dragging.enable(); });
map.on("blur mouseout", () => map.scrollWheelZoom.disable());
if (matchMedia("(pointer: coarse)").matches) map.dragging.disable();

// The list says what the map does; opening a place flies there.
const rows = document.getElementById("rows");
const count = document.getElementById("count");
const folded = places.map((place) => null);
function row(place) {
  const item = element("li"), details = item.appendChild(element("details"));
  const head = details.appendChild(element("summary"));
  head.append(element("span", "name", place.name),
    element("span", "times", plural(place.stories.length, "story", "stories")),
    element("span", "about", place.what));
  details.addEventListener("toggle", () => {
    if (!details.open) {
      if (chosen === place) { chosen = null; spots.draw(); }
      return;
    }
    for (const other of rows.querySelectorAll("details[open]")) if (other !== details) other.open = false;
    if (!details.querySelector(".links")) details.appendChild(links(place.stories, MOST_IN_POPUP));
    chosen = place;
    map.closePopup();
    goTo(place);
    spots.draw();
  });
  return item;
}
function list() {
  const asked = plain(words.value).split(/\s+/).filter(Boolean);
  const fits = (place) => {
    folded[place.number] ??= plain(place.name + " " + place.what);
    return asked.every((word) => folded[place.number].includes(word));
  };
  const found = asked.length ? active.filter(fits) : active;
  rows.replaceChildren(...found.slice(0, MOST_ROWS).map(row));
  count.textContent = found.length <= MOST_ROWS ? plural(found.length, "place", "places")
    : "The " + MOST_ROWS + " of " + number(found.length) + " places that most stories name";
}
function tint() {
  const most = Math.max(1, ...[...shapesOf.keys()].map((at) => places[at].stories.length));
  for (const [at, layers] of shapesOf) {
    const place = places[at], n = place.stories.length;
    const step = n > most / 3 ? 3 : n > most / 10 ? 2 : 1;
    const css = !n ? "gn-t0" : place.isSpoken ? "gn-tspoken" : "gn-t" + step;
    for (const layer of layers) {
      const path = layer.getElement();
      path.setAttribute("class", css + (n ? " leaflet-interactive" : ""));
    }
  }
}
function show() {
  choose();
  chosen = null;
  map.closePopup();
  list();
  tint();
  spots.draw();
}
choose();
const home = () => map.fitBounds(active.length ? bounds(active).pad(0.08) : plane,
  { maxZoom: 5, animate: false, padding: [30, 30] });
const limit = () => map.setMinZoom(Math.min(2, map.getBoundsZoom(plane, true)));
limit();
home();
spots.addTo(map);
list();
tint();
const reset = holder.appendChild(element("button", "reset", "All stories"));
reset.type = "button";
reset.addEventListener("click", (event) => { event.stopPropagation(); map.closePopup(); home(); });
L.DomEvent.disableClickPropagation(reset);
let waiting = 0;
words.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(list, 120); });
if (month) month.addEventListener("change", show);
spoken.addEventListener("change", show);
document.getElementById("filter").hidden = false;
map.on("resize", limit);
if (window.ResizeObserver) new ResizeObserver(() => map.invalidateSize({ pan: false })).observe(holder);
holder.dataset.ready = "yes";
