// One flag: its head, the switch, and the sections below. A section is drawn again only if what it shows has changed.

import { me } from "./api.js";
import { announce, button, foreign, h, newId, replace } from "./dom.js";
import { about, more } from "./about.js";
import { explainSection } from "./explain.js";
import { historySection } from "./history.js";
import { refresh, setView } from "./live.js";
import { kind } from "./model.js";
import { people } from "./people.js";
import { rules } from "./rules.js";
import { listUrl, params } from "./route.js";
import { renderSaveBar } from "./savebar.js";
import { schedule } from "./schedule.js";
import { share } from "./share.js";
import { draftOf, isDown, on, state } from "./store.js";
import { steps } from "./steps.js";
import { switchOff } from "./save.js";
import { actor, ago, localTimes, stateWords, t } from "./text.js";

/** Shows a flag in an element; returns a function that stops it. */
export function showFlag(main, name) {
  const crumb = h("nav", { "aria-label": t("flag.crumb"), class: "crumb" },
    h("a", { href: listUrl(), id: "all" }, t("flag.all")));
  const title = h("h1", { tabIndex: -1 }, foreign(name));
  const notice = h("div", { id: "notice" });
  const body = h("div", { class: "flag" }, h("p", { class: "quiet" }, t("list.loading")));
  main.replaceChildren(crumb, title, notice, body);
  let sections = null;
  let unsaved = false;

  function build() {
    sections = [
      section("head", null, head), section("steps", t("steps.title"), steps),
      section("share", t("share.title"), share, true), section("people", t("people.title"), people, true),
      section("rules", t("rules.title"), rules, true), section("schedule", t("schedule.title"), schedule, true),
      section("explain", t("explain.title"), explainSection), section("history", t("history.title"), historySection),
      section("about", t("about.title"), about), section("more", t("more.title"), more),
    ].filter(Boolean);
    body.replaceChildren(...sections.map((part) => part.element));
  }

  function section(id, heading, render, writersOnly = false) {
    if (writersOnly && !me.mayWrite) return null;
    const content = h("div", { class: "section-body" });
    const headingId = newId(id);
    const element = h("section", { class: `card ${id}`, id: `section-${id}`, "aria-labelledby": heading ? headingId : null },
      heading ? h("h2", { id: headingId }, heading) : null, content);
    return { element, content, render, key: null };
  }

  /** Draws sections whose contents have changed. `origin` is the one in which the user is typing: it stays. */
  function draw(origin) {
    const view = state.view;
    if (!view || view.name !== name) return;
    if (!sections) build();
    const draft = draftOf(view);
    for (const part of sections) {
      const context = { view: draft.base, draft, editable: me.mayWrite && !draft.base.hidden, redraw, id: part.element.id };
      const shown = part.render(context);
      if (part.key !== shown.key && part.element.id !== origin) replace(part.content, shown.build());
      if (shown.hidden !== undefined) part.element.hidden = shown.hidden;
      part.key = shown.key;
    }
    renderSaveBar(draft, redraw);
    if (unsaved !== draft.size > 0) unsaved = draft.size > 0;
  }

  const redraw = (origin) => draw(origin);

  function onView(view, isNews) {
    if (view.name !== name) return;
    const draft = draftOf(view);
    const isBehind = draft.size > 0 && draft.base.version !== view.version;
    if (draft.size === 0) draft.base = view;
    else if (!isBehind) draft.base = view;
    if (isNews || isBehind) showNews(view, isBehind);
    else if (!isBehind && notice.dataset.behind) clearNotice();
    draw();
  }

  function clearNotice() {
    notice.replaceChildren();
    delete notice.dataset.behind;
  }

  function showNews(view, isBehind) {
    const change = view.lastChange;
    if (isBehind) notice.dataset.behind = "true";
    notice.replaceChildren(h("p", { class: "news" }, h("span", { class: "dot", "aria-hidden": "true" }),
      change ? [t("flag.changedBy"), " ", foreign(actor(change)), " ", ago(change.at), ". "] : `${t("flag.changed")} `,
      isBehind ? t("flag.behind") : null));
  }

  const stops = [
    on("view", onView),
    on("flags", () => draw()),
    on("me", () => {
      sections = null;
      draw();
    }),
    on("unknown", (unknown) => {
      if (unknown !== name) return;
      sections = null;
      state.view = null;
      body.replaceChildren(h("div", { class: "empty" }, h("h2", {}, t("flag.unknown")), h("p", {}, t("flag.unknownHelp"))));
    }),
  ];
  if (state.view?.name === name) setView(state.view);
  else refresh();
  return () => stops.forEach((stop) => stop());
}

