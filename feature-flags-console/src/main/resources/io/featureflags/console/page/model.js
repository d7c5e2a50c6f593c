// What a value means to the page, edits that are not saved yet, and how they go together with those of others.

import { number, t } from "./text.js";

export const NAME = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,127}$/;
export const MAX_IDS = 10_000;

const LISTS = ["users", "excluded"];
const list = (value) => (Array.isArray(value) ? value : []);
export const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

/** on, partly, off or problem, for filters and for the mark beside the words. */
export function kind(flag) {
	const words = (flag.state ?? "").replace(/^last known: /, "");
	if (flag.problem || words.includes("not understood")) return "problem";
	if (words.startsWith("off")) return "off";
	return /^on for (?!every)|, (where|limited by) /.test(words) ? "partly" : "on";
}

/** The share that a value gives to users whom no list and no rule names. Off without a share starts at none. */
export function shareOf(fields) {
	const stated = fields.percentage?.rawJSON ?? fields.percentage;
	if (stated !== undefined) return Number(stated);
	return fields.enabled === false || fields.users || fields.rules ? 0 : 100;
}

const isOn = (fields) => fields.enabled !== false
	&& (shareOf(fields) > 0 || fields.users?.length > 0 || list(fields.rules).some((rule) => rule.percentage !== 0));

/** Reads a share; null unless it is a number from 0 to 100 with at most three decimals. */
export function readShare(text) {
	const plain = text.trim().replace(",", ".").replace(/\s*%$/, "");
	return /^\d{1,3}(\.\d{1,3})?$/.test(plain) && Number(plain) <= 100 ? Number(plain) : null;
}

export function readIds(text) {
	const parts = text.trim() === "" ? [] : text.split(/[\n,;\t]/).map((part) => part.trim());
	const filled = parts.filter(Boolean);
	const ids = [...new Set(filled)];
	return { ids, duplicates: filled.length - ids.length, blanks: parts.length - filled.length };
}

export function changeIds(before, ids, how) {
	const named = new Set(ids);
	const present = new Set(before);
	if (how === "remove") return before.filter((id) => !named.has(id));
	return how === "replace" ? ids : [...before, ...ids.filter((id) => !present.has(id))];
}

export class Draft {
	constructor(view, changes = {}) {
		this.follow(view);
		this.changes = changes;
	}

	follow(view) {
		this.base = view;
		this.clear();
	}

	clear() {
		Object.assign(this, { changes: {}, invalid: new Map(), asked: {}, rows: null, preview: null, replacing: false });
	}

	get isOpaque() {
		return this.base.value !== undefined && !this.base.fields && !this.replacing;
	}

	isBehind({ version, value }) {
		const isKnown = this.base.version === undefined && value === this.base.value;
		return this.size > 0 && version !== undefined && version !== this.base.version && !isKnown;
	}

	/** The fields before the edits. Without a value these state what the flag answers now. */
	get before() {
		if (this.base.value !== undefined) return (!this.replacing && this.base.fields) || {};
		return { enabled: kind(this.base) === "on" };
	}

	get after() {
		return Object.fromEntries(Object.entries({ ...this.before, ...this.changes }).filter(([, value]) => value !== null));
	}

	get size() {
		return new Set([...Object.keys(this.changes), ...this.invalid.keys()]).size;
	}

	get isOn() {
		return isOn(this.after);
	}

	get wasOn() {
		return !this.isOpaque && isOn(this.before);
	}

	/** Changes a field; null removes it. What is again as before is no edit. */
	set(key, value) {
		const before = this.before[key];
		if (value === null ? before === undefined : same(value, before)) delete this.changes[key];
		else this.changes[key] = value;
		this.preview = null;
	}

	switchOn() {
		this.set("enabled", this.before.enabled === undefined ? null : true);
		if (this.after.percentage === undefined) this.set("percentage", shareOf(this.before));
	}

	/** Sets the share. A flag that is switched off is meant to be on afterwards. */
	setShare(value) {
		if (this.after.enabled === false && value > 0) this.switchOn();
		const isAsBefore = this.before.percentage === undefined && this.after.enabled === this.before.enabled && value === shareOf(this.before);
		this.set("percentage", isAsBefore ? null : value);
	}

	/** The changes as they are sent: the result always states its share, or that it is off. */
	get body() {
		const changes = { ...this.changes };
		if (this.base.value === undefined) changes.enabled ??= this.before.enabled;
		const { enabled, percentage } = { ...this.before, ...changes };
		if (enabled !== false) changes.percentage = percentage ?? shareOf(this.before);
		return { changes, ...(this.replacing ? { replace: true } : {}), expectedVersion: versionOf(this.base) };
	}
}

export const versionOf = (view) => view?.version ?? "0-0";

/** Compares edits with what another user saved in between: rows of fields with before, theirs and mine. */
export function compare(draft, theirView) {
	const sides = { before: draft.before, theirs: new Draft(theirView).before, mine: draft.after };
	const keys = new Set(Object.values(sides).flatMap(Object.keys));
	return [...keys].map((key) => {
		const row = { key, before: sides.before[key], theirs: sides.theirs[key], mine: sides.mine[key] };
		row.byMe = !same(row.before, row.mine);
		const byBoth = row.byMe && !same(row.before, row.theirs) && !same(row.mine, row.theirs);
		if (byBoth && LISTS.includes(key)) row.merged = mergeIds(list(row.before), list(row.theirs), list(row.mine));
		row.choice = byBoth && !row.merged;
		return row;
	}).filter((row) => row.byMe || !same(row.before, row.theirs));
}

function mergeIds(before, theirs, mine) {
	const removed = changeIds(before, mine, "remove");
	return changeIds(changeIds(theirs, removed, "remove"), changeIds(mine, before, "remove"), "add");
}

export function rebase(theirView, rows, choices) {
	const next = new Draft(theirView);
	for (const row of rows) {
		if (row.merged) next.set(row.key, row.merged);
		else if (row.byMe && (!row.choice || choices.get(row.key) === "mine")) next.set(row.key, row.mine ?? null);
	}
	return next;
}

export function words(key, value) {
	if (value === undefined) return "–";
	if (key === "percentage") return `${number(value.rawJSON ?? value)} %`;
	if (LISTS.includes(key)) return t(`people.count.${key}`, { n: list(value).length });
	if (key === "enabled") return t(value ? "flag.isOn" : "flag.isOff");
	return typeof value === "string" ? value : JSON.stringify(value);
}

const offset = (instant) => new Date(instant).getTimezoneOffset() * 60_000;

/**
 * The instants at which a clock in the reader's zone shows a time: two where clocks go back. In a gap there is none, and
 * `around` has the instants that the offsets before and after it give.
 */
export function instantsOf(local) {
	const utc = Date.parse(`${local}Z`);
	const around = [...new Set([utc + offset(utc - 86_400_000), utc + offset(utc + 86_400_000)])].sort((a, b) => a - b);
	return { around, instants: around.filter((instant) => instant - offset(instant) === utc) };
}

export const toLocal = (instant) => new Date(instant - offset(instant)).toISOString().slice(0, 19);

export function withOffset(instant) {
	const minutes = -offset(instant) / 60_000;
	const pad = (n) => String(Math.trunc(Math.abs(n))).padStart(2, "0");
	return `${toLocal(instant)}${minutes < 0 ? "-" : "+"}${pad(minutes / 60)}:${pad(minutes % 60)}`;
}
