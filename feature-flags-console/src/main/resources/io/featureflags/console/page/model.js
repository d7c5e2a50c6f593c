// What a value means to the page, edits that are not saved yet, and how they go together with those of others.

import { t } from "./text.js";

export const TICKS = [0, 1, 5, 10, 25, 50, 100];
export const NAME = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,127}$/;
export const MAX_IDS = 10_000;

const LIST_FIELDS = new Set(["users", "excluded"]);

export const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

/** on, partly, off or problem, for filters and for the mark beside the words. */
export function kind(flag) {
  if (flag.problem || flag.state?.includes("not understood")) return "problem";
  const words = (flag.state ?? "").replace(/^last known: /, "");
  if (words.startsWith("off")) return "off";
  return /^on for |, where /.test(words) && !words.startsWith("on for everyone") ? "partly" : "on";
}

/** The share that a value gives to users whom no list and no rule names. Off without a share starts at none. */
export function shareOf(fields) {
  const stated = fields.percentage?.rawJSON ?? fields.percentage;
  if (stated !== undefined) return Number(stated);
  return fields.enabled === false || fields.users || fields.rules ? 0 : 100;
}

/** Whether a value can give the flag to any user, regardless of time and of other flags. */
export function hasAudience(fields) {
  return shareOf(fields) > 0 || size(fields.users) > 0 || (fields.rules ?? []).some((rule) => rule.percentage !== 0);
}

/** Number of ids, also where the server left them out and gave "3 named users". */
export function size(list) {
  if (Array.isArray(list)) return list.length;
  return typeof list === "string" ? Number.parseInt(list.replaceAll(",", ""), 10) || 0 : 0;
}

/** Reads a share; null unless it is a number from 0 to 100 with at most three decimals. */
export function readShare(text) {
  const plain = text.trim().replace(",", ".").replace(/\s*%$/, "");
  if (!/^\d{1,3}(\.\d{1,3})?$/.test(plain)) return null;
  const value = Number(plain);
  return value <= 100 ? value : null;
}

/** Splits pasted ids, and counts what is left out. */
export function readIds(text) {
  const parts = text.split(/[\r\n,;\t]/).map((part) => part.trim());
  const ids = new Set(parts.filter((part) => part !== ""));
  const filled = parts.filter((part) => part !== "").length;
  return { ids: [...ids], duplicates: filled - ids.size, blanks: text.trim() === "" ? 0 : parts.length - filled };
}

export function changeIds(before, ids, how) {
  if (how === "replace") return ids;
  const named = new Set(ids);
  if (how === "remove") return before.filter((id) => !named.has(id));
  const present = new Set(before);
  return [...before, ...ids.filter((id) => !present.has(id))];
}

/** Names that differ from a new one in few characters. */
export function near(name, known) {
  const plain = (text) => text.toLowerCase().replace(/[._:-]/g, "");
  return known.filter((other) => other !== name && Math.abs(other.length - name.length) <= 2
    && distance(plain(name), plain(other)) <= (name.length > 5 ? 2 : 1)).slice(0, 3);
}

function distance(a, b) {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      next[j] = Math.min(next[j - 1] + 1, row[j] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
    }
    row = next;
  }
  return row[b.length];
}

/** Edits of one flag that are not saved yet. */
export class Draft {
  constructor(view, changes = {}) {
    this.base = view;
    this.changes = changes;
    this.replacing = false;
    this.invalid = new Map();
    this.preview = null;
  }

  /** A value that is there, but that the server does not understand. */
  get isOpaque() {
    return this.base.value !== undefined && !this.base.fields && !this.replacing;
  }

  /** The fields before the edits. Without a value these state what the flag answers now. */
  get before() {
    if (this.replacing) return {};
    if (this.base.fields) return this.base.fields;
    if (this.base.value !== undefined) return {};
    return (this.base.state ?? "").startsWith("on") ? { enabled: true } : { enabled: false };
  }

  get after() {
    const fields = { ...this.before, ...this.changes };
    for (const key of Object.keys(fields)) if (fields[key] === null) delete fields[key];
    return fields;
  }

  get size() {
    return Object.keys(this.changes).length + this.invalid.size;
  }

  /** Changes a field; null removes it. What is again as before is no edit. */
  set(field, value) {
    const before = this.before[field];
    if (value === null ? before === undefined : same(value, before)) delete this.changes[field];
    else this.changes[field] = value;
    this.preview = null;
  }

  get isOn() {
    const fields = this.after;
    return fields.enabled !== false && hasAudience(fields);
  }

  switchOn() {
    this.set("enabled", this.before.enabled === undefined ? null : true);
    if (this.after.percentage === undefined) this.set("percentage", shareOf(this.before));
  }

  /** Sets the share. On a flag that is switched off, it is meant to be on afterwards. */
  setShare(value) {
    if (this.after.enabled === false && value > 0) this.switchOn();
    this.set("percentage", value);
    if (this.before.percentage === undefined && this.before.enabled === undefined && value === shareOf(this.before)) {
      this.set("percentage", null);
    }
  }

