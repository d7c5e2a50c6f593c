// Texts, numbers and times in the language of the page.

import en from "./en.js";
import { me } from "./api.js";
import { h } from "./dom.js";

const language = "en";
const texts = en;
const plurals = new Intl.PluralRules(language);
const numbers = new Intl.NumberFormat(language, { maximumFractionDigits: 3 });
const relative = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
const days = new Intl.DateTimeFormat(language, { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
const times = new Intl.DateTimeFormat(language, {
  day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23",
});

/** The zone of the reader's browser. */
export const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Returns a text with its parameters filled in; `n` selects the plural. */
export function t(key, params = {}) {
  let text = key.split(".").reduce((part, name) => part?.[name], texts);
  if (text === undefined) return key;
  if (typeof text === "object") text = text[plurals.select(params.n)] ?? text.other;
  return text.replace(/\{(\w+)\}/g, (_, name) => {
    const value = params[name];
    return typeof value === "number" ? numbers.format(value) : String(value ?? "");
  });
}

/** Returns the text of a key that comes from the server, or the key if this version has no text for it. */
export function tOr(prefix, key) {
  return Object.hasOwn(texts[prefix] ?? {}, key) ? texts[prefix][key] : String(key ?? "");
}

export const number = (value) => numbers.format(value);
export const percent = (value) => `${numbers.format(Number(value?.rawJSON ?? value))} %`;
export const date = (iso) => (Number.isNaN(Date.parse(iso)) ? iso : days.format(new Date(iso)));
export const time = (instant) => times.format(new Date(instant));
export const now = () => Date.now() + (me.skew ?? 0);

const UNITS = [["year", 31_536_000], ["month", 2_592_000], ["day", 86_400], ["hour", 3_600], ["minute", 60]];

/** A time as "2 hours ago", with the exact time as its title. */
export function ago(iso) {
  const seconds = (Date.parse(iso) - now()) / 1000;
  if (Number.isNaN(seconds)) return h("span", {}, String(iso));
  const [unit, size] = UNITS.find(([, length]) => Math.abs(seconds) >= length) ?? ["second", 1];
  const words = Math.abs(seconds) < 60 ? t("time.moment") : relative.format(Math.trunc(seconds / size), unit);
  return h("time", { datetime: iso, title: time(iso) }, words);
}

/** Times inside a sentence of the server, in the zone of the reader. */
export function localTimes(sentence) {
  return String(sentence).replace(/\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)/g,
    (iso) => (Number.isNaN(Date.parse(iso)) ? iso : time(iso)));
}

export const upper = (text) => text.charAt(0).toLocaleUpperCase(language) + text.slice(1);

/** The state of a flag as the page shows it. */
export function stateWords(state) {
  if (state === "on" || state === "off") return t(`state.${state}`);
  return upper(localTimes(state ?? ""));
}

/** Who made a change: redis-cli leaves no name. */
export const actor = (change) => (change.actor === "?" ? t("change.redis") : change.actor);

export const via = (change) => tOr("via", change.via);
