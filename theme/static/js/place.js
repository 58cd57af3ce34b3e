// Where a reader is in a stream: lists say it, and another order or a choice of updates keeps it.
"use strict";

(() => {
  const side = document.querySelector(".side");
  const updates = [...document.querySelectorAll(".update[id]")];
  if (!side || !updates.length) return;
  const wide = matchMedia("(min-width: 60rem)");
  const panes = [...side.querySelectorAll("details")];
  let current = null;

  const barHeight = () => parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop);
  const isShown = (update) => update.getClientRects().length > 0;
  const hourOf = (place) => place.querySelector("time")?.dateTime.slice(0, 13);

  // ---------------------------------------------------------------------------- the hours of the whole live blog

  // A page that never changes has them from a file that grows.
  function setupHours() {
    const panel = side.querySelector(".hours .panel");
    const days = globalThis.afterliveHours;
    if (!panel || !days) return;
    const own = decodeURIComponent(location.pathname).split("/").pop() || "index.html";
    const byTime = document.body.classList.contains("day");
    const link = (href, content) => {
      const made = document.createElement("a");
      made.href = href;
      made.append(content);
      return made;
    };
    panel.replaceChildren(panel.querySelector("h2"));
    for (const [name, page, hours] of days) {
      const heading = document.createElement("h3");
      heading.append(link(page, name));
      const line = document.createElement("p");
      for (const [label, dateTime, slug, inStream, inDay] of hours) {
        const time = Object.assign(document.createElement("time"), { dateTime, textContent: label });
        const there = byTime ? inDay : inStream;
        const made = link(there === own ? `#${slug}` : `${there}#${slug}`, time);
        made.classList.toggle("here", there === own);
        line.append(made, " ");
      }
      panel.append(heading, line);
    }
  }

  // ---------------------------------------------------------------------------- the place in lists

  let lists = [];

  function findLinks() {
    const number = new Map(updates.map((update, at) => [update.id, at]));
    lists = [...side.querySelectorAll("nav")].map((nav) => ({
      nav,
      ordered: nav.matches(".hours, .contents"),
      links: [...nav.querySelectorAll("a[href^='#']")]
        .map((link) => ({ link, at: number.get(decodeURIComponent(link.hash.slice(1))) }))
        .filter(({ at }) => at !== undefined)
        .sort((one, other) => one.at - other.at),
    }));
  }

  // The link of the update at hand, or else of its hour, or else the last one that was passed.
  function linkIn({ links, ordered }, at) {
    if (at < 0) return null;
    const exact = links.find((each) => each.at === at);
    const sameHour = ordered && links.find(({ link }) => hourOf(link) === hourOf(updates[at]));
    return (exact ?? (sameHour || links.findLast((each) => each.at < at)))?.link ?? null;
  }

  function mark() {
    const line = barHeight() + 8;
    const at = updates.findLastIndex((update) => isShown(update) && update.getBoundingClientRect().top <= line);
    if ((updates[at] ?? null) === current) return;
    current = updates[at] ?? null;
    for (const list of lists) {
      const link = linkIn(list, at);
      const before = list.nav.querySelector("[aria-current]");
      if (before === link) continue;
      before?.removeAttribute("aria-current");
      link?.setAttribute("aria-current", "location");
      bringIntoSight(list.nav);
    }
    for (const link of document.querySelectorAll(".bar p a")) leadOn(link);
  }

  function bringIntoSight(nav) {
    const link = nav.querySelector("[aria-current]");
    const list = [nav, nav.querySelector(".panel")].find((each) => each.scrollHeight > each.clientHeight + 1);
    if (!link || !list) return;
    list.scrollTop += link.getBoundingClientRect().top - list.getBoundingClientRect().top - list.clientHeight / 2;
  }

  // The way to the other order leads to the update at hand; above the first one, to where it always leads.
  function leadOn(link) {
    link.dataset.start ??= link.getAttribute("href");
    link.setAttribute("href", current?.querySelector(".there").getAttribute("href") ?? link.dataset.start);
    if (!link.dataset.other || link.hasAttribute("data-here") === Boolean(current)) return;
    link.toggleAttribute("data-here");
    [link.textContent, link.dataset.other] = [link.dataset.other, link.textContent];
  }

  // ---------------------------------------------------------------------------- panes

  // Beside the stream all are open; below it one at a time, until something was chosen.
  function setupPanes() {
    const close = () => panes.forEach((pane) => { pane.open = false; });
    const follow = () => panes.forEach((pane) => {
      pane.name = wide.matches ? "" : "_side";
      pane.open = wide.matches || `#${pane.id}` === location.hash;
    });
    wide.addEventListener("change", follow);
    follow();
    for (const pane of panes) pane.addEventListener("toggle", () => bringIntoSight(pane.parentElement));
    addEventListener("click", ({ target }) => {
      if (!wide.matches && (target.closest(".panel a") || !target.closest(".side"))) close();
    });
    addEventListener("keydown", ({ key }) => {
      const open = panes.find((pane) => pane.open);
      if (key !== "Escape" || wide.matches || !open) return;
      close();
      open.querySelector("summary").focus();
    });
  }

  // ---------------------------------------------------------------------------- a choice of updates

  function lineOf(update) {
    const time = update.querySelector("time").cloneNode(true);
    time.className = "stamp";
    const words = update.querySelector("h3:not(.unseen)") ?? update.querySelector(".text, .removed");
    const text = words.textContent.trim();
    const label = text.length > 90 ? `${text.slice(0, 80).trimEnd()} …` : text;
    const link = document.createElement("a");
    link.href = `#${update.id}`;
    link.append(time, " ", label);
    const line = document.createElement("li");
    line.className = update.matches(".key") ? "key" : "";
    line.hidden = update.hidden;
    line.append(link);
    return line;
  }

  // The contents list the updates that the reader chose to see, or all of the page by hours.
  function setupChoice() {
    const choice = side.querySelector("fieldset");
    const whole = [...side.querySelectorAll(".contents ol")];
    const days = [...document.querySelectorAll(".updates > section")];
    let lists = whole;

    function list() {
      const name = choice.querySelector(":checked").id.slice(1);
      const chosen = (day) => [...day.querySelectorAll(".update")].filter((update) => update.matches(`.${name}`));
      const before = lists;
      lists = whole.map((all, at) => {
        if (!name) return all;
        const own = document.createElement("ol");
        own.append(...chosen(days[at]).map(lineOf));
        return own;
      });
      before.forEach((each, at) => each.replaceWith(lists[at]));
      findLinks();
    }

    choice?.addEventListener("change", () => {
      const from = updates.indexOf(current);
      const near = updates.findLast((update, at) => at <= from && isShown(update)) ?? updates.find(isShown);
      list();
      if (from >= 0) near?.scrollIntoView();
      current = null;
      mark();
    });
    if (choice) addEventListener("pageshow", list); // a browser may remember the choice
  }

  setupHours();
  findLinks();
  setupPanes();
  setupChoice();
  let waiting = false;
  addEventListener("scroll", () => {
    if (!waiting) requestAnimationFrame(() => { waiting = false; mark(); });
    waiting = true;
  }, { passive: true });
  mark();
})();
