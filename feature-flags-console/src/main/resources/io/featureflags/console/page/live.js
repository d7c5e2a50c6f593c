// Follows what others change: asks every three seconds while the page is visible, less often after errors.

import { Failure, me, readMe, watchFlag, watchList } from "./api.js";
import { announce } from "./dom.js";
import { params } from "./route.js";
import { state, tell } from "./store.js";
import { actor, t } from "./text.js";

const EVERY = 3_000;
const AT_MOST = 30_000;

let list = watchList();
let one = null;
let timer = 0;
let wait = EVERY;
let running = false;
let again = false;
const mine = new Map(); // versions that this page has written itself

/** Keeps a change of this page from being marked as one by others. */
export function wrote(view) {
  if (view?.version) mine.set(view.name, view.version);
  state.changed.delete(view?.name);
}

function noteChanges(flags) {
  const before = new Map(state.flags.map((flag) => [flag.name, flag]));
  for (const flag of flags) {
    const old = before.get(flag.name);
    const isNews = state.list && (!old || (old.lastChange?.version ?? old.version) !== (flag.lastChange?.version ?? flag.version));
    if (isNews && mine.get(flag.name) !== flag.version) state.changed.set(flag.name, Date.now());
  }
}

async function readList() {
  const answer = await list.read();
  if (!answer) return;
  noteChanges(answer.flags);
  const wasDown = state.list?.mode === "DOWN";
  state.list = answer;
  state.flags = answer.flags;
  const isDown = answer.mode === "DOWN";
  state.downSince = isDown ? (state.downSince ?? Date.now()) : null;
  if (isDown !== wasDown) announce(t(isDown ? "live.down" : "live.up"));
  tell("flags");
}

async function readOne() {
  const name = params().get("flag");
  if (!name) {
    one = null;
    return;
  }
  if (one?.name !== name) one = { name, watched: watchFlag(name) };
  try {
    const view = await one.watched.read();
    if (view && params().get("flag") === name) setView(view);
  } catch (failure) {
    if (failure.status !== 404) throw failure;
    tell("unknown", name);
  }
}

/** Shows what a read or a write has answered. */
export function setView(view) {
  const old = state.view;
  state.view = view;
  const isNews = old?.name === view.name && old.version !== view.version && view.version && mine.get(view.name) !== view.version;
  if (isNews && view.lastChange) {
    announce(t("live.changed", { flag: view.name, actor: actor(view.lastChange) }));
  }
  tell("view", view, Boolean(isNews));
}

/** Reads the open flag again, also if it is as before. */
export function refresh() {
  one = null;
  pollNow();
}

async function poll() {
  clearTimeout(timer);
  if (running) {
    again = true;
    return;
  }
  if (document.hidden) return;
  running = true;
  try {
    if (!me.time || state.loggedOut) {
      await readMe();
      state.loggedOut = false;
      tell("me");
    }
    await readOne();
    await readList();
    wait = EVERY;
    state.silentSince = null;
  } catch (failure) {
    if (!(failure instanceof Failure)) console.error(failure);
    if (failure.kind === "login") {
      if (!state.loggedOut) announce(t("banner.login"));
      state.loggedOut = true;
    } else {
      state.silentSince ??= Date.now();
    }
    wait = Math.min(AT_MOST, wait * 2);
  }
  running = false;
  tell("status");
  clearTimeout(timer);
  timer = setTimeout(poll, again ? 0 : wait);
  again = false;
}

export function pollNow() {
  wait = EVERY;
  poll();
}

export function lostLogin() {
  state.loggedOut = true;
  tell("status");
}

export function startPolling() {
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) pollNow();
  });
  window.addEventListener("online", pollNow);
  poll();
}
