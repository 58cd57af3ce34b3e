"use strict";

/* The index: small scripts that call `searchIndex` with what they hold, because a page that is read from disk can
   load nothing else. afterlive/site/search/index_files.py says what is in them. */

const searchIndex = (() => {
  const MOST_LISTS = 4; // lists of names of shards that are loaded for words which begin alike
  const MOST_WEIGHT = 15; // ranking.py: what a word counts at most

  const folder = new URL("../../../search/", document.currentScript.src || document.baseURI);
  const files = new Map(); // name → promise of what the file holds
  const awaited = new Map(); // name → what to do when it arrives

  function file(name) {
    if (!files.has(name)) {
      files.set(name, new Promise((resolve, reject) => {
        awaited.set(name, resolve);
        const script = document.createElement("script");
        script.src = new URL(`${name}.js`, folder);
        script.onload = () => script.remove();
        script.onerror = () => reject(new Error(`${name}.js can't be loaded`));
        document.head.append(script);
      }));
    }
    return files.get(name);
  }

  function once(make) {
    const made = new Map();
    return (key) => {
      if (!made.has(key)) made.set(key, make(key));
      return made.get(key);
    };
  }

  /* Numbers are in base 32, the smallest digit first, and the last one is smaller than 32: codes.py. */
  function numbers(codes) {
    const found = [];
    let number = 0;
    let unit = 1;
    for (let at = 0; at < codes.length; at++) {
      const digit = codes.charCodeAt(at) - 48;
      number += (digit % 32) * unit;
      unit *= 32;
      if (digit < 32) {
        found.push(number);
        number = 0;
        unit = 1;
      }
    }
    return found;
  }

  function hex(word) {
    const bytes = new TextEncoder().encode(word);
    return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  function formOf(stem, change) {
    const [code] = change.match(/^[P-o]*[0-O]/);
    const letters = [...stem];
    return letters.slice(0, letters.length - numbers(code)[0]).join("") + change.slice(code.length);
  }

  const running = (distances, number = 0) => distances.map((distance) => (number += distance));

  /* What the archive is, and how its words are folded. Of a large one, live blogs and shards stand in lists. */
  search.directory = once(async () => {
    const data = await file("directory");
    const { liveBlogs = [], lists = "", shards = "", shardLists = "" } = data;
    return {
      room: Math.max(0, ...liveBlogs.map(({ first, size }) => first + size)),
      total: liveBlogs.reduce((sum, { size }) => sum + size, 0),
      ...data,
      ...search.foldedBy(data),
      lists: running(numbers(lists)),
      shards: shards.split(" ").filter(Boolean),
      shardLists: shardLists.split(" ").filter(Boolean),
    };
  });

  /* The live blog that has a text. */
  async function liveBlogOf(number) {
    const { liveBlogs, lists } = await search.directory();
    const near = liveBlogs ?? await file(`live-blogs/${lists.findLastIndex((first) => first <= number)}`);
    return near.findLast(({ first }) => first <= number);
  }

  /* All live blogs, the oldest first: of many this loads much. */
  search.liveBlogs = once(async () => {
    const { liveBlogs, years } = await search.directory();
    return liveBlogs ?? (await Promise.all(years.split(" ").map((year) => file(`years/${year}`)))).flat();
  });

  /* The names of shards that are near a word, which are in lists that are near it, if there are lists. */
  async function shardsNear(isNear, mostLists) {
    const { shards, shardLists } = await search.directory();
    const lists = shardLists.filter(isNear);
    if (lists.length > mostLists) return undefined;
    const loaded = await Promise.all(lists.map((name) => file(`shards/${name}`)));
    return (lists.length ? loaded.join(" ").split(" ") : shards).filter(isNear);
  }

  /* The name of the shard in which a word stands, if it stands anywhere. */
  search.shardOf = async (word) => {
    const key = hex(word);
    return (await shardsNear((name) => key.startsWith(name), Infinity)).sort().at(-1);
  };

  /* The names of the shards with words that begin so; undefined if these are in too many lists. */
  search.shardsFrom = async (prefix) => {
    const key = hex(prefix);
    return shardsNear((name) => key.startsWith(name) || name.startsWith(key), MOST_LISTS);
  };

  function blocksOf(stem, listed) {
    const folder = `common/${hex(stem)}`;
    return listed.split(",").map((block) => {
      const [name, count] = block.split(".");
      const weight = MOST_WEIGHT - parseInt(name[0], 16);
      return { file: `${folder}/${name}`, weight, from: name.slice(1), count: numbers(count)[0] };
    });
  }

  /* The words of a shard: stem → entry, and form → stems. Entries of common words have blocks. */
  search.shard = once(async (name) => {
    const entries = new Map();
    const stems = new Map();
    const add = (form, stem) => stems.set(form, [...(stems.get(form) ?? []), stem]);
    for (const line of (await file(`words/${name}`)).split("\n")) {
      const [head, texts, weights] = line.split(" ");
      if (texts === undefined) {
        const [form, ...others] = head.split(">");
        others.forEach((stem) => add(form, stem));
      } else {
        const [stem, ...changes] = head.split(",");
        const forms = changes.length ? changes.map((change) => formOf(stem, change)) : [stem];
        forms.forEach((form) => add(form, stem));
        const where = weights === undefined ? { blocks: blocksOf(stem, texts) } : { texts, weights };
        entries.set(stem, { shard: name, line: entries.size, forms, ...where });
      }
    }
    return { entries, stems };
  });

  /* The numbers of the texts that a word occurs in, and what it counts in each. */
  search.texts = once((entry) => ({ texts: running(numbers(entry.texts), -1), weights: numbers(entry.weights) }));

  /* The numbers of the texts of a block. */
  search.block = once(async (name) => running(numbers(await file(name)), -1));

  /* Where a word stands, text by text in the same order. */
  search.places = once(async (entry) => {
    const lines = (await file(`places/${entry.shard}`)).split("\n");
    const found = [];
    let place;
    for (const code of numbers(lines[entry.line])) {
      const same = code % 2;
      place = (same ? place : 0) + (code - same) / 2;
      if (same) found.at(-1).push(place);
      else found.push([place]);
    }
    return found;
  });

  /* What a hit shows. */
  search.text = once(async (number) => {
    const { texts: size } = await search.directory();
    const liveBlog = await liveBlogOf(number);
    const at = number - liveBlog.first;
    const texts = await file(`texts/${liveBlog.folder}/${Math.floor(at / size)}`);
    return { ...texts[at % size], liveBlog };
  });

  /* The places of the words in its headline and in its text. */
  search.placesOf = once(async (number) => {
    const { places } = await search.directory();
    const { title, body, key } = await search.text(number);
    return { title: places(title), body: places(body), key };
  });

  return (name, data) => {
    if (awaited.has(name)) awaited.get(name)(data);
    else files.set(name, Promise.resolve(data));
  };
})();
