// Another user has saved first: before, theirs and mine side by side. Only what both changed is to be chosen.

import { actions, announce, button, focus, foreign, h, replace } from "./dom.js";
import { compare, rebase, words } from "./model.js";
import { actor, ago, sentence, stateWords, t, tOr } from "./text.js";

const SIDES = ["before", "theirs", "mine"];

/** `merge` receives the edits on top of theirs; none if the change does not consist of edits. */
export function conflict(place, draft, theirView, cancel, merge) {
	const rows = draft ? compare(draft, theirView) : [];
	const choices = new Map();
	const open = rows.filter((row) => row.choice);
	const change = theirView.lastChange;

	function go() {
		const missing = open.filter((row) => !choices.has(row.key));
		if (missing.length) {
			announce(t("conflict.choose", { n: missing.length }));
			focus(`choice-${missing[0].key}-theirs`);
			return;
		}
		const merged = draft && rebase(theirView, rows, choices);
		if (merged?.size === 0) cancel();
		else merge(merged);
	}

	replace(place,
		h("p#conflict-head", { tabIndex: -1 }, change ? [foreign(actor(change)), " ", t("conflict.first"), " ", ago(change.at), ". "] : null,
			t(!draft ? "conflict.changed" : open.length ? "conflict.both" : "conflict.apart")),
		change?.reason ? h("p.reason", foreign(change.reason)) : null,
		draft ? h("table#conflict-table",
			h("thead", h("tr", ["what", ...SIDES, "result"].map((column) => h("th", { scope: "col" }, t(`conflict.${column}`))))),
			h("tbody", rows.map((row) => h("tr", h("th", { scope: "row" }, foreign(tOr("field", row.key))),
				SIDES.map((side) => h("td", { "data-side": t(`conflict.${side}`) }, foreign(sentence(words(row.key, row[side]))))),
				h("td", row.choice ? choose(row, choices) : row.merged ? `${t("conflict.together")} ${words(row.key, row.merged)}`
					: t(row.byMe ? "conflict.mine" : "conflict.theirs"))))))
			: h("p", t("conflict.theirs"), ": ", foreign(stateWords(theirView.state))),
		actions(button(".primary#conflict-merge", t(!draft ? "conflict.look" : open.length ? "conflict.chosen" : "conflict.merge"), go),
			button("#conflict-cancel", t("back"), cancel)));
	focus("conflict-head");
	announce(t("conflict.title"));
}

function choose({ key }, choices) {
	return h("fieldset", { "aria-label": t("conflict.which", { field: tOr("field", key) }) }, ["theirs", "mine"].map((side) =>
		h("label.check", h("input", { id: `choice-${key}-${side}`, type: "radio", name: `choice-${key}`, on: { change: () => choices.set(key, side) } }),
			t(`conflict.${side}`))));
}
