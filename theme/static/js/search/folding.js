"use strict";

/* Search in four scripts: folding, files, query, page. They share this name, and the index calls `searchIndex`. */
const search = {};

/* The words of a text or a query, cut and folded as in afterlive/site/search/tokens.py. */
{
  const WORD = /[\p{L}\p{N}]+(?:(?:(?=[\0-\uffff])[\p{M}\u00ad\u200c\u200d\u2060'’])+[\p{L}\p{N}]*)*/gu;
  const LONG = { ä: "ae", ö: "oe", ü: "ue", ø: "oe", å: "aa" };

  search.foldedBy = ({ accents, letters, unspaced, tail, article, emoji, flag }) => {
    const ofWords = new RegExp(`${WORD.source}|${flag}|[${emoji}]`, "gu");
    const ofRest = new RegExp(`[^\\p{L}\\p{M}\\p{N}${emoji}]+`, "gu");
    const ofArticle = new RegExp(`^${article}`, "u");
    const ofAccents = new RegExp(`[${accents}]+`, "gu");
    const isUnspaced = new RegExp(`[${unspaced}]`, "u");
    const ofRuns = new RegExp(`[${unspaced}]+|[^${unspaced}]+`, "gu");

    function fold(word) {
      const lower = word.normalize("NFKD").toLowerCase().replace(ofAccents, "");
      const plain = lower.replace(/./gu, (letter) => letters[letter] ?? letter);
      return plain.normalize("NFC").replace(ofRest, "");
    }

    function formsOf(word) {
      const whole = word.replace(/^['’]+|['’]+$/g, "");
      const rest = whole.replace(ofArticle, "");
      if (rest !== whole) return ([...fold(rest)].length >= tail ? [whole, rest] : [whole]).map(fold).filter(Boolean);
      const parts = whole.split(/['’]/);
      const last = parts.at(-1);
      return (parts.length > 1 && last.length >= tail ? [word, last] : [word]).map(fold).filter(Boolean);
    }

    /* Other ways to spell a word: `ae` for `ä`, as those write it who have no such key, and `ä` for `ae`. */
    function spellingsOf(word) {
      const lower = word.normalize("NFC").toLowerCase();
      const long = lower.replace(/[äöüøå]/g, (letter) => LONG[letter]);
      const short = lower.replace(/aa|ae|oe|ue/g, ([first]) => first);
      return [...new Set([long, short].map(fold))].filter((spelling) => spelling !== fold(word));
    }

    const placeOf = (word, start) => ({ start, end: start + word.length, forms: [fold(word)].filter(Boolean) });

    /* The places of a run of letters without spaces: each pair, and the last letter. */
    function pairsOf(run, start) {
      const letters = [...run];
      return letters.map((letter, at) => {
        const pair = letter + (letters[at + 1] ?? "");
        const from = start;
        start += letter.length;
        return { ...placeOf(pair, from), letters: pair === letter ? 1 : 2 };
      });
    }

    function placesOfWord(word, start) {
      if (!isUnspaced.test(word)) return [{ start, end: start + word.length, forms: formsOf(word) }];
      return [...word.matchAll(ofRuns)].flatMap(({ 0: run, index }) =>
        isUnspaced.test(run) ? pairsOf(run, start + index) : [placeOf(run, start + index)]);
    }

    /* Where a text can be found: from and to which letter, and by which forms. */
    function places(text) {
      const found = [...text.matchAll(ofWords)].flatMap(({ 0: word, index }) => placesOfWord(word, index));
      return found.filter(({ forms }) => forms.length);
    }

    /* A part of a query as a phrase: its words, and at which place each has to stand. The last letter of a run
       without spaces is left out, since it stands in its last pair. */
    function phrase(part) {
      const all = places(part).map((place, at) => ({ ...place, at }));
      const needed = all.filter(({ letters, at }) => letters !== 1 || all[at - 1]?.letters !== 2);
      return needed.map(({ start, end, forms, letters, at }) => ({
        word: forms.at(-1), others: spellingsOf(part.slice(start, end)), at, prefix: letters === 1,
      }));
    }

    /* A query as phrases, each of which must be found: a word alone is one, and so are words in quotes. The last
       word may go on, unless a space or a quote ends it. */
    function phrases(query) {
      const parts = query.normalize("NFC").replace(/[“”„«»]/g, '"').matchAll(/"([^"]*)"?|[^"]+/g);
      const found = [...parts].flatMap(({ 0: part, 1: quoted }) =>
        quoted === undefined ? [...part.matchAll(ofWords)].map(([word]) => phrase(word)) : [phrase(quoted)]);
      const last = found.at(-1)?.at(-1);
      if (last?.word.length > 1 && /[\p{L}\p{M}\p{N}]$/u.test(query)) last.prefix = true;
      return found.filter((words) => words.length);
    }

    return { places, phrases };
  };
}
