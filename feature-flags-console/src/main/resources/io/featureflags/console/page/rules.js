// Rules as sentences: if attribute, operator, values, then a share of those users.

import { button, h, setError } from "./dom.js";
import { readShare, same } from "./model.js";
import { t } from "./text.js";

const OPERATORS = {
  text: ["in", "notIn", "startsWith", "endsWith", "contains", "equals"],
  number: ["in", "notIn", "greaterThan", "lessThan", "equals"],
  boolean: ["in", "equals"],
  time: ["before", "after"],
  version: ["semverGreaterThan", "semverLessThan"],
  presence: ["exists"],
};
const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;
const VERSION = /^\d+\.\d+\.\d+([-+].+)?$/;

const isNumber = (value) => typeof value === "number" || typeof value?.rawJSON === "string";
const textOf = (value) => String(value?.rawJSON ?? value);

function typeOf({ operator, values = [] }) {
  for (const type of ["time", "version", "presence"]) if (OPERATORS[type].includes(operator)) return type;
  if (operator === "greaterThan" || operator === "lessThan") return "number";
  if (values.length > 0 && values.every(isNumber)) return "number";
  if (values.length > 0 && values.every((value) => typeof value === "boolean")) return "boolean";
  return values.every((value) => typeof value === "string") ? "text" : "mixed";
}

function rowsOf(rules) {
  return rules.map((rule) => ({
    original: rule,
    share: rule.percentage === undefined ? "100" : textOf(rule.percentage),
    conditions: (rule.if ?? []).map((condition) => ({
      original: condition,
      attribute: String(condition.attribute ?? ""),
      operator: condition.operator,
      type: typeOf(condition),
      text: (condition.values ?? []).map(textOf).join(separator(condition) === "\n" ? "\n" : ", "),
      separator: separator(condition),
    })),
  }));
}

const separator = ({ values = [] }) => (values.some((value) => /[,\n]|^\s|\s$/.test(textOf(value))) ? "\n" : ",");

function valuesOf(condition) {
  const parts = condition.separator === "\n" ? condition.text.split("\n")
    : condition.text.split(/[,\n]/).map((part) => part.trim());
  const texts = parts.filter((part) => part !== "");
  if (condition.type === "presence") return [condition.text !== "false"];
  if (texts.length === 0) return null;
  if (condition.type === "number") return texts.every((text) => NUMBER.test(text)) ? texts.map(toNumber) : null;
  if (condition.type === "boolean") return texts.every((text) => /^(true|false)$/.test(text)) ? texts.map((text) => text === "true") : null;
  if (condition.type === "time" && !texts.every((text) => TIME.test(text))) return null;
  if (condition.type === "version" && !texts.every((text) => VERSION.test(text))) return null;
  return texts;
}

function toNumber(text) {
  return String(Number(text)) === text || !JSON.rawJSON ? Number(text) : JSON.rawJSON(text);
}

function conditionOf(row) {
  const { original } = row;
  const isUntouched = original && row.attribute === original.attribute && row.operator === original.operator
    && row.text === rowsOf([{ if: [original] }])[0].conditions[0].text && row.type === typeOf(original);
  if (isUntouched) return original;
  const values = valuesOf(row);
  return row.attribute.trim() === "" || values === null ? null
    : { ...original, attribute: row.attribute.trim(), operator: row.operator, values };
}

/** Reads the rows; an entry is null while its row is incomplete. */
function rulesOf(rows) {
  return rows.map((row) => {
    const share = readShare(row.share);
    const conditions = row.conditions.map(conditionOf);
    if (share === null || conditions.includes(null)) return null;
    const rule = { ...row.original };
    if (conditions.length > 0 || rule.if) rule.if = conditions;
    if (rule.if?.length === 0) delete rule.if;
    if (share !== 100 || rule.percentage !== undefined || conditions.length === 0) {
      if (textOf(rule.percentage) !== row.share) rule.percentage = share;
    }
    return rule;
  });
}

export function rules({ draft, editable, redraw, id }) {
  const present = Array.isArray(draft.after.rules) ? draft.after.rules : [];
  if (!draft.rows || (!draft.invalid.has("rules") && !same(draft.rowsFrom, present))) {
    draft.rows = rowsOf(present);
    draft.rowsFrom = present;
  }
  const { rows } = draft;

  /** Takes the rows over into the edits. `again` draws them, after other things than typing. */
  function changed(again) {
    const read = rulesOf(rows);
    if (read.includes(null)) {
      draft.invalid.set("rules", t("rules.incomplete"));
      draft.preview = null;
    } else {
      draft.invalid.delete("rules");
      draft.set("rules", read.length === 0 ? null : read);
      draft.rowsFrom = Array.isArray(draft.after.rules) ? draft.after.rules : [];
    }
    redraw(again ? undefined : id);
  }

  return {
    hidden: !editable || draft.isOpaque,
    key: JSON.stringify([rows, draft.base.version]),
    build: () => [
      h("p", { class: "quiet" }, t("rules.help")),
      rows.length === 0 ? h("p", {}, t("rules.none")) : null,
      h("ol", { class: "rules" }, rows.map((row, i) => rule(row, i, rows, changed))),
      h("datalist", { id: "attributes" }, attributesOf(present).map((name) => h("option", { value: name }))),
      h("div", { class: "actions" }, button(t("rules.add"), () => {
        rows.push({ original: {}, share: "", conditions: [empty()] });
        changed(true);
        document.getElementById(`rule-${rows.length - 1}-0-attribute`)?.focus();
      }, { id: "add-rule" })),
    ],
  };
}

