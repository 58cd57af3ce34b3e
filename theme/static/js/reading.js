// What makes reading easier on a page that is whole without script: one function a tool, all called at the end.
"use strict";

(() => {
  const root = document.documentElement;
  const tools = document.getElementById("_tools").content;
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
    for (const rail of document.querySelectorAll(".update > .rail")) addCopy(rail, rail.querySelector("a").href);
    const single = document.querySelector(".on");
    if (single) addCopy(single, location.href.split("#")[0]);
  }

  function addCopy(place, address) {
    const button = tool("copy");
    const words = button.textContent;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(address);
      button.textContent = button.dataset.done;
      setTimeout(() => { button.textContent = words; }, 2000);
    });
    place.append(place.matches(".rail") ? " " : " · ", button);
  }

  // ---------------------------------------------------------------------------- keys

  function setupKeys() {
    const help = tools.querySelector("dialog").cloneNode(true);
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
  setupKeys();
})();
