// A new flag. It starts off for everyone.

import { button, dialog, field, foreign, h, setError } from "./dom.js";
import { NAME, near } from "./model.js";
import { openFlag } from "./route.js";
import { save } from "./save.js";
import { state } from "./store.js";
import { t } from "./text.js";

export function newFlag() {
  dialog(t("create.title"), (close) => {
    const names = state.flags.map((flag) => flag.name);
    const known = new Set([...names, ...(state.list?.codeWithoutFlag ?? []).map((one) => one.flag ?? one.name ?? one)]);
    const unset = state.flags.filter((flag) => flag.value === undefined).map((flag) => flag.name);
    const name = h("input", { type: "text", id: "create-name", list: "create-known", autocomplete: "off", spellcheck: "false",
      autocapitalize: "off", autofocus: true, on: { input: look } });
    const description = h("input", { type: "text", id: "create-description", maxlength: 1000, autocomplete: "off" });
    const owner = h("input", { type: "text", id: "create-owner", maxlength: 200, autocomplete: "off" });
    const warning = h("p", { class: "note", id: "create-near", hidden: true });

    function look() {
      setError(name, name.value !== "" && !NAME.test(name.value) ? t("create.grammar") : null);
      const doubles = NAME.test(name.value) && !known.has(name.value) ? near(name.value, names) : [];
      warning.hidden = doubles.length === 0;
      warning.replaceChildren(...(doubles.length ? [t("create.near"), " ", ...doubles.map((double) => h("a", { href: `?flag=${encodeURIComponent(double)}`,
        on: { click: close } }, foreign(double)))] : []));
    }

    function go(event) {
      event.preventDefault();
      const flag = name.value;
      const present = state.flags.find((one) => one.name === flag);
      const problem = !NAME.test(flag) ? t("create.grammar") : present?.value !== undefined ? t("create.exists") : null;
      setError(name, problem);
      if (problem) {
        name.focus();
        return;
      }
      const changes = { enabled: false, percentage: 0 };
      if (description.value.trim()) changes.description = description.value.trim();
      if (owner.value.trim()) changes.owner = owner.value.trim();
      close();
      save({
        flag,
        title: t("create.title"),
        body: (latest) => ({ changes, expectedVersion: (latest ?? present)?.version ?? "0-0", ...(known.has(flag) ? {} : { create: true }) }),
        onSaved: () => openFlag(flag),
      });
    }

    return h("form", { on: { submit: go }, novalidate: true },
      h("p", { class: "quiet" }, t("create.help")),
      field(t("create.name"), name, { hint: t("create.nameHint") }), warning,
      h("datalist", { id: "create-known" }, unset.map((one) => h("option", { value: one }))),
      field(t("create.description"), description), field(t("create.owner"), owner),
      h("div", { class: "actions" }, h("button", { type: "submit", class: "primary", id: "create-go" }, t("create.go")),
        button(t("cancel"), close, { id: "create-cancel" })));
  });
}
