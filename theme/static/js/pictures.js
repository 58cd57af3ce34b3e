// Enlarges pictures in place, all of a page one after the other. reading.js loads it with the first that is asked for.
"use strict";

(() => {
  const SWIPE = 40; // pixels
  const links = [...document.querySelectorAll(".text figure > a:has(> img)")];
  const dialog = globalThis.afterliveTools.querySelector(".enlarged").cloneNode(true);
  const caption = dialog.querySelector("figcaption");
  const picture = new Image();
  const rightToLeft = () => getComputedStyle(dialog).direction === "rtl";
  let shown = 0;
  let pressed = null;

  function show(number) {
    shown = (number + links.length) % links.length;
    const link = links[shown];
    const small = link.querySelector("img");
    picture.removeAttribute("src"); // nothing of the picture before is shown until this one is there
    picture.alt = small.alt;
    picture.onerror = () => { if (picture.src !== small.currentSrc) picture.src = small.currentSrc; }; // offline, copies are kept
    picture.src = link.href;
    caption.textContent = link.parentElement.querySelector("figcaption")?.textContent ?? small.alt;
    caption.lang = picture.lang = link.closest("[lang]").lang;
    dialog.querySelector("output").textContent = links.length > 1 ? `${shown + 1} / ${links.length}` : "";
  }

  addEventListener("click", (event) => {
    const number = links.indexOf(event.target.closest(".text figure > a"));
    if (number < 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    show(number);
    if (!dialog.open) dialog.showModal();
  });

  dialog.addEventListener("click", (event) => {
    const by = event.target.closest("button")?.dataset.by;
    if (by === "0" || event.target === dialog) dialog.close();
    else if (by) show(shown + Number(by));
  });

  dialog.addEventListener("keydown", ({ key }) => {
    const onward = { ArrowRight: 1, ArrowLeft: -1 }[key];
    if (onward) show(shown + (rightToLeft() ? -onward : onward));
  });

  dialog.addEventListener("pointerdown", ({ clientX }) => { pressed = clientX; });
  dialog.addEventListener("pointerup", ({ clientX }) => {
    const moved = clientX - (pressed ?? clientX);
    if (Math.abs(moved) > SWIPE) show(shown + (moved < 0 === rightToLeft() ? -1 : 1));
    pressed = null;
  });

  // Whoever closes it stands at the picture seen last.
  dialog.addEventListener("close", () => links[shown].focus());

  if (links.length < 2) dialog.querySelectorAll("[data-by='1'], [data-by='-1']").forEach((button) => button.remove());
  caption.before(picture);
  document.body.append(dialog);
})();
