"use strict";

/* The page of the search: its form, and the hits. */
{
  const PORTION = 10;
  const EXTRACT = 280; // letters
  const BEFORE = 60; // letters of an extract that stand before its first word

  const form = document.querySelector("main form[role=search]");
  const status = document.querySelector("[role=status]");
  const list = document.querySelector(".hits");
  const more = document.querySelector(".more");
  const phrasesOfPage = JSON.parse(list.dataset.words);
  let latest = 0;

  function element(name, attributes, ...children) {
    const made = Object.assign(document.createElement(name), attributes);
    made.append(...children);
    return made;
  }

  /* Where the words of a query stand in a text. */
  function marksIn(places, phrases) {
    const begins = (phrase, at) => phrase.every((forms, next) => places[at + next]?.forms.some((form) => forms.has(form)));
    return places.flatMap(({ start }, at) => {
      const lengths = phrases.map((phrase) => (begins(phrase, at) ? phrase.length : 0));
      const length = Math.max(...lengths);
      return length ? [{ start, end: places[at + length - 1].end, found: lengths.indexOf(length) }] : [];
    });
  }

  function marked(text, marks, from = 0, to = text.length) {
    const nodes = [];
    let at = from;
    for (const { start, end } of marks.filter((mark) => mark.start >= from && mark.end <= to)) {
      if (end <= at) continue;
      nodes.push(text.slice(at, Math.max(at, start)), element("mark", {}, text.slice(Math.max(at, start), end)));
      at = end;
    }
    return [...nodes, text.slice(at, to)];
  }

  /* The stretch of a text that has the most of the query, between whole words. */
  function extract(text, places, marks) {
    if (text.length <= EXTRACT) return marked(text, marks);
    const kinds = ({ start }) => new Set(marks.filter((mark) => mark.start >= start && mark.end <= start + EXTRACT - BEFORE).map(({ found }) => found)).size;
    const best = marks.reduce((one, other) => (kinds(other) > kinds(one) ? other : one), marks[0] ?? { start: 0 });
    const from = best.start <= BEFORE ? 0 : places.find(({ start }) => start >= best.start - BEFORE).start;
    const to = from + EXTRACT >= text.length ? text.length : places.findLast(({ end }) => end <= from + EXTRACT).end;
    return [from ? "… " : "", ...marked(text, marks, from, to), to < text.length ? " …" : ""];
  }

  async function hit(number, phrases) {
    const { places } = await search.directory();
    const { href, title, when, words, key, liveBlog } = await search.text(number);
    const name = title || when;
    const inTitle = title ? marked(title, marksIn(places(title), phrases)) : [when];
    const inText = places(words);
    return element("li", { className: key ? "hit key" : "hit", lang: liveBlog.language, dir: "auto" },
      element("h2", { className: title ? "" : "line" }, element("a", { href: form.dataset.root + href }, ...inTitle)),
      element("p", { className: "meta" }, [liveBlog.title, ...(title ? [when] : [])].filter((part) => part !== name).join(" · ")),
      element("p", {}, ...extract(words, inText, marksIn(inText, phrases))));
  }

  function say(number) {
    const form = new Intl.PluralRules(document.documentElement.lang).select(number);
    const count = phrasesOfPage.hits[form] ?? phrasesOfPage.hits.other;
    status.textContent = number ? count.replace("{n}", number.toLocaleString(document.documentElement.lang)) : phrasesOfPage.nothing;
  }

  async function run() {
    const turn = ++latest;
    const { q, live_blog: liveBlog } = Object.fromEntries(new FormData(form));
    try {
      const found = await search.find(q, liveBlog);
      if (turn !== latest) return;
      document.body.classList.toggle("searched", Boolean(found));
      await show(found?.numbers ?? [], found?.phrases, turn);
      if (turn !== latest) return;
      if (found) say(found.numbers.length);
      else status.textContent = "";
    } catch (error) {
      if (turn === latest) status.textContent = phrasesOfPage.failed;
    }
  }

  async function show(numbers, phrases, turn, shown = 0) {
    const hits = await Promise.all(numbers.slice(shown, shown + PORTION).map((number) => hit(number, phrases)));
    if (turn !== latest) return;
    if (!shown) list.replaceChildren();
    list.append(...hits);
    more.hidden = numbers.length <= shown + PORTION;
    more.onclick = async () => {
      await show(numbers, phrases, turn, shown + PORTION);
      hits.length && list.children[shown + PORTION]?.querySelector("a").focus();
    };
  }

  function remember() {
    history.replaceState(null, "", `?${new URLSearchParams(new FormData(form))}`);
  }

  const asked = new URLSearchParams(location.search);
  for (const [name, value] of asked) if (form.elements[name]) form.elements[name].value = value;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    remember();
    run();
  });
  form.addEventListener("input", run);
  run();
}