function head({ view, draft, editable, redraw }) {
  const dirtySwitch = draft.isOn !== isOnNow(view, draft);
  return {
    key: JSON.stringify([view.state, view.source, view.problem, view.description, draft.isOn, dirtySwitch, draft.isOpaque, isDown(), editable,
      view.version]),
    build: () => [
      h("div", { class: "state" }, h("span", { class: `mark ${kind(view)}`, "aria-hidden": "true" }),
        h("p", { class: "state-words", id: "state" }, foreign(stateWords(view.state)))),
      view.description ? h("p", { class: "lead" }, foreign(view.description)) : null,
      view.problem ? h("p", { class: "problem" }, foreign(localTimes(view.problem))) : null,
      h("p", { class: "quiet" }, t(`source.${view.value === undefined ? "none" : "value"}`)),
      editable && !draft.isOpaque ? theSwitch(view, draft, dirtySwitch, redraw) : null,
    ],
  };
}

function isOnNow(view, draft) {
  if (view.fields) return view.fields.enabled !== false && draftIsOn(view.fields);
  return (view.state ?? "").replace(/^last known: /, "").startsWith("on") && !draft.isOpaque;
}

const draftIsOn = (fields) => (fields.percentage ?? (fields.users || fields.rules ? 0 : 100)) > 0
  || fields.users?.length > 0 || (fields.rules ?? []).some((rule) => rule.percentage !== 0);

function theSwitch(view, draft, dirty, redraw) {
  const reason = h("input", { type: "text", id: "off-reason", maxlength: 1000, autocomplete: "off" });
  const now = isOnNow(view, draft);
  const toggle = h("button", {
    type: "button", role: "switch", id: "switch", class: "switch", "aria-checked": String(draft.isOn),
    "aria-label": t("flag.switch", { flag: view.name }), "aria-describedby": "switch-words",
    disabled: isDown() && now && draft.isOn,
    on: {
      click: async (event) => {
        if (now && draft.isOn) {
          event.currentTarget.disabled = true;
          await switchOff(view, reason.value.trim());
          redraw();
        } else if (dirty) {
          draft.set("enabled", null);
          if ("enabled" in draft.before) draft.set("enabled", draft.before.enabled);
          if (draft.isOn !== now) draft.set("percentage", draft.before.percentage ?? null);
          redraw();
        } else {
          draft.switchOn();
          announce(t("flag.chooseShare"));
          redraw();
          document.getElementById("share-field")?.focus();
        }
      },
    },
  }, h("span", { class: "track", "aria-hidden": "true" }, h("span", { class: "knob" })));
  const words = isDown() ? "down" : draft.isOn ? (now ? "offAtOnce" : "onAfterSave")
    : now ? "offAfterSave" : draft.after.enabled !== false && draft.size > 0 ? "choose" : "switchOn";
  return h("div", { class: "switch-row" }, toggle,
    h("div", { class: "grow" },
      h("p", { id: "switch-words" }, h("strong", {}, t(draft.isOn ? "flag.isOn" : "flag.isOff")), " ", t(`flag.${words}`)),
      now && draft.isOn && !isDown()
        ? h("details", { id: "off-details" }, h("summary", {}, t("flag.withReason")),
          h("div", { class: "field" }, h("label", { htmlFor: "off-reason" }, t("save.reasonOptional")), reason))
        : null));
}

export const flagName = () => params().get("flag");
