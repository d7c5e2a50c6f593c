// From and until, in the reader's zone with UTC beside it. They are stored with the offset of that zone.

import { button, field, h } from "./dom.js";
import { instantsOf, toLocal, withOffset } from "./model.js";
import { now, t, time, zone } from "./text.js";

export function schedule({ draft, editable, redraw, id }) {
  draft.asked ??= {};
  return {
    hidden: !editable || draft.isOpaque,
    key: JSON.stringify([draft.after.from, draft.after.until, draft.asked, [...draft.invalid], draft.base.version]),
    build: () => [
      h("p", { class: "quiet" }, t("schedule.help", { zone })),
      ["from", "until"].map((key) => point(key, draft, redraw, id)),
    ],
  };
}

function point(key, draft, redraw, section) {
  const asked = draft.asked[key];
  const stored = draft.after[key];
  const instant = stored === undefined ? NaN : Date.parse(stored);
  const details = h("div", { class: "time-details", id: `${key}-details` }, describe(key, stored, instant));
  const hasSeconds = !Number.isNaN(instant) && instant % 60_000 !== 0;
  const input = h("input", {
    type: "datetime-local", id: `time-${key}`, step: hasSeconds ? 1 : 60,
    value: asked?.local ?? (Number.isNaN(instant) ? "" : toLocal(instant).slice(0, hasSeconds ? 19 : 16)),
    on: { input: typed },
  });

  function typed() {
    delete draft.asked[key];
    draft.invalid.delete(key);
    if (input.validity.badInput) {
      draft.invalid.set(key, t("schedule.incomplete"));
      redraw(section);
      return;
    }
    if (input.value === "") {
      draft.set(key, null);
      check(draft);
      details.replaceChildren(...describe(key, undefined, NaN));
      redraw(section);
      return;
    }
    const { instants, around } = instantsOf(input.value);
    if (instants.length === 1) {
      draft.set(key, withOffset(instants[0]));
      check(draft);
      details.replaceChildren(...describe(key, draft.after[key], instants[0]));
      redraw(section);
    } else {
      draft.asked[key] = { local: input.value, why: instants.length === 0 ? "gap" : "twice", choices: instants.length === 0 ? around : instants };
      draft.invalid.set(key, t(`schedule.${draft.asked[key].why}`));
      redraw();
    }
  }

  return h("div", { class: "point" },
    field(t(`schedule.${key}`), input, { error: asked ? undefined : draft.invalid.get(key) }),
    asked ? h("fieldset", { class: "ways" }, h("legend", {}, t(`schedule.${asked.why}`)),
      asked.choices.map((choice, i) => button(`${time(choice)} (${utc(choice)})`, () => {
        delete draft.asked[key];
        draft.invalid.delete(key);
        draft.set(key, withOffset(choice));
        check(draft);
        redraw();
      }, { id: `${key}-choice-${i}` }))) : null,
    details,
    stored !== undefined || asked ? button(t(`schedule.clear.${key}`), () => {
      delete draft.asked[key];
      draft.invalid.delete(key);
      draft.set(key, null);
      check(draft);
      redraw();
      document.getElementById(`time-${key}`)?.focus();
    }, { id: `${key}-clear`, class: "plain" }) : null);
}

function check(draft) {
  const { from, until } = draft.after;
  if (from && until && Date.parse(until) <= Date.parse(from)) draft.invalid.set("until", t("schedule.order"));
  else if (!draft.asked.until) draft.invalid.delete("until");
}

const utc = (instant) => `${new Date(instant).toISOString().replace(/(:00)?\.000Z$/, "").replace("T", " ").replace(/Z$/, "")} UTC`;

function describe(key, stored, instant) {
  if (stored === undefined) return [h("p", { class: "quiet" }, t(`schedule.no.${key}`))];
  const isPast = instant <= now();
  return [
    h("p", {}, t("schedule.zones", { local: time(instant), zone, utc: utc(instant) })),
    h("p", { class: isPast && key === "until" ? "note" : "quiet" }, t(`schedule.${isPast ? "past" : "future"}.${key}`)),
  ];
}
