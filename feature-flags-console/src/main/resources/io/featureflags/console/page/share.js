// The percentage: a slider with ticks, and a field with three decimals.

import { button, field, h, input, quiet, setError } from "./dom.js";
import { TICKS, fromSlider, readShare, shareOf, toSlider } from "./model.js";
import { number, t } from "./text.js";

const percent = (value) => `${number(value)} %`;

export function share({ draft, editable, redraw, id }) {
	const value = shareOf(draft.after);
	return {
		hidden: !editable,
		key: [value, draft.after.enabled, draft.after.bucketBy, draft.preview?.preview],
		build: () => {
			const slider = h("input#share-slider", {
				type: "range", min: 0, max: 600, value: toSlider(value), "aria-label": t("share.title"), "aria-valuetext": percent(value),
				on: { input: () => set(fromSlider(Number(slider.value)), slider), keydown: byKey },
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
					if (origin !== slider) slider.value = toSlider(next);
					slider.setAttribute("aria-valuetext", percent(next));
				}
				redraw(id);
				explainOff();
			}

			// The keys move by whole percents and by ticks, since a position of the slider is no round number.
			function byKey(event) {
				const { key } = event;
				const now = shareOf(draft.after);
				const isDown = key === "ArrowLeft" || key === "ArrowDown";
				const small = now < 1 || (now === 1 && isDown) ? 0.1 : 1;
				const next = {
					ArrowRight: now + small, ArrowUp: now + small, ArrowLeft: now - small, ArrowDown: now - small, Home: 0, End: 100,
					PageUp: TICKS.find((tick) => tick > now), PageDown: TICKS.findLast((tick) => tick < now),
				}[key];
				if (next === undefined) return;
				event.preventDefault();
				set(Math.min(100, Math.max(0, Math.round(next * 1000) / 1000)));
			}

			function explainOff() {
				hint.textContent = draft.after.enabled === false ? t("share.isOff") : draft.before.enabled === false ? t("share.alsoOn") : "";
			}

			explainOff();
			return [
				quiet(t(draft.after.bucketBy ? "share.helpBy" : "share.help", { attribute: draft.after.bucketBy })),
				h("div.slider", slider, h("div.ticks", TICKS.map((tick) =>
					button(`.tick#tick-${tick}`, number(tick), () => set(tick), { "aria-label": t("share.tick", { share: percent(tick) }) })))),
				field(t("share.field"), text, { error: draft.invalid.get("percentage") }), hint,
				draft.preview?.preview ? h("p.preview#preview", draft.preview.preview) : null,
			];
		},
	};
}
