// The list of all flags: search, filters, sorting, and rows that stay where they are while others change flags.

import { me } from "./api.js";
import { announce, button, foreign, h } from "./dom.js";
import { kind } from "./model.js";
import { newFlag } from "./create.js";
import { navigate, params } from "./route.js";
import { hasEdits, isDown, on, state } from "./store.js";
import { actor, ago, date, number, stateWords, t, via } from "./text.js";

const FILTERS = ["all", "on", "partly", "off", "problem", "overdue", "mine", "nocode"];
const SORTS = ["name", "changed", "state", "expires", "owner", "use"];
const ORDER = { problem: 0, on: 1, partly: 2, off: 3 };

const calls = (flag) => (flag.references ?? []).reduce(
  (sum, { calls: c }) => [sum[0] + (c?.new ?? 0), sum[1] + (c?.legacy ?? 0)], [0, 0]);
const total = (flag) => calls(flag)[0] + calls(flag)[1];

const matches = {
  all: () => true,
  on: (flag) => kind(flag) === "on",
  partly: (flag) => kind(flag) === "partly",
  off: (flag) => kind(flag) === "off",
  problem: (flag) => kind(flag) === "problem",
  overdue: (flag) => flag.daysToKill < 0,
  mine: (flag) => Boolean(me.name) && (flag.owner === me.name || flag.lastChange?.actor === me.name),
  nocode: (flag) => !flag.references?.length,
};

const byName = (a, b) => a.name.localeCompare(b.name);
const sorts = {
  name: byName,
  changed: (a, b) => (b.lastChange?.at ?? "").localeCompare(a.lastChange?.at ?? ""),
  state: (a, b) => ORDER[kind(a)] - ORDER[kind(b)],
  expires: (a, b) => (a.daysToKill ?? Infinity) - (b.daysToKill ?? Infinity) || 0,
  owner: (a, b) => (a.owner ?? "\uffff").localeCompare(b.owner ?? "\uffff"),
  use: (a, b) => total(b) - total(a),
};

function selected() {
  const query = (params().get("q") ?? "").toLowerCase().trim();
  const filter = FILTERS.includes(params().get("show")) ? params().get("show") : "all";
  const sort = SORTS.includes(params().get("sort")) ? params().get("sort") : "name";
  const flags = state.flags
    .filter((flag) => matches[filter](flag))
    .filter((flag) => !query || [flag.name, flag.description, flag.owner].some((text) => text?.toLowerCase().includes(query)))
    .sort((a, b) => sorts[sort](a, b) || byName(a, b));
  return { query, filter, sort, flags };
}

function lifetime(flag) {
  if (flag.permanent) return h("span", {}, t("list.permanent"));
  if (!flag.expires) return null;
  const left = flag.daysToKill;
  const words = left === undefined ? date(flag.expires)
    : left < 0 ? t("list.over", { n: -left }) : t("list.left", { n: left });
  return h("span", { class: left < 0 ? "overdue" : "", title: date(flag.expires) }, words);
}

export function stateMark(flag) {
  return h("span", { class: `mark ${kind(flag)}`, "aria-hidden": "true" });
}

function row(flag) {
  const change = flag.lastChange;
  const [newer, legacy] = calls(flag);
  const mark = state.changed.get(flag.name);
  return h("li", { class: mark ? "row fresh" : "row", "data-flag": flag.name },
    h("div", { class: "cell-name" },
      h("a", { href: `?${withFlag(flag.name)}`, class: "flag-name", id: `flag-${flag.name}` }, foreign(flag.name)),
      hasEdits(flag.name) ? h("span", { class: "tag" }, t("list.unsaved")) : null,
      mark ? h("span", { class: "tag" }, t("list.fresh")) : null,
      flag.description ? h("p", { class: "quiet" }, foreign(flag.description)) : null),
    h("div", { class: "cell-state" }, stateMark(flag), h("span", {}, foreign(stateWords(flag.state)))),
    h("div", { class: "cell-owner" }, flag.owner ? foreign(flag.owner) : h("span", { class: "quiet" }, t("list.noOwner")), lifetime(flag)),
    h("div", { class: "cell-change" }, change
      ? [foreign(actor(change)), h("span", { class: "quiet" }, ago(change.at), change.via ? ` · ${via(change)}` : "")]
      : h("span", { class: "quiet" }, t("list.never"))),
    h("div", { class: "cell-use" }, flag.references?.length
      ? [h("span", {}, t("list.newCalls", { n: newer })), h("span", { class: "quiet" }, t("list.legacyCalls", { n: legacy }))]
      : h("span", { class: "quiet" }, t("list.noCode"))));
}

function withFlag(name) {
  const query = new URLSearchParams(params());
  query.set("flag", name);
  return query;
}

const signature = (flag) => JSON.stringify([flag, state.changed.get(flag.name), hasEdits(flag.name)]);

