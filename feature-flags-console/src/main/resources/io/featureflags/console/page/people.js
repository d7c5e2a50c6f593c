// Named users and excluded users, pasted in a dialogue with counts.

import { me } from "./api.js";
import { announce, button, dialog, field, foreign, h, setError } from "./dom.js";
import { MAX_IDS, changeIds, readIds, size } from "./model.js";
import { t } from "./text.js";

const SHOWN = 12;

export function people({ draft, editable, redraw }) {
  return {
    hidden: !editable || draft.isOpaque,
    key: JSON.stringify([draft.after.users, draft.after.excluded, draft.after.enabled]),
    build: () => [
      draft.after.enabled === false ? h("p", { class: "note" }, t("people.isOff")) : null,
      ["users", "excluded"].map((key) => list(key, draft, redraw)),
    ],
  };
}

function list(key, draft, redraw) {
  const ids = Array.isArray(draft.after[key]) ? draft.after[key] : [];
  const before = size(draft.before[key]);
  return h("div", { class: "people-list" },
    h("h3", {}, t(`people.${key}`)),
    h("p", { class: "quiet" }, t(`people.${key}Help`)),
    h("p", { id: `${key}-count` }, t(`people.count.${key}`, { n: ids.length }),
      before === ids.length ? null : ` ${t("people.was", { n: before })}`),
    ids.length === 0 ? null : h("ul", { class: "ids" }, ids.slice(0, SHOWN).map((id) => h("li", {}, foreign(id))),
      ids.length > SHOWN ? h("li", { class: "rest" }, t("people.rest", { n: ids.length - SHOWN })) : null),
    h("div", { class: "actions" },
      button(t(`people.edit.${key}`), () => edit(key, draft, redraw), { id: `edit-${key}` }),
      ids.length > 0 && me.showsIds !== false
        ? button(t("people.download"), () => download(`${draft.base.name}-${key}.txt`, ids), { id: `download-${key}`, class: "plain" })
        : null));
}

function download(name, ids) {
  const url = URL.createObjectURL(new Blob([`${ids.join("\n")}\n`], { type: "text/plain" }));
  h("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 1_000);
}

function edit(key, draft, redraw) {
  const before = Array.isArray(draft.after[key]) ? draft.after[key] : [];
  let how = "add";
  dialog(t(`people.edit.${key}`), (close) => {
    const counts = h("p", { class: "counts", id: "paste-counts" });
    const text = h("textarea", { id: "paste", rows: 8, spellcheck: "false", autocapitalize: "off", autofocus: true, on: { input: count } });
    const ways = ["add", "remove", "replace"].map((way) => h("label", { class: "check" }, h("input", {
      type: "radio", name: "way", value: way, id: `way-${way}`, checked: way === how,
      on: { change: () => {
        how = way;
        count();
      } },
    }), t(`people.way.${way}`)));

    function count() {
      const read = readIds(text.value);
      const after = changeIds(before, read.ids, how);
      const known = new Set(before);
      const present = read.ids.filter((id) => known.has(id)).length;
      counts.textContent = [
        t("people.pasted", { n: read.ids.length }),
        read.duplicates ? t("people.duplicates", { n: read.duplicates }) : null,
        read.blanks ? t("people.blanks", { n: read.blanks }) : null,
        how === "add" && present ? t("people.already", { n: present }) : null,
        how === "remove" && read.ids.length > present ? t("people.notThere", { n: read.ids.length - present }) : null,
        t("people.beforeAfter", { before: before.length, after: after.length }),
      ].filter(Boolean).join(" · ");
      const tooMany = read.ids.length > MAX_IDS;
      setError(text, tooMany ? t("people.tooMany", { n: MAX_IDS }) : null);
      return tooMany ? null : after;
    }

    function apply() {
      const after = count();
      if (!after) {
        text.focus();
        return;
      }
      draft.set(key, after.length === 0 && draft.before[key] === undefined ? null : after);
      close();
      redraw();
      announce(t("people.applied", { n: after.length }));
    }

    const box = field(t("people.paste"), text, { hint: t("people.pasteHint", { n: MAX_IDS }) });
    queueMicrotask(count);
    return [h("fieldset", { class: "ways" }, h("legend", {}, t("people.how")), ways), box, counts,
      h("div", { class: "actions" },
        button(t("people.apply"), apply, { class: "primary", id: "paste-apply" }),
        button(t("cancel"), close, { id: "paste-cancel" })),
      h("p", { class: "quiet" }, t("people.applyHint"))];
  });
}
