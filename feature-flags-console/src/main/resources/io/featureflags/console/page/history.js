// What was changed, by whom, when, how and why, with undo.

import { Failure, me, readHistory } from "./api.js";
import { button, foreign, h } from "./dom.js";
import { lostLogin } from "./live.js";
import { save } from "./save.js";
import { isDown, state } from "./store.js";
import { actor, ago, localTimes, stateWords, t, upper, via } from "./text.js";

const STEP = 10;
const loaded = new Map(); // by flag

export function historySection({ view, redraw }) {
  const version = `${view.version}|${view.lastChange?.version}`;
  if (!loaded.has(view.name)) loaded.set(view.name, { limit: STEP, entries: null });
  const known = loaded.get(view.name);
  if (known.version !== version || (known.entries && known.read !== known.limit)) {
    known.version = version;
    load(view.name, known, redraw);
  }
  return {
    key: JSON.stringify([known.entries, known.problem, isDown()]),
    build: () => {
      if (known.problem) return [h("p", { class: "problem" }, known.problem)];
      if (!known.entries) return [h("p", { class: "quiet" }, t("list.loading"))];
      if (known.entries.length === 0) return [h("p", { class: "quiet" }, t("history.none"))];
      return [
        h("ol", { class: "history" }, known.entries.map((item, i) => entry(item, i, view))),
        known.entries.length >= known.read ? button(t("history.more"), () => {
          known.limit += STEP * 4;
          redraw();
        }, { id: "history-more" }) : null,
      ];
    },
  };
}

async function load(name, known, redraw) {
  known.read = known.limit;
  try {
    known.entries = await readHistory(name, known.limit);
    known.problem = null;
  } catch (failure) {
    if (!(failure instanceof Failure)) throw failure;
    if (failure.kind === "login") lostLogin();
    known.problem = known.entries ? null : failure.problems.join(" ") || t("history.failed");
  }
  redraw();
}

function entry(item, i, view) {
  const words = item.words?.length ? item.words : [t("history.set")];
  return h("li", {},
    h("div", { class: "history-head" },
      h("strong", {}, foreign(actor(item))), " ", h("span", { class: "quiet" }, ago(item.at), item.via ? ` · ${via(item)}` : "")),
    h("ul", { class: "diff" }, words.map((word) => h("li", {}, foreign(upper(localTimes(word)))))),
    item.stateAfter ? h("p", { class: "quiet" }, t("history.then"), " ", foreign(stateWords(item.stateAfter))) : null,
    item.reason ? h("p", { class: "reason" }, foreign(item.reason)) : null,
    item.gap ? h("p", { class: "note" }, t("history.gap")) : null,
    me.mayWrite && !view.hidden ? button(t("history.undo"), () => undo(item, view), {
      id: `undo-${i}`, class: "plain", disabled: isDown(), "aria-label": t("history.undoOf", { actor: actor(item), words: words[0] }),
    }) : null);
}

function undo(item, view) {
  save({
    flag: view.name,
    title: t("history.undoTitle"),
    reason: t("history.undoReason", { actor: actor(item) }),
    body: (latest) => ({ undo: item.version, expectedVersion: (latest ?? state.view ?? view).version ?? "0-0" }),
  });
}
