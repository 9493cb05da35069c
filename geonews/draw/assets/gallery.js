const list = document.getElementById("stories");
const filter = document.getElementById("filter");
const count = document.getElementById("count");
const words = document.getElementById("words");
const choices = ["place", "verdict"].map((id) => document.getElementById(id)).filter(Boolean);
const clear = document.getElementById("clear");
// Letters without their marks, so that "Malmo" finds "Malmö".
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
let cards = null;
function read() {
  cards = [...list.children].map((card) => ({
    card: card,
    text: plain([...card.querySelectorAll(".source,h2,.where")].map((e) => e.textContent).join(" ") +
      " " + (card.dataset.w || "")),
    place: new Set(card.dataset.p.split(" ")),
    verdict: new Set(card.dataset.v.split(" ")),
  }));
}
function show() {
  if (!cards) read();
  const asked = plain(words.value).split(/\s+/).filter(Boolean);
  const chosen = choices.filter((choice) => choice.value !== "any");
  let shown = 0;
  for (const one of cards) {
    const fits = asked.every((word) => one.text.includes(word)) &&
      chosen.every((choice) => one[choice.id].has(choice.value));
    if (one.card.hidden === fits) one.card.hidden = !fits;
    shown += fits;
  }
  const all = cards.length.toLocaleString("en");
  const isAll = !asked.length && !chosen.length;
  const stories = cards.length === 1 ? " story" : " stories";
  count.textContent = isAll ? all + stories : shown.toLocaleString("en") + " of " + all + stories;
  clear.hidden = isAll;
}
let waiting = 0;
words.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(show, 120); });
for (const choice of choices) choice.addEventListener("change", show);
clear.addEventListener("click", () => {
  words.value = "";
  for (const choice of choices) choice.value = "any";
  show();
  words.focus();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && filter.contains(event.target) && !clear.hidden) clear.click();
});
filter.hidden = false;
// A browser that goes back keeps what was typed.
if (words.value || choices.some((choice) => choice.value !== "any")) show();