  clear() {
    this.changes = {};
    this.invalid.clear();
    this.preview = null;
    this.replacing = false;
  }

  /** The changes as they are sent: the result always states its share, or that it is off. */
  get body() {
    const changes = { ...this.changes };
    if (this.base.value === undefined && !("enabled" in changes)) changes.enabled = this.before.enabled;
    const after = { ...this.before, ...changes };
    if (after.enabled !== false && (after.percentage ?? null) === null) changes.percentage = shareOf(this.before);
    return { changes, ...(this.replacing ? { replace: true } : {}), expectedVersion: this.base.version ?? "0-0" };
  }
}

/**
 * Compares edits with a change that another user saved in between.
 *
 * @returns rows of fields with before, theirs and mine; `choice` is needed where both changed the same field
 */
export function compare(draft, theirView) {
  const before = draft.before;
  const theirs = new Draft(theirView).before;
  const mine = draft.after;
  const keys = [...new Set([...Object.keys(before), ...Object.keys(theirs), ...Object.keys(mine)])];
  return keys.map((key) => {
    const row = { key, before: before[key], theirs: theirs[key], mine: mine[key] };
    row.changedByMe = !same(row.before, row.mine);
    row.changedByThem = !same(row.before, row.theirs);
    if (row.changedByMe && row.changedByThem && LIST_FIELDS.has(key)
      && [row.before ?? [], row.theirs ?? [], row.mine ?? []].every(Array.isArray)) {
      row.merged = mergeIds(row.before ?? [], row.theirs ?? [], row.mine ?? []);
    }
    row.choice = row.changedByMe && row.changedByThem && !row.merged && !same(row.mine, row.theirs);
    return row;
  }).filter((row) => row.changedByMe || row.changedByThem);
}

function mergeIds(before, theirs, mine) {
  const had = new Set(before);
  const have = new Set(mine);
  const kept = theirs.filter((id) => have.has(id) || !had.has(id));
  return changeIds(kept, mine.filter((id) => !had.has(id)), "add");
}

/** Makes the edits anew on what the other user saved. `choices` has mine or theirs by field. */
export function rebase(draft, theirView, rows, choices) {
  const next = new Draft(theirView);
  for (const row of rows) {
    if (row.merged) next.set(row.key, row.merged);
    else if (row.changedByMe && (!row.choice || choices.get(row.key) === "mine")) next.set(row.key, row.mine ?? null);
  }
  return next;
}

/** A field's value in a few words, for the columns of a conflict. */
export function words(key, value) {
  if (value === undefined) return t("conflict.absent");
  if (key === "percentage") return `${value?.rawJSON ?? value} %`;
  if (LIST_FIELDS.has(key)) return t(`people.count.${key}`, { n: size(value) });
  if (key === "enabled") return t(value ? "conflict.on" : "conflict.off");
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** The instants at which a clock in the reader's zone shows a time; none in a gap, two where clocks go back. */
export function instantsOf(local) {
  const utc = Date.parse(`${local}${local.length === 16 ? ":00" : ""}Z`);
  if (Number.isNaN(utc)) return null;
  const offset = (instant) => -new Date(instant).getTimezoneOffset() * 60_000;
  const offsets = [...new Set([offset(utc - 86_400_000), offset(utc + 86_400_000)])];
  const found = offsets.map((o) => utc - o).filter((instant, i) => offset(instant) === offsets[i]);
  return { instants: [...new Set(found)].sort((a, b) => a - b), around: offsets.map((o) => utc - o).sort((a, b) => a - b) };
}

/** An instant as local time with the offset of the reader's zone. */
export function withOffset(instant) {
  const minutes = -new Date(instant).getTimezoneOffset();
  const sign = minutes < 0 ? "-" : "+";
  const pad = (n) => String(Math.trunc(Math.abs(n))).padStart(2, "0");
  return `${toLocal(instant)}${sign}${pad(minutes / 60)}:${pad(minutes % 60)}`;
}

export function toLocal(instant) {
  const shifted = new Date(instant - new Date(instant).getTimezoneOffset() * 60_000);
  return shifted.toISOString().slice(0, 19);
}

/** A slider that gives each part between two ticks the same length. */
export function toSlider(share) {
  const i = Math.max(0, TICKS.findIndex((tick) => tick >= share) - 1);
  return Math.round((i + (share - TICKS[i]) / (TICKS[i + 1] - TICKS[i])) * 100);
}

export function fromSlider(position) {
  const i = Math.min(TICKS.length - 2, Math.floor(position / 100));
  const share = TICKS[i] + (position / 100 - i) * (TICKS[i + 1] - TICKS[i]);
  return share < 1 ? Math.round(share * 10) / 10 : Math.round(share);
}
