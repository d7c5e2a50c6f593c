// The percentage: a slider with ticks, and a field with three decimals.

import { button, field, h, setError } from "./dom.js";
import { TICKS, fromSlider, readShare, shareOf, toSlider } from "./model.js";
import { number, percent, t } from "./text.js";

export function share({ view, draft, editable, redraw, id }) {
  const value = shareOf(draft.after);
  return {
    hidden: !editable || draft.isOpaque,
    key: JSON.stringify([value, draft.after.enabled, draft.after.bucketBy, draft.invalid.get("percentage"), draft.preview?.preview,
      draft.before.percentage, view.version]),
    build: () => {
      const slider = h("input", {
        type: "range", id: "share-slider", min: 0, max: 600, step: 1, value: toSlider(value), "aria-label": t("share.slider"),
        "aria-valuetext": percent(value),
        on: { input: () => set(fromSlider(Number(slider.value)), true), keydown: byKey },
      });
      const text = h("input", {
        type: "text", id: "share-field", inputmode: "decimal", autocomplete: "off", class: "short", value: String(value),
        on: { input: typed },
      });

      function set(next, fromSliderItself) {
        draft.invalid.delete("percentage");
        setError(text, null);
        draft.setShare(next);
        text.value = String(next);
        show(next, fromSliderItself);
        redraw(id);
        hint.textContent = note();
      }

      function show(next, keepSlider) {
        if (!keepSlider) slider.value = toSlider(next);
        slider.setAttribute("aria-valuetext", percent(next));
      }

      function typed() {
        const next = readShare(text.value);
        if (next === null) {
          draft.invalid.set("percentage", t("share.invalid"));
          setError(text, t("share.invalid"));
        } else {
          draft.invalid.delete("percentage");
          setError(text, null);
          draft.setShare(next);
          show(next);
        }
        redraw(id);
        hint.textContent = note();
      }

      // The keys move by whole percents, and by tick, since a position of the slider is no round number.
      function byKey(event) {
        const now = shareOf(draft.after);
        const small = now < 1 || (now === 1 && event.key.match(/Left|Down/)) ? 0.1 : 1;
        const steps = { ArrowRight: small, ArrowUp: small, ArrowLeft: -small, ArrowDown: -small };
        let next = null;
        if (event.key in steps) next = Math.round((now + steps[event.key]) * 1000) / 1000;
        if (event.key === "PageUp") next = TICKS.find((tick) => tick > now) ?? 100;
        if (event.key === "PageDown") next = TICKS.findLast((tick) => tick < now) ?? 0;
        if (event.key === "Home") next = 0;
        if (event.key === "End") next = 100;
        if (next === null) return;
        event.preventDefault();
        set(Math.min(100, Math.max(0, next)));
      }

      function note() {
        if (draft.after.enabled === false) return t("share.isOff");
        if (draft.before.enabled === false && "percentage" in draft.changes) return t("share.alsoOn");
        return "";
      }

      const hint = h("p", { class: "note", id: "share-note" }, note());
      return [
        h("p", { class: "quiet" }, t(draft.after.bucketBy ? "share.helpBy" : "share.help", { attribute: draft.after.bucketBy })),
        h("div", { class: "slider" }, slider,
          h("div", { class: "ticks" }, TICKS.map((tick) => button(number(tick), () => set(tick), {
            class: "tick", id: `tick-${tick}`, "aria-label": t("share.tick", { share: percent(tick) }),
          })))),
        field(t("share.field"), text, { error: draft.invalid.get("percentage") }),
        hint,
        draft.preview?.preview ? h("p", { class: "preview", id: "preview" }, draft.preview.preview) : null,
      ];
    },
  };
}
