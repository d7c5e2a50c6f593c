// One flag: its head, the switch, and the sections below. A section is drawn again only if what it shows has changed.

import { about, engineers } from "./about.js";
import { me } from "./api.js";
import { announce, focus, foreign, h, input, quiet, replace } from "./dom.js";
import { explainSection } from "./explain.js";
import { historySection } from "./history.js";
import { refresh, setView } from "./live.js";
import { kind } from "./model.js";
import { people } from "./people.js";
import { urlWith } from "./route.js";
import { rules } from "./rules.js";
import { switchOff } from "./save.js";
import { renderSaveBar } from "./savebar.js";
import { schedule } from "./schedule.js";
import { share } from "./share.js";
import { draftOf, isDown, on, state } from "./store.js";
import { actor, ago, capital, sentence, stateWords, t } from "./text.js";

export function showFlag(main, name) {
	const news = h("div#news");
	const body = h("div", quiet(t("loading")));
	let sections = null;
	main.replaceChildren(h("a.crumb#all", { href: urlWith({ flag: null }) }, t("flag.all")),
		h("h1", { tabIndex: -1 }, foreign(name)), news, body);

	function section(id, render) {
		const content = h("div.stack");
		const heading = id === "head" ? null : h(`h2#${id}-title`, t(`${id}.title`));
		return { id, render, content, element: h(`section.card#${id}`, { "aria-labelledby": heading?.id }, heading, content) };
	}

	function build() {
		const head = section("head", theHead);
		const edits = me.mayWrite ? Object.entries({ share, people, rules, schedule }) : [];
		const left = [["steps", steps], ...edits].map((one) => section(...one));
		const right = Object.entries({ explain: explainSection, history: historySection, about, engineers }).map((one) => section(...one));
		const column = (parts) => h("div.column", parts.map((part) => part.element));
		body.replaceChildren(head.element, h("div.columns", column(left), column(right)));
		sections = [head, ...left, ...right];
	}

	/** `origin` is the section in which the user is typing: it stays. */
	function redraw(origin) {
		if (state.view?.name !== name) return;
		if (!sections) build();
		const draft = draftOf(state.view);
		for (const part of sections) {
			const editable = me.mayWrite && !draft.base.hidden && !draft.isOpaque;
			const shown = part.render({ view: state.view, draft, editable, redraw, id: part.id });
			const key = JSON.stringify([shown.key, draft.isOpaque, isDown(), draft.base.version]);
			if (part.key !== key && part.id !== origin) replace(part.content, shown.build());
			part.element.hidden = Boolean(shown.hidden);
			part.key = key;
		}
		renderSaveBar(draft, redraw);
	}

	function onView(view, isNews) {
		const draft = draftOf(view);
		const isBehind = draft.isBehind(view);
		// While Redis is away there is no version: edits stay on the one they are made against.
		if (!isBehind && (view.version || draft.size === 0)) draft.base = view;
		if (isNews || isBehind) {
			const change = view.lastChange;
			news.replaceChildren(h("p.news", change ? [t("flag.changedBy"), " ", foreign(actor(change)), " ", ago(change.at), ". "] : "",
				isBehind ? t("flag.behind") : ""));
		} else if (news.textContent.includes(t("flag.behind"))) {
			news.replaceChildren();
		}
		redraw();
	}

	const stops = [
		on("view", (view, isNews) => view.name === name && onView(view, isNews)),
		on("flags", () => redraw()),
		on("unknown", (unknown) => {
			if (unknown !== name) return;
			sections = null;
			body.replaceChildren(h("p.empty", t("flag.unknown")));
		}),
	];
	if (state.view?.name === name) setView(state.view);
	else refresh();
	return () => stops.forEach((stop) => stop());
}

function theHead({ view, draft, editable, redraw }) {
	return {
		key: [view.state, view.problem, view.description, draft.isOn, draft.wasOn, draft.size > 0],
		build: () => [
			h("div.state", h(`span.mark.${kind(view)}`), h("p#state", foreign(stateWords(view.state)))),
			view.description ? h("p", foreign(view.description)) : null,
			view.problem ? h("p.error", foreign(capital(view.problem))) : null,
			quiet(t(view.value === undefined ? "flag.noValue" : "flag.stored")),
			editable ? theSwitch(view, draft, redraw) : null,
		],
	};
}

function theSwitch(view, draft, redraw) {
	const { isOn, wasOn } = draft;
	const offNow = isOn && wasOn;
	const reason = input("off-reason", "", undefined, { maxlength: 1000 });

	async function toggle(event) {
		if (offNow) {
			event.currentTarget.disabled = true;
			await switchOff(view, reason.value.trim());
		} else if (isOn !== wasOn) {
			delete draft.changes.enabled;
			if (draft.isOn !== wasOn) delete draft.changes.percentage;
			if (draft.isOn !== wasOn) draft.clear();
			draft.preview = null;
		} else {
			draft.switchOn();
			announce(t("flag.chooseShare"));
		}
		redraw();
		focus(offNow || draft.isOn ? "switch" : "share-field");
	}

	const words = isDown() ? "down" : offNow ? "offAtOnce" : isOn !== wasOn ? "takeBack" : draft.after.enabled !== false && draft.size ? "chooseShare" : "switchOn";
	return h("div.switch-row",
		h("button.switch#switch", {
			role: "switch", "aria-checked": String(isOn), "aria-label": t("flag.switch", { flag: view.name }), "aria-describedby": "switch-words",
			disabled: isDown() && offNow, on: { click: toggle },
		}, h("span.track", h("span.knob"))),
		h("div.grow", h("p#switch-words", h("strong", t(isOn ? (offNow && kind(view) === "off" ? "flag.isArmed" : "flag.isOn") : "flag.isOff")), ". ", t(`flag.${words}`)),
			offNow && !isDown() ? h("details", h("summary", t("flag.withReason")),
				h("label", { htmlFor: "off-reason" }, t("save.reasonOptional")), reason) : null));
}

/** Who gets it: the order of decision, as the server puts it into words, now and after saving. */
function steps({ view, draft }) {
	const { after, warnings = [] } = (draft.size > 0 && draft.preview) || {};
	return {
		key: [view.steps, after?.steps, warnings],
		build: () => [
			view.steps?.length ? ladder(view.steps) : quiet(t(view.value === undefined ? "steps.none" : "steps.opaque")),
			after?.steps?.length ? [h("h3", t("save.after")), ladder(after.steps)] : null,
			warnings.map((warning) => h("p.note", foreign(sentence(warning)))),
		],
	};
}

const ladder = (list) => h("ol.ladder", list.map((step) => h(`li${step.reached === false ? ".unreached" : ""}`,
	foreign(sentence(step.text)), step.reached === false ? h("span.tag", t("steps.unreached")) : null)));
