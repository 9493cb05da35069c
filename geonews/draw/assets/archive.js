const data = JSON.parse(document.getElementById("archive-data").textContent);
const by = (id) => document.getElementById(id);
const number = (n) => n.toLocaleString("en");
const stories = (n) => number(n) + (n === 1 ? " story" : " stories");
const [when, told, rows, lands, count, play] =
  ["when", "told", "rows", "lands", "count", "play"].map(by);
const bars = [...document.querySelectorAll(".bars rect")];
const shapes = [...document.querySelectorAll("[data-c]")];
const spots = [...document.querySelectorAll(".spots circle")];
const names = [...document.querySelectorAll(".names text")];
const keys = [...document.querySelectorAll(".key")];
// The whole as the server wrote it is put back as it was.
const whole = { rows: [...rows.children], lands: lands ? [...lands.children] : [], count: count.textContent };
const parent = document.querySelector(".time");
const SVG = "http://www.w3.org/2000/svg";
function colour(n, classes) {
  let found = 0;
  for (const [least, one] of classes) if (n >= least) found = one;
  return found;
}
function radius(n, most) {
  return n && most ? Math.max(data.radius[0], data.radius[1] * Math.sqrt(n / most)) : 0;
}
function cell(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}
function course(counts, at) {
  const most = Math.max(...counts.slice(1)) || 1;
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 " + 4 * (counts.length - 1) + " 20");
  svg.setAttribute("preserveAspectRatio", "none");
  svg.setAttribute("aria-hidden", "true");
  const path = ["", ""];
  counts.forEach((n, i) => {
    if (i && n) path[+(i === at)] += "M" + 4 * (i - 1) + " 20v-" + 20 * n / most + "h3v" + 20 * n / most + "z";
  });
  path.forEach((d, i) => {
    const line = document.createElementNS(SVG, "path");
    line.setAttribute("d", d);
    if (i) line.setAttribute("class", "on");
    svg.append(line);
  });
  return svg;
}
function place(index, rank, at) {
  const row = cell("tr"), head = cell("th"), chart = cell("td", "course");
  const counts = data.places[index];
  head.scope = "row";
  const name = cell("span", "name", data.names[index]);
  const about = cell("span", "about", data.whats[index]);
  name.dir = about.dir = "auto";
  head.append(name, about);
  chart.append(course(counts, at));
  const share = data.stories[at] ? (100 * counts[at] / data.stories[at]).toFixed(1) + "%" : "";
  row.append(cell("td", "rank", String(rank)), head, cell("td", "num", number(counts[at])),
    cell("td", "num share", share), chart);
  return row;
}
function ranked(counts, at, most) {
  return counts.map((_, i) => i).filter((i) => counts[i][at])
    .sort((a, b) => counts[b][at] - counts[a][at] || a - b).slice(0, most);
}
function land(index, at, most) {
  const row = cell("tr"), head = cell("th", "", data.codes[index]), meter = cell("td", "meter");
  head.scope = "row";
  head.dir = "auto";
  const bar = cell("span");
  bar.style.width = 100 * data.countries[index][at] / most + "%";
  meter.append(bar);
  row.append(head, meter, cell("td", "num", number(data.countries[index][at])));
  return row;
}
function show(at) {
  const kind = +(at > 0), most = data.most[kind];
  const label = (at ? data.periods[at - 1] : "Whole time") + ": " + stories(data.stories[at]);
  told.textContent = label;
  when.setAttribute("aria-valuetext", label);
  parent.classList.toggle("one", at > 0);
  bars.forEach((bar, i) => bar.classList.toggle("on", i === at - 1));
  keys.forEach((key) => { key.hidden = key.classList.contains("period") !== at > 0; });
  for (const shape of shapes) {
    const n = data.countries[shape.dataset.c][at];
    shape.setAttribute("class", "c" + colour(n, data.classes[kind]));
    shape.firstChild.textContent = data.codes[shape.dataset.c] + ": " + stories(n);
  }
  for (const spot of spots) {
    const n = data.places[spot.dataset.p][at];
    spot.setAttribute("r", (radius(n, most) * spot.parentNode.dataset.zoom).toFixed(1));
    spot.firstChild.textContent = data.names[spot.dataset.p] + ": " + stories(n);
  }
  for (const name of names) {
    const size = radius(data.places[name.dataset.p][at], most) * name.parentNode.dataset.zoom;
    const side = name.getAttribute("text-anchor") === "end" ? -1 : 1;
    name.setAttribute("x", (+name.dataset.x + side * (size + 7)).toFixed(0));
    name.style.display = size ? "" : "none";
  }
  if (!at) {
    rows.replaceChildren(...whole.rows);
    if (lands) lands.replaceChildren(...whole.lands);
    count.textContent = whole.count;
    return;
  }
  const first = ranked(data.places, at, data.rows);
  rows.replaceChildren(...first.map((index, i) => place(index, i + 1, at)));
  count.textContent = data.periods[at - 1] + ": the first of the " + number(data.places.length) +
    " places that most stories name in the whole time";
  if (!lands) return;
  const led = ranked(data.countries, at, whole.lands.length);
  lands.replaceChildren(...led.map((i) => land(i, at, data.countries[led[0]][at])));
}
let timer = 0;
function stop() {
  clearInterval(timer);
  timer = 0;
  play.setAttribute("aria-pressed", "false");
  play.textContent = "Play";
}
play.addEventListener("click", () => {
  if (timer) return stop();
  if (+when.value === data.periods.length) when.value = 0;
  play.setAttribute("aria-pressed", "true");
  play.textContent = "Pause";
  timer = setInterval(() => {
    if (+when.value === data.periods.length) return stop();
    when.value = +when.value + 1;
    show(+when.value);
  }, 900);
});
when.addEventListener("input", () => { stop(); show(+when.value); });
for (const one of [by("controls"), by("all"), when]) one.hidden = false;
// A browser keeps where the slider stood when a page is loaded again.
when.value = 0;
when.setAttribute("aria-valuetext", told.textContent);
