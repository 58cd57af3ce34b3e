// What makes reading easier on a page that is whole without script: one function a tool, all called at the end.
"use strict";

(() => {
  const root = document.documentElement;
  const tools = globalThis.afterliveTools;
  const updates = [...document.querySelectorAll(".update[id]")];

  const tool = (name) => tools.querySelector(`[data-tool="${name}"]`).cloneNode(true);

  const barHeight = () => parseFloat(getComputedStyle(root).scrollPaddingTop);

  // A reader's choices. Where a browser keeps nothing for pages, they last as long as the page.
  const choice = {
    get(name) {
      try { return localStorage.getItem(`afterlive-${name}`); } catch { return null; }
    },
    set(name, value) {
      try {
        if (value === null) localStorage.removeItem(`afterlive-${name}`);
        else localStorage.setItem(`afterlive-${name}`, value);
      } catch { /* it is not kept */ }
    },
  };

  // Loads a script, with its sheet and its words before it, the first time that it is asked for. A page that stands alone has none.
  const here = document.currentScript.src;
  const loaded = {};

  function load(name) {
    loaded[name] ??= new Promise((resolve, reject) => {
      const add = (tag, onload, file) => {
        document.head.append(Object.assign(document.createElement(tag), { onload, onerror: reject, ...file }));
      };
      const script = (src, onload) => add("script", onload, { src });
      const run = () => script(new URL(`${name}.js`, here), resolve);
      const words = document.getElementById(`_${name}`)?.dataset.tools;
      const sheet = { rel: "stylesheet", href: new URL(`../css/${name}.css`, here) };
      add("link", words ? () => script(words, run) : run, sheet);
    });
    return loaded[name];
  }

  // ---------------------------------------------------------------------------- light or dark

  function setupAppearance() {
    const system = matchMedia("(prefers-color-scheme: dark)");
    const button = tool("appearance");
    button.addEventListener("click", () => {
      const own = system.matches ? "dark" : "light";
      const now = root.dataset.appearance ?? own;
      const other = now === "dark" ? "light" : "dark";
      if (other === own) delete root.dataset.appearance;
      else root.dataset.appearance = other;
      choice.set("appearance", other === own ? null : other);
    });
    document.querySelector(".mast nav").append(button);
  }

  // ---------------------------------------------------------------------------- times in the reader's zone

  function setupZone() {
    const place = document.querySelector(".zone");
    if (!place) return;
    const exact = [...document.querySelectorAll("time")].filter((time) => /T.*(Z|[+-]\d\d:\d\d)$/.test(time.dateTime));
    const elsewhere = exact.some((time) => time.dateTime.slice(0, 16) !== wallClock(new Date(time.dateTime)));
    if (!elsewhere) return;

    const theirs = new Map(exact.map((time) => [time, time.textContent]));
    const theirZone = place.textContent;
    const button = document.querySelector("[data-tool=zone]");
    const show = (mine) => {
      button.setAttribute("aria-pressed", mine);
      place.textContent = mine ? zoneName(new Date(exact[0].dateTime), place.dataset.style) : theirZone;
      for (const [time, words] of theirs) time.textContent = mine ? inZone(time, place.dataset.style) : words;
    };
    button.addEventListener("click", () => {
      const mine = button.getAttribute("aria-pressed") !== "true";
      choice.set("zone", mine ? "mine" : null);
      show(mine);
    });
    show(choice.get("zone") === "mine");
  }

  function wallClock(date) {
    return new Date(date.getTime() - date.getTimezoneOffset() * 60000).toISOString().slice(0, 16);
  }

  function zoneName(date, style) {
    const parts = new Intl.DateTimeFormat(style, { timeZoneName: "long" }).formatToParts(date);
    return parts.find(({ type }) => type === "timeZoneName").value;
  }

  // The day is named where it is another one than the live blog's.
  function inZone(time, style) {
    const date = new Date(time.dateTime);
    const sameDay = wallClock(date).slice(0, 10) === time.dateTime.slice(0, 10);
    const day = "day" in time.dataset ? { weekday: "short", day: "numeric", month: "short" }
      : sameDay ? {} : { weekday: "short" };
    const form = "long" in time.dataset
      ? { dateStyle: "full", timeStyle: "short" }
      : { hour: "2-digit", minute: "2-digit", ...day };
    return new Intl.DateTimeFormat(style, form).format(date);
  }

  // ---------------------------------------------------------------------------- copying a permalink

  function setupCopying() {
    if (!navigator.clipboard) return;
    for (const rail of document.querySelectorAll(".update > .rail")) {
      rail.append(" ", copying("copy", rail.querySelector("a").href));
    }
    const single = document.querySelector(".on");
    if (single) single.append(" · ", copying("copy", location.href.split("#")[0]));
    for (const cited of document.querySelectorAll(".cite > :is(p, pre)")) {
      cited.after(copying("copy-text", cited.textContent));
    }
  }

  function copying(name, text) {
    const button = tool(name);
    const words = button.textContent;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(text);
      button.textContent = button.dataset.done;
      setTimeout(() => { button.textContent = words; }, 2000);
    });
    return button;
  }

  // How an update is cited stands on its own page, where there is one.
  function setupCiting() {
    for (const permalink of document.querySelectorAll(".update > .rail > [rel=bookmark]")) {
      if (permalink.getAttribute("href").startsWith("#")) continue;
      const link = tool("cite");
      link.href = `${permalink.href}#_cite`;
      permalink.after(" ", link);
    }
  }

  // ---------------------------------------------------------------------------- pictures, enlarged

  // The link of a picture leads to its file; with script it opens in place, once that is loaded.
  function setupPictures() {
    if (!here) return;
    const first = async (event) => {
      const link = event.target.closest(".text figure > a");
      if (!link?.querySelector("img") || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      removeEventListener("click", first);
      await load("pictures").then(() => link.click(), () => { location.href = link.href; });
    };
    addEventListener("click", first);
  }

  // ---------------------------------------------------------------------------- as it happened

  // Its script is loaded when a reader asks for it, by the button or by an address such as #at=14:00.
  function setupReplay() {
    if (!document.getElementById("_replay")) return;
    const start = () => load("replay");
    const asked = () => { if (location.hash.startsWith("#at=")) start(); };
    document.querySelector("[data-tool=replay]")?.addEventListener("click", start, { once: true });
    addEventListener("hashchange", asked);
    asked();
  }

  // ---------------------------------------------------------------------------- keys

  function setupKeys() {
    const help = tools.querySelector("dialog[aria-labelledby]").cloneNode(true);
    const on = help.querySelector("input");
    on.checked = choice.get("keys") !== "off";
    on.addEventListener("change", () => choice.set("keys", on.checked ? null : "off"));
    document.body.append(help);

    const button = tool("keys");
    button.addEventListener("click", () => help.showModal());
    document.querySelector(".foot p").append(" · ", button);

    const keys = {
      j: () => step(1),
      k: () => step(-1),
      "/": () => document.querySelector("[role=search] input").focus(),
      "?": () => help.showModal(),
    };
    addEventListener("keydown", (event) => {
      const typing = event.target.closest("input, textarea, select, dialog");
      if (!on.checked || typing || event.ctrlKey || event.metaKey || event.altKey || !(event.key in keys)) return;
      event.preventDefault();
      keys[event.key]();
    });
  }

  // Go to the next update, or the one before, from the one that has the focus or else is at the top; its
  // permalink takes the focus.
  function step(by) {
    const shown = updates.filter((update) => update.getClientRects().length);
    const focused = shown.indexOf(document.activeElement.closest(".update"));
    const above = shown.filter((update) => update.getBoundingClientRect().top <= barHeight()).length - 1;
    const next = shown[(focused < 0 ? above : focused) + by];
    if (!next) return;
    next.scrollIntoView();
    next.querySelector(".rail a").focus({ preventScroll: true });
  }

  setupAppearance();
  setupZone();
  setupCopying();
  setupCiting();
  setupPictures();
  setupReplay();
  setupKeys();
})();
