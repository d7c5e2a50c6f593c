// Starts the page: who is here, the head, the address, keys and help.

import { me } from "./api.js";
import { actions, button, byId, dialog, focus, foreign, h } from "./dom.js";
import { showFlag } from "./flag.js";
import { showList } from "./list.js";
import { poll, startPolling } from "./live.js";
import { navigate, params, urlWith } from "./route.js";
import { edited, isDown, on, state, tell } from "./store.js";
import { t, time } from "./text.js";

const main = byId("main");
const SHORTCUTS = "feature-flags.shortcuts";
let stop = () => {};

function renderTop() {
	document.body.classList.toggle("production", /^prod/i.test(me.environment ?? ""));
	byId("top").replaceChildren(h("div.top-in",
		h("a.brand#home", { href: urlWith({ flag: null }) }, t("title")),
		me.environment ? h("span.environment", foreign(me.environment)) : "",
		h("span.who", me.name ? foreign(me.name) : t("top.anonymous"), h("span.quiet", ` · ${t(me.mayWrite ? "top.editor" : "top.viewer")}`)),
		button(".round#help", "?", help, { "aria-label": t("help.title") })));
}

function renderBanners() {
	const shown = [];
	const banner = (id, ...children) => shown.push(h(`div.banner#banner-${id}`, children));
	if (state.loggedOut) banner("login", h("p", t("banner.login")), logInLink(), button("#logged-in", t("banner.loggedIn"), poll));
	else if (state.silentSince) banner("silent", h("p", t("banner.silent", { since: time(state.silentSince) })), button("#retry", t("again"), poll));
	if (isDown()) banner("down", h("p", t("banner.down", { since: time(state.downSince) })));
	if (me.time && !me.mayWrite) {
		banner("viewer", h("p", me.why ? foreign(me.why) : t("banner.viewer"), me.showsIds ? "" : ` ${t("banner.noIds")}`));
	}
	const key = shown.map((one) => one.textContent).join("|");
	if (byId("banners").dataset.key === key) return;
	byId("banners").dataset.key = key;
	byId("banners").replaceChildren(...shown);
}

export const logInLink = () => h("a.button", { href: location.href, target: "_blank", rel: "noopener" }, t("banner.logIn"));

function route() {
	stop();
	const name = params().get("flag");
	document.title = name ? `${name} · ${t("title")}` : t("title");
	byId("savebar").replaceChildren();
	byId("savebar").dataset.key = "";
	if (byId("home")) byId("home").href = urlWith({ flag: null });
	stop = name ? showFlag(main, name) : showList(main);
}

on("route", () => {
	const from = state.view?.name;
	state.view = null;
	route();
	const back = params().get("flag") ? null : byId(`flag-${from}`);
	if (back) back.focus();
	else window.scrollTo(0, 0);
	if (!back) main.querySelector("h1").focus({ preventScroll: true });
});

function shortcutsOn() {
	try {
		return localStorage.getItem(SHORTCUTS) !== "off";
	} catch {
		return true;
	}
}

function help() {
	dialog(t("help.title"), (close) => [
		h("ul", Object.keys(KEYS).map((key) => h("li", h("kbd", KEYS[key]), ` ${t(`help.keys.${key}`)}`))),
		h("label.check", h("input#shortcuts", {
			type: "checkbox",
			checked: shortcutsOn(),
			on: { change: (event) => localStorage.setItem(SHORTCUTS, event.target.checked ? "on" : "off") },
		}), t("help.shortcuts")),
		actions(button("#help-close", t("close"), close)),
	]);
}

const KEYS = { search: "/", help: "?" };

document.addEventListener("keydown", (event) => {
	const isTyping = event.target.matches("input:not([type=checkbox], [type=radio], [type=range]), textarea, select");
	if (isTyping || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog") || !shortcutsOn()) return;
	if (event.key !== "?" && event.key !== "/") return;
	event.preventDefault();
	if (event.key === "?") {
		help();
		return;
	}
	if (params().get("flag")) navigate(urlWith({ flag: null }));
	focus("search");
});

// Links within the page do not load it again, which would lose edits.
document.addEventListener("click", (event) => {
	const link = event.target.closest("a[href^='?']");
	if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
	event.preventDefault();
	navigate(link.search || "?");
});

byId("skip").addEventListener("click", (event) => {
	event.preventDefault();
	main.focus();
});

window.addEventListener("popstate", () => tell("route"));
window.addEventListener("beforeunload", (event) => edited() && event.preventDefault());

on("status", renderBanners);
on("me", () => {
	renderTop();
	route();
});

renderTop();
startPolling();
