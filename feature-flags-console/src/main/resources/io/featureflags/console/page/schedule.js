// From and until, in the reader's zone with UTC beside it. They are stored with the offset of that zone.

import { button, field, focus, h, input, quiet } from "./dom.js";
import { instantsOf, toLocal, withOffset } from "./model.js";
import { now, t, time, zone } from "./text.js";

export function schedule({ draft, editable, redraw, id }) {
	return {
		hidden: !editable,
		key: [draft.after.from, draft.after.until, draft.asked, draft.invalid.get("until")],
		build: () => [quiet(t("schedule.help", { zone })), ["from", "until"].map((key) => point(key, draft, redraw, id))],
	};
}

function point(key, draft, redraw, section) {
	const asked = draft.asked[key];
	const stored = draft.after[key];
	const parsed = Date.parse(stored);
	const instant = Number.isNaN(parsed) ? null : parsed;
	const length = instant % 60_000 ? 19 : 16; // with seconds only where the value has them
	const details = h("div", describe(key, instant));
	const control = input(`time-${key}`, asked?.local ?? (instant === null ? "" : toLocal(instant).slice(0, length)), typed,
		{ type: "datetime-local", step: length === 19 ? 1 : 60 });

	function typed(local) {
		delete draft.asked[key];
		draft.invalid.delete(key);
		const { around, instants } = local ? instantsOf(local) : { instants: [null] };
		if (control.validity.badInput) {
			draft.invalid.set(key, t("schedule.incomplete"));
		} else if (instants.length === 1) {
			set(instants[0]);
			details.replaceChildren(...describe(key, instants[0]));
		} else {
			const why = instants.length === 0 ? "gap" : "twice";
			draft.asked[key] = { local, why, choices: around };
			draft.invalid.set(key, t(`schedule.${why}`));
		}
		redraw(draft.asked[key] ? null : section);
	}

	function set(chosen) {
		delete draft.asked[key];
		draft.invalid.delete(key);
		draft.set(key, chosen === null ? null : withOffset(chosen));
		const { from, until } = draft.after;
		if (draft.asked.until) return;
		if (from && until && Date.parse(until) <= Date.parse(from)) draft.invalid.set("until", t("schedule.order"));
		else draft.invalid.delete("until");
	}

	const choose = (id, text, choice) => button(`#${key}-${id}`, text, () => {
		set(choice);
		redraw();
		focus(`time-${key}`);
	});
	return h("div", field(t(`schedule.${key}`), control, { error: asked ? null : draft.invalid.get(key) }),
		asked ? h("fieldset.stack", h("legend", t(`schedule.${asked.why}`)),
			asked.choices.map((choice, i) => choose(`choice-${i}`, `${time(choice)} (${utc(choice)})`, choice))) : null,
		details, stored !== undefined || asked ? choose("clear", t(`schedule.clear.${key}`), null) : null);
}

const utc = (instant) => `${new Date(instant).toISOString().slice(0, 16).replace("T", " ")} UTC`;

function describe(key, instant) {
	if (instant === null) return [];
	return [h("p", t("schedule.zones", { local: time(instant), zone, utc: utc(instant) })),
		quiet(t(`schedule.${instant <= now() ? "past" : "future"}.${key}`))];
}
