// Records what the npm library opening_hours answers, as a fixture that tests compare with:
//   npm install --prefix "$DIR" opening_hours@3.15.0
//   TZ=Asia/Jakarta node tools/opening_hours_reference.mjs "$DIR/node_modules/opening_hours"
// Reads tests/unit/opening_hours/grid.json, writes reference.json beside it. Every minute of the windows is
// asked, so that the minutes of change are exact whatever the library's own search says.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";

if (process.env.TZ !== "Asia/Jakarta" || process.argv.length !== 3) {
  throw new Error("usage: TZ=Asia/Jakarta node tools/opening_hours_reference.mjs MODULE_FOLDER");
}
const folder = resolve(process.argv[2]);
const load = createRequire(import.meta.url);
const Library = load(folder);
const version = load(`${folder}/package.json`).version;
const here = new URL("../tests/unit/opening_hours/", import.meta.url);
const grid = JSON.parse(readFileSync(new URL("grid.json", here)));
// The library knows no holidays of Indonesia: those of Berlin stand in, and are written down below.
const place = { lat: "-3.79", lon: "102.26", address: { country_code: "de", country: "Germany", state: "Berlin" } };
const CODES = { close: "c", open: "o", unknown: "u" };

const read = (expression) => new Library(expression, place);
const midnight = (text, days = 0, minutes = 0) => {
  const [year, month, day] = text.split("-").map(Number);
  return new Date(year, month - 1, day + days, 0, minutes);
};

function changes(hours, window) {
  let found = "";
  let last = "";
  for (let minute = 0; minute < window.days * 1440; minute += 1) {
    const code = CODES[hours.getStateString(midnight(window.first, 0, minute))];
    if (code !== last) found += (minute ? String(minute) : "") + code;
    last = code;
  }
  return found;
}

function daysThatMatch(expression) {
  const hours = read(expression);
  const found = [];
  for (let day = 0; day < 800; day += 1) {
    if (hours.getState(midnight("2025-01-01", day, 720))) {
      found.push(new Date(Date.UTC(2025, 0, 1 + day)).toISOString().slice(0, 10));
    }
  }
  return found;
}

function record(expression) {
  try {
    const hours = read(expression);
    return grid.windows.map((window) => changes(hours, window));
  } catch {
    return null;
  }
}

function sun(day) {
  const minuteOf = (expression) => {
    const hours = read(expression);
    for (let minute = 0; minute < 1440; minute += 1) {
      if (hours.getState(midnight(day, 0, minute))) return minute;
    }
    return null;
  };
  return ["dawn", "sunrise", "sunset", "dusk"].map((event) => minuteOf(`${event}-23:59`));
}

const line = ([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value)}`;
const lines = (entries) => `{\n${entries.map(line).join(",\n")}\n }`;
writeFileSync(
  new URL("reference.json", here),
  `{
 "library": "opening_hours ${version} (npm)",
 "windows": ${JSON.stringify(grid.windows)},
 "PH": ${JSON.stringify(daysThatMatch("PH"))},
 "SH": ${JSON.stringify(daysThatMatch("SH"))},
 "sun": ${lines(grid.sun_days.map((day) => [day, sun(day)]))},
 "answers": ${lines(grid.expressions.map((expression) => [expression, record(expression)]))}
}
`,
);
