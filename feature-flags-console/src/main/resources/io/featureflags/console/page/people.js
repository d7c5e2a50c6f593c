// Named users and excluded users, pasted in a dialogue with counts.

import { me } from "./api.js";
import { actions, announce, button, dialog, field, foreign, h, note, quiet, setError } from "./dom.js";
import { MAX_IDS, changeIds, readIds } from "./model.js";
import { t } from "./text.js";

const SHOWN = 12;

const listOf = (fields, key) => (Array.isArray(fields[key]) ? fields[key] : []);

export function people({ draft, editable, redraw }) {
	return {
		hidden: !editable,
		key: [draft.after.users, draft.after.excluded, draft.after.enabled],
		build: () => [
			draft.after.enabled === false ? note(t("people.isOff")) : null,
			["users", "excluded"].map((key) => list(key, draft, redraw)),
		],
	};
}

function list(key, draft, redraw) {
	const ids = listOf(draft.after, key);
	const before = listOf(draft.before, key).length;
	return h("div", h("h3", t(`people.${key}`)), quiet(t(`people.${key}Help`)),
		h(`p#${key}-count`, t(`people.count.${key}`, { n: ids.length }), before === ids.length ? "" : ` ${t("people.was", { n: before })}`),
		h("ul.ids", ids.slice(0, SHOWN).map((id) => h("li", foreign(id))),
			ids.length > SHOWN ? h("li", t("people.rest", { n: ids.length - SHOWN })) : null),
		actions(button(`#edit-${key}`, t(`people.edit.${key}`), () => edit(key, draft, redraw)),
			ids.length && me.showsIds !== false
				? button(`.plain#download-${key}`, t("people.download"), () => download(`${draft.base.name}-${key}.txt`, ids)) : null));
}

function download(name, ids) {
	const url = URL.createObjectURL(new Blob([`${ids.join("\n")}\n`], { type: "text/plain" }));
	h("a", { href: url, download: name }).click();
	setTimeout(() => URL.revokeObjectURL(url), 1_000);
}

function edit(key, draft, redraw) {
	const before = listOf(draft.after, key);
	const known = new Set(before);
	const counts = h("p#paste-counts");
	const text = h("textarea#paste", { rows: 8, autofocus: true, on: { input: count } });
	let how = "add";

	/** Shows what would happen; returns the list after it, or null if there are too many ids. */
	function count() {
		const { ids, duplicates, blanks } = readIds(text.value);
		const after = changeIds(before, ids, how);
		const present = ids.filter((id) => known.has(id)).length;
		const numbers = { pasted: ids.length, duplicates, blanks, already: how === "add" ? present : 0, notThere: how === "remove" ? ids.length - present : 0 };
		counts.textContent = [
			...Object.entries(numbers).filter(([name, n]) => n || name === "pasted").map(([name, n]) => t(`people.${name}`, { n })),
			t("people.beforeAfter", { before: before.length, after: after.length }),
		].join(" · ");
		const problem = ids.length > MAX_IDS ? t("people.tooMany", { n: MAX_IDS }) : null;
		setError(text, problem);
		return problem ? null : after;
	}

	dialog(t(`people.edit.${key}`), (close) => [
		h("fieldset", h("legend", t("people.how")), ["add", "remove", "replace"].map((way) => h("label.check", h(`input#way-${way}`, {
			type: "radio", name: "way", checked: way === how, on: { change: () => {
				how = way;
				count();
			} },
		}), t(`people.way.${way}`)))),
		field(t("people.paste"), text, { hint: t("people.pasteHint", { n: MAX_IDS }) }), counts,
		actions(button(".primary#paste-apply", t("people.apply"), () => {
			const after = count();
			if (!after) {
				text.focus();
				return;
			}
			draft.set(key, after.length === 0 && draft.before[key] === undefined ? null : after);
			close();
			redraw();
			announce(t("people.applied", { n: after.length }));
		}), button("#paste-cancel", t("cancel"), close)),
	]);
	count();
}
