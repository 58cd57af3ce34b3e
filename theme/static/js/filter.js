// Of a list of live blogs, leave those in sight that have every word that is typed. It also works from disk.
"use strict";

(() => {
  const box = document.querySelector(".filter input");
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const months = [...document.querySelectorAll(".month")].map((month) => ({
    month,
    liveBlogs: [...month.querySelectorAll(".card, .line")].map((place) => ({ place, text: fold(place.textContent) })),
  }));

  const filter = () => {
    const words = fold(box.value).split(/\s+/).filter(Boolean);
    for (const { month, liveBlogs } of months) {
      for (const { place, text } of liveBlogs) place.hidden = !words.every((word) => text.includes(word));
      month.hidden = liveBlogs.every(({ place }) => place.hidden);
    }
  };
  box.addEventListener("input", filter);
  filter(); // a browser may have kept what was typed
})();
