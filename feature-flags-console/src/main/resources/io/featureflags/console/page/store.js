// What the page knows now, and who is told of a change.

import { Draft } from "./model.js";

export const state = {
	list: null, // as the endpoint answers, null before the first time
	flags: [],
	view: null, // the flag that is open
	loggedOut: false,
	silentSince: null, // since when the application does not answer
	downSince: null, // since when Redis is away
	changed: new Set(), // flags that others changed while the page was open
};

export const isDown = () => state.list?.mode === "DOWN";

const bus = new EventTarget();

export function on(event, listener) {
	const call = ({ detail }) => listener(...detail);
	bus.addEventListener(event, call);
	return () => bus.removeEventListener(event, call);
}

export const tell = (event, ...detail) => bus.dispatchEvent(new CustomEvent(event, { detail }));

const drafts = new Map();

/** Edits of a flag. Without edits they follow what is saved. */
export function draftOf(view) {
	const draft = drafts.get(view.name) ?? setDraft(new Draft(view));
	if (draft.size === 0 && draft.base !== view) draft.follow(view);
	return draft;
}

export function setDraft(draft) {
	drafts.set(draft.base.name, draft);
	return draft;
}

/** What the server said of edits may change after a login or an outage. */
export const forgetPreviews = () => drafts.forEach((draft) => (draft.preview = null));
export const hasEdits = (name) => drafts.get(name)?.size > 0;
export const edited = () => [...drafts.values()].filter((draft) => draft.size > 0).length;
