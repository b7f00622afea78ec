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

// What another app shares (manifest.json, share_target) waits in a cache, also when the app does not run, until its
// person has decided about it: services/platform/browser_page.py, views/report/shared.py.
const INBOX = "rafflesia-shared";
const PHOTOS_AT_MOST = 3;
const inScope = (path) => new URL(path, self.registration.scope).href;

async function takeIn({ request }) {
  await caches.delete(INBOX);
  try {
    const form = await request.formData();
    const words = ["title", "text", "url"].map((name) => form.get(name)).filter((value) => value && typeof value === "string");
    const photos = form.getAll("photo").filter((value) => value instanceof File && value.size).slice(0, PHOTOS_AT_MOST);
    const inbox = await caches.open(INBOX);
    await Promise.all(photos.map((photo, place) => inbox.put(inScope(`shared/photo-${place}`), new Response(photo))));
    await inbox.put(inScope("shared/words"), new Response(JSON.stringify([...new Set(words)].join("\n"))));
  } catch (error) {
    console.warn(`Not taken in: ${error}`);
    await caches.delete(INBOX); // half of it would pass for the whole
  }
  return Response.redirect(inScope("lapor/dibagikan"), 303);
}

routing.registerRoute(({ url }) => url.origin + url.pathname === inScope("share"), takeIn, "POST");

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
