// Creates and replaces elements. Text reaches the document as text nodes only, never as markup.

const PROPERTIES = new Set(["checked", "disabled", "hidden", "htmlFor", "id", "open", "required", "tabIndex", "type"]);
const isPlain = (value) => value !== null && typeof value === "object" && Object.getPrototypeOf(value) === Object.prototype;

/** Creates an element from `tag.class#id`. Properties may be left out; children are elements, texts, lists or null. */
export function h(spec, ...children) {
	const [, tag, classes, id] = spec.match(/^(\w+)([^#]*)#?(.*)$/);
	const element = document.createElement(tag);
	const { on = {}, value, ...props } = isPlain(children[0]) ? children.shift() : {};
	if (classes) element.className = classes.replaceAll(".", " ").trim();
	if (id) element.id = id;
	if (tag === "input" || tag === "textarea") Object.assign(element, { autocomplete: "off", autocapitalize: "off", spellcheck: false });
	if (tag === "button") element.type = "button";
	for (const [key, content] of Object.entries(props)) {
		if (PROPERTIES.has(key)) element[key] = content;
		else if (content !== null && content !== undefined && content !== false) element.setAttribute(key, content);
	}
	for (const [event, listener] of Object.entries(on)) element.addEventListener(event, listener);
	append(element, children);
	if (value !== undefined) element.value = value; // after the options of a select
	return element;
}

function append(element, children) {
	for (const child of children.flat(9)) {
		if (child !== null && child !== undefined && child !== false) element.append(child);
	}
}

/** Text from outside, isolated so that its direction changes nothing around it. */
export const foreign = (text) => h("bdi", String(text));
export const quiet = (...children) => h("p.quiet", children);
export const note = (...children) => h("p.note", children);
export const actions = (...children) => h("div.actions", children);
export const button = (spec, text, click, props) => h(`button${spec}`, { ...props, on: { click } }, text);
export const input = (id, value = "", change = () => {}, props = {}) =>
	h(`input#${id}`, { value, ...props, on: { input: (event) => change(event.target.value) } });
export const byId = (id) => document.getElementById(id);
export const focus = (id) => byId(id)?.focus();

/** Replaces the contents of an element. Focus and selection stay on the control with the same id. */
export function replace(element, ...children) {
	const active = element.contains(document.activeElement) ? document.activeElement : {};
	const { id } = active;
	const selection = /^(text|textarea|search)$/.test(active.type) ? [active.selectionStart, active.selectionEnd] : null;
	element.replaceChildren();
	append(element, children);
	const again = id && byId(id);
	again?.focus({ preventScroll: true });
	if (again && selection) again.setSelectionRange(...selection);
}

/** A labelled control with a hint and a place for its error. */
export function field(label, control, { hint, error } = {}) {
	const { id } = control;
	control.setAttribute("aria-describedby", `${hint ? `${id}-hint ` : ""}${id}-error`);
	if (error) control.setAttribute("aria-invalid", "true");
	return h("div.field", h("label", { htmlFor: id }, label), hint ? h(`p.hint#${id}-hint`, hint) : null, control, errorOf(id, error));
}

export const errorOf = (id, error) => h(`p.error#${id}-error`, { hidden: !error }, error);

export function setError(control, message) {
	if (message) control.setAttribute("aria-invalid", "true");
	else control.removeAttribute("aria-invalid");
	const place = byId(`${control.id}-error`);
	if (place) Object.assign(place, { textContent: message ?? "", hidden: !message });
}

const live = byId("live");
let fading = 0;

/** Announces a result or an error, in the only live region of the page. */
export function announce(message) {
	clearTimeout(fading);
	live.textContent = "";
	// A region announces what changes after it was seen empty.
	requestAnimationFrame(() => (live.textContent = message));
	fading = setTimeout(() => live.replaceChildren(), 10_000);
}

/** Opens a modal dialogue. The live region moves into it, since everything outside is inert. */
export function dialog(title, build) {
	const back = document.activeElement;
	const heading = h("h2#dialog-title", { tabIndex: -1 }, title);
	const body = h("div.dialog-body");
	const element = h("dialog", { "aria-labelledby": "dialog-title" }, heading, body);
	const close = () => element.close();
	element.addEventListener("close", () => {
		element.remove();
		document.body.append(live);
		(back.isConnected ? back : byId(back.id) ?? byId("main")).focus({ preventScroll: true });
	});
	document.body.append(element);
	element.showModal();
	element.append(live);
	replace(body, build(close));
	(body.querySelector("[autofocus]") ?? heading).focus();
	return { body, close };
}
