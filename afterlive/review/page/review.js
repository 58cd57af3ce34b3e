"use strict";

/* The page of a review: it shows what the server says, and says what the keeper chooses. */

const at = (id) => document.getElementById(id);
const lines = at("lines");
let texts = [], pictures = [], state = null, options = new Map(), chosen = new Set(), focused = 0, shown = [], queue = Promise.resolve();

function made(tag, text, ...classes) {
  const element = document.createElement(tag);
  element.textContent = text;
  element.classList.add(...classes.filter(Boolean));
  return element;
}

function say(text, wrong = false) {
  at("status").textContent = text;
  at("status").classList.toggle("wrong", wrong);
}

/* One step after the other: each says which state of the review it is taken on. */
function ask(step, body) {
  queue = queue.then(() => asked(step, body));
  return queue;
}

async function asked(step, body) {
  try {
    const options = body === undefined ? {} : {
      method: "POST", headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ version: state.version, ...body }),
    };
    const answer = await fetch(step, options);
    const found = await answer.json();
    if (answer.ok || answer.status === 409) show(found);
    say(found.message, !answer.ok);
  } catch {
    say("The review has ended. Start it again in the terminal: afterlive review", true);
  }
}

/* What the server says */

function show(found) {
  const first = state === null;
  state = found;
  if (found.texts) [texts, pictures] = [found.texts, found.pictures];
  document.title = `Review: ${found.title ?? found.name ?? "live blog"}`;
  if (found.name) at("name").textContent = found.name;
  at("title").textContent = found.title ?? "(no title)";
  at("undo").disabled = !found.undo;
  showUnsure();
  showFacts();
  showLines(first);
  showUpdates();
}

const SURE_THAT = {
  boundary: "that an update begins", title: "of the headline", author: "of the author", time: "of the time",
};

/* What answers a place to look at: the tools that say yes and no. */
function answersTo({ of, line }) {
  if (of !== "boundary" && of !== "title") return [];
  const [role, , start] = state.rows[line - 1];
  return [start ? "starts" : "headlines", start && role !== "headline" ? "join" : "not_headlines"];
}

const TOOL_NAMES = Object.fromEntries([...document.querySelectorAll("#tools button[data-key]")].map((button) => [button.dataset.key, button.lastChild.textContent.trim()]));

function showUnsure() {
  const focusedAt = [...at("unsure").children].findIndex((item) => item.contains(document.activeElement));
  const { said, read } = state.facts.date;
  at("unsure").replaceChildren(...state.unsure.map((place) => toLookAt(
    `Line ${place.line}: ${texts[place.line - 1].trim()}`,
    () => choose(place.line),
    `${place.confidence} % sure ${SURE_THAT[place.of]}: ${place.reason}`,
    answersTo(place).map((key) => answer(key, place.line)),
  )), ...said || read ? [] : [toLookAt("Day on which it began", () => askFor("date"), "Nothing says of which day this is.")]);
  at("warnings").replaceChildren(...state.warnings.map((warning) => {
    const item = made("li", `${warning} `);
    const accept = made("button", "Accept");
    accept.type = "button";
    accept.setAttribute("aria-label", `Accept: ${warning}`);
    accept.addEventListener("click", () => ask("accept", { warning }));
    item.append(accept);
    const key = /--(\w+)\.$/.exec(warning)?.[1]; // `give it with --timezone.`
    if (state.facts[key]) {
      const give = made("button", labelOf(key));
      give.type = "button";
      give.addEventListener("click", () => askFor(key));
      item.append(give);
    }
    return item;
  }));
  at("sure").hidden = at("unsure").children.length + state.warnings.length > 0;
  if (focusedAt >= 0) (at("unsure").children[focusedAt] ?? at("unsure").lastChild)?.querySelector("button").focus();
}

function answer(key, line) {
  const button = made("button", TOOL_NAMES[key]);
  button.type = "button";
  button.setAttribute("aria-label", `Line ${line}: ${TOOL_NAMES[key]}`);
  button.addEventListener("click", () => ask("say", { key, lines: [line] }));
  return button;
}

function toLookAt(words, go, reason, answers = []) {
  const item = made("li", "");
  const link = made("button", words, "plain");
  link.type = "button";
  link.addEventListener("click", go);
  const note = made("p", `${reason} `, "note");
  note.append(...answers);
  item.append(link, note);
  return item;
}

