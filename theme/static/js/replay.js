// Plays a live blog as it happened, and shows it as it stood at a moment: hides what was not yet known. reading.js
// loads it when a reader asks for it. A moment is a minute of the live blog's own clock; where an update has no
// time, it is the update's position.
"use strict";

(() => {
  const MINUTE = 60000;
  const DAY = 1440;
  const UNTIMED = 60; // minutes that an update stands for
  const WAIT = { least: 1000, most: 10000 };

  const root = document.documentElement;
  const offer = document.getElementById("_replay");
  const tools = globalThis.afterliveReplay;
  const { style, known } = offer.dataset;
  const first = Number(offer.dataset.first);
  const parts = JSON.parse(offer.dataset.parts ?? "[]");
  const figure = document.querySelector(".timeline");
  const opener = document.querySelector("[data-tool=replay]");
  const neighbour = (rel) => document.querySelector(`.further [rel=${rel}]`)?.href;

  const articles = [...document.querySelectorAll(".updates .update")].reverse();
  const timeOf = (article) => article.querySelector(".rail time");
  const timed = articles.every((article) => timeOf(article).dateTime.includes("T"));
  const minuteOf = (clock) => Date.parse(`${clock.slice(0, 16)}Z`) / MINUTE;
  const updates = articles
    .map((article, index) => ({ article, moment: timed ? minuteOf(timeOf(article).dateTime) : first + index }))
    .sort((one, other) => one.moment - other.moment);

  const [begin, end] = figure?.dataset.span.includes("T") === timed
    ? figure.dataset.span.split(" ").map((moment) => (timed ? minuteOf(moment) : Number(moment)))
    : [updates[0].moment, updates.at(-1).moment];
  const dated = timed && (!figure || Math.floor(begin / DAY) !== Math.floor(updates.at(-1).moment / DAY));

  // ---------------------------------------------------------------------------- moments in words and addresses

  const day = dated ? { weekday: "short", day: "numeric", month: "short" } : {};
  const clock = new Intl.DateTimeFormat(style, { hour: "2-digit", minute: "2-digit", timeZone: "UTC", ...day });
  const figures = new Intl.NumberFormat(style, { useGrouping: false });

  function inWords(moment) {
    const count = known.replace("{n}", figures.format(first - 1 + countAt(moment)));
    return timed ? `${clock.format(moment * MINUTE)} · ${count}` : count;
  }

  function inAddress(moment) {
    if (!timed) return String(moment);
    const iso = new Date(moment * MINUTE).toISOString();
    return iso.slice(dated ? 0 : 11, 16);
  }

  // Returns undefined for what is no moment of this page's kind.
  function fromAddress(text) {
    if (text === "first") return updates[0].moment;
    if (text === "last") return updates.at(-1).moment;
    if (!timed) return /^\d+$/.test(text) ? Number(text) : undefined;
    if (!/^\d\d:\d\d$/.test(text)) return minuteOf(text) || undefined;
    const first = minuteOf(`${new Date(begin * MINUTE).toISOString().slice(0, 11)}${text}`);
    return first < begin ? first + DAY : first || undefined; // before the first update, it is of the next day
  }

  // ---------------------------------------------------------------------------- the page at a moment

  let bar = null;
  let at = 0;
  let timer = 0;
  let following = true;

  const countAt = (moment) => updates.filter((update) => update.moment <= moment).length;
  const find = (selector) => bar.querySelector(selector);

  function show(moment) {
    open();
    at = moment;
    for (const update of updates) update.article.hidden = update.moment > at;
    hideTheRest((element) => element.hidden);
    const range = find("input");
    range.value = at;
    range.setAttribute("aria-valuetext", inWords(at));
    find("output").textContent = inWords(at);
    const share = Math.min(Math.max((at - begin) / (end - begin || 1), 0), 1) * 100;
    for (const cover of document.querySelectorAll(".strip .later")) {
      cover.setAttribute("x", `${share}%`);
      cover.setAttribute("width", `${100 - share}%`);
    }
    try {
      history.replaceState(null, "", `#at=${inAddress(at)}`);
    } catch { /* the address stays */ }
  }

  // What leads to a hidden update is hidden as well, and what has nothing else in it.
  function hideTheRest(isHidden) {
    for (const link of document.querySelectorAll("main nav a[href*='#'], .timeline tr a")) {
      const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      const row = link.closest("li, tr, .hours p a");
      if (row && target?.matches(".update")) row.hidden = isHidden(target);
    }
    for (const section of document.querySelectorAll(".updates > section")) {
      section.hidden = [...section.querySelectorAll(".update")].every(isHidden);
    }
    for (const list of document.querySelectorAll("main nav ol")) {
      const heading = list.previousElementSibling;
      if (heading?.matches("h3")) heading.hidden = [...list.children].every(isHidden);
    }
    for (const nav of document.querySelectorAll("main nav:has(li)")) {
      nav.hidden = [...nav.querySelectorAll("li")].every(isHidden);
    }
  }

  function follow() {
    const update = updates[countAt(at) - 1];
    if (!update) return;
    const words = update.article.querySelector("h3:not(.unseen), .text")?.textContent.trim() ?? "";
    find("[role=status]").textContent = `${timeOf(update.article).textContent} ${words.slice(0, 200)}`;
    document.querySelector(".updates .new")?.classList.remove("new");
    update.article.classList.add("new");
    if (following) document.querySelector(".updates > section:not([hidden])").scrollIntoView();
  }

  // ---------------------------------------------------------------------------- ways through time

  // Leads to the page that shows a moment, if it isn't this one.
  function go(moment) {
    const part = moment < updates[0].moment && (parts.findLast(([begins]) => fromAddress(String(begins)) <= moment) ?? parts[0]);
    if (part) location.href = `../${part[1]}#at=${inAddress(moment)}`;
    else show(moment);
  }

  function step(by) {
    const next = updates[countAt(at) - 1 + by];
    if (next) {
      show(next.moment);
      follow();
    } else if (by > 0 && neighbour("prev")) leave(neighbour("prev"), "first");
    else if (by < 0 && neighbour("next")) leave(neighbour("next"), "last");
    else pause();
  }

  function leave(page, place) {
    location.href = `${page}#at=${place}${timer ? `&play=${find("select").value}` : ""}`;
  }

  function play() {
    following = true;
    const next = updates[countAt(at)];
    if (!next && !neighbour("prev")) return pause();
    const minutes = next ? (timed ? next.moment - at : UNTIMED) : 0;
    const wait = Math.min(Math.max(minutes * MINUTE / Number(find("select").value), WAIT.least), WAIT.most);
    clearTimeout(timer);
    timer = setTimeout(() => {
      step(1);
      if (timer) play();
    }, wait);
    find("[data-ask=play]").textContent = find("[data-ask=play]").dataset.pause;
  }

  function pause() {
    clearTimeout(timer);
    timer = 0;
    find("[data-ask=play]").textContent = tools.querySelector("[data-ask=play]").textContent;
  }

  function start() {
    if (parts.length) location.href = `../${parts[0][1]}#at=first&play=${tools.querySelector("[selected]").value}`;
    else {
      show(updates[0].moment);
      follow();
      play();
      find("[data-ask=play]").focus({ preventScroll: true });
    }
  }

  // ---------------------------------------------------------------------------- the bar

  const asked = {
    back: () => { pause(); step(-1); },
    on: () => { pause(); step(1); },
    play: () => { if (timer) pause(); else play(); },
    close,
  };

  function open() {
    if (bar) return;
    bar = tools.querySelector("section").cloneNode(true);
    const strip = figure?.querySelector(".strip");
    if (strip) {
      strip.append(cover());
      const copy = strip.cloneNode(true);
      copy.querySelectorAll("a").forEach((link) => link.remove());
      find(".span").prepend(copy);
    }
    const range = find("input");
    Object.assign(range, { min: begin, max: end });
    range.addEventListener("input", () => { pause(); show(Number(range.value)); });
    range.addEventListener("change", () => go(Number(range.value)));
    bar.addEventListener("click", (event) => asked[event.target.closest("[data-ask]")?.dataset.ask]?.());
    find("select").addEventListener("change", () => { if (timer) play(); });
    document.body.append(bar);
    root.classList.add("replaying");
  }

  function close() {
    pause();
    for (const { article } of updates) article.hidden = false;
    hideTheRest(() => false);
    document.querySelectorAll(".strip .later").forEach((rect) => rect.remove());
    bar.remove();
    bar = null;
    root.classList.remove("replaying");
    history.replaceState(null, "", location.pathname + location.search);
    opener?.focus();
  }

  function cover() {
    const rect = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    rect.classList.add("later");
    rect.setAttribute("height", "61");
    return rect;
  }

  // ---------------------------------------------------------------------------- what a reader does

  addEventListener("keydown", (event) => {
    const elsewhere = event.target.closest("select, textarea, dialog, input:not([type=range])");
    if (!bar || elsewhere || event.ctrlKey || event.metaKey || event.altKey) return;
    const onward = getComputedStyle(bar).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    if (event.key === "Escape") close();
    else if (/^Arrow(Left|Right)$/.test(event.key)) {
      event.preventDefault();
      asked[event.key === onward ? "on" : "back"]();
    }
  });
  for (const moved of ["wheel", "touchmove"]) addEventListener(moved, () => { following = false; }, { passive: true });

  function heed() {
    const [moment, speed] = decodeURIComponent(location.hash).replace("#at=", "").split("&play=");
    const wanted = location.hash.startsWith("#at=") ? fromAddress(moment) : undefined;
    if (wanted === undefined) return false;
    go(wanted);
    if (bar && speed) {
      find("select").value = speed;
      follow();
      play();
    }
    return true;
  }

  addEventListener("hashchange", heed);
  opener?.addEventListener("click", start);
  if (!heed()) start();
})();
