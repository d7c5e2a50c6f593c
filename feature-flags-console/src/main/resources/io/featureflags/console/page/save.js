// The dialogue before a change: what it does in the server's words, its reason, and what may go wrong.

import { Failure, newRequestId, write } from "./api.js";
import { announce, button, dialog, field, foreign, h, replace, setError } from "./dom.js";
import { conflict } from "./conflict.js";
import { lostLogin, pollNow, setView, wrote } from "./live.js";
import { Draft, readIds } from "./model.js";
import { draftOf, setDraft, state, tell } from "./store.js";
import { localTimes, stateWords, t, upper } from "./text.js";

/**
 * Opens the dialogue.
 *
 * @param job flag, title, optional reason; `body(latest, merged)` gives the request; `draft` if it consists of edits
 */
export function save(job) {
  const work = { ...job, latest: null, merged: null, sample: null, reason: job.reason ?? "" };
  const { close, body } = dialog(job.title, (closeIt) => {
    work.close = closeIt;
    return h("p", { class: "quiet" }, t("save.checking"));
  }, { wide: true });
  work.close = close;
  work.place = body;
  check(work);
}

const request = (work) => work.body(work.latest, work.merged);

async function check(work) {
  replace(work.place, h("p", { class: "quiet", id: "save-checking", tabIndex: -1 }, t("save.checking")));
  try {
    const answer = await write(work.flag, { ...request(work), dryRun: true, ...(work.sample ? { sample: work.sample } : {}) });
    showForm(work, answer);
  } catch (failure) {
    failed(work, failure, () => check(work), true);
  }
}

function problems(list) {
  return list.length === 0 ? null : h("ul", { class: "problem", id: "save-problems", tabIndex: -1 },
    list.map((problem) => h("li", {}, foreign(upper(localTimes(problem))))));
}

function showForm(work, answer) {
  work.answer = answer;
  const reason = h("input", { type: "text", id: "save-reason", maxlength: 1000, autocomplete: "off", value: work.reason,
    required: Boolean(answer.reasonRequired), on: { input: () => (work.reason = reason.value) } });
  const guard = h("input", { type: "text", id: "save-guard", autocomplete: "off", spellcheck: "false", autocapitalize: "off" });
  const opens = answer.opensToEveryone;
  const submit = h("button", { type: "submit", id: "save-confirm", class: opens || answer.switchesOff ? "danger-fill" : "primary" },
    t(opens ? "save.openToEveryone" : answer.switchesOff ? "save.switchOff" : "save.confirm"));

  async function go(event) {
    event.preventDefault();
    setError(reason, answer.reasonRequired && reason.value.trim() === "" ? t("save.reasonMissing") : null);
    setError(guard, opens && guard.value !== work.flag ? t("save.guardWrong") : null);
    const wrong = work.place.querySelector("[aria-invalid=true]");
    if (wrong) {
      announce(document.getElementById(`${wrong.id}-error`).textContent);
      wrong.focus();
      return;
    }
    const typed = work.reason.trim();
    send(work, { ...request(work), ...(typed ? { reason: typed } : {}), ...(opens ? { everybody: true } : {}), request: newRequestId() });
  }

  const isSame = answer.words?.length === 0 && answer.before?.value === answer.after?.value;
  replace(work.place,
    h("form", { on: { submit: go }, novalidate: true },
      h("div", { class: "before-after" },
        h("div", {}, h("h3", {}, t("save.now")), h("p", { id: "save-before" }, foreign(stateWords(answer.before?.state)))),
        h("div", { class: "after" }, h("h3", {}, t("save.after")), h("p", { id: "save-after" }, foreign(stateWords(answer.after?.state))))),
      isSame ? h("p", { class: "note" }, t("save.nothing")) : h("ul", { class: "diff", id: "save-words-list" },
        (answer.words ?? []).map((word) => h("li", {}, foreign(upper(localTimes(word)))))),
      answer.preview ? h("p", { class: "preview" }, foreign(upper(answer.preview))) : null,
      (answer.warnings ?? []).map((warning) => h("p", { class: "note" }, foreign(upper(localTimes(warning))))),
      sampleOf(work, answer),
      opens ? h("div", { class: "danger-box" }, h("p", {}, h("strong", {}, t("save.opens"))),
        field(t("save.guard", { flag: work.flag }), guard)) : null,
      field(t(answer.reasonRequired ? "save.reason" : "save.reasonOptional"), reason, { hint: t("save.reasonHint") }),
      h("div", { class: "actions" }, submit, button(t("cancel"), work.close, { id: "save-cancel" }))));
  (opens ? guard : reason).focus();
  announce(t("save.says", { state: stateWords(answer.after?.state) }));
}

