// Why one user has a flag, or has not.

import { explain } from "./api.js";
import { actions, announce, field, foreign, h, input, quiet } from "./dom.js";
import { attributesOf } from "./rules.js";
import { said } from "./save.js";
import { number, sentence, t, tOr } from "./text.js";

const questions = new Map(); // what was typed and answered, by flag

export function explainSection({ view, redraw }) {
	if (!questions.has(view.name)) questions.set(view.name, { user: "", attributes: "" });
	const question = questions.get(view.name);
	return {
		key: [question.answer, question.problem, view.hidden],
		build: () => [
			view.hidden ? quiet(t("explain.hidden")) : null,
			form(view, question, redraw),
			question.problem ? h("p.error", question.problem) : null,
			question.answer ? answer(question) : null,
		],
	};
}

function form(view, question, redraw) {
	const names = attributesOf(view.fields?.rules).join(", ");
	const attributes = h("textarea#explain-attributes", {
		rows: 2, value: question.attributes, placeholder: "country=DE", on: { input: () => (question.attributes = attributes.value) },
	});

	async function ask(event) {
		event.preventDefault();
		Object.assign(question, { problem: null, answer: null, of: question.user || t("explain.anonymous") });
		try {
			const pairs = question.attributes.split("\n").map((pair) => pair.trim());
			question.answer = await explain(view.name, question.user, pairs.filter(Boolean));
			announce(`${question.of} ${t(question.answer.enabled ? "explain.getsIt" : "explain.getsNot")}`);
		} catch (failure) {
			question.problem = said(failure);
			announce(question.problem);
		}
		redraw();
	}

	return h("form", { on: { submit: ask } },
		view.hidden ? null : field(t("explain.user"), input("explain-user", question.user, (text) => (question.user = text))),
		field(t("explain.attributes"), attributes, { hint: t("explain.attributesHint", { names: names || "country" }) }),
		actions(h("button.primary#explain-ask", { type: "submit" }, t("explain.ask"))));
}

function answer({ answer: { enabled, steps = [], position }, of }) {
	return [
		h("p.state#verdict", h(`span.mark.${enabled ? "on" : "off"}`), h("span", foreign(of), " ", t(enabled ? "explain.getsIt" : "explain.getsNot"))),
		h("ol.stack", steps.map(({ step, verdict, detail }) =>
			h(`li.trace${{ ON: ".decided", OFF: ".decided", NOT_REACHED: ".unreached" }[verdict] ?? ""}`,
				foreign(tOr("field", step)), h("span.tag", tOr("verdict", verdict)), detail ? quiet(foreign(sentence(detail))) : null))),
		Number.isInteger(position) ? quiet(t("explain.position", { share: number(position / 1000) })) : null,
	];
}
