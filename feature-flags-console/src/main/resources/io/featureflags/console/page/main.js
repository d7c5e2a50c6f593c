// Starts the page: who is here, the head, the address, keys and help.

import { Failure, me, readMe } from "./api.js";
import { button, dialog, foreign, h } from "./dom.js";
import { showFlag } from "./flag.js";
import { showList } from "./list.js";
import { startPolling, pollNow } from "./live.js";
import { listUrl, navigate, params } from "./route.js";
import { anyEdits, isDown, on, state, tell } from "./store.js";
import { t, time } from "./text.js";

const main = document.getElementById("main");
const top = document.getElementById("top");
const banners = document.getElementById("banners");
const SHORTCUTS = "feature-flags.shortcuts";
let stop = () => {};

function renderTop() {
  document.body.classList.toggle("has-environment", Boolean(me.environment));
  document.body.classList.toggle("production", /^prod/i.test(me.environment ?? ""));
  top.replaceChildren(h("div", { class: "top-in" },
    h("a", { href: listUrl(), class: "brand", id: "home" }, t("title")),
    me.environment ? h("span", { class: "environment" }, foreign(me.environment)) : null,
    h("span", { class: "who" },
      me.name ? foreign(me.name) : t("top.anonymous"),
      h("span", { class: "quiet" }, ` · ${t(me.mayWrite ? "top.editor" : "top.viewer")}`)),
    button("?", help, { "aria-label": t("help.open"), class: "round", id: "help" })));
}

function renderBanners() {
  const shown = [];
  if (state.loggedOut) {
    shown.push(h("div", { class: "banner warn", id: "banner-login" },
      h("p", {}, t("banner.login")),
      h("a", { href: location.href, target: "_blank", rel: "noopener", class: "button", id: "log-in" }, t("banner.logIn")),
      button(t("banner.loggedIn"), pollNow, { id: "logged-in" })));
  } else if (state.silentSince) {
    shown.push(h("div", { class: "banner warn", id: "banner-silent" },
      h("p", {}, t("banner.silent", { since: time(state.silentSince) })),
      button(t("banner.retry"), pollNow, { id: "retry" })));
  }
  if (isDown()) {
    shown.push(h("div", { class: "banner warn", id: "banner-down" },
      h("p", {}, t("banner.down", { since: time(state.downSince ?? Date.now()) }))));
  }
  if (me.time && !me.mayWrite) {
    shown.push(h("div", { class: "banner", id: "banner-viewer" },
      h("p", {}, me.why ? foreign(me.why) : t("banner.viewer"), me.showsIds ? null : ` ${t("banner.noIds")}`)));
  }
  // Same banners stay as they are, with the focus in them.
  const key = shown.map((banner) => banner.id + banner.textContent).join("|");
  if (banners.dataset.key === key) return;
  banners.dataset.key = key;
  banners.replaceChildren(...shown);
}

function route() {
  stop();
  const name = params().get("flag");
  document.title = name ? `${name} · ${t("title")}` : t("title");
  document.getElementById("savebar").replaceChildren();
  document.getElementById("home").href = listUrl();
  stop = name ? showFlag(main, name) : showList(main);
}

function routeTo() {
  const from = state.view?.name;
  state.view = null;
  route();
  const back = !params().get("flag") && from && document.getElementById(`flag-${from}`);
  if (back) {
    back.focus();
    back.scrollIntoView({ block: "center" });
  } else {
    window.scrollTo(0, 0);
    main.querySelector("h1")?.focus({ preventScroll: true });
  }
}

function shortcutsOn() {
  try {
    return localStorage.getItem(SHORTCUTS) !== "off";
  } catch {
    return true;
  }
}

function help() {
  if (document.querySelector("dialog[open]")) return;
  dialog(t("help.title"), (close) => [
    h("dl", { class: "keys" }, ["search", "list", "help", "escape"].map((key) => [
      h("dt", {}, h("kbd", {}, t(`help.keys.${key}`))), h("dd", {}, t(`help.${key}`))])),
    h("label", { class: "check" }, h("input", {
      type: "checkbox", id: "shortcuts", checked: shortcutsOn(),
      on: { change: (event) => localStorage.setItem(SHORTCUTS, event.target.checked ? "on" : "off") },
    }), t("help.shortcuts")),
    h("h3", {}, t("help.how")),
    h("ul", {}, ["order", "share", "save", "off", "undo"].map((key) => h("li", {}, t(`help.about.${key}`)))),
    h("div", { class: "actions" }, button(t("close"), close, { id: "help-close" })),
  ]);
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  if (event.target.matches?.("input:not([type=checkbox], [type=radio], [type=range]), textarea, select")) return;
  if (!shortcutsOn()) return;
  if (event.key === "?") {
    event.preventDefault();
    help();
  } else if (event.key === "/") {
    event.preventDefault();
    if (params().get("flag")) navigate(new URLSearchParams(listUrl()));
    document.getElementById("search")?.focus();
  } else if (event.key === "g" && params().get("flag")) {
    navigate(new URLSearchParams(listUrl()));
  }
});

// Links within the page open without loading it again, which would lose edits.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href^='?']");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  navigate(new URL(link.href).searchParams);
});

document.getElementById("skip").addEventListener("click", (event) => {
  event.preventDefault();
  main.focus();
});

window.addEventListener("popstate", () => tell("route"));
window.addEventListener("beforeunload", (event) => {
  if (anyEdits()) event.preventDefault();
});

on("route", routeTo);
on("status", renderBanners);
on("me", () => {
  renderTop();
  renderBanners();
});

async function start() {
  try {
    await readMe();
  } catch (failure) {
    state.loggedOut = failure instanceof Failure && failure.kind === "login";
    if (!state.loggedOut) state.silentSince = Date.now();
  }
  renderTop();
  renderBanners();
  route();
  startPolling();
}

start();
