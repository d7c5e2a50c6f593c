// Follows what others change: asks every three seconds while the page is visible, less often after errors.

import { challenge, me, readMe, watchFlag, watchList } from "./api.js";
import { announce } from "./dom.js";
import { versionOf } from "./model.js";
import { params } from "./route.js";
import { forgetPreviews, isDown, state, tell } from "./store.js";
import { actor, t } from "./text.js";

const EVERY = 3_000;
const AT_MOST = 30_000;

const readList = watchList();
const written = new Map(); // the version that this page has written last, by flag
let one = {};
let timer = 0;
let wait = EVERY;
let running = false;
let again = false;
let challenged = false;

/** Keeps a change of this page from being marked as one by others. */
export function wrote(view) {
	written.set(view.name, versionOf(view));
	state.changed.delete(view.name);
}

const isOurs = (view) => written.get(view.name) === versionOf(view) || !view.version;

async function followList() {
	const answer = await readList();
	if (!answer) return;
	const before = new Map(state.flags.map((flag) => [flag.name, flag]));
	for (const flag of state.list ? answer.flags : []) {
		if (versionOf(before.get(flag.name)) !== versionOf(flag) && before.get(flag.name)?.version && !isOurs(flag)) state.changed.add(flag.name);
	}
	const wasDown = isDown();
	Object.assign(state, { list: answer, flags: answer.flags });
	state.downSince = isDown() ? (state.downSince ?? Date.now()) : null;
	if (isDown() !== wasDown) {
		forgetPreviews();
		announce(t(isDown() ? "live.down" : "live.up"));
	}
	tell("flags");
}

async function followOne() {
	const name = params().get("flag");
	if (one.name !== name) one = { name, read: name && watchFlag(name) };
	if (!name) return;
	try {
		const view = await one.read();
		if (view && params().get("flag") === name) setView(view);
	} catch (failure) {
		if (failure.status !== 404) throw failure;
		tell("unknown", name);
	}
}

export function setView(view) {
	const old = state.view;
	state.view = view;
	const isNews = old?.name === view.name && versionOf(old) !== versionOf(view) && Boolean(old.version) && !isOurs(view);
	if (isNews && view.lastChange) announce(t("live.changed", { flag: view.name, actor: actor(view.lastChange) }));
	tell("view", view, isNews);
}

export function refresh() {
	one = {};
	poll();
}

export async function poll() {
	clearTimeout(timer);
	again = running;
	if (running || document.hidden) return;
	running = true;
	try {
		if (!me.time || state.loggedOut) {
			await readMe();
			state.loggedOut = false;
			forgetPreviews();
			tell("me");
		}
		await followOne();
		await followList();
		wait = EVERY;
		state.silentSince = null;
	} catch (failure) {
		if (failure.status === undefined) console.error(failure);
		if (failure.isLogin && me.time && !challenged) {
			challenged = true;
			again = true;
			await challenge();
		} else if (failure.isLogin) lostLogin();
		else state.silentSince ??= Date.now();
		wait = Math.min(AT_MOST, wait * 2);
	}
	running = false;
	tell("status");
	timer = setTimeout(poll, again ? 0 : wait);
}

export function lostLogin() {
	if (!state.loggedOut) announce(t("banner.login"));
	state.loggedOut = true;
	tell("status");
}

export function startPolling() {
	document.addEventListener("visibilitychange", poll);
	poll();
}
