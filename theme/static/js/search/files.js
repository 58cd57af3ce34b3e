"use strict";

/* The index: small scripts that call `searchIndex` with what they hold, because a page that is read from disk can
   load nothing else. afterlive/site/search/index_files.py says what is in them. */

const searchIndex = (() => {
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

  function formOf(stem, change) {
    const [code] = change.match(/^[P-o]*[0-O]/);
    const letters = [...stem];
    return letters.slice(0, letters.length - numbers(code)[0]).join("") + change.slice(code.length);
  }

  /* What the archive is, and how its words are folded. */
  search.directory = once(async () => {
    const data = await file("directory");
    return { ...data, ...search.foldedBy(data), shards: data.shards.split(" ") };
  });

  /* The words of a shard: stem → entry, and form → stems. */
  search.shard = once(async (name) => {
    const entries = new Map();
    const stems = new Map();
    const add = (form, stem) => stems.set(form, [...(stems.get(form) ?? []), stem]);
    for (const line of (await file(`words/${name}`)).split("\n")) {
      const [head, texts, weights] = line.split(" ");
      if (weights === undefined) {
        const [form, ...others] = head.split(">");
        others.forEach((stem) => add(form, stem));
      } else {
        const [stem, ...changes] = head.split(",");
        const forms = changes.length ? changes.map((change) => formOf(stem, change)) : [stem];
        forms.forEach((form) => add(form, stem));
        entries.set(stem, { shard: name, line: entries.size, forms, texts, weights });
      }
    }
    return { entries, stems };
  });

  /* The numbers of the texts that a word occurs in, and what it counts in each. */
  search.texts = once((entry) => {
    let number = -1;
    return { texts: numbers(entry.texts).map((distance) => (number += distance)), weights: numbers(entry.weights) };
  });

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
  search.text = async (number) => {
    const { liveBlogs, texts: size } = await search.directory();
    const liveBlog = liveBlogs.findLast(({ first }) => first <= number);
    const at = number - liveBlog.first;
    const texts = await file(`texts/${liveBlog.folder}/${Math.floor(at / size)}`);
    return { ...texts[at % size], liveBlog };
  };

  return (name, data) => {
    if (awaited.has(name)) awaited.get(name)(data);
    else files.set(name, Promise.resolve(data));
  };
})();
