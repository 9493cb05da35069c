let arcs;
// Features of the map as GeoJSON: [number, lists of lines], a line that is ~i being i backwards.
const collection = (features, type, coordinates) => ({
  type: "FeatureCollection",
  features: features.map((feature) => ({
    type: "Feature",
    properties: { number: feature[0] },
    geometry: { type: type, coordinates: coordinates(feature) },
  })),
});
const joined = (ids) => ids.flatMap((id, i) => {
  const line = id < 0 ? arcs[~id].slice().reverse() : arcs[id];
  return i ? line.slice(1) : line;
});
const shapes = (features) => collection(features, "Polygon", (f) => f[1].map(joined));
const lines = (features) => collection(features, "MultiLineString", (f) => f[1].map(joined));
const strokes = (features) => collection(features, "MultiLineString", (f) => f[1]);
const points = (features) => collection(features, "Point", (f) => [f[1], f[2]]);

// How a point is drawn; `square` is the dateline's mark.
function dot(className, radius) {
  return (feature, at) => L.circleMarker(at, { className: className, radius: radius });
}
// Very many dots are drawn as a picture, which no style sheet reaches.
function speck(color, radius) {
  const style = getComputedStyle(document.documentElement);
  const options = {
    renderer: L.canvas({ padding: 0.3 }), radius: radius, weight: 0.8, fillOpacity: 0.75,
    color: style.getPropertyValue("--halo").trim(), fillColor: style.getPropertyValue(color).trim(),
  };
  return (feature, at) => L.circleMarker(at, options);
}
function square(className) {
  const icon = L.divIcon({ className: className, iconSize: [11, 11] });
  return (feature, at) => L.marker(at, { icon: icon, keyboard: false });
}

// Boxes taken on the screen, found by the squares they touch.
class Taken {
  constructor() { this.squares = new Map(); }
  *keys(box) {
    for (let x = box[0] >> 6; x <= box[2] >> 6; x++) {
      for (let y = box[1] >> 6; y <= box[3] >> 6; y++) yield x * 4096 + y;
    }
  }
  add(box) {
    for (const key of this.keys(box)) {
      if (!this.squares.has(key)) this.squares.set(key, []);
      this.squares.get(key).push(box);
    }
  }
  meets(box) {
    for (const key of this.keys(box)) {
      for (const b of this.squares.get(key) || []) {
        if (box[0] < b[2] && b[0] < box[2] && box[1] < b[3] && b[1] < box[3]) return true;
      }
    }
    return false;
  }
}

