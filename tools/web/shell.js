// What only a page can do for the app: keep it for use without a network, offer a new version, have drafts saved
// before it goes, protect its storage, name its language, offer to install it. boot.js carries what Python says.
(() => {
  const WORDS = {
    id: {
      update: "Versi baru siap. Yang sudah Anda tulis tetap tersimpan.", take: "Pakai sekarang",
      unsaved: "Tulisan Anda belum bisa disimpan, jadi versi lama tetap dipakai. Coba lagi nanti.", again: "Coba lagi",
      install: "Pasang Rafflesia di perangkat ini supaya mudah dibuka, juga tanpa jaringan.", accept: "Pasang",
      later: "Nanti",
    },
    en: {
      update: "A new version is ready. What you have written stays saved.", take: "Use it now",
      unsaved: "What you wrote cannot be saved yet, so the old version stays. Try again later.", again: "Try again",
      install: "Install Rafflesia on this device to open it easily, also without a network.", accept: "Install",
      later: "Later",
    },
  };
  const SAVE_LIMIT_MS = 10_000;
  const TYPING_MS = 2_000;
  const HOLD_MS = 500;
  const CHECK_EVERY_MS = 60 * 60 * 1000;
  const INSTALL_ANSWER = "rafflesia-install-later";
  const notice = document.getElementById("notice");
  const base = document.querySelector("base").href;
  const tell = (detail) => window.dispatchEvent(new CustomEvent("app-hears", { detail }));
  let registration = null;
  let controlled = Boolean(navigator.serviceWorker?.controller);
  let taking = false;
  let installPrompt = null;
  let typedAt = -Infinity;

  // Flutter takes keys at the window before anything else; those of the notice are not meant for it.
  for (const type of ["keydown", "keyup"]) {
    window.addEventListener(type, (event) => notice.contains(event.target) && event.stopImmediatePropagation(), true);
  }

  function button(words, kind, act) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = kind;
    made.textContent = words;
    made.addEventListener("click", act);
    return made;
  }

  function show(words, answer, act, refuse = () => {}) {
    const own = WORDS[document.documentElement.lang.slice(0, 2)] ?? WORDS.id;
    const text = document.createElement("p");
    text.textContent = own[words];
    const later = button(own.later, "later", () => { notice.replaceChildren(); refuse(); });
    notice.replaceChildren(text, later, button(own[answer], "now", act));
  }

  function saved() {
    return new Promise((resolve) => {
      const answered = ({ detail }) => detail.type === "saved" && end(detail.ok);
      const timer = setTimeout(() => end(false), SAVE_LIMIT_MS);
      function end(ok) {
        clearTimeout(timer);
        window.removeEventListener("app-says", answered);
        resolve(ok);
      }
      window.addEventListener("app-says", answered);
      tell({ type: "save" });
    });
  }

  // A kiosk takes a new version by itself, with the page that a finished visit loads.
  const inKiosk = location.pathname.startsWith(`${new URL(base).pathname}kiosk/`);
  const offer = () => inKiosk || show("update", "take", take);

  async function take() {
    if (!(await saved())) return show("unsaved", "again", take);
    notice.replaceChildren();
    taking = true;
    if (registration.waiting) registration.waiting.postMessage({ type: "take-over" });
    else location.reload(); // another tab has taken it
  }

  function watch(found) {
    registration = found;
    const installed = () => registration.waiting && navigator.serviceWorker.controller && offer();
    installed();
    registration.addEventListener("updatefound", () => registration.installing?.addEventListener("statechange", installed));
    const check = () => document.hidden || registration.update().catch(() => {}); // without a network: next time
    setInterval(check, CHECK_EVERY_MS);
    document.addEventListener("visibilitychange", check);
    window.addEventListener("online", check);
  }

  // The worker keeps the form of the Flutter client that this browser runs, and none of the others.
  function engine() {
    const asked = performance.getEntriesByType("resource").map((entry) => entry.name);
    if (asked.some((url) => url.startsWith(`${base}main.dart.wasm`))) return "skwasm";
    return asked.some((url) => url.startsWith(`${base}canvaskit/chromium/`)) ? "chromium" : "canvaskit";
  }

  // After the first screen: until then every byte belongs to the start.
  window.addEventListener("first-screen", () => {
    navigator.serviceWorker?.register(`${base}sw.js?engine=${engine()}`, { updateViaCache: "none" })
      .then((found) => found && watch(found), (error) => console.info(`Not kept for use without a network: ${error}`));
  }, { once: true });

  navigator.serviceWorker?.addEventListener("controllerchange", () => {
    if (taking) location.reload();
    else if (controlled) offer(); // taken in another tab: this one goes on until its person is ready
    controlled = true;
  });

  // What was typed in the last second is saved at the first sign that the page may go. The worker ends with the page
  // and no promise holds a page back: only a page that is busy waits for it, and only when somebody has just typed.
  for (const type of ["keydown", "input"]) {
    window.addEventListener(type, () => { typedAt = performance.now(); }, { capture: true, passive: true });
  }
  window.addEventListener("beforeunload", () => {
    tell({ type: "save" });
    const now = performance.now();
    while (now - typedAt < TYPING_MS && performance.now() - now < HOLD_MS);
  });
  window.addEventListener("pagehide", () => tell({ type: "save" }));
  document.addEventListener("visibilitychange", () => document.hidden && tell({ type: "save" }));

  window.addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault(); // offered once there is a reason to come back
    installPrompt = event;
  });

  function offerInstalling() {
    if (inKiosk || !installPrompt || localStorage.getItem(INSTALL_ANSWER) || notice.hasChildNodes()) return;
    show("install", "accept", () => { notice.replaceChildren(); installPrompt.prompt(); installPrompt = null; },
      () => localStorage.setItem(INSTALL_ANSWER, "1"));
  }

  // A report waits here: ask the browser not to evict it. Asked at this moment because some browsers ask the person.
  async function keep() {
    const storage = navigator.storage;
    const asked = async () => storage?.persist && ((await storage.persisted()) || (await storage.persist()));
    tell({ type: "kept", lasting: Boolean(await asked().catch(() => false)) });
    offerInstalling();
  }

  window.addEventListener("app-says", ({ detail }) => {
    if (detail.type === "keep") keep().catch(() => {});
    if (detail.type === "language") document.documentElement.lang = detail.code;
    if (detail.type === "kiosk") followTouches();
    if (detail.type === "say") say(detail.words, detail.code);
    if (detail.type === "forget") forget().catch((error) => console.warn(`The page goes on: ${error}`));
    if (detail.type === "leave") location.replace(base);
  });

  // A kiosk (docs/kiosk.md) counts from the last touch. Python need not hear of every one.
  const TOUCH_MS = 500;
  function followTouches() {
    let told = -Infinity;
    const touched = (event) => {
      if (!event.isTrusted || event.timeStamp - told < TOUCH_MS) return;
      told = event.timeStamp;
      tell({ type: "touched" });
    };
    for (const type of ["pointerdown", "pointermove", "keydown", "wheel"]) {
      window.addEventListener(type, touched, { capture: true, passive: true });
    }
    window.addEventListener("contextmenu", (event) => event.preventDefault());
    mayWriteClipboard().then((may) => may || keepOffClipboard());
  }

  // Without this permission the browser would ask, and nobody is there to answer.
  const mayWriteClipboard = async () =>
    (await navigator.permissions?.query({ name: "clipboard-write" }).catch(() => null))?.state === "granted";

  // What cannot be emptied later must stay empty.
  function keepOffClipboard() {
    for (const type of ["copy", "cut"]) {
      window.addEventListener(type, (event) => { event.preventDefault(); event.stopImmediatePropagation(); }, true);
    }
    if (navigator.clipboard) navigator.clipboard.writeText = async () => {};
  }

  // Only a voice that lives on this device: others would send the words away, and fail without a network.
  function say(words, code) {
    const voice = globalThis.speechSynthesis?.getVoices()
      .find((one) => one.localService && one.lang.toLowerCase().startsWith(code));
    if (!voice) return;
    const spoken = new SpeechSynthesisUtterance(words);
    spoken.voice = voice;
    spoken.lang = voice.lang;
    speechSynthesis.cancel();
    speechSynthesis.speak(spoken);
  }

  // The last step of a wipe: memory that the visit has used is given back with the page and its worker. Only when the
  // page can come back: the kiosk is at its first picture already, and a page of the browser's own would be worse.
  async function forget() {
    sessionStorage.clear();
    if (await mayWriteClipboard()) await navigator.clipboard.writeText("").catch(() => {});
    if (registration?.waiting) {
      taking = true; // the page loads again once the new version is in charge
      registration.waiting.postMessage({ type: "take-over" });
      return;
    }
    const controlled = Boolean(navigator.serviceWorker?.controller);
    const asked = { cache: "no-store", headers: { Accept: "text/html" } }; // as a tab asks: the gateway looks at it
    if (controlled || (await fetch(location.href, asked)).ok) location.reload();
  }
})();
