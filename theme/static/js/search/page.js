"use strict";

/* The page of the search: its form, and the hits. */
{
  const PORTION = 10; // hits at a time
  const EXTRACT = 280; // letters
  const BEFORE = 60; // letters of an extract before the first word that was found

  const form = document.querySelector("main [role=search]");
  const status = document.querySelector("main [role=status]");
  const list = document.querySelector(".hits");
  const more = document.querySelector(".more-hits");
  const words = JSON.parse(form.dataset.words);
  const choice = form.elements.live_blog;
  const language = document.documentElement.lang;
  let turn = 0; // what a former query still finds is not shown

  function element(name, properties, ...children) {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  }

  /* Where the words and phrases of a query stand in a text; `kind` tells them apart. */
  function marksIn(places, phrases) {
    const has = (place, forms) => place?.forms.some((form) => forms.has(form));
    const stands = (phrase, first) => phrase.every(({ at, forms }) => has(places[first + at], forms));
    return places.flatMap(({ start }, at) => phrases
      .map((phrase, kind) => ({ phrase, kind }))
      .filter(({ phrase }) => stands(phrase, at))
      .map(({ phrase, kind }) => ({ start, end: places[at + phrase.at(-1).at].end, kind })));
  }

  function marked(text, marks, from = 0, to = text.length) {
    const nodes = [];
    let at = from;
    for (const mark of marks.filter(({ start, end }) => start >= from && end <= to)) {
      const start = Math.max(at, mark.start);
      if (mark.end <= start) continue;
      nodes.push(text.slice(at, start), element("mark", {}, text.slice(start, mark.end)));
      at = mark.end;
    }
    return [...nodes, text.slice(at, to)];
  }

  /* The stretch of a text that has the most of the query, cut between words. */
  function extract(text, places, marks) {
    if (text.length <= EXTRACT) return marked(text, marks);
    const near = ({ start }) => marks.filter((mark) => mark.start >= start && mark.end <= start + EXTRACT - BEFORE);
    const kinds = (mark) => new Set(near(mark).map(({ kind }) => kind)).size;
    const best = marks.reduce((one, other) => (kinds(other) > kinds(one) ? other : one), marks[0] ?? { start: 0 });
    const from = best.start <= BEFORE ? 0 : places.find(({ start }) => start >= best.start - BEFORE).start;
    const most = from + EXTRACT;
    const last = places.findLast(({ end }) => end > from && end <= most); // none where a word is longer than that
    const to = most >= text.length ? text.length : last?.end ?? most;
    return [from ? "… " : "", ...marked(text, marks, from, to), to < text.length ? " …" : ""];
  }

  async function hit(number, phrases) {
    const { places } = await search.directory();
    const { href, title, when, body, key, liveBlog } = await search.text(number);
    const name = title || when;
    const own = [liveBlog.title, when].filter((part) => part !== name).join(" · ");
    const mark = key ? [element("bdi", { lang: language }, words.key_event), " · "] : [];
    const inBody = places(body);
    return element("li", { className: key ? "key" : "", lang: liveBlog.language, dir: liveBlog.direction },
      element("h2", { className: title ? "" : "line" },
        element("a", { href: form.dataset.root + href }, ...marked(name, marksIn(places(title), phrases)))),
      element("p", { className: "meta" }, ...mark, own),
      element("p", { className: "extract" }, ...extract(body, inBody, marksIn(inBody, phrases))));
  }

  function said({ count, atLeast, short }) {
    if (!count && !atLeast) return short ? words.go_on : words.nothing;
    const plural = words.hits[new Intl.PluralRules(language).select(count)] ?? words.hits.other;
    return plural.replace("{n}", count.toLocaleString(language) + (atLeast ? "+" : ""));
  }

  /* What is said changes with what is listed, in one go: nothing moves twice. */
  async function show(found, shown = new Set(), wanted = PORTION) {
    const current = turn;
    const { numbers, all, phrases } = found ?? { numbers: [], all: true };
    const next = numbers.filter((number) => !shown.has(number)).slice(0, PORTION);
    const hits = await Promise.all(next.map((number) => hit(number, phrases)));
    if (current !== turn) return;
    if (wanted === PORTION) list.replaceChildren();
    list.append(...hits);
    status.textContent = found ? said(found) : "";
    document.body.classList.toggle("searched", Boolean(found));
    next.forEach((number) => shown.add(number));
    more.hidden = all && shown.size >= numbers.length;
    more.onclick = async () => {
      const at = list.children.length;
      await show(await find(wanted + PORTION), shown, wanted + PORTION);
      if (current === turn) list.children[at]?.querySelector("a").focus();
    };
  }

  const find = (wanted) => search.find(form.elements.q.value, choice?.value, wanted);

  async function run() {
    const current = ++turn;
    try {
      const found = await find(PORTION);
      if (current === turn) await show(found);
    } catch {
      if (current === turn) status.textContent = words.failed;
    }
  }

  function remember() {
    history.replaceState(null, "", `?${new URLSearchParams(new FormData(form))}`);
  }

  /* Of many live blogs the page lists none, so this does, once somebody wants to choose one. */
  async function listLiveBlogs() {
    choice.append(...(await search.liveBlogs()).toReversed().map(({ folder, title, language: lang, direction: dir }) =>
      element("option", { value: folder, lang, dir }, title)));
  }

  async function readAddress() {
    const asked = new URLSearchParams(location.search);
    if (choice && "many" in choice.dataset) {
      if (asked.get("live_blog")) await listLiveBlogs();
      else choice.addEventListener("focus", listLiveBlogs, { once: true });
    }
    for (const [name, value] of asked) {
      if (form.elements[name]) form.elements[name].value = value;
    }
  }

  form.addEventListener("input", run);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    remember();
    run();
  });
  readAddress().then(run, run);
}
