// The rules of the service worker. tools/web_worker.py writes Workbox and `FILES` above this line.
// It keeps the app's own files and nothing else: the API's answers belong to the app, which knows their age.
const { core, precaching, routing, strategies } = workbox;

const MEMORY_CACHE = "rafflesia-memory";
const MEMORY_ROOM = 256 * 1024 * 1024; // a picture of Python's memory is worth its place only where there is plenty
const NOT_THE_APP = /^\/(v1|staff|open311|features|healthz|readyz)(\/|$)/;
const A_FILE = /\.[a-z][a-z0-9]{0,9}$/i;

const engine = new URL(self.location.href).searchParams.get("engine");
const memory = FILES.memory && new URL(FILES.memory, self.location.href).href;

core.setCacheNameDetails({ prefix: "rafflesia" });
core.clientsClaim();

// Ask whether the copy the page has just loaded still holds, in place of loading everything a second time.
precaching.addPlugins([{ requestWillFetch: async ({ request }) => new Request(request, { cache: "no-cache" }) }]);
precaching.precacheAndRoute([...FILES.always, ...(FILES.engines[engine] ?? FILES.engines.canvaskit)], {
  directoryIndex: "index.html",
  cleanURLs: false,
  ignoreURLParametersMatching: [/^engine$/],
});

const page = precaching.createHandlerBoundToURL("index.html");
routing.registerRoute(
  ({ request, url }) =>
    request.mode === "navigate" && !NOT_THE_APP.test(url.pathname) && !A_FILE.test(url.pathname),
  page,
);

if (memory) routing.registerRoute(({ url }) => url.href === memory, new strategies.CacheFirst({ cacheName: MEMORY_CACHE }));

async function keepMemory() {
  const { quota = 0, usage = 0 } = (await navigator.storage?.estimate?.()) ?? {};
  if (!memory || navigator.connection?.saveData || quota - usage < MEMORY_ROOM) return;
  const cache = await caches.open(MEMORY_CACHE);
  if (!(await cache.match(memory))) await cache.add(memory);
}

async function forgetOldMemory() {
  const cache = await caches.open(MEMORY_CACHE);
  for (const request of await cache.keys()) if (request.url !== memory) await cache.delete(request);
}

self.addEventListener("install", (event) => event.waitUntil(keepMemory().catch(() => {}))); // the app starts without it
self.addEventListener("activate", (event) => event.waitUntil(forgetOldMemory()));

// A new version waits until a person takes it: running tabs keep the files they were started from.
self.addEventListener("message", (event) => {
  if (event.data?.type === "take-over") event.waitUntil(self.skipWaiting());
});
