// The address: `flag` opens a flag; `q`, `show` and `sort` belong to the list and stay while a flag is open.

import { tell } from "./store.js";

export const params = () => new URLSearchParams(location.search);

export function navigate(query, { replace = false, silent = false } = {}) {
  const text = query.toString();
  const url = text ? `?${text}` : location.pathname;
  history[replace ? "replaceState" : "pushState"](null, "", url);
  if (!silent) tell("route");
}

export function openFlag(name) {
  const query = params();
  query.set("flag", name);
  navigate(query);
}

export function listUrl() {
  const query = params();
  query.delete("flag");
  const text = query.toString();
  return text ? `?${text}` : "?";
}