// Names on the map: the most important first, none over another, none cut by the edge.
const MOST_LABELS = 200, MOST_TRIED = 1500;
const Labels = L.Layer.extend({
  initialize(items) { this._items = items; this._fonts = new Map(); },
  onAdd(map) {
    this._pane = map.getPane("labels") || map.createPane("labels");
    this._pane.setAttribute("aria-hidden", "true");
    this._pen = document.createElement("canvas").getContext("2d");
    this._place();
  },
  getEvents() { return { moveend: this._place, resize: this._place }; },
  _element(item) {
    const element = document.createElement("span");
    element.className = "gn-label " + item.classes;
    element.textContent = item.name;
    return this._pane.appendChild(element);
  },
  _measure(item) {
    if (!this._fonts.has(item.classes)) {
      const probe = this._element({ name: "x", classes: item.classes });
      const style = getComputedStyle(probe);
      this._fonts.set(item.classes, {
        font: style.fontStyle + " " + style.fontWeight + " " + style.fontSize + " " + style.fontFamily,
        gap: parseFloat(style.letterSpacing) || 0,
        most: parseFloat(style.maxWidth) || 256,
        high: probe.offsetHeight,
      });
      probe.remove();
    }
    const font = this._fonts.get(item.classes);
    this._pen.font = font.font;
    const extra = item.classes.includes("uncertain") ? " ?" : "";
    const wide = this._pen.measureText(item.name + extra).width + font.gap * item.name.length;
    item.w = Math.min(Math.ceil(wide) + 5, font.most);
    item.h = font.high;
  },
  _place() {
    const map = this._map, size = map.getSize(), taken = new Taken(), shown = [], inView = [];
    const free = (box) => box[0] >= 3 && box[1] >= 3 && box[2] <= size.x - 3 &&
      box[3] <= size.y - 3 && !taken.meets(box);
    // The controls in the corners are no place for a name.
    taken.add([0, 0, 52, 88]);
    taken.add([0, size.y - 46, 150, size.y]);
    const reset = document.querySelector(".reset");
    if (!reset.hidden) taken.add([size.x - reset.offsetWidth - 20, 0, size.x, 54]);
    const silent = document.querySelector(".no-spoken") !== null;
    for (const item of this._items) {
      if (silent && item.classes.startsWith("associative")) continue;
      const points = item.at.map((p) => map.latLngToContainerPoint([p[1], p[0]]));
      const seen = points.filter((p) => p.x > 0 && p.y > 0 && p.x < size.x && p.y < size.y);
      if (!seen.length) continue;
      if (item.point) taken.add([seen[0].x - 6, seen[0].y - 6, seen[0].x + 6, seen[0].y + 6]);
      // A name of the basemap stands only where what it names is about as wide as the name.
      const most = item.width ? 1.1 * item.width * map.getZoomScale(map.getZoom(), 0) : Infinity;
      if (most > 30) inView.push([item, seen, most]);
    }
    const named = new Set();
    let tried = 0;
    for (const [item, points, most] of inView) {
      if (shown.length >= MOST_LABELS || tried++ > MOST_TRIED) break;
      if (named.has(item.name)) continue;
      if (!item.w) this._measure(item);
      const w = item.w, h = item.h;
      if (w > most) continue;
      const tries = [];
      for (const p of points) {
        if (item.point) {
          const d = 8;
          tries.push([p.x + d, p.y - h / 2], [p.x - d - w, p.y - h / 2], [p.x - w / 2, p.y - d - h],
            [p.x - w / 2, p.y + d], [p.x + d - 2, p.y - d - h / 2], [p.x + d - 2, p.y + d - h / 2],
            [p.x - d + 2 - w, p.y - d - h / 2], [p.x - d + 2 - w, p.y + d - h / 2]);
        } else {
          // The basemap's own names stand where they belong or not at all.
          const shifts = item.width ? [0] : [0, -h, h];
          for (const dy of shifts) tries.push([p.x - w / 2, p.y - h / 2 + dy]);
        }
      }
      const at = tries.find(([x, y]) => free([x, y, x + w, y + h]));
      if (!at) continue;
      taken.add([at[0] - 2, at[1] - 1, at[0] + w + 2, at[1] + h + 1]);
      named.add(item.name);
      shown.push([item, at[0], at[1]]);
    }
    const origin = map.containerPointToLayerPoint([0, 0]);
    this._pane.replaceChildren();
    for (const [item, x, y] of shown) {
      this._element(item).style.transform =
        "translate(" + Math.round(x + origin.x) + "px," + Math.round(y + origin.y) + "px)";
    }
  },
});

// What is to be built once a reader may want it: the figure stands until then.
function boot(build) {
  const story = JSON.parse(document.getElementById("story-data").textContent);
  const stage = document.querySelector(".stage"), still = stage.querySelector("svg");
  const explore = stage.querySelector(".explore");
  let desk = null;
  const live = () => {
    if (desk) return desk;
    stage.classList.add("live");
    explore.hidden = true;
    desk = build(story);
    if (still) still.setAttribute("aria-hidden", "true");
    return desk;
  };
  explore.hidden = false;
  stage.addEventListener("click", (event) => {
    if (desk) return;
    live();
    if (event.target === explore) document.getElementById("map").focus({ preventScroll: true });
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-place]");
    if (!button) return;
    event.preventDefault();
    live().fly(Number(button.dataset.place), button);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && desk) desk.back();
  });
  const spoken = document.querySelector(".spoken-of input");
  if (spoken) {
    spoken.closest("label").classList.add("ready");
    spoken.addEventListener("change", () => {
      stage.classList.toggle("no-spoken", !spoken.checked);
      if (desk) desk.relabel();
    });
  }
  // Inside another page a map that wakes by itself would trap fingers and wheels.
  if (window.parent === window) {
    const idle = window.requestIdleCallback || ((run) => setTimeout(run, 200));
    const wake = () => idle(live, { timeout: 1500 });
    if (document.readyState === "complete") wake();
    else addEventListener("load", wake);
  }
}