function sampleOf(work, answer) {
  const text = h("textarea", { id: "sample", rows: 3, spellcheck: "false", value: (work.sample ?? []).join("\n") });
  const result = answer.sample;
  return h("details", { class: "sample", id: "sample-details", open: Boolean(work.sample) }, h("summary", {}, t("save.sample")),
    field(t("save.sampleIds"), text),
    button(t("save.sampleAsk"), () => {
      const { ids } = readIds(text.value);
      work.sample = ids.length ? ids : null;
      check(work);
    }, { id: "sample-ask" }),
    result ? h("div", { id: "sample-result" }, ["on", "off"].map((side) => [
      h("p", {}, t(`save.sample_${side}`, { n: result[side]?.length ?? 0, size: result.size })),
      result[side]?.length ? h("ul", { class: "ids" }, result[side].slice(0, 50).map((id) => h("li", {}, foreign(id)))) : null])) : null);
}

async function send(work, body) {
  replace(work.place, h("p", { class: "quiet", tabIndex: -1, id: "save-sending" }, t("save.saving")));
  document.getElementById("save-sending").focus();
  try {
    const answer = await write(work.flag, body);
    done(work, answer);
  } catch (failure) {
    failed(work, failure, () => send(work, body), false);
  }
}

function done(work, answer) {
  const { view } = answer;
  const name = work.flag;
  wrote(view);
  if (work.draft) setDraft(name, new Draft(view));
  if (state.view?.name === name) setView(view);
  work.close();
  work.onSaved?.(view);
  announce(t("save.saved", { flag: name, state: stateWords(view.state) }));
  pollNow();
}

function failed(work, failure, again, isDryRun) {
  if (!(failure instanceof Failure)) throw failure;
  if (failure.kind === "login") lostLogin();
  if (failure.status === 409 && failure.body.view) {
    showConflict(work, failure.body.view);
    return;
  }
  const kindOf = failure.kind === "login" ? "login" : !isDryRun && failure.unknown ? "unknown" : "refused";
  const message = { login: t("save.login"), unknown: t("save.unknown"),
    refused: failure.problems.length ? t("save.refused") : t("save.failed") }[kindOf];
  replace(work.place,
    h("div", { class: "banner warn" }, h("p", { id: "save-failed", tabIndex: -1 }, message)),
    problems(failure.problems),
    h("div", { class: "actions" },
      kindOf === "login" ? h("a", { href: location.href, target: "_blank", rel: "noopener", class: "button", id: "save-log-in" }, t("banner.logIn")) : null,
      button(t(kindOf === "unknown" ? "save.askAgain" : "save.again"),
        failure.status === 400 && work.answer && !isDryRun ? () => check(work) : again, { id: "save-again", class: "primary" }),
      button(t("save.backToEdits"), work.close, { id: "save-back" })));
  document.getElementById("save-failed").focus();
  announce(message);
}

function showConflict(work, theirView) {
  const before = (work.merged ?? work.draft)?.base;
  wrote(null);
  announce(t("conflict.title"));
  conflict(work.place, {
    draft: work.merged ?? work.draft,
    theirView,
    before,
    mine: work.answer?.after?.state,
    cancel: work.close,
    merge: (merged) => {
      work.latest = theirView;
      if (work.draft) {
        work.merged = merged;
        setDraft(work.flag, merged);
        if (state.view?.name === work.flag) setView(theirView);
        if (merged.size === 0) {
          work.close();
          announce(t("conflict.nothingLeft"));
          return;
        }
      }
      check(work);
    },
  });
}

/** Switches a flag off at once. A change by others in between does not stop it: all else of theirs stays. */
export async function switchOff(view, reason) {
  let version = view.version ?? "0-0";
  const requestId = newRequestId();
  for (let attempt = 0; attempt < 4; attempt += 1) {
    try {
      const body = { changes: { enabled: false }, expectedVersion: version, request: attempt === 0 ? requestId : newRequestId() };
      const answer = await write(view.name, reason ? { ...body, reason } : body);
      wrote(answer.view);
      const draft = draftOf(state.view ?? view);
      const { enabled: _, ...rest } = draft.changes;
      setDraft(view.name, new Draft(answer.view, rest));
      setView(answer.view);
      announce(t("save.saved", { flag: view.name, state: stateWords(answer.view.state) }));
      pollNow();
      return;
    } catch (failure) {
      if (!(failure instanceof Failure)) throw failure;
      const isConflict = failure.status === 409 && failure.body.view;
      if (!isConflict || attempt === 3) {
        if (failure.kind === "login") lostLogin();
        offFailed(view, reason, failure);
        return;
      }
      version = failure.body.view.version ?? "0-0";
    }
  }
}

function offFailed(view, reason, failure) {
  dialog(t("save.offFailed"), (close) => [
    h("p", { class: "problem" }, t(failure.kind === "login" ? "save.login" : failure.unknown ? "save.unknown" : "save.refused")),
    problems(failure.problems),
    h("div", { class: "actions" },
      button(t("save.again"), () => {
        close();
        switchOff(state.view ?? view, reason);
      }, { class: "danger-fill", id: "off-again" }), button(t("close"), close, { id: "off-close" })),
  ]);
  tell("view", state.view ?? view, false);
}
