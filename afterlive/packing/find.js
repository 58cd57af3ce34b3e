"use strict";

// The search of a page that stands alone: only the updates that hold every word stay in sight.
(() => {
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const updates = [...document.querySelectorAll("article[id]")];
  const texts = updates.map((update) => fold(update.textContent));
  const form = document.querySelector("form[role=search]");
  const field = form.querySelector("input");
  const count = form.appendChild(document.createElement("output"));

  const find = () => {
    const words = fold(field.value).split(/\s+/).filter(Boolean);
    const found = texts.map((text) => words.every((word) => text.includes(word)));
    updates.forEach((update, number) => (update.style.display = found[number] ? "" : "none"));
    count.textContent = words.length ? ` ${found.filter(Boolean).length} / ${updates.length}` : "";
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    updates.find((update) => !update.style.display)?.scrollIntoView();
  });
  field.addEventListener("input", find);
  find();
})();
