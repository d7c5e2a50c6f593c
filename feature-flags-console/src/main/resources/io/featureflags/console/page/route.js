// The address: `flag` opens a flag; `q`, `show` and `sort` belong to the list and stay while a flag is open.

import { tell } from "./store.js";

export const params = () => new URLSearchParams(location.search);

/** The address with parameters changed; null and blank remove one. */
export function urlWith(changes) {
	const query = params();
	for (const [key, value] of Object.entries(changes)) {
		if (value) query.set(key, value);
		else query.delete(key);
	}
	return `?${query}`;
}

export function navigate(url) {
	history.pushState(null, "", url);
	tell("route");
}