/** Shows the list in an element; returns a function that stops it. */
export function showList(main) {
  const rows = new Map();
  const list = h("ul", { class: "rows", "aria-label": t("list.title") });
  const count = h("p", { class: "quiet", id: "count" });
  const empty = h("div", { class: "empty", hidden: true });
  const search = h("input", {
    type: "search", id: "search", autocomplete: "off", spellcheck: "false", value: params().get("q") ?? "",
    on: { input: () => choose("q", search.value) },
  });
  const sort = h("select", { id: "sort", value: selected().sort, on: { change: () => choose("sort", sort.value) } },
    SORTS.map((key) => h("option", { value: key }, t(`list.sorts.${key}`))));
  const filters = FILTERS.filter((key) => key !== "mine" || me.name).map((key) => h("button", {
    type: "button", class: "chip", id: `filter-${key}`, on: { click: () => choose("show", key) },
  }));

  function choose(key, value) {
    const query = params();
    if (value === "" || value === "all" || (key === "sort" && value === "name")) query.delete(key);
    else query.set(key, value);
    navigate(query, { replace: true, silent: true });
    render();
    announce(t("list.shown", { n: selected().flags.length }));
  }

  function renderFilters(filter) {
    for (const chip of filters) {
      const key = chip.id.slice(7);
      chip.setAttribute("aria-pressed", String(key === filter));
      const n = state.flags.filter(matches[key]).length;
      chip.replaceChildren(`${t(`list.filters.${key}`)} `, h("span", { class: "n" }, number(n)));
      chip.hidden = n === 0 && key !== "all" && key !== filter;
    }
  }

  function rowOf(flag) {
    const key = signature(flag);
    const known = rows.get(flag.name);
    if (known?.key === key) return known.element;
    const element = row(flag);
    if (known) {
      const focused = known.element.contains(document.activeElement);
      known.element.replaceWith(element);
      if (focused) element.querySelector("a").focus({ preventScroll: true });
    }
    rows.set(flag.name, { key, element });
    return element;
  }

  function render() {
    const { flags, filter, query } = selected();
    renderFilters(filter);
    count.textContent = t("list.shown", { n: flags.length });
    list.replaceChildren(...flags.map(rowOf));
    renderEmpty(flags.length === 0, query);
  }

  function renderEmpty(isEmpty, query) {
    empty.hidden = !isEmpty || !state.list;
    list.hidden = isEmpty;
    if (!isEmpty) return;
    empty.replaceChildren(...(state.flags.length === 0
      ? [h("h2", {}, t("list.none")), h("p", {}, t("list.noneHelp"))]
      : [h("h2", {}, t("list.noMatch")), h("p", {}, query ? t("list.noMatchQuery", { query }) : t("list.noMatchFilter")),
        button(t("list.showAll"), () => {
          search.value = "";
          const all = params();
          all.delete("q");
          all.delete("show");
          navigate(all, { replace: true, silent: true });
          render();
          search.focus();
        }, { id: "show-all" })]));
  }

  // Changes by others: rows keep their place, and stay although a filter no longer fits.
  function update() {
    const { flags, filter } = selected();
    renderFilters(filter);
    const present = new Map(state.flags.map((flag) => [flag.name, flag]));
    const shown = new Set();
    for (const element of [...list.children]) {
      const name = element.dataset.flag;
      if (!present.has(name)) {
        element.remove();
        rows.delete(name);
      }
    }
    for (const [name, known] of rows) {
      if (known.element.isConnected && present.has(name)) {
        rowOf(present.get(name));
        shown.add(name);
      }
    }
    const more = flags.filter((flag) => !shown.has(flag.name));
    list.append(...more.map(rowOf));
    count.textContent = t("list.shown", { n: list.children.length });
    renderEmpty(list.children.length === 0, selected().query);
  }

  const create = me.mayWrite
    ? button(t("list.create"), () => newFlag(), { id: "create", class: "primary", disabled: isDown() }) : null;
  main.replaceChildren(
    h("div", { class: "title-row" }, h("h1", { tabIndex: -1 }, t("list.title")), create),
    h("div", { class: "tools", role: "search", "aria-label": t("list.searchLabel") },
      h("div", { class: "field grow" }, h("label", { htmlFor: "search" }, t("list.search")), search),
      h("div", { class: "field" }, h("label", { htmlFor: "sort" }, t("list.sort")), sort)),
    h("div", { class: "chips", role: "group", "aria-label": t("list.filter") }, filters),
    count,
    state.list ? null : h("p", { class: "quiet" }, t("list.loading")),
    list, empty);
  let first = !state.list;
  if (state.list) render();
  return on("flags", () => {
    if (create) create.disabled = isDown();
    if (first) {
      first = false;
      main.querySelector(":scope > p:not(#count)")?.remove();
      render();
    } else {
      update();
    }
  });
}