function askFor(key) {
  at("about").open = true;
  at(`fact-${key}`).focus();
}

const labelOf = (key) => key[0].toUpperCase() + key.slice(1);

function showFacts() {
  for (const [key, fact] of Object.entries(state.facts)) {
    let field = at(`fact-${key}`);
    if (!field) {
      const label = made("label", labelOf(key));
      label.htmlFor = `fact-${key}`;
      field = document.createElement(key === "order" ? "select" : "input");
      field.id = label.htmlFor;
      if (key === "order") for (const order of ["", "newest first", "oldest first"]) field.append(made("option", order));
      field.addEventListener("change", () => ask("tell", { key, value: field.value }));
      const cell = document.createElement("div");
      cell.append(label, field);
      at("facts").append(cell);
    }
    if (document.activeElement !== field) field.value = fact.said || (key === "order" ? fact.read : "");
    if (key !== "order") field.placeholder = fact.read || (key === "date" ? "2031-03-03" : "");
  }
}

function roleOf([role, position, start]) {
  if (!role) return "";
  return position && start ? `update ${position} begins, ${role}` : position ? `${role}, update ${position}` : role;
}

function showLines(first) {
  const unsure = new Set(state.unsure.map((place) => place.line));
  const rows = state.rows.map((row, index) => JSON.stringify([row, unsure.has(index + 1)]));
  const roles = state.rows.map((row) => JSON.stringify([row[0], row[2]]));
  const before = shown.roles ?? [];
  if (first) lines.replaceChildren(...inOrder().map(option));
  for (const [number, element] of options) {
    const changed = !first && before[number - 1] !== roles[number - 1];
    element.classList.toggle("changed", changed);
    if (!first && shown[number - 1] === rows[number - 1]) continue;
    const row = state.rows[number - 1];
    element.classList.toggle("start", row[2]);
    element.classList.toggle("headline", row[0] === "headline");
    element.classList.toggle("picture", isPicture(number));
    element.classList.toggle("title", row[0] === "title");
    element.classList.toggle("out", row[0].startsWith("left out"));
    element.classList.toggle("unsure", unsure.has(number));
    element.lastChild.textContent = roleOf(row) + (unsure.has(number) ? ", look at this" : "");
  }
  shown = rows;
  shown.roles = roles;
  if (first && options.size) focusable(options.keys().next().value);
}

/* The numbers of the lines, and of the pictures that stand in none, which are counted on behind them. */
function inOrder() {
  const placed = texts.map((text, index) => [index + 1, index + 1]).filter(([number]) => wordsOf(number));
  placed.push(...pictures.map(({ above }, index) => [above, texts.length + index + 1]));
  return placed.sort(([one], [other]) => one - other).map(([, number]) => number);
}

const isPicture = (number) => number > texts.length;
const wordsOf = (number) => isPicture(number) ? pictures[number - texts.length - 1].words : texts[number - 1].trim();

function option(number) {
  const element = document.createElement("div");
  element.setAttribute("role", "option");
  element.setAttribute("aria-selected", "false");
  element.tabIndex = -1;
  element.dataset.line = number;
  element.append(made("span", isPicture(number) ? "" : number, "number"), made("span", wordsOf(number), "text"), made("span", "", "role"));
  options.set(number, element);
  return element;
}

function showUpdates() {
  at("updates").replaceChildren(...state.updates.map((update) => {
    const item = document.createElement("li");
    const link = made("button", update.title ?? update.words ?? "", "plain", "words", update.title && "headline");
    link.type = "button";
    link.disabled = !update.line;
    link.addEventListener("click", () => choose(update.line));
    const facts = [update.when, ...update.authors, ...update.tags.map((tag) => `#${tag}`)];
    if (update.edited) facts.push(`edited by hand: ${update.edited}`);
    const note = made("p", `${update.position} `);
    if (update.key) note.append(made("span", "Key event ", "key"));
    note.append(facts.filter(Boolean).join(" · "));
    item.append(note, link);
    return item;
  }));
}

/* What the keeper chooses */

function focusable(number) {
  options.get(focused)?.setAttribute("tabindex", "-1");
  focused = number;
  options.get(number)?.setAttribute("tabindex", "0");
}

