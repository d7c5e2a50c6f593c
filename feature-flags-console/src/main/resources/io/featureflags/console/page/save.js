// The dialogue before a change: what it does in the server's words, its reason, and what may go wrong.

import { newRequestId, write } from "./api.js";
import { conflict } from "./conflict.js";
import { actions, announce, button, byId, dialog, field, focus, foreign, h, input, note, replace, setError } from "./dom.js";
import { lostLogin, poll, setView, wrote } from "./live.js";
import { logInLink } from "./main.js";
import { Draft, readIds, versionOf } from "./model.js";
import { draftOf, setDraft, state } from "./store.js";
import { capital, sentence, stateWords, t } from "./text.js";

export function said(failure) {
	if (failure.status === undefined) throw failure;
	if (failure.isLogin) lostLogin();
	return failure.isLogin ? t("banner.login") : failure.problems.map(capital).join(" ") || t(failure.status === 403 ? "save.forbidden" : "save.failed");
}

/** Opens the dialogue for a `draft` of edits, or for a request that `body()` gives. */
export function save(job) {
	const work = { reason: "", sample: null, ...job };
	const { body, close } = dialog(job.title, () => []);
	check(Object.assign(work, { place: body, close }));
}

const request = (work) => (work.draft ? work.draft.body : work.body());

async function check(work) {
	wait(work, "save.checking");
	try {
		const answer = await write(work.flag, { ...request(work), dryRun: true, ...(work.sample ? { sample: work.sample } : {}) });
		showForm(work, answer);
	} catch (failure) {
		failed(work, failure, () => check(work), true);
	}
}

function wait(work, key) {
	replace(work.place, h("p.quiet#save-wait", { tabIndex: -1 }, t(key)));
	focus("save-wait");
}

function showForm(work, answer) {
	const { opensToEveryone: opens, reasonRequired, switchesOff } = answer;
	const reason = input("save-reason", work.reason, (text) => (work.reason = text), { maxlength: 1000, required: Boolean(reasonRequired) });
	const guard = input("save-guard");

	function submit(event) {
		event.preventDefault();
		setError(reason, reasonRequired && work.reason.trim() === "" ? t("save.reasonMissing") : null);
		setError(guard, opens && guard.value !== work.flag ? t("save.guardWrong") : null);
		const wrong = work.place.querySelector("[aria-invalid=true]");
		if (wrong) {
			announce(byId(`${wrong.id}-error`).textContent);
			wrong.focus();
			return;
		}
		const why = work.reason.trim();
		send(work, { ...request(work), ...(why ? { reason: why } : {}), ...(opens ? { everybody: true } : {}), request: newRequestId() });
	}

	const side = (name, { state: words } = {}) => h("div", h("h3", t(`save.${name}`)), h(`p#save-${name}`, foreign(stateWords(words))));
	replace(work.place, h("form.stack", { novalidate: true, on: { submit } },
		h("div.before-after", side("now", answer.before), side("after", answer.after)),
		answer.words?.length ? h("ul.bullets", answer.words.map((word) => h("li", foreign(sentence(word))))) : note(t("save.nothing")),
		answer.preview ? h("p.preview", foreign(sentence(answer.preview))) : null,
		(answer.warnings ?? []).map((warning) => note(foreign(sentence(warning)))),
		sampleOf(work, answer.sample),
		opens ? h("div.danger-box", h("strong", t("save.opens")), field(t("save.guard", { flag: work.flag }), guard)) : null,
		field(t(reasonRequired ? "save.reason" : "save.reasonOptional"), reason),
		actions(h(`button.${opens || switchesOff ? "danger-fill" : "primary"}#save-confirm`, { type: "submit" },
			t(opens ? "save.openToEveryone" : switchesOff ? "save.switchOff" : "save.confirm")), button("#save-cancel", t("cancel"), work.close))));
	(opens ? guard : reason).focus();
	announce(`${t("save.after")}: ${stateWords(answer.after?.state)}`);
}

function sampleOf(work, result) {
	const text = h("textarea#sample", { rows: 3, value: (work.sample ?? []).join("\n") });
	return h("details", { open: Boolean(work.sample) }, h("summary#sample-open", t("save.sample")), field(t("people.paste"), text),
		button("#sample-ask", t("save.sampleAsk"), () => {
			work.sample = readIds(text.value).ids;
			check(work);
		}),
		result ? h("div#sample-result", ["on", "off"].map((side) => [h("p", t(`save.sample_${side}`, { n: result[side].length, size: result.size })),
			h("ul.ids", result[side].slice(0, 50).map((id) => h("li", foreign(id))))])) : null);
}

async function send(work, body) {
	wait(work, "save.saving");
	try {
		const { view } = await write(work.flag, body);
		setDraft(new Draft(view, work.draft ? {} : draftOf(view).changes));
		work.close();
		show(view);
		work.onSaved?.();
	} catch (failure) {
		failed(work, failure, () => (failure.status === 400 ? check(work) : send(work, body)), false);
	}
}

function show(view) {
	wrote(view);
	if (state.view?.name === view.name) setView(view);
	announce(t("save.saved", { flag: view.name, state: stateWords(view.state) }));
	poll();
}

function failed(work, failure, again, isDryRun) {
	const text = said(failure);
	const theirView = failure.body.view;
	if (failure.status === 409 && theirView) {
		if (state.view?.name === work.flag) setView(theirView);
		conflict(work.place, work.draft, theirView, work.close, (merged) => {
			if (merged) work.draft = setDraft(merged);
			if (state.view?.name === work.flag) setView(theirView);
			check(work);
		});
		return;
	}
	const isUnknown = !isDryRun && failure.isUnknown;
	replace(work.place, h("p.note#save-failed", { tabIndex: -1 }, t(isUnknown ? "save.unknown" : "save.refused"), " ", foreign(text)),
		actions(button(".primary#save-again", t(isUnknown ? "save.askAgain" : "again"), again), failure.isLogin ? logInLink() : null,
			button("#save-back", t("back"), work.close)));
	focus("save-failed");
	announce(byId("save-failed").textContent);
}

/** Switches a flag off at once. A change by others in between does not stop it: all else of theirs stays. */
export async function switchOff(view, reason, attempts = 4) {
	try {
		const body = { changes: { enabled: false }, expectedVersion: versionOf(view), request: newRequestId() };
		const answer = await write(view.name, reason ? { ...body, reason } : body);
		const { enabled: _, ...others } = draftOf(view).changes;
		setDraft(new Draft(answer.view, others));
		show(answer.view);
	} catch (failure) {
		const text = said(failure);
		if (failure.status === 409 && failure.body.view && attempts > 1) {
			await switchOff(failure.body.view, reason, attempts - 1);
			return;
		}
		dialog(t("save.offFailed"), (close) => [h("p.note", t(failure.isUnknown ? "save.unknown" : "save.refused"), " ", foreign(text)),
			actions(button(".danger-fill#off-again", t("again"), () => {
				close();
				switchOff(state.view ?? view, reason);
			}), button("#off-close", t("close"), close))]);
	}
}