function start(map, layers, story) {
  const box = (b) => L.latLngBounds([b[1], b[0]], [b[3], b[2]]);
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const frame = box(story.frame);
  const home = { padding: [6, 6], animate: false };
  const element = map.getContainer();
  const stage = document.querySelector(".stage");
  const reset = document.querySelector(".reset");
  const said = document.getElementById("said");
  const parts = new Map();
  let chosen = null, from = null;

  // As far out as the whole plane, so that nothing beside the map is ever seen.
  const plane = box(story.plane);
  map.setMaxBounds(plane);
  const limit = () => map.setMinZoom(Math.min(3, map.getBoundsZoom(plane, true)));
  limit();
  let first;
  const goHome = () => {
    map.fitBounds(frame, home);
    first = { center: map.getCenter(), zoom: map.getZoom() };
  };
  goHome();
  const isAway = () => chosen !== null || Math.abs(map.getZoom() - first.zoom) > 0.1 ||
    map.project(map.getCenter(), first.zoom).distanceTo(map.project(first.center, first.zoom)) > 8;
  map.on("moveend", () => { reset.hidden = !isAway(); });
  map.on("movestart zoomstart", () => element.classList.add("gn-moving"));
  map.on("moveend", () => element.classList.remove("gn-moving"));

  // A wheel or a finger that meets the map on its way down the page moves the page.
  map.scrollWheelZoom.disable();
  map.on("focus click", () => map.scrollWheelZoom.enable());
  map.on("blur mouseout", () => map.scrollWheelZoom.disable());
  if (matchMedia("(pointer: coarse)").matches) {
    map.dragging.disable();
    const hint = stage.querySelector(".hint");
    let timer;
    element.addEventListener("touchmove", (event) => {
      hint.hidden = event.touches.length > 1;
      clearTimeout(timer);
      timer = setTimeout(() => { hint.hidden = true; }, 1400);
    }, { passive: true });
  }

  // What the list says of a place; a very long list has its name alone.
  function told(number) {
    const item = document.getElementById("place-" + number);
    if (!item) return [named(number)[0].textContent];
    return [".name", ".what", ".times"].map((part) => {
      const found = item.querySelector(part);
      return found ? found.textContent : "";
    });
  }
  function card(number) {
    const content = document.createElement("div");
    for (const [i, text] of told(number).entries()) {
      const tag = i ? "span" : "strong";
      const line = content.appendChild(document.createElement(tag));
      line.dir = "auto";
      line.textContent = text;
    }
    return content;
  }
  const named = (number) => document.querySelectorAll('[data-place="' + number + '"]');
  function mark(number, on) {
    const item = document.getElementById("place-" + number);
    if (item) item.classList.toggle("on", on);
    named(number).forEach((b) => {
      if (on) b.setAttribute("aria-current", "true"); else b.removeAttribute("aria-current");
    });
    (parts.get(number) || []).forEach((p) => p.getElement() && p.getElement().classList.toggle("gn-on", on));
    return item;
  }
  function choose(number) {
    if (chosen !== null) mark(chosen, false);
    chosen = number;
    reset.hidden = !isAway();
    if (number === null) map.closePopup();
    else mark(number, true);
  }
  function reveal(number) {
    const box = document.querySelector(".scroll"), item = document.getElementById("place-" + number);
    if (!box || !item || box.scrollHeight <= box.clientHeight) return;
    const a = item.getBoundingClientRect(), b = box.getBoundingClientRect();
    if (a.top < b.top || a.bottom > b.bottom) box.scrollTop += a.top - b.top - 8;
  }
  function fly(number, button) {
    choose(number);
    from = button;
    if (!button.closest(".scroll")) reveal(number);
    map.closePopup();
    const dot = (parts.get(number) || []).find((part) => part.getLatLng);
    const target = story.bounds[number] ? box(story.bounds[number]) : L.latLngBounds([dot.getLatLng()]);
    const wide = target.getNorth() - target.getSouth() > 0.01 || target.getEast() - target.getWest() > 0.01;
    const zoom = wide ? map.getBoundsZoom(target, false, L.point(48, 48)) : Math.max(map.getBoundsZoom(frame), 7);
    map.flyTo(target.getCenter(), Math.min(zoom, 9), { duration: 1.1, animate: !still });
    said.textContent = "The map shows " + told(number).slice(0, 2).join(", ");
    const seen = element.getBoundingClientRect();
    if (seen.bottom < 120 || seen.top > innerHeight - 120) {
      element.scrollIntoView({ block: "start", behavior: still ? "auto" : "smooth" });
    }
  }
  for (const layer of layers) {
    layer.eachLayer((part) => {
      const number = part.feature.properties.number;
      if (!parts.has(number)) parts.set(number, []);
      parts.get(number).push(part);
      if (part.options.interactive === false) return;
      part.on("click", (event) => {
        L.DomEvent.stopPropagation(event);
        choose(number);
        reveal(number);
        L.popup({ maxWidth: 240, autoPanPadding: [12, 12] })
          .setLatLng(event.latlng).setContent(card(number)).openOn(map);
      });
    });
  }
  function back() {
    if (!isAway()) return;
    choose(null);
    said.textContent = "The map shows the whole story";
    map.flyToBounds(frame, { padding: [6, 6], duration: 1.1, animate: !still });
    if (from) { from.focus({ preventScroll: true }); from = null; }
  }
  reset.addEventListener("click", () => {
    if (!from) element.focus({ preventScroll: true });
    back();
  });
  map.on("resize", () => { limit(); if (reset.hidden) goHome(); });
  const labels = new Labels(story.labels);
  labels.addTo(map);
  if (window.ResizeObserver) new ResizeObserver(() => map.invalidateSize({ pan: false })).observe(element);
  return { fly: fly, back: back, relabel: () => labels._place() };
}
