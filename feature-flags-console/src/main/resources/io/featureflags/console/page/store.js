// What the page knows now, and who wants to be told of a change.

import { Draft } from "./model.js";

export const state = {
  flags: [], // as in the list
  list: null, // the whole answer, null before the first
  view: null, // the flag that is open
  loggedOut: false,
  silentSince: null, // since when the application does not answer
  downSince: null, // since when Redis is away
  changed: new Map(), // flags that others changed while the page was open, with the time
};

const listeners = new Map();

export function on(event, listener) {
  if (!listeners.has(event)) listeners.set(event, new Set());
  listeners.get(event).add(listener);
  return () => listeners.get(event).delete(listener);
}

export function tell(event, ...details) {
  for (const listener of [...(listeners.get(event) ?? [])]) listener(...details);
}

const drafts = new Map();

/** Edits of a flag. Without edits they follow what is saved. */
export function draftOf(view) {
  let draft = drafts.get(view.name);
  if (!draft || (draft.size === 0 && !draft.replacing)) {
    if (draft && draft.base === view) return draft;
    draft = new Draft(view);
    drafts.set(view.name, draft);
  }
  return draft;
}

export const setDraft = (name, draft) => drafts.set(name, draft);
export const hasEdits = (name) => (drafts.get(name)?.size ?? 0) > 0;
export const anyEdits = () => [...drafts.values()].some((draft) => draft.size > 0);

export const isDown = () => state.list?.mode === "DOWN";
