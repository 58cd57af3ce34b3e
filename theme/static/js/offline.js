"use strict";

// Where the site is hosted: makes it known as an app, lets a reader keep a live blog for reading without a
// connection, and offers a newer edition of what is kept. From disk it does nothing.
(() => {
  const hosted = location.protocol !== "file:" && isSecureContext && "serviceWorker" in navigator;
  if (!hosted) return;
  const root = new URL("../../", document.currentScript.src);

  const manifest = document.createElement("link");
  manifest.rel = "manifest";
  manifest.href = new URL("manifest.webmanifest", root);
  document.head.append(manifest);

  // A copy of the site for another reader, such as Kiwix, comes without a worker.
  navigator.serviceWorker.register(new URL("sw.js", root)).then(setupOffer, () => {});
  const box = document.querySelector("[data-keep]");
  // Shown at once where a worker is known to be there, so that nothing moves on the page later.
  if (box && navigator.serviceWorker.controller) showKeeping({ state: "none" });
  if (box) navigator.serviceWorker.ready.then(({ active }) => setupKeeping(active));

  function ask(worker, question, hear) {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => hear(data);
    worker.postMessage(question, [port2]);
  }

  // Each child of the box says in `data-when` in which states it shows.
  function showKeeping({ state, done, total }) {
    for (const child of box.children) child.hidden = !child.dataset.when.split(" ").includes(state);
    if (state === "keeping") Object.assign(box.querySelector("progress"), { max: total, value: done });
    box.hidden = false;
  }

  function setupKeeping(worker) {
    const folder = location.pathname.slice(root.pathname.length).split("/")[0];
    for (const button of box.querySelectorAll("button")) {
      button.addEventListener("click", () => ask(worker, { ask: button.dataset.ask, folder }, showKeeping));
    }
    ask(worker, { ask: "state", folder }, showKeeping);
  }

  // A newer edition is there: of the shell, with a worker that waits, or of a live blog that was kept.
  function setupOffer(registration) {
    const offer = globalThis.afterliveTools.querySelector("[data-newer]");
    document.querySelector(".foot").append(offer);
    const button = offer.querySelector("button");
    const show = () => {
      if (registration.waiting && registration.active) offer.hidden = false; // the first to come also waits a moment
    };
    show();
    registration.addEventListener("updatefound", () => {
      registration.installing.addEventListener("statechange", show);
    });
    if (registration.active) ask(registration.active, { ask: "news" }, ({ newer }) => (offer.hidden &&= !newer));
    button.addEventListener("click", () => {
      button.disabled = true;
      ask(registration.waiting ?? registration.active, { ask: "update" }, ({ state }) => {
        button.disabled = false;
        if (state === "updated") location.reload();
      });
    });
  }
})();
