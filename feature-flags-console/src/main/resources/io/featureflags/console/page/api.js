// Requests to the endpoint and to the console below it. All addresses are relative to the page.

const root = new URL("../..", location.href).pathname.replace(/\/$/, "");
const flagUrl = (name, view = "") => `${root}/${encodeURIComponent(name)}${view}`;

/** A request without the answer that was asked for. Status 401 is a lost login, 0 no answer at all. */
export class Failure extends Error {
	constructor(status, body) {
		super(`HTTP ${status}`);
		this.status = status;
		this.body = body ?? {};
		this.problems = this.body.problems ?? (this.body.detail ? [this.body.detail] : []);
		this.isLogin = status === 401;
		this.isUnknown = status === 0 || this.body.unknown === true || (status >= 500 && status !== 503);
	}
}

function exactly(key, value, context) {
	const source = typeof value === "number" && JSON.rawJSON ? context?.source : null;
	return source && !Number.isSafeInteger(value) && (source.length > 15 || !Number.isFinite(value)) ? JSON.rawJSON(source) : value;
}

async function send(url, { headers, ...options } = {}) {
	let response;
	let text;
	try {
		response = await fetch(url, {
			headers: { "X-Requested-With": "XMLHttpRequest", Accept: "application/json", ...headers },
			redirect: "manual",
			cache: "no-store",
			...options,
		});
		text = await response.text();
	} catch {
		throw new Failure(0);
	}
	if (response.type === "opaqueredirect") throw new Failure(401);
	if (response.status === 304) return {};
	let body = null;
	try {
		body = JSON.parse(text, exactly);
	} catch {
		if (response.ok) throw new Failure(401); // A page instead of JSON is a login form.
	}
	if (!response.ok) throw new Failure(response.status, body);
	return { body, etag: response.headers.get("ETag") };
}

function watch(url) {
	let tag = null;
	return async () => {
		const { body, etag } = await send(url, tag ? { headers: { "If-None-Match": tag } } : {});
		if (body) tag = etag;
		return body;
	};
}

export const watchList = () => watch(root);
export const watchFlag = (name) => watch(flagUrl(name));

/**
 * Lets the browser answer a challenge of HTTP Basic, which X-Requested-With suppresses. Without it no credentials are sent to
 * addresses above the page.
 */
export const challenge = () => fetch(root, { redirect: "manual", cache: "no-store" }).catch(() => null);

export const me = {};

export async function readMe() {
	const { body } = await send("me");
	for (const key of Object.keys(me)) delete me[key];
	Object.assign(me, body, { skew: body.time ? Date.parse(body.time) - Date.now() : 0 });
}

export const readHistory = async (name, limit) => (await send(flagUrl(name, `/history?limit=${limit}`))).body.entries;

export async function explain(name, user, attributes) {
	const query = new URLSearchParams(attributes.map((attribute) => ["attributes", attribute]));
	if (user !== "") query.set("user", user);
	return (await send(flagUrl(name, `/explain?${query}`))).body;
}

/** Sends a change or its dry run. A refused CSRF token is renewed once. */
export async function write(name, change) {
	const attempt = () => send(`./${encodeURIComponent(name)}`, {
		method: "POST",
		headers: { "Content-Type": "application/json", ...(me.csrf ? { [me.csrf.header]: me.csrf.token } : {}) },
		body: JSON.stringify(change),
	});
	try {
		return (await attempt()).body;
	} catch (failure) {
		if (failure.status !== 403) throw failure;
		await readMe();
		return (await attempt()).body;
	}
}

export const newRequestId = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
