// What was changed, by whom, when, how and why, with undo.

import { me, readHistory } from "./api.js";
import { button, foreign, h, note, quiet } from "./dom.js";
import { versionOf } from "./model.js";
import { said, save } from "./save.js";
import { isDown, state } from "./store.js";
import { actor, ago, sentence, stateWords, t, via } from "./text.js";

const FIRST = 10;
const ALL = 1_000;
const loaded = new Map(); // by flag

export function historySection({ view, redraw }) {
	if (!loaded.has(view.name)) loaded.set(view.name, { limit: FIRST });
	const known = loaded.get(view.name);
	const wanted = `${view.version} ${view.lastChange?.version} ${known.limit}`;
	if (known.wanted !== wanted) {
		known.wanted = wanted;
		load(view.name, known, redraw);
	}
	return {
		key: [known.entries, known.problem],
		build: () => [
			known.problem ? h("p.error", known.problem) : null,
			known.entries?.length ? null : quiet(t(known.entries ? "history.none" : "loading")),
			h("ol.stack", (known.entries ?? []).map((item, i) => entry(item, i, view))),
			known.limit === FIRST && known.entries?.length >= FIRST ? button("#history-more", t("history.more"), () => {
				known.limit = ALL;
				redraw();
			}) : null,
		],
	};
}

async function load(name, known, redraw) {
	known.problem = null;
	try {
		known.entries = await readHistory(name, known.limit);
	} catch (failure) {
		known.problem = said(failure);
	}
	redraw();
}

function entry(item, i, view) {
	const { words } = item;
	return h("li.entry", h("strong", foreign(actor(item))), " ", h("span.quiet", ago(item.at), via(item)),
		h("ul.bullets", words.map((word) => h("li", foreign(sentence(word))))),
		item.stateAfter ? quiet(t("history.then"), " ", foreign(stateWords(item.stateAfter))) : null,
		item.reason ? h("p.reason", foreign(item.reason)) : null,
		item.gap ? note(t("history.gap")) : null,
		me.mayWrite && !view.hidden ? button(`.plain#undo-${i}`, t("history.undo"), () => save({
			flag: view.name,
			title: t("history.undoTitle"),
			reason: t("history.undoReason", { actor: actor(item) }),
			body: () => ({ undo: item.version, expectedVersion: versionOf(state.view ?? view) }),
		}), { disabled: isDown(), "aria-label": `${t("history.undo")}: ${words[0]}` }) : null);
}
