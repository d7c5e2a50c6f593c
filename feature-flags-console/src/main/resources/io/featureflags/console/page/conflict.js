// Another user has saved first: before, theirs and mine side by side. Only what both changed is to be chosen.

import { announce, button, foreign, h, replace } from "./dom.js";
import { compare, rebase, words } from "./model.js";
import { actor, ago, localTimes, stateWords, t, tOr } from "./text.js";

export function conflict(place, { draft, theirView, before, mine, cancel, merge }) {
  const rows = draft ? compare(draft, theirView) : [];
  const choices = new Map();
  const open = rows.filter((row) => row.choice);
  const change = theirView.lastChange;
  const go = button(t(draft ? (open.length ? "conflict.mergeChosen" : "conflict.merge") : "conflict.look"), () => {
    if (choices.size < open.length) {
      announce(t("conflict.choose", { n: open.length - choices.size }));
      document.getElementById(`choice-${open.find((row) => !choices.has(row.key)).key}-theirs`).focus();
      return;
    }
    merge(draft ? rebase(draft, theirView, rows, choices) : null);
  }, { id: "conflict-merge", class: "primary" });

  replace(place,
    h("p", { id: "conflict-head", tabIndex: -1 }, change ? [foreign(actor(change)), " ", t("conflict.savedFirst"), " ", ago(change.at), ". "] : null,
      t(draft ? (open.length ? "conflict.both" : "conflict.apart") : "conflict.other")),
    change?.reason ? h("p", { class: "reason" }, foreign(change.reason)) : null,
    draft ? h("div", { class: "table-box", tabIndex: 0, role: "group", "aria-label": t("conflict.columns") }, h("table", { id: "conflict-table" },
      h("thead", {}, h("tr", {}, ["field", "before", "theirs", "mine", "result"].map((column) => h("th", { scope: "col" }, t(`conflict.${column}`))))),
      h("tbody", {}, rows.map((row) => h("tr", { class: row.choice ? "choice" : "" },
        h("th", { scope: "row" }, foreign(tOr("field", row.key))),
        ["before", "theirs", "mine"].map((side) => h("td", {}, foreign(localTimes(words(row.key, row[side]))))),
        h("td", {}, row.choice ? choose(row, choices) : resultOf(row)))))))
      : h("div", { class: "before-after three" }, [["before", before?.state], ["theirs", theirView.state], ["mine", mine]].map(([side, state]) =>
        h("div", {}, h("h3", {}, t(`conflict.${side}`)), h("p", {}, state ? foreign(stateWords(state)) : t("conflict.unseen"))))),
    h("div", { class: "actions" }, go, button(t("save.backToEdits"), cancel, { id: "conflict-cancel" })),
    h("p", { class: "quiet" }, t("conflict.nothingSaved")));
  document.getElementById("conflict-head").focus();
}

function resultOf(row) {
  if (row.merged) return t("conflict.together", { words: words(row.key, row.merged) });
  return t(row.changedByMe ? "conflict.mine" : "conflict.theirs");
}

function choose(row, choices) {
  return h("fieldset", { class: "ways" }, h("legend", { class: "unseen" }, t("conflict.which", { field: tOr("field", row.key) })),
    ["theirs", "mine"].map((side) => h("label", { class: "check" }, h("input", {
      type: "radio", name: `choice-${row.key}`, id: `choice-${row.key}-${side}`, on: { change: () => choices.set(row.key, side) },
    }), t(`conflict.${side}`))));
}
