// Rules as sentences: if attribute, operator, values, then a share of those users.

import { actions, button, errorOf, focus, h, input, quiet, setError } from "./dom.js";
import { readShare, same } from "./model.js";
import { t } from "./text.js";

const OPERATORS = {
	text: ["in", "notIn", "equals", "startsWith", "endsWith", "contains"],
	number: ["in", "notIn", "equals", "greaterThan", "lessThan"],
	boolean: ["in", "equals"],
	time: ["before", "after"],
	version: ["semverGreaterThan", "semverLessThan"],
	presence: ["exists"],
};
const NO_OR_YES = /^(true|false)$/;
const PATTERNS = {
	number: /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/,
	boolean: NO_OR_YES,
	time: /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/,
	version: /^\d+\.\d+\.\d+([-+].+)?$/,
	presence: NO_OR_YES,
};

const textOf = (value) => String(value?.rawJSON ?? value);

function typeOf({ operator, values = [] }) {
	const only = Object.keys(OPERATORS).filter((type) => OPERATORS[type].includes(operator));
	if (only.length === 1) return only[0];
	const types = new Set(values.map((value) => (value?.rawJSON ? "number" : typeof value)));
	return types.size === 1 && !types.has("string") ? [...types][0] : "text";
}

function rowOf(condition) {
	const texts = (condition.values ?? []).map(textOf);
	// Texts with a comma or with space at an end are written one per line.
	const byLine = texts.some((text) => /[,\n]|^\s|\s$/.test(text));
	return { original: condition, attribute: textOf(condition.attribute), operator: condition.operator, type: typeOf(condition), byLine,
		text: texts.join(byLine ? "\n" : ", ") };
}

const rowsOf = (rules) => rules.map((rule) => ({
	original: rule, share: textOf(rule.percentage ?? 100), conditions: (rule.if ?? []).map(rowOf),
}));

function valuesOf({ type, text, byLine }) {
	const texts = byLine ? text.split("\n") : text.split(/[,\n]/).map((part) => part.trim()).filter(Boolean);
	if (texts.length === 0 || (PATTERNS[type] && !texts.every((one) => PATTERNS[type].test(one)))) return null;
	if (type === "boolean" || type === "presence") return texts.map((one) => one === "true");
	return type === "number" ? texts.map((one) => (String(Number(one)) === one || !JSON.rawJSON ? Number(one) : JSON.rawJSON(one))) : texts;
}

/** Reads a row; null while it is incomplete. What was not touched stays as it was, fields unknown to the page too. */
function conditionOf(row) {
	const { original, attribute, operator } = row;
	if (original && same(rowOf(original), row)) return original;
	const values = valuesOf(row);
	return attribute.trim() === "" || values === null ? null : { ...original, attribute: attribute.trim(), operator, values };
}

function ruleOf(row) {
	const share = readShare(row.share);
	const conditions = row.conditions.map(conditionOf);
	if (share === null || conditions.includes(null)) return null;
	const rule = { ...row.original, if: conditions };
	if (conditions.length === 0) delete rule.if;
	if (textOf(rule.percentage ?? 100) !== row.share || conditions.length === 0) rule.percentage = share;
	return rule;
}

export const attributesOf = (rules) => [...new Set((Array.isArray(rules) ? rules : [])
	.flatMap((rule) => rule.if ?? []).map((condition) => String(condition.attribute)))];

export function rules({ draft, editable, redraw, id }) {
	const present = Array.isArray(draft.after.rules) ? draft.after.rules : [];
	if (!draft.rows || (!draft.invalid.has("rules") && !same(draft.rowsFrom, present))) {
		Object.assign(draft, { rows: rowsOf(present), rowsFrom: present });
	}
	const { rows } = draft;

	/** Takes the rows over into the edits, and draws them again unless the user is typing. */
	function changed(isTyping) {
		const read = rows.map(ruleOf);
		if (read.includes(null)) {
			draft.invalid.set("rules", t("rules.incomplete"));
			draft.preview = null;
		} else {
			draft.invalid.delete("rules");
			draft.set("rules", read.length === 0 ? null : read);
			draft.rowsFrom = draft.after.rules ?? [];
		}
		redraw(isTyping ? id : null);
	}

	return {
		hidden: !editable,
		key: rows,
		build: () => [
			quiet(t("rules.help")),
			h("ol.stack", rows.map((row, i) => rule(row, i, rows, changed))),
			h("datalist#attributes", attributesOf(present).map((name) => h("option", { value: name }))),
			actions(button("#add-rule", t("rules.add"), () => {
				rows.push({ original: {}, share: "", conditions: [empty()] });
				changed();
				focus(`rule-${rows.length - 1}-0-attribute`);
			})),
		],
	};
}

