"use strict";

/* From a query to its hits. */
{
  const PART = 0.5; // what a word counts that only begins like the query's
  const CUT = 3; // how many letters an unknown word may lose to be a form of a known one
  const MOST = 12; // shards that are loaded for words which begin alike
  const PORTION = 10; // hits that are wanted at a time
  const READ = 40_000; // texts of common words that are read for a portion
  const CHECKED = 24; // texts that are looked into for a portion
  const AT_ONCE = 8; // of these
  const MOST_CHECKED = 72; // texts that are looked into for a portion as long as none is a hit
  const NEARLY_ALL = 0.25; // a word in this share of all texts is looked for in the texts themselves
  const TITLE = 4; // ranking.py: what a word counts in a headline, and how much the length of a text takes away
  const SATURATION = 1.2;
  const LENGTH_SHARE = 0.75;
  const USUAL_LENGTH = 100;
  const KEY_EVENT = 1.1;
  const MOST_WEIGHT = 15;

  const each = (values, make) => Promise.all(values.map(make));

  async function stemsOf(word) {
    const name = await search.shardOf(word);
    return name ? (await search.shard(name)).stems.get(word) ?? [] : [];
  }

  async function stemsFrom(prefix, longest = Infinity) {
    const loaded = await each((await search.shardsFrom(prefix)) ?? [], search.shard);
    const found = loaded.flatMap(({ stems }) => [...stems]);
    return found.filter(([form]) => form.startsWith(prefix) && form.length <= longest).flatMap(([, stems]) => stems);
  }

  /* Whether too many words begin so. */
  async function isShort(prefix) {
    const shards = await search.shardsFrom(prefix);
    return !shards || shards.length > MOST;
  }

  /* The stems that an unknown word may belong to: those of the forms that begin most like it. */
  async function stemsNear(word) {
    for (let length = word.length - 1; length >= Math.max(CUT + 1, word.length - CUT); length--) {
      const beginning = word.slice(0, length);
      if (await isShort(beginning)) return [];
      const stems = await stemsFrom(beginning, length + CUT);
      if (stems.length) return stems;
    }
    return [];
  }

  const entriesOf = (stems) =>
    each([...new Set(stems)], async (stem) => (await search.shard(await search.shardOf(stem))).entries.get(stem));

  /* The entries of a word of a query: those that have the very word, and all, in its other spellings too. Too short
     a beginning is none. */
  async function lookUp({ word, others, at, prefix }) {
    const short = prefix && (await isShort(word));
    const whole = await stemsOf(word);
    const spelled = await each(others, stemsOf);
    const begun = await each(prefix ? [word, ...others] : [], async (form) => (await isShort(form)) ? [] : stemsFrom(form));
    const stems = [whole, ...spelled, ...begun].flat();
    const known = stems.length || short ? stems : await stemsNear(word);
    const [own, all] = await each([whole, known], entriesOf);
    return { at, own, all, forms: new Set(all.flatMap(({ forms }) => forms)), short: short && !whole.length };
  }

  /* In how many texts any of these entries occurs; of common words, at most. */
  function countOf(entries, total) {
    const numbers = new Set(entries.flatMap((entry) => (entry.blocks ? [] : search.texts(entry).texts)));
    const common = entries.flatMap(({ blocks = [] }) => blocks);
    return Math.min(total, common.reduce((sum, { count }) => sum + count, numbers.size));
  }

  /* What a word of the query counts in each text: the rarer the more, and its own forms more than what begins alike.
     What the blocks of common words add is not read yet: they stand in the order of what they count. */
  function scored({ own, all, ...word }, { room, total }, within) {
    const rarity = (count) => Math.log(1 + (total - count + 0.5) / (count + 0.5));
    const count = countOf(all, total);
    const [factor, part] = [rarity(countOf(own, total)), rarity(count) * PART];
    const factorOf = (entry) => (own.includes(entry) ? factor : part);
    const [scores, numbers] = [new Float32Array(room), []];
    const add = (number, score) => {
      if (!scores[number]) numbers.push(number);
      if (scores[number] < score) scores[number] = score;
    };
    for (const entry of all.filter(({ blocks }) => !blocks)) {
      const { texts, weights } = search.texts(entry);
      texts.forEach((number, at) => add(number, weights[at] * factorOf(entry)));
    }
    const withScore = (block, entry) => ({ ...block, score: Math.fround(block.weight * factorOf(entry)) });
    const blocks = all
      .flatMap((entry) => (entry.blocks ?? []).map((block) => withScore(block, entry)))
      .filter(({ from }) => !within || within.first.toString(16).padStart(7, "0").startsWith(from))
      .sort((one, other) => other.score - one.score || (other.from > one.from ? 1 : -1));
    const most = numbers.reduce((sofar, number) => Math.max(sofar, scores[number]), blocks[0]?.score ?? 0);
    const read = async () => {
      const { file, score, count: texts } = blocks.shift();
      for (const number of await search.block(file)) add(number, score);
      return texts;
    };
    const common = all.some((entry) => entry.blocks);
    return { ...word, all, count, common, factor: own.length ? factor : part, scores, numbers, blocks, most, read };
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

  async function withPhrase(texts, words) {
    const numbers = texts.map(({ number }) => number);
    const found = await each(words, async (word) => ({ at: word.at, places: await placesIn(numbers, word) }));
    const stands = (number, first) => found.every(({ at, places }) => places.get(number).has(first + at));
    return texts.filter(({ number }) => [...found[0].places.get(number)].some((first) => stands(number, first)));
  }

  /* What a word counts in a text, as ranking.py says: 0 if it isn't there. */
  function weightIn({ title, body, key }, { forms }) {
    const times = (places) => places.filter((place) => place.forms.some((form) => forms.has(form))).length;
    const count = TITLE * times(title) + times(body);
    if (!count) return 0;
    const share = count / (count + SATURATION * (1 - LENGTH_SHARE + (LENGTH_SHARE * body.length) / USUAL_LENGTH));
    return Math.max(1, Math.min(MOST_WEIGHT, Math.round(share * (key ? KEY_EVENT : 1) * MOST_WEIGHT)));
  }

  const hasPhrase = ({ title, body }, words) => [title, body].some((places) => places.some((_, first) =>
    words.every(({ at, forms }) => places[first + at]?.forms.some((form) => forms.has(form)))));

  /* Look into the texts with these numbers for words and phrases, and return those that have them, with their scores,
     until as many are certain as are wanted; and how many were looked into. */
  async function checked(candidates, { words, phrases }, wanted) {
    const open = words.reduce((sum, { factor }) => sum + MOST_WEIGHT * factor, 0);
    const found = [];
    let at = 0;
    const isCertain = () => found.length >= wanted
      && found.sort(byScore)[wanted - 1].score >= (candidates[at]?.score ?? 0) + open;
    while (at < candidates.length && !isCertain() && at < (found.length ? CHECKED : MOST_CHECKED) * (wanted / PORTION)) {
      found.push(...(await each(candidates.slice(at, at + AT_ONCE), async ({ number, score }) => {
        const text = await search.placesOf(number);
        const weights = words.map((word) => weightIn(text, word));
        const has = weights.every(Boolean) && phrases.every((phrase) => hasPhrase(text, phrase));
        return has && { number, score: weights.reduce((sum, weight, n) => sum + weight * words[n].factor, score) };
      })).filter(Boolean));
      at += AT_ONCE;
    }
    return { found, all: at >= candidates.length };
  }

  const byScore = (one, other) => other.score - one.score || other.number - one.number;

  /* The texts that have all of these words, as far as they are read, the best first and of the equal the newest. */
  function having(words, { first, size }) {
    const fewest = words.reduce((one, other) => (other.numbers.length < one.numbers.length ? other : one));
    return fewest.numbers
      .filter((number) => number >= first && number < first + size && words.every(({ scores }) => scores[number]))
      .map((number) => ({ number, score: words.reduce((sum, { scores }) => sum + scores[number], 0) }))
      .sort(byScore);
  }

  /* What a text can count at most that isn't among these yet. */
  function bound(words) {
    const most = words.reduce((sum, word) => sum + word.most, 0);
    return Math.max(0, ...words.filter(({ blocks }) => blocks.length)
      .map((word) => most - word.most + word.blocks[0].score));
  }

  /* The texts that have all words and phrases of a query. Common words are read as far as the hits that are wanted need
     it, those texts first in which they count the most; what nearly every text has, or few texts are left for, is looked
     for in the texts. */
  async function hits(phrases, within, total, wanted) {
    const all = phrases.flat();
    const rarest = all.reduce((one, other) => (other.count < one.count ? other : one));
    const known = all.filter(({ blocks }) => !blocks.length);
    const left = known.length ? having(known, within).length : Infinity;
    if (!left) return { numbers: [], all: true };
    const isChecked = (word) =>
      word.blocks.length && (left <= CHECKED || (word !== rarest && word.count > Math.max(READ, total * NEARLY_ALL)));
    const words = all.filter((word) => !isChecked(word));
    const quoted = phrases.filter((phrase) => phrase.length > 1);
    const isCommon = (phrase) => phrase.some(({ common }) => common);
    const toCheck = { words: all.filter(isChecked), phrases: quoted.filter(isCommon) };
    const portions = wanted / PORTION;
    for (let read = 0; ;) {
      let found = having(words, within);
      const unread = words.filter(({ blocks }) => blocks.length);
      const isCertain = found.length >= wanted && found[wanted - 1].score >= bound(words);
      const isEnough = read >= READ * portions;
      if (!unread.length || isCertain || isEnough) {
        let isWhole = !unread.length;
        let isLookedInto = false;
        for (const phrase of quoted.filter((some) => !isCommon(some))) found = await withPhrase(found, phrase);
        if (toCheck.words.length || toCheck.phrases.length) {
          const result = await checked(found, toCheck, wanted);
          found = result.found.sort(byScore);
          isLookedInto = !result.all;
          isWhole &&= result.all;
        }
        if (!unread.length || found.length >= wanted || (isEnough && (found.length || isLookedInto))) {
          return { numbers: found.map(({ number }) => number), all: isWhole };
        }
      }
      const next = unread.reduce((one, other) => (other.blocks[0].score > one.blocks[0].score ? other : one));
      read += await next.read();
    }
  }

  /* The numbers of the texts that have all words and phrases of a query, the best first and of the equal the newest;
     in a large archive as many as are wanted, and whether these are all. How many there are, or at least are. The forms
     of each word, to be marked; and whether a word is too short to go by. A query without words has none. */
  search.find = async (query, folder, wanted = PORTION) => {
    const { room, total, phrases: read } = await search.directory();
    const found = await each(read(query), (words) => each(words, lookUp));
    if (!found.length) return undefined;
    const within = folder && (await search.liveBlogs()).find((liveBlog) => liveBlog.folder === folder);
    const phrases = found.map((words) => words.map((word) => scored(word, { room, total }, within)));
    const [word, ...others] = phrases.flat();
    const isCounted = !others.length && !within && word.all.length === 1;
    const { numbers, all } = await hits(phrases, within || { first: 0, size: room }, total, wanted);
    return {
      numbers,
      all,
      count: isCounted ? word.count : numbers.length,
      atLeast: !all && !isCounted,
      phrases: phrases.map((words) => words.map(({ at, forms }) => ({ at, forms }))),
      short: phrases.flat().some((some) => some.short),
    };
  };
}
