// Facts about a flag, its requirements, the value as JSON, and what removes or replaces it.

import { button, field, foreign, h, announce, setError } from "./dom.js";
import { save } from "./save.js";
import { isDown, state } from "./store.js";
import { date, t } from "./text.js";

export function about({ view, draft, editable, redraw, id }) {
  const keys = ["description", "owner", "expires", "permanent"];
  return {
    key: JSON.stringify([keys.map((key) => draft.after[key]), keys.map((key) => view[key]), view.references, view.daysToKill, editable, draft.isOpaque]),
    build: () => [
      h("dl", { class: "facts" },
        fact(t("about.owner"), view.owner ? foreign(view.owner) : h("span", { class: "quiet" }, t("list.noOwner"))),
        fact(t("about.expires"), view.permanent ? t("list.permanent") : view.expires
          ? [date(view.expires), view.daysToKill === undefined ? null : h("span", { class: view.daysToKill < 0 ? "overdue" : "quiet" },
            ` ${t(view.daysToKill < 0 ? "list.over" : "list.left", { n: Math.abs(view.daysToKill) })}`)]
          : h("span", { class: "quiet" }, t("about.noExpires"))),
        fact(t("about.uses"), view.references?.length ? h("ul", { class: "uses" }, view.references.map(use))
          : h("span", { class: "quiet" }, t("about.noUses")))),
      editable && !draft.isOpaque ? metadata(view, draft, redraw, id) : null,
    ],
  };
}

const fact = (name, ...value) => [h("dt", {}, name), h("dd", {}, value)];

function use(reference) {
  const calls = reference.calls ?? {};
  const errors = (calls.newErrors ?? 0) + (calls.legacyErrors ?? 0);
  return h("li", {},
    h("code", {}, foreign(`${String(reference.class).split(".").at(-1)}.${reference.method}${reference.line ? `:${reference.line}` : ""}`)),
    h("span", { class: "quiet" }, t("about.calls", { newer: calls.new ?? 0, legacy: calls.legacy ?? 0 }),
      errors ? ` ${t("about.errors", { n: errors })}` : ""));
}

function metadata(view, draft, redraw, section) {
  const now = (key) => draft.after[key] ?? (key in draft.changes ? "" : view[key] ?? "");
  const set = (key, value) => {
    if (value === "" || value === false) draft.set(key, draft.before[key] === undefined ? null : value === false ? false : null);
    else if (draft.before[key] === undefined && value === view[key]) draft.set(key, null);
    else draft.set(key, value);
    redraw(section);
  };
  const text = (key, tag, props) => {
    const control = h(tag, { id: `about-${key}`, value: now(key), autocomplete: "off", ...props, on: { input: () => set(key, control.value) } });
    return field(t(`about.${key}`), control);
  };
  return h("details", { id: "about-edit", open: document.getElementById("about-edit")?.open ?? false },
    h("summary", {}, t("about.edit")),
    text("description", "textarea", { rows: 2, maxlength: 1000 }), text("owner", "input", { type: "text", maxlength: 200 }),
    text("expires", "input", { type: "date" }),
    h("label", { class: "check" }, h("input", { type: "checkbox", id: "about-permanent", checked: Boolean(now("permanent")),
      on: { change: (event) => set("permanent", event.target.checked) } }), t("about.permanent")));
}

export function more({ view, draft, editable, redraw }) {
  const requires = Array.isArray(draft.after.requires) ? draft.after.requires : [];
  return {
    key: JSON.stringify([view.value, requires, draft.after.bucketBy, editable, draft.isOpaque, isDown(), draft.replacing]),
    build: () => [
      editable && draft.isOpaque ? h("div", { class: "note" }, h("p", {}, t("more.opaque")),
        button(t("more.replace"), () => {
          draft.replacing = true;
          draft.set("enabled", false);
          draft.set("percentage", 0);
          redraw();
        }, { id: "replace" })) : null,
      editable && !draft.isOpaque ? [requirement(draft, requires, redraw), bucket(draft, redraw)] : null,
      h("h3", {}, t("more.json")),
      view.value === undefined ? h("p", { class: "quiet" }, t("more.noValue"))
        : [h("pre", { id: "json", tabIndex: 0, role: "group", "aria-label": t("more.json") }, foreign(pretty(view))),
          h("div", { class: "actions" }, button(t("more.copy"), () => copy(String(view.value)), { id: "copy" }))],
      editable && view.value !== undefined ? [h("h3", {}, t("more.back")), h("p", { class: "quiet" }, t("more.backHelp")),
        button(t("more.remove"), () => save({
          flag: view.name,
          title: t("more.back"),
          body: (latest) => ({ changes: null, expectedVersion: (latest ?? state.view ?? view).version ?? "0-0" }),
        }), { id: "remove-value", class: "danger", disabled: isDown() })] : null,
    ],
  };
}

function pretty(view) {
  try {
    return view.fields && String(view.value).trim().startsWith("{") ? JSON.stringify(view.fields, null, 2) : String(view.value);
  } catch {
    return String(view.value);
  }
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    announce(t("more.copied"));
  } catch {
    getSelection().selectAllChildren(document.getElementById("json"));
    announce(t("more.selected"));
  }
}

function requirement(draft, requires, redraw) {
  const input = h("input", { type: "text", id: "requires", list: "flag-names", autocomplete: "off", spellcheck: "false" });
  return [
    h("h3", {}, t("more.requires")),
    h("p", { class: "quiet" }, t("more.requiresHelp")),
    h("ul", { class: "plain-list" }, requires.map((name, i) => h("li", {}, foreign(name), " ",
      button("×", () => {
        const rest = requires.filter((_, j) => j !== i);
        draft.set("requires", rest.length === 0 ? null : rest);
        redraw();
        document.getElementById("requires")?.focus();
      }, { class: "round", id: `requires-remove-${i}`, "aria-label": t("more.requiresRemove", { flag: name }) })))),
    h("datalist", { id: "flag-names" }, state.flags.map((flag) => h("option", { value: flag.name }))),
    field(t("more.requiresAdd"), input),
    h("div", { class: "actions" }, button(t("more.add"), () => {
      const name = input.value.trim();
      if (!state.flags.some((flag) => flag.name === name) || name === draft.base.name) {
        setError(input, t("more.requiresUnknown"));
        input.focus();
        return;
      }
      if (!requires.includes(name)) draft.set("requires", [...requires, name]);
      redraw();
    }, { id: "requires-add" })),
  ];
}

function bucket(draft, redraw) {
  const input = h("input", {
    type: "text", id: "bucket-by", autocomplete: "off", spellcheck: "false", value: draft.after.bucketBy ?? "",
    on: { change: () => {
      draft.set("bucketBy", input.value.trim() || null);
      redraw();
    } },
  });
  return field(t("more.bucketBy"), input, { hint: t("more.bucketByHelp") });
}
