// Of a list of live blogs, leave those in sight that have every word that is typed. If the list hasn't all, scripts of
// the search name the others. It also works from disk.
"use strict";

(() => {
  const MOST = 200; // of the others that are shown
  const box = document.querySelector(".filter input");
  const root = new URL("../../", document.currentScript.src);
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const months = [...document.querySelectorAll(".month")].map((month) => ({
    month,
    liveBlogs: [...month.querySelectorAll(".card, .line")].map((place) => ({ place, text: fold(place.textContent) })),
  }));
  const others = document.createElement("section");
  let listed; // promise of all live blogs, the newest first

  const load = (path) => new Promise((resolve) => {
    const script = document.createElement("script");
    script.src = new URL(path, root);
    script.onload = () => resolve(listed.found.get(path) ?? []);
    script.onerror = () => resolve([]);
    document.head.append(script);
  });

  const listAll = () => {
    const shown = new Set([...document.querySelectorAll(".month a")].map((link) => link.href));
    const found = new Map();
    globalThis.searchIndex = (name, liveBlogs) => found.set(`search/${name}.js`, liveBlogs);
    listed = { found };
    listed.all = Promise.all(box.dataset.listed.split(" ").map(load)).then((years) => years
      .flatMap((year) => year.toReversed())
      .map((liveBlog) => ({ ...liveBlog, href: new URL(`${liveBlog.folder}/index.html`, root).href }))
      .filter(({ href }) => !shown.has(href))
      .map((liveBlog) => ({ ...liveBlog, text: fold(`${liveBlog.title} ${liveBlog.folder}`) })));
    others.className = "month";
    others.append(document.createElement("h2"));
    months.at(-1).month.after(others);
  };

  const line = ({ href, title, language, direction }) => {
    const place = Object.assign(document.createElement("p"), { className: "line", lang: language, dir: direction });
    place.append(Object.assign(document.createElement("a"), { href, textContent: title }));
    return place;
  };

  const showOthers = async (words) => {
    if (!listed && words.length) listAll();
    if (!listed) return;
    const all = await listed.all;
    const typed = fold(box.value).split(/\s+/).filter(Boolean);
    if (typed.join(" ") !== words.join(" ")) return; // more was typed meanwhile
    const has = words.length ? all.filter(({ text }) => words.every((word) => text.includes(word))) : [];
    others.replaceChildren(others.firstChild, ...has.slice(0, MOST).map(line));
    others.hidden = !has.length;
  };

  const filter = () => {
    const words = fold(box.value).split(/\s+/).filter(Boolean);
    for (const { month, liveBlogs } of months) {
      for (const { place, text } of liveBlogs) place.hidden = !words.every((word) => text.includes(word));
      month.hidden = liveBlogs.every(({ place }) => place.hidden);
    }
    if (box.dataset.listed) showOthers(words);
  };
  box.addEventListener("input", filter);
  filter(); // a browser may have kept what was typed
})();
