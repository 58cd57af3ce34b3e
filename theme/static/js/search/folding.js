"use strict";

/* Search in four scripts: folding, files, query, page. They share this name, and the index calls `searchIndex`. */
const search = {};

/* The words of a text or a query, cut and folded as in afterlive/site/search/words.py. */
{
  const WORD = /[\p{L}\p{N}]+(?:(?:(?=[\0-\uffff])[\p{M}\u00ad\u200c\u200d\u2060'’])+[\p{L}\p{N}]*)*/gu;

  search.foldedBy = ({ accents, letters, unspaced, tail }) => {
    const ofAccents = new RegExp(`[${accents}]+`, "gu");
    const isUnspaced = new RegExp(`[${unspaced}]`, "u");
    const ofRuns = new RegExp(`[${unspaced}]+|[^${unspaced}]+`, "gu");

    function fold(word) {
      const lower = word.normalize("NFKD").toLowerCase().replace(ofAccents, "");
      const plain = lower.replace(/./gu, (letter) => letters[letter] ?? letter);
      return plain.normalize("NFC").replace(/[^\p{L}\p{M}\p{N}]+/gu, "");
    }

    function formsOf(word) {
      const parts = word.replace(/^['’]+|['’]+$/g, "").split(/['’]/);
      const last = parts.at(-1);
      return (parts.length > 1 && last.length >= tail ? [word, last] : [word]).map(fold).filter(Boolean);
    }

    /* The places of a run of letters without spaces: each pair, and the last letter. */
    function pairsOf(run, start) {
      const letters = [...run];
      return letters.map((letter, at) => {
        const pair = letter + (letters[at + 1] ?? "");
        const place = { start, end: start + pair.length, forms: [fold(pair)].filter(Boolean), letters: pair === letter ? 1 : 2 };
        start += letter.length;
        return place;
      });
    }

    function placesOfWord(word, start) {
      if (!isUnspaced.test(word)) return [{ start, end: start + word.length, forms: formsOf(word) }];
      return [...word.matchAll(ofRuns)].flatMap(({ 0: run, index }) =>
        isUnspaced.test(run)
          ? pairsOf(run, start + index)
          : [{ start: start + index, end: start + index + run.length, forms: [fold(run)].filter(Boolean) }],
      );
    }

    /* Where a text can be found: from and to which letter, and by which forms. */
    function places(text) {
      const found = [...text.matchAll(WORD)].flatMap(({ 0: word, index }) => placesOfWord(word, index));
      return found.filter(({ forms }) => forms.length);
    }

    /* The words of a query, each to be found in the next place; of a run without spaces the last letter stands
       in its last pair already. */
    function wordsOf(word) {
      const all = places(word);
      const needed = all.filter(({ letters }, at) => letters !== 1 || all[at - 1]?.letters !== 2);
      return needed.map(({ forms, letters }) => ({ word: forms.at(-1), prefix: letters === 1 }));
    }

    /* A query as phrases, most of which have one word: each must be found. Words in quotes are a phrase, and
       so is a run without spaces. The last word may go on, unless a space or a quote ends it. */
    function phrases(query) {
      const parts = query.normalize("NFC").replace(/[“”„«»]/g, '"').matchAll(/"([^"]*)"?|[^"]+/g);
      const found = [...parts].flatMap(({ 0: part, 1: quoted }) => {
        const words = [...part.matchAll(WORD)].map(([word]) => wordsOf(word));
        return quoted === undefined ? words : [words.flat()];
      });
      const last = found.at(-1)?.at(-1);
      if (last?.word.length > 1 && /[\p{L}\p{M}\p{N}]$/u.test(query)) last.prefix = true;
      return found.filter((phrase) => phrase.length);
    }

    return { places, phrases };
  };
}
