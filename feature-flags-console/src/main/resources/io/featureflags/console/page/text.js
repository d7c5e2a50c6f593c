// Texts, numbers and times in the language of the page.

import { me } from "./api.js";
import { h } from "./dom.js";
import texts from "./en.js";

const language = "en";
const plurals = new Intl.PluralRules(language);
const numbers = new Intl.NumberFormat(language, { maximumFractionDigits: 3 });
const relative = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
const day = { day: "numeric", month: "short", year: "numeric" };
const days = new Intl.DateTimeFormat(language, { ...day, timeZone: "UTC" });
const times = new Intl.DateTimeFormat(language, { ...day, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const UNITS = [["year", 31_536_000], ["month", 2_592_000], ["day", 86_400], ["hour", 3_600], ["minute", 60]];

export const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Returns a text with its parameters filled in; `n` selects the plural. */
export function t(key, params = {}) {
	let text = key.split(".").reduce((part, name) => part?.[name], texts) ?? key;
	if (typeof text === "object") text = text[plurals.select(params.n)] ?? text.other;
	return text.replace(/\{(\w+)\}/g, (_, name) => (typeof params[name] === "number" ? number(params[name]) : params[name] ?? ""));
}

export const tOr = (group, key) => (Object.hasOwn(texts[group], key) ? texts[group][key] : String(key ?? ""));
export const number = (value) => numbers.format(value);
export const date = (iso) => (Number.isNaN(Date.parse(iso)) ? iso : days.format(new Date(iso)));
export const time = (instant) => times.format(new Date(instant));
export const now = () => Date.now() + (me.skew ?? 0);

export function ago(iso) {
	const seconds = (Date.parse(iso) - now()) / 1000;
	if (Number.isNaN(seconds)) return String(iso);
	const [unit, size] = UNITS.find(([, length]) => Math.abs(seconds) >= length) ?? [];
	return h("time", { datetime: iso, title: time(iso) }, unit ? relative.format(Math.trunc(seconds / size), unit) : t("moment"));
}

export function sentence(text) {
	const local = String(text ?? "").replace(/\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)/g,
		(iso) => (Number.isNaN(Date.parse(iso)) ? iso : time(iso)));
	return capital(local);
}

export const capital = (text) => text.charAt(0).toLocaleUpperCase(language) + text.slice(1);

export const stateWords = (state) => (state === "on" || state === "off" ? t(`state.${state}`) : sentence(state));

export const actor = (change) => (change.actor === "?" ? t("redisCli") : change.actor);
export const via = (change) => (change.via ? ` · ${tOr("via", change.via)}` : "");
