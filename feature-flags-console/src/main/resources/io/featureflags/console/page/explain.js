// Why one user has a flag, or has not.

import { explain, Failure, me } from "./api.js";
import { announce, button, field, foreign, h } from "./dom.js";
import { lostLogin } from "./live.js";
import { attributesOf } from "./rules.js";
import { localTimes, number, t, tOr, upper } from "./text.js";

const asked = new Map(); // what was typed and answered, by flag

export function explainSection({ view, redraw }) {
  const name = view.name;
  if (!asked.has(name)) asked.set(name, { user: "", attributes: [], answer: null });
  const question = asked.get(name);
  const isFresh = question.version === view.version;
  return {
    key: JSON.stringify([question.answer, question.attributes.length, question.problem, isFresh, view.hidden]),
    build: () => [
      view.hidden ? h("p", { class: "quiet" }, t("explain.hidden")) : h("p", { class: "quiet" }, t("explain.help")),
      form(view, question, redraw),
      h("div", { id: "explained" }, question.problem ? h("p", { class: "problem" }, question.problem) : null,
        question.answer ? answer(question, isFresh) : null),
    ],
  };
}

function form(view, question, redraw) {
  const user = h("input", {
    type: "text", id: "explain-user", autocomplete: "off", spellcheck: "false", autocapitalize: "off", value: question.user,
    disabled: Boolean(view.hidden), on: { input: () => (question.user = user.value) },
  });
  const names = h("datalist", { id: "explain-names" }, attributesOf(view.fields?.rules).map((name) => h("option", { value: name })));
  const rows = question.attributes.map((row, i) => {
    const input = (key) => {
      const control = h("input", {
        type: "text", id: `explain-${key}-${i}`, value: row[key], autocomplete: "off", spellcheck: "false",
        list: key === "name" ? "explain-names" : null, "aria-label": t(`explain.${key}`, { n: i + 1 }), placeholder: t(`explain.${key}Short`),
        on: { input: () => (row[key] = control.value) },
      });
      return control;
    };
    return h("div", { class: "pair" }, input("name"), h("span", { "aria-hidden": "true" }, "="), input("value"),
      button("×", () => {
        question.attributes.splice(i, 1);
        redraw();
        document.getElementById("explain-add").focus();
      }, { class: "round", id: `explain-remove-${i}`, "aria-label": t("explain.remove", { n: i + 1 }) }));
  });
  return h("form", {
    on: { submit: (event) => {
      event.preventDefault();
      ask(view, question, redraw);
    } },
  }, field(t("explain.user"), user), rows, names,
  h("div", { class: "actions" },
    h("button", { type: "submit", class: "primary", id: "explain-ask" }, t("explain.ask")),
    button(t("explain.add"), () => {
      question.attributes.push({ name: "", value: "" });
      redraw();
      document.getElementById(`explain-name-${question.attributes.length - 1}`).focus();
    }, { id: "explain-add", class: "plain" })));
}

async function ask(view, question, redraw) {
  question.problem = null;
  try {
    const pairs = question.attributes.filter((row) => row.name.trim() !== "").map((row) => `${row.name.trim()}=${row.value}`);
    question.answer = await explain(view.name, question.user, pairs);
    question.forUser = question.user;
    question.version = view.version;
    announce(t(question.answer.enabled ? "explain.isOn" : "explain.isOff", { user: question.user || t("explain.anonymous") }));
  } catch (failure) {
    if (!(failure instanceof Failure)) throw failure;
    if (failure.kind === "login") lostLogin();
    question.answer = null;
    question.problem = failure.problems.join(" ") || t(failure.kind === "login" ? "banner.login" : "save.failed");
    announce(question.problem);
  }
  redraw();
}

function answer({ answer: found, forUser }, isFresh) {
  return [
    h("p", { class: "verdict" }, h("span", { class: `mark ${found.enabled ? "on" : "off"}`, "aria-hidden": "true" }),
      h("span", {}, foreign(forUser || t("explain.anonymous")), " ", t(found.enabled ? "explain.getsIt" : "explain.getsNot"))),
    isFresh || !me.time ? null : h("p", { class: "note" }, t("explain.stale")),
    h("ol", { class: "trace" }, (found.steps ?? []).map((step) => {
      const verdict = String(step.verdict ?? "");
      const decided = verdict === "ON" || verdict === "OFF";
      return h("li", { class: decided ? "decided" : verdict === "NOT_REACHED" ? "unreached" : "" },
        h("span", { class: "step" }, foreign(tOr("step", step.step))),
        h("span", { class: "tag" }, tOr("verdict", verdict)),
        step.detail ? h("p", { class: "quiet" }, foreign(upper(localTimes(step.detail)))) : null);
    })),
    found.position === undefined || found.position === null ? null
      : h("p", { class: "quiet" }, t("explain.bucket", { share: number(found.position / 1000) })),
  ];
}
