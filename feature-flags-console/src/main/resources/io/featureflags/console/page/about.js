// Facts about a flag, the value as JSON, and what removes or replaces it.

import { me } from "./api.js";
import { actions, announce, button, byId, field, foreign, h, input, note, quiet } from "./dom.js";
import { lifetime, owner } from "./list.js";
import { versionOf } from "./model.js";
import { save } from "./save.js";
import { isDown, state } from "./store.js";
import { t } from "./text.js";

const KEYS = { description: { maxlength: 1000 }, owner: { maxlength: 200 }, expires: { type: "date" } };

export function about({ view, draft, editable, redraw, id }) {
	const fact = (name, value) => [h("dt", t(`about.${name}`)), h("dd", value)];

	/** What is as application.yml or the code says needs no field. */
	function set(key, value) {
		const isGiven = draft.before[key] === undefined && value === (view[key] ?? "");
		draft.set(key, value === "" || isGiven ? null : value);
		redraw(id);
	}

	return {
		key: [Object.keys(KEYS).map((key) => draft.after[key] ?? view[key]), view.references, view.daysToKill],
		build: () => [
			h("dl", fact("owner", owner(view)), fact("expires", lifetime(view) ?? t("about.none")),
				fact("uses", view.references?.length ? h("ul", view.references.map(use)) : t("list.noCode"))),
			editable ? h("details#about-edit", { open: byId("about-edit")?.open ?? false }, h("summary", t("about.edit")),
				Object.entries(KEYS).map(([key, props]) => field(t(`field.${key}`),
					input(`about-${key}`, draft.after[key] ?? view[key] ?? "", (value) => set(key, value), props)))) : null,
		],
	};
}

function use({ class: owning, method, line, calls = {} }) {
	const failed = (calls.newErrors ?? 0) + (calls.legacyErrors ?? 0);
	return h("li", h("code", foreign(`${String(owning).split(".").at(-1)}.${method}${line ? `:${line}` : ""}`)), " ",
		h("span.quiet", t("about.calls", { newer: calls.new ?? 0, legacy: calls.legacy ?? 0 }), failed ? t("about.failed", { n: failed }) : ""));
}

export function engineers({ view, draft, editable, redraw }) {
	return {
		key: [view.value, editable],
		build: () => [
			me.mayWrite && draft.isOpaque ? [note(t("engineers.opaque")), button("#replace", t("engineers.replace"), () => {
				draft.replacing = true;
				draft.set("enabled", false);
				draft.set("percentage", 0);
				redraw();
			})] : null,
			h("h3", t("engineers.json")),
			view.value === undefined ? quiet(t("engineers.noValue"))
				: [h("pre#json", { tabIndex: 0, role: "group", "aria-label": t("engineers.json") }, foreign(pretty(view))),
					actions(button("#copy", t("engineers.copy"), () => copy(String(view.value))))],
			me.mayWrite && !view.hidden && view.value !== undefined ? [h("h3", t("engineers.back")), quiet(t("engineers.backHelp")),
				actions(button(".danger#remove-value", t("engineers.remove"), () => save({
					flag: view.name,
					title: t("engineers.back"),
					body: () => ({ changes: null, expectedVersion: versionOf(state.view ?? view) }),
				}), { disabled: isDown() }))] : null,
		],
	};
}

const pretty = ({ fields, value }) => (fields && String(value).startsWith("{") ? JSON.stringify(fields, null, 2) : String(value));

async function copy(text) {
	getSelection().selectAllChildren(byId("json"));
	await navigator.clipboard?.writeText(text);
	announce(t("engineers.copied"));
}
