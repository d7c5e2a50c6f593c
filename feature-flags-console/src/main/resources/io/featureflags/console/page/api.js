// Requests to the endpoint and to the console below it. All addresses are relative to the page.

const root = new URL("../..", location.href).pathname.replace(/\/$/, "");

/** A request without the answer that was asked for. `kind` is login, network, or refused with a status. */
export class Failure extends Error {
  constructor(kind, status, body) {
    super(kind);
    this.kind = kind;
    this.status = status;
    this.body = body ?? {};
    this.problems = this.body.problems ?? (this.body.detail ? [this.body.detail] : []);
  }

  /** Whether the write may have been carried out. */
  get unknown() {
    return this.kind === "network" || this.body.unknown === true || (this.status >= 500 && this.status !== 503);
  }
}

/** Keeps the digits of numbers that JavaScript cannot represent. */
function exactly(key, value, context) {
  if (typeof value !== "number" || !context?.source || !JSON.rawJSON) return value;
  const isExact = Number.isSafeInteger(value) || context.source.length <= 15;
  return isExact && Number.isFinite(value) ? value : JSON.rawJSON(context.source);
}

async function send(url, { method = "GET", headers = {}, body } = {}) {
  let response;
  let text;
  try {
    response = await fetch(url, {
      method,
      headers: { "X-Requested-With": "XMLHttpRequest", Accept: "application/json", ...headers },
      body,
      redirect: "manual",
      cache: "no-store",
      credentials: "same-origin",
    });
    text = response.status === 304 || response.type === "opaqueredirect" ? "" : await response.text();
  } catch {
    throw new Failure("network", 0);
  }
  if (response.type === "opaqueredirect" || response.status === 401) throw new Failure("login", 401);
  if (response.status === 304) return { unchanged: true };
  let parsed = null;
  try {
    parsed = JSON.parse(text, exactly);
  } catch {
    // A page instead of JSON is a login form, or an error of a proxy.
    if (response.ok) throw new Failure("login", 401);
  }
  if (!response.ok) throw new Failure("refused", response.status, parsed);
  return { body: parsed, etag: response.headers.get("ETag") };
}

/** Reads with the tag of an earlier answer; null if nothing has changed. */
class Watched {
  constructor(url) {
    this.url = url;
    this.etag = null;
  }

  async read() {
    const answer = await send(this.url, { headers: this.etag ? { "If-None-Match": this.etag } : {} });
    if (answer.unchanged) return null;
    this.etag = answer.etag;
    return answer.body;
  }
}

const flagUrl = (name, view) => `${root}/${encodeURIComponent(name)}${view ? `/${view}` : ""}`;

export const me = {};

export async function readMe() {
  const { body } = await send("me");
  for (const key of Object.keys(me)) delete me[key];
  Object.assign(me, body);
  me.skew = body.time ? Date.parse(body.time) - Date.now() : 0;
  return me;
}

export const watchList = () => new Watched(root);
export const watchFlag = (name) => new Watched(flagUrl(name));

export async function readHistory(name, limit) {
  return (await send(`${flagUrl(name, "history")}?limit=${limit}`)).body.entries;
}

export async function explain(name, user, attributes) {
  const query = new URLSearchParams();
  if (user !== "") query.set("user", user);
  for (const attribute of attributes) query.append("attributes", attribute);
  return (await send(`${flagUrl(name, "explain")}?${query}`)).body;
}

/** Sends a change or its dry run. A refused CSRF token is renewed once. */
export async function write(name, body) {
  const attempt = () => {
    const headers = { "Content-Type": "application/json" };
    if (me.csrf) headers[me.csrf.header] = me.csrf.token;
    return send(`./${encodeURIComponent(name)}`, { method: "POST", headers, body: JSON.stringify(body) });
  };
  try {
    return (await attempt()).body;
  } catch (failure) {
    if (!(failure instanceof Failure) || failure.status !== 403) throw failure;
    await readMe();
    return (await attempt()).body;
  }
}

export const newRequestId = () => {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
};