const empty = () => ({ original: null, attribute: "", operator: "in", type: "text", text: "", separator: "," });

export function attributesOf(list) {
  const names = (list ?? []).flatMap((one) => (one.if ?? []).map((condition) => String(condition.attribute)));
  return [...new Set(names)];
}

function rule(row, i, rows, changed) {
  const key = `rule-${i}`;
  const title = t("rules.rule", { n: i + 1 });
  const move = (by) => {
    rows.splice(i + by, 0, ...rows.splice(i, 1));
    changed(true);
    document.getElementById(`rule-${i + by}-${by < 0 ? "up" : "down"}`)?.focus();
  };
  const share = h("input", {
    type: "text", inputmode: "decimal", class: "short", id: `${key}-share`, value: row.share, autocomplete: "off",
    "aria-describedby": `${key}-share-error`,
    on: { input: () => {
      row.share = share.value;
      setError(share, readShare(row.share) === null ? t("share.invalid") : null);
      changed();
    } },
  });
  const notes = [];
  if (row.conditions.length === 0) notes.push(t(i < rows.length - 1 ? "rules.hides" : "rules.everyone"));
  if (readShare(row.share) === 0) notes.push(t("rules.nobody"));
  return h("li", {}, h("fieldset", { class: "rule" },
    h("legend", {}, title),
    row.conditions.map((condition, j) => conditionRow(condition, `${key}-${j}`, j, row, title, changed)),
    h("div", { class: "actions" }, button(t("rules.addCondition"), () => {
      row.conditions.push(empty());
      changed(true);
      document.getElementById(`${key}-${row.conditions.length - 1}-attribute`)?.focus();
    }, { id: `${key}-add`, class: "plain", "aria-label": t("rules.addConditionTo", { rule: title }) })),
    h("div", { class: "share-row" }, h("label", { htmlFor: share.id }, t("rules.share")), share,
      h("p", { class: "error", id: `${key}-share-error`, hidden: true })),
    notes.map((note) => h("p", { class: "note" }, note)),
    h("div", { class: "actions" },
      button(t("rules.up"), () => move(-1), { id: `${key}-up`, disabled: i === 0, "aria-label": t("rules.upOf", { rule: title }) }),
      button(t("rules.down"), () => move(1), { id: `${key}-down`, disabled: i === rows.length - 1, "aria-label": t("rules.downOf", { rule: title }) }),
      button(t("rules.remove"), () => {
        rows.splice(i, 1);
        changed(true);
        document.getElementById("add-rule")?.focus();
      }, { id: `${key}-remove`, class: "plain danger", "aria-label": t("rules.removeOf", { rule: title }) }))));
}

function conditionRow(condition, key, j, row, title, changed) {
  const where = { rule: title, n: j + 1 };
  const check = () => setError(values, conditionOf(condition) === null && condition.text !== "" && condition.attribute !== ""
    ? t(`rules.wrong.${condition.type}`) : null);
  const attribute = h("input", {
    type: "text", id: `${key}-attribute`, list: "attributes", autocomplete: "off", spellcheck: "false", value: condition.attribute,
    "aria-label": t("rules.attribute", where), placeholder: t("rules.attributeShort"),
    on: { input: () => {
      condition.attribute = attribute.value;
      changed();
    } },
  });
  const chosen = `${condition.type}:${condition.operator}`;
  const known = OPERATORS[condition.type]?.includes(condition.operator);
  const operator = h("select", {
    id: `${key}-operator`, "aria-label": t("rules.operator", where), value: chosen,
    on: { change: () => {
      [condition.type, condition.operator] = operator.value.split(":");
      if (condition.type === "presence") condition.text = "true";
      changed(true);
    } },
  }, known ? null : h("option", { value: chosen }, String(condition.operator)),
  Object.entries(OPERATORS).map(([type, operators]) => h("optgroup", { label: t(`rules.types.${type}`) },
    operators.map((one) => h("option", { value: `${type}:${one}` }, t(`rules.operators.${one}`))))));
  const values = condition.type === "presence"
    ? h("select", { id: `${key}-values`, "aria-label": t("rules.values", where), value: condition.text || "true",
      on: { change: () => {
        condition.text = values.value;
        changed();
      } } }, h("option", { value: "true" }, t("rules.present")), h("option", { value: "false" }, t("rules.absent")))
    : h("textarea", {
      id: `${key}-values`, rows: Math.min(6, condition.text.split("\n").length), "aria-label": t("rules.values", where),
      spellcheck: "false", autocapitalize: "off", value: condition.text, placeholder: t(`rules.example.${condition.type}`),
      "aria-describedby": `${key}-values-hint ${key}-values-error`,
      on: { input: () => {
        condition.text = values.value;
        check();
        changed();
      } },
    });
  return h("div", { class: "condition" },
    h("span", { class: "word", "aria-hidden": "true" }, t(j === 0 ? "rules.if" : "rules.and")), attribute, operator,
    h("div", { class: "grow" }, values,
      h("p", { class: "hint", id: `${key}-values-hint` }, condition.type === "presence" ? "" : t(condition.separator === "\n" ? "rules.byLine" : "rules.byComma")),
      h("p", { class: "error", id: `${key}-values-error`, hidden: true })),
    button("×", () => {
      row.conditions.splice(j, 1);
      changed(true);
    }, { class: "round", id: `${key}-remove`, "aria-label": t("rules.removeCondition", where) }));
}
