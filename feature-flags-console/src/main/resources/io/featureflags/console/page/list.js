// The list of all flags: search, filters, sorting, and rows that stay where they are while others change flags.

import { me } from "./api.js";
import { newFlag } from "./create.js";
import { announce, button, foreign, h, input, quiet } from "./dom.js";
import { kind } from "./model.js";
import { params, urlWith } from "./route.js";
import { edited, hasEdits, isDown, on, state } from "./store.js";
import { actor, ago, date, number, stateWords, t, via } from "./text.js";

const calls = (flag, code) => (flag.references ?? []).reduce((sum, reference) => sum + (reference.calls?.[code] ?? 0), 0);

const filters = {
	all: () => true,
	on: (flag) => kind(flag) === "on",
	partly: (flag) => kind(flag) === "partly",
	off: (flag) => kind(flag) === "off",
	problem: (flag) => kind(flag) === "problem",
	overdue: (flag) => flag.daysToKill < 0,
	mine: (flag) => Boolean(me.name) && [flag.owner, flag.lastChange?.actor].includes(me.name),
	nocode: (flag) => !flag.references?.length,
};

const byName = (a, b) => (a.name < b.name ? -1 : 1);
const sorts = {
	name: byName,
	changed: (a, b) => (b.lastChange?.at ?? "").localeCompare(a.lastChange?.at ?? ""),
	expires: (a, b) => (a.daysToKill ?? 1e9) - (b.daysToKill ?? 1e9),
};

function selected() {
	const query = (params().get("q") ?? "").toLowerCase().trim();
	const show = params().get("show");
	const filter = Object.hasOwn(filters, show) ? show : "all";
	const sort = Object.hasOwn(sorts, params().get("sort")) ? params().get("sort") : "name";
	const flags = state.flags
		.filter(filters[filter])
		.filter((flag) => !query || [flag.name, flag.description, flag.owner].some((text) => text?.toLowerCase().includes(query)))
		.sort((a, b) => sorts[sort](a, b) || byName(a, b));
	return { filter, sort, flags };
}

export function lifetime(flag) {
	if (flag.permanent) return h("span", t("list.permanent"));
	if (!flag.expires) return null;
	const left = flag.daysToKill;
	return h(`span${left < 0 ? ".overdue" : ""}`, { title: date(flag.expires) },
		left === undefined ? date(flag.expires) : t(left < 0 ? "list.over" : "list.left", { n: Math.abs(left) }));
}

export const owner = (flag) => (flag.owner ? foreign(flag.owner) : h("span.quiet", t("list.noOwner")));

function row(flag) {
	const change = flag.lastChange;
	const isFresh = state.changed.has(flag.name);
	return h(`li.row${isFresh ? ".fresh" : ""}`, { "data-flag": flag.name },
		h("div",
			h("a.flag-name", { href: urlWith({ flag: flag.name }), id: `flag-${flag.name}` }, foreign(flag.name)),
			hasEdits(flag.name) ? h("span.tag", t("list.unsaved")) : null,
			isFresh ? h("span.tag", t("list.fresh")) : null,
			flag.description ? quiet(foreign(flag.description)) : null),
		h("div.cell-state", h(`span.mark.${kind(flag)}`), foreign(stateWords(flag.state))),
		h("div.cell", owner(flag), lifetime(flag)),
		h("div.cell", change ? [foreign(actor(change)), h("span.quiet", ago(change.at), via(change))] : h("span.quiet", t("list.never"))),
		h("div.cell", flag.references?.length
			? [h("span", t("list.newCalls", { n: calls(flag, "new") })), h("span.quiet", t("list.legacyCalls", { n: calls(flag, "legacy") }))]
			: h("span.quiet", t("list.noCode"))));
}

export function showList(main) {
	const rows = new Map();
	let order = [];
	const list = h("ul.rows", { "aria-label": t("list.title") });
	const count = h("p.quiet#count");
	const empty = h("div.empty", { hidden: true });
	const search = input("search", params().get("q") ?? "", (value) => choose({ q: value }), { type: "search" });
	const sort = h("select#sort", { value: selected().sort, on: { change: () => choose({ sort: sort.value }) } },
		Object.keys(sorts).map((key) => h("option", { value: key }, t(`list.sorts.${key}`))));
	const chips = Object.keys(filters).map((key) => button(`.chip#filter-${key}`, "", () => choose({ show: key })));
	const create = me.mayWrite ? button(".primary#create", t("list.create"), newFlag) : null;

	function choose(changes) {
		history.replaceState(null, "", urlWith(changes));
		render(false);
		announce(count.textContent);
	}

	function rowOf(flag) {
		const key = JSON.stringify([flag, state.changed.has(flag.name), hasEdits(flag.name)]);
		const known = rows.get(flag.name);
		if (known?.key === key) return known.element;
		const element = row(flag);
		known?.element.replaceWith(element);
		rows.set(flag.name, { key, element });
		return element;
	}

	/** With `keep`, after changes by others, rows keep their place, and stay although a filter no longer fits. */
	function render(keep) {
		const focused = document.activeElement.id;
		const { flags, filter } = selected();
		const present = new Map(state.flags.map((flag) => [flag.name, flag]));
		const kept = keep ? order.filter((name) => present.has(name)) : [];
		const shown = [...new Set([...kept, ...flags.map((flag) => flag.name)])];
		const elements = shown.map((name) => rowOf(present.get(name)));
		if (shown.join(" ") !== order.join(" ")) list.replaceChildren(...elements);
		document.getElementById(focused)?.focus({ preventScroll: true }); // Its row is new or was moved.
		order = shown;
		for (const chip of chips) {
			const key = chip.id.slice(7);
			const n = state.flags.filter(filters[key]).length;
			chip.setAttribute("aria-pressed", String(key === filter));
			chip.replaceChildren(t(`list.filters.${key}`), h("span.n", number(n)));
			chip.hidden = n === 0 && key !== "all" && key !== filter;
		}
		if (create) create.disabled = isDown();
		count.textContent = (state.list ? t("list.shown", { n: shown.length }) : t("loading")) + (edited() ? ` · ${edited()} ${t("list.unsaved")}` : "");
		list.hidden = shown.length === 0;
		empty.hidden = shown.length > 0 || !state.list;
		empty.replaceChildren(h("p", t(state.flags.length ? "list.noMatch" : "list.none")), state.flags.length ? showAll : "");
	}

	const showAll = button("#show-all", t("list.showAll"), () => {
		search.value = "";
		choose({ q: null, show: null });
		search.focus();
	});

	main.replaceChildren(
		h("div.bar", h("h1", { tabIndex: -1 }, t("list.title")), create),
		h("div.bar", { role: "search" },
			h("div.field.grow", h("label", { htmlFor: "search" }, t("list.search")), search),
			h("div.field", h("label", { htmlFor: "sort" }, t("list.sort")), sort)),
		h("div.chips", { role: "group", "aria-label": t("list.filter") }, chips), count, list, empty);
	render(false);
	return on("flags", () => render(order.length > 0));
}