const empty = () => ({ original: null, attribute: "", operator: "in", type: "text", byLine: false, text: "" });

function rule(row, i, rows, changed) {
	const key = `rule-${i}`;
	const title = t("rules.rule", { n: i + 1 });
	const act = (name, click, props) => button(`.plain#${key}-${name}`, t(`rules.${name}`), click, { "aria-label": `${t(`rules.${name}`)}: ${title}`, ...props });
	const move = (by, name) => act(name, () => {
		rows.splice(i + by, 0, ...rows.splice(i, 1));
		changed();
		focus(`rule-${i + by}-${name}`);
	}, { disabled: !rows[i + by] });
	const share = input(`${key}-share`, row.share, (text) => {
		row.share = text;
		setError(share, readShare(text) === null ? t("share.invalid") : null);
		changed(true);
	}, { inputmode: "decimal", class: "short", "aria-describedby": `${key}-share-error` });
	return h("li", h("fieldset.rule", h("legend", title),
		row.conditions.map((condition, j) => conditionRow(condition, j, row, key, title, changed)),
		act("addCondition", () => {
			row.conditions.push(empty());
			changed();
			focus(`${key}-${row.conditions.length - 1}-attribute`);
		}),
		h("div.pair", h("label", { htmlFor: share.id }, t("rules.share")), share, errorOf(share.id)),
		actions(move(-1, "up"), move(1, "down"), act("remove", () => {
			rows.splice(i, 1);
			changed();
			focus("add-rule");
		}))));
}

function conditionRow(condition, j, row, rule, title, changed) {
	const key = `${rule}-${j}`;
	const label = (name) => t(`rules.${name}`, { n: j + 1, rule: title });
	const attribute = input(`${key}-attribute`, condition.attribute, (text) => {
		condition.attribute = text;
		changed(true);
	}, { list: "attributes", "aria-label": label("attribute"), placeholder: t("rules.attributeShort") });
	const chosen = `${condition.type}:${condition.operator}`;
	const operator = h("select", {
		id: `${key}-operator`, "aria-label": label("operator"), value: chosen, on: { change: () => {
			[condition.type, condition.operator] = operator.value.split(":");
			if (condition.type === "presence") condition.text = "true";
			changed();
		} },
	}, OPERATORS[condition.type].includes(condition.operator) ? null : h("option", { value: chosen }, String(condition.operator)),
	Object.entries(OPERATORS).map(([type, operators]) => h("optgroup", { label: t(`rules.types.${type}`) },
		operators.map((one) => h("option", { value: `${type}:${one}` }, t(`rules.operators.${one}`))))));
	const values = h("textarea", {
		id: `${key}-values`, rows: Math.min(6, condition.text.split("\n").length), value: condition.text, "aria-label": label("values"),
		placeholder: t(`rules.example.${condition.type}`), "aria-describedby": `${key}-values-hint ${key}-values-error`,
		on: { input: () => {
			condition.text = values.value;
			setError(values, conditionOf({ ...condition, attribute: "any" }) ? null : t("rules.wrong", { example: t(`rules.example.${condition.type}`) }));
			changed(true);
		} },
	});
	return h("div.condition", h("span.word", t(j === 0 ? "rules.if" : "rules.and")), attribute, operator,
		h("div.grow", values, h(`p.hint#${key}-values-hint`, t(condition.byLine ? "rules.byLine" : "rules.byComma")), errorOf(`${key}-values`)),
		button(`.round#${key}-remove`, "×", () => {
			row.conditions.splice(j, 1);
			changed();
		}, { "aria-label": label("removeCondition") }));
}
