// Keeps the site to be read without a connection: the shell (home, theme) once a page was read, and each live
// blog that a reader asks for. As long as there is a connection, what one reads comes from the network.
// Above this line the build puts SHELL, the shell's edition and files, and EDITIONS, that of each live blog.

const ROOT = new URL(registration.scope);
// All projects of an owner share an origin on GitHub Pages, so the path is what tells their caches apart.
const PREFIX = `afterlive ${ROOT.pathname} `;
const SHELL_NAME = "_shell"; // which no live blog can be called
const AT_ONCE = 6;

addEventListener("install", (event) => event.waitUntil(fill(SHELL_NAME, SHELL)));

addEventListener("activate", (event) => event.waitUntil(removeAllBut(SHELL_NAME, SHELL.edition)));

addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  if (method === "GET" && url.startsWith(ROOT.href)) event.respondWith(answer(event.request));
});

addEventListener("message", (event) => {
  const { ask, folder } = event.data;
  const tell = (state) => event.ports[0].postMessage(state);
  const answers = {
    state: async () => tell({ state: (await keptEdition(folder)) ? "kept" : "none" }),
    keep: async () => {
      await keep(folder, (done, total) => tell({ state: "keeping", done, total }));
      tell({ state: "kept" });
    },
    drop: async () => {
      await removeAllBut(folder);
      tell({ state: "none" });
    },
    update: async () => {
      await updateAll();
      await skipWaiting();
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
  const folder = file.slice(ROOT.href.length).split("/")[0];
  const edition = await keptEdition(folder);
  return caches.match(file, { cacheName: edition ? cacheName(folder, edition) : cacheName(SHELL_NAME, SHELL.edition) });
}

async function keep(folder, report) {
  const list = await (await fresh(listOf(folder))).json();
  await fill(folder, list, report);
  await removeAllBut(folder, list.edition);
}

// What a reader agreed to: the newer edition of all that was kept. A live blog that left the site stays.
async function updateAll() {
  for (const folder of Object.keys(EDITIONS)) {
    const kept = await keptEdition(folder);
    if (kept && kept !== EDITIONS[folder]) await keep(folder);
  }
}

// The list comes last, and says that an edition is complete: what was interrupted goes on where it stopped.
async function fill(name, list, report = () => {}) {
  const cache = await caches.open(cacheName(name, list.edition));
  const old = await keptEdition(name);
  const oldCache = old && (await caches.open(cacheName(name, old)));
  const oldFiles = oldCache ? (await (await oldCache.match(listOf(name))).json()).files : {};
  const files = Object.entries(list.files);
  let done = 0;
  const waiting = files.values();
  const fetchSome = async () => {
    for (const [path, digest] of waiting) {
      const url = new URL(path, ROOT);
      if (!(await cache.match(url))) {
        const same = oldFiles[path] === digest && (await oldCache.match(url));
        await cache.put(url, same || (await fresh(url)));
      }
      report(++done, files.length);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, fetchSome));
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
