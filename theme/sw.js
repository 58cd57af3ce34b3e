// Keeps the site to be read without a connection: the shell (home, theme) once a page was read, and each live
// blog that a reader asks for, with the search index. As long as there is a connection, what one reads comes from
// the network. Above this line the build puts SHELL, the shell's edition and files, EDITIONS, those of the live
// blogs and the index, and PLACES, what else the site has at its root. Of very many live blogs it puts no editions, and
// no places: each list says its own, and all below the root is taken for the site's.

const ROOT = new URL(registration.scope);
// All projects of an owner share an origin on GitHub Pages, so the path is what tells their caches apart.
const PREFIX = `afterlive ${ROOT.pathname} `;
// Neither is a name that a live blog can have.
const SHELL_NAME = "_shell";
const INDEX = "search";
const AT_ONCE = 6;

addEventListener("install", (event) => event.waitUntil(fill(SHELL_NAME, SHELL)));

addEventListener("activate", (event) => {
  event.waitUntil(removeAllBut(SHELL_NAME, SHELL.edition).then(() => clients.claim()));
});

addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  if (method === "GET" && isOurs(url)) event.respondWith(answer(event.request));
});

// Below an owner's root stand their other projects as well: those are none of this worker's business.
function isOurs(url) {
  if (!url.startsWith(ROOT.href)) return false;
  const name = placeOf(url);
  return name === "" || !PLACES || Object.hasOwn(EDITIONS, name) || PLACES.includes(name);
}

// The name of what stands at the root and holds this address.
function placeOf(url) {
  return new URL(url).pathname.slice(ROOT.pathname.length).split("/")[0];
}

addEventListener("message", (event) => {
  const { ask, folder } = event.data;
  const tell = (state) => event.ports[0].postMessage(state);
  const answers = {
    state: async () => tell({ state: (await keptEdition(folder)) ? "kept" : "none" }),
    keep: async () => {
      await keep([INDEX, folder], (done, total) => tell({ state: "keeping", done, total }));
      tell({ state: "kept" });
    },
    drop: async () => {
      await removeAllBut(folder);
      if ((await keptNames()).every((name) => name === INDEX)) await removeAllBut(INDEX);
      tell({ state: "none" });
    },
    news: async () => tell({ newer: (await outdated()).length > 0 }),
    update: async () => {
      await keep(await outdated());
      await skipWaiting();
      tell({ state: "updated" });
    },
  };
  event.waitUntil(answers[ask]().catch(() => tell({ state: "failed" })));
});

async function answer(request) {
  try {
    const response = await fetch(request);
    if (response.status < 500) return response;
  } catch {
    // No connection: what was kept is all there is.
  }
  const kept = await find(request.url);
  if (kept) return kept;
  return request.mode === "navigate" ? Response.redirect(new URL("offline.html", ROOT)) : Response.error();
}

async function find(url) {
  const { origin, pathname } = new URL(url);
  const file = origin + pathname + (pathname.endsWith("/") ? "index.html" : "");
  const folder = placeOf(url);
  const edition = await keptEdition(folder);
  return caches.match(file, { cacheName: edition ? cacheName(folder, edition) : cacheName(SHELL_NAME, SHELL.edition) });
}

async function keep(names, report = () => {}) {
  const lists = await Promise.all(names.map(async (name) => (await fresh(listOf(name))).json()));
  const total = lists.reduce((sum, { files }) => sum + Object.keys(files).length, 0);
  let done = 0;
  for (const [number, name] of names.entries()) {
    await fill(name, lists[number], () => report(++done, total));
    await removeAllBut(name, lists[number].edition);
  }
}

// What is kept in an older edition. A live blog that left the site is not among it, and is no longer ours.
async function outdated() {
  const names = await keptNames();
  const editions = await Promise.all(names.map(async (name) => [await keptEdition(name), await newestEdition(name)]));
  return names.filter((name, number) => {
    const [kept, newest] = editions[number];
    return kept && newest && kept !== newest;
  });
}

async function newestEdition(name) {
  if (Object.hasOwn(EDITIONS, name) || PLACES) return EDITIONS[name];
  return fresh(listOf(name)).then((list) => list.json()).then(({ edition }) => edition, () => null);
}

async function keptNames() {
  const ours = (await caches.keys()).filter((cache) => cache.startsWith(PREFIX));
  const names = new Set(ours.map((cache) => cache.slice(PREFIX.length, cache.lastIndexOf(" "))));
  return [...names].filter((name) => name !== SHELL_NAME && (!PLACES || Object.hasOwn(EDITIONS, name)));
}

// The list comes last, and says that an edition is complete: what was interrupted goes on where it stopped.
async function fill(name, list, count = () => {}) {
  const cache = await caches.open(cacheName(name, list.edition));
  const old = await keptEdition(name);
  const oldCache = old && (await caches.open(cacheName(name, old)));
  const oldFiles = oldCache ? (await (await oldCache.match(listOf(name))).json()).files : {};
  const waiting = Object.entries(list.files).values();
  const fetchSome = async () => {
    for (const [path, digest] of waiting) {
      const url = new URL(path, ROOT);
      if (!(await cache.match(url))) {
        const same = oldFiles[path] === digest && (await oldCache.match(url));
        await cache.put(url, same || (await fresh(url)));
      }
      count();
    }
  };
  // All come to an end first, so that none reports on after a failure.
  const ends = await Promise.allSettled(Array.from({ length: AT_ONCE }, fetchSome));
  if (ends.some(({ status }) => status === "rejected")) throw new Error(`${name} is not complete`);
  await cache.put(listOf(name), new Response(JSON.stringify(list)));
}

async function fresh(url) {
  const response = await fetch(url, { cache: "no-cache" });
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response;
}

async function keptEdition(name) {
  for (const cache of await cachesOf(name)) {
    if (await caches.match(listOf(name), { cacheName: cache })) return cache.slice(cacheName(name, "").length);
  }
  return null;
}

async function removeAllBut(name, edition) {
  for (const cache of await cachesOf(name)) {
    if (cache !== cacheName(name, edition)) await caches.delete(cache);
  }
}

async function cachesOf(name) {
  return (await caches.keys()).filter((cache) => cache.startsWith(cacheName(name, "")));
}

function cacheName(name, edition) {
  return `${PREFIX}${name} ${edition}`;
}

function listOf(name) {
  return new URL(`${name}/offline.json`, ROOT);
}
