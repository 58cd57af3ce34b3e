"use strict";

/* From a query to its hits. */
{
  const PART = 0.5; // what a word counts that only begins like the query's
  const CUT = 3; // how many letters an unknown word may lose to be a form of a known one
  const MOST = 24; // shards that are loaded for words which begin alike

  function hex(word) {
    const bytes = new TextEncoder().encode(word);
    return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  /* The shard in which a word stands, if it stands anywhere. */
  function shardOf(word, shards) {
    const key = hex(word);
    return shards.filter((name) => key.startsWith(name)).at(-1);
  }

  /* The shards that have words which begin so. */
  function shardsFrom(prefix, shards) {
    const [key, own] = [hex(prefix), shardOf(prefix, shards)];
    return shards.filter((name) => name === own || name.startsWith(key));
  }

  async function stemsOf(word, shards) {
    const name = shardOf(word, shards);
    return name ? (await search.shard(name)).stems.get(word) ?? [] : [];
  }

  async function stemsFrom(prefix, shards, longest = Infinity) {
    const loaded = await each(shardsFrom(prefix, shards), search.shard);
    const found = loaded.flatMap(({ stems }) => [...stems]);
    return found.filter(([form]) => form.startsWith(prefix) && form.length <= longest).flatMap(([, stems]) => stems);
  }

  /* The stems that an unknown word may belong to: those of the forms that begin most like it. */
  async function stemsNear(word, shards) {
    for (let length = word.length - 1; length >= Math.max(CUT + 1, word.length - CUT); length--) {
      const stems = await stemsFrom(word.slice(0, length), shards, length + CUT);
      if (stems.length) return stems;
    }
    return [];
  }

  const each = (values, make) => Promise.all(values.map(make));

  const entriesOf = (stems, shards) =>
    each([...new Set(stems)], async (stem) => (await search.shard(shardOf(stem, shards))).entries.get(stem));

  /* The entries of a word of a query: those that have the very word, and all, in its other spellings too. Too short
     a beginning is none. */
  async function lookUp({ word, others, at, prefix }, shards) {
    const isShort = (form) => prefix && shardsFrom(form, shards).length > MOST;
    const short = isShort(word);
    const whole = await stemsOf(word, shards);
    const spelled = await each(others, (form) => stemsOf(form, shards));
    const begun = prefix ? [word, ...others].filter((form) => !isShort(form)) : [];
    const stems = [whole, ...spelled, ...await each(begun, (form) => stemsFrom(form, shards))].flat();
    const known = stems.length || short ? stems : await stemsNear(word, shards);
    const [own, all] = await each([whole, known], (some) => entriesOf(some, shards));
    return { at, own, all, short: short && !whole.length };
  }

  /* The most that any of the entries counts in each text, and in how many texts. */
  function best(entries, room) {
    const most = new Uint8Array(room);
    for (const { texts, weights } of entries.map(search.texts)) {
      for (let at = 0; at < texts.length; at++) if (weights[at] > most[texts[at]]) most[texts[at]] = weights[at];
    }
    let count = 0;
    for (const weight of most) if (weight) count++;
    return { most, count };
  }

  /* What a word of the query counts in each text: the rarer the more, and its own forms more than what begins alike. */
  function scoresOf({ own, all }, room, total) {
    const rarity = (count) => Math.log(1 + (total - count + 0.5) / (count + 0.5));
    const [ofOwn, ofAll] = [best(own, room), best(all, room)];
    const [factor, part] = [rarity(ofOwn.count), rarity(ofAll.count) * PART];
    const scores = new Float32Array(room);
    for (let at = 0; at < room; at++) scores[at] = Math.max(ofOwn.most[at] * factor, ofAll.most[at] * part);
    return scores;
  }

  /* The places of a word in some texts. */
  async function placesIn(numbers, { all }) {
    const found = new Map(numbers.map((number) => [number, new Set()]));
    for (const entry of all) {
      const places = await search.places(entry);
      search.texts(entry).texts.forEach((number, at) => {
        const known = found.get(number);
        if (known) places[at].forEach((place) => known.add(place));
      });
    }
    return found;
  }

  async function withPhrase(numbers, words) {
    const found = await each(words, async (word) => ({ at: word.at, places: await placesIn(numbers, word) }));
    const stands = (number, first) => found.every(({ at, places }) => places.get(number).has(first + at));
    return numbers.filter((number) => [...found[0].places.get(number)].some((first) => stands(number, first)));
  }

  /* The numbers of the texts that have all words and phrases of a query, the best first and of the equal the newest;
     the forms of each word, to be marked; and whether a word is too short to go by. A query without words has none. */
  search.find = async (query, folder) => {
    const { liveBlogs, shards, phrases: read } = await search.directory();
    const phrases = await each(read(query), (words) => each(words, (word) => lookUp(word, shards)));
    if (!phrases.length) return undefined;
    const room = Math.max(0, ...liveBlogs.map(({ first, size }) => first + size));
    const total = liveBlogs.reduce((sum, { size }) => sum + size, 0);
    const scores = phrases.flat().map((word) => scoresOf(word, room, total));
    const { first, size } = liveBlogs.find((liveBlog) => liveBlog.folder === folder) ?? { first: 0, size: room };
    let numbers = Array.from({ length: size }, (_, at) => first + at);
    numbers = numbers.filter((number) => scores.every((found) => found[number]));
    for (const words of phrases) if (words.length > 1) numbers = await withPhrase(numbers, words);
    const sums = new Float32Array(room);
    for (const number of numbers) for (const found of scores) sums[number] += found[number];
    numbers.sort((one, other) => sums[other] - sums[one] || other - one);
    const forms = ({ at, all }) => ({ at, forms: new Set(all.flatMap((entry) => entry.forms)) });
    const short = phrases.flat().some((word) => word.short);
    return { numbers, phrases: phrases.map((words) => words.map(forms)), short };
  };
}
