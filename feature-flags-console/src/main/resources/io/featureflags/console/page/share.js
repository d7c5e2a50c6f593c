// The percentage: a slider with ticks, and a field with three decimals.

import { button, field, h, input, quiet, setError } from "./dom.js";
import { readShare, shareOf } from "./model.js";
import { number, t } from "./text.js";

const TICKS = [0, 1, 5, 10, 25, 50, 100];
const percent = (value) => `${number(value)} %`;

export function share({ draft, editable, redraw, id }) {
	const value = shareOf(draft.after);
	return {
		hidden: !editable,
		key: [value, draft.after.enabled, draft.after.bucketBy, draft.preview?.preview],
		build: () => {
			const slider = h("input#share-slider", {
				type: "range", max: 100, list: "ticks", value, "aria-label": t("share.title"), "aria-valuetext": percent(value),
				on: { input: () => set(Number(slider.value), slider) },
			});
			const text = input("share-field", String(value), (typed) => set(readShare(typed), text), { inputmode: "decimal", class: "short" });
			const hint = h("p.note#share-note");

			/** Takes a share over; null is no share. `origin` is the control that has it already. */
			function set(next, origin) {
				const problem = next === null ? t("share.invalid") : null;
				setError(text, problem);
				if (problem) {
					draft.invalid.set("percentage", problem);
				} else {
					draft.invalid.delete("percentage");
					draft.setShare(next);
					if (origin !== text) text.value = String(next);
					if (origin !== slider) slider.value = next;
					slider.setAttribute("aria-valuetext", percent(next));
				}
				redraw(id);
				explainOff();
			}

			function explainOff() {
				hint.textContent = draft.after.enabled === false ? t("share.isOff") : draft.before.enabled === false ? t("share.alsoOn") : "";
			}

			explainOff();
			return [
				quiet(t(draft.after.bucketBy ? "share.helpBy" : "share.help", { attribute: draft.after.bucketBy })),
				h("div.slider", slider, h("datalist#ticks", TICKS.map((tick) => h("option", { value: tick }))), h("div.ticks", TICKS.map((tick) =>
					button(`.tick#tick-${tick}`, number(tick), () => set(tick), { "aria-label": t("share.tick", { share: percent(tick) }) })))),
				field(t("share.field"), text, { error: draft.invalid.get("percentage") }), hint,
				draft.preview?.preview ? h("p.preview#preview", draft.preview.preview) : null,
			];
		},
	};
}