function choose(number, { extend = false, toggle = false } = {}) {
  if (!options.has(number)) return;
  const from = focused;
  if (extend && from) {
    const numbers = [...options.keys()];
    const [one, other] = [numbers.indexOf(from), numbers.indexOf(number)];
    for (const line of numbers.slice(Math.min(one, other), Math.max(one, other) + 1)) chosen.add(line);
  } else if (toggle) {
    if (!chosen.delete(number)) chosen.add(number);
  } else {
    for (const line of chosen) options.get(line).setAttribute("aria-selected", "false");
    chosen = new Set([number]);
  }
  for (const line of [...chosen, number]) options.get(line).setAttribute("aria-selected", String(chosen.has(line)));
  focusable(number);
  options.get(number).focus({ preventScroll: true });
  options.get(number).scrollIntoView({ block: "nearest" });
  tellChosen();
}

async function tellChosen() {
  const numbers = [...chosen].sort((one, other) => one - other);
  if (!numbers.length) at("chosen").textContent = "No line chosen";
  else if (numbers.length > 1) at("chosen").textContent = `${numbers.length} lines chosen`;
  else if (isPicture(numbers[0])) at("chosen").textContent = `Without a line: ${wordsOf(numbers[0])}`;
  else {
    at("chosen").textContent = `Line ${numbers[0]}: ${wordsOf(numbers[0])}`;
    if (at("like").checked) {
      const found = await (await fetch(`alike?line=${numbers[0]}`)).json();
      at("chosen").textContent = `${found.lines.length} ${found.lines.length === 1 ? "line" : "lines"} like line ${numbers[0]}`;
    }
  }
}

function correct(key) {
  if (!chosen.size) return say("Choose a line first.", true);
  const field = document.querySelector(`[data-key="${key}"]`).dataset.words;
  const words = field ? at(field).value.trim() : "";
  if (key === "tags" && !words) return at("tag").focus();
  const like = at("like").checked;
  at("like").checked = false; // each step asks anew for all lines like one
  return ask("say", { key, lines: [...chosen].sort((one, other) => one - other), like, words });
}

function step(by) {
  const numbers = [...options.keys()];
  const index = Math.max(0, numbers.indexOf(focused)) + by;
  return numbers[Math.min(Math.max(index, 0), numbers.length - 1)];
}

function nextUnsure() {
  const line = isPicture(focused) ? pictures[focused - texts.length - 1].above : focused;
  const next = state.unsure.find((place) => place.line > line) ?? state.unsure[0];
  if (next) choose(next.line);
  else say("There is no place to look at.");
}

const MOVES = { ArrowDown: 1, ArrowUp: -1, PageDown: 20, PageUp: -20, Home: -Infinity, End: Infinity };
const KEYS = Object.fromEntries([...document.querySelectorAll("#tools [data-key]")].map((button) => [button.getAttribute("aria-keyshortcuts"), button.dataset.key]));

lines.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const { key } = event;
  if (key in MOVES) choose(step(MOVES[key]), { extend: event.shiftKey });
  else if (key === " ") choose(focused, { toggle: true });
  else if (key in KEYS) correct(KEYS[key]);
  else if (key === "x") nextUnsure();
  else if (key === "z") ask("undo", {});
  else if (key === "a") at("like").click();
  else if (key === "Escape") document.querySelector("#tools [data-key]").focus();
  else return;
  event.preventDefault();
});
lines.addEventListener("click", (event) => {
  const line = event.target.closest("[data-line]");
  if (line) choose(Number(line.dataset.line), { extend: event.shiftKey, toggle: event.ctrlKey || event.metaKey });
});
lines.addEventListener("focusin", (event) => {
  const number = Number(event.target.dataset.line);
  if (number && !chosen.size) choose(number);
});
for (const button of document.querySelectorAll("#tools [data-key]")) button.addEventListener("click", () => correct(button.dataset.key));
for (const button of document.querySelectorAll("[data-words]")) {
  at(button.dataset.words).addEventListener("keydown", (event) => { if (event.key === "Enter") correct(button.dataset.key); });
}
at("like").addEventListener("change", tellChosen);
at("undo").addEventListener("click", () => ask("undo", {}));
at("keep").addEventListener("click", () => ask("keep", {}));
addEventListener("beforeunload", (event) => { if (state && !state.kept) event.preventDefault(); });

/* While this stays open, so does the review. */
new EventSource("open");
ask("document");
