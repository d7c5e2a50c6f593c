// Creates and replaces elements. Text reaches the document as text nodes only, never as markup.

const PROPERTIES = new Set([
  "checked", "className", "disabled", "hidden", "htmlFor", "id", "open", "readOnly", "required", "tabIndex", "type", "value",
]);

/** Creates an element. Children are elements, texts, lists of them, or null for none. */
export function h(tag, props, ...children) {
  const element = document.createElement(tag);
  for (const [key, value] of Object.entries(props ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (key === "on") {
      for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
    } else if (key === "class") {
      element.className = value;
    } else if (PROPERTIES.has(key) && key !== "value") {
      element[key] = value;
    } else if (key !== "value") {
      element.setAttribute(key, value === true ? "" : value);
    }
  }
  append(element, children);
  // After the children, since a select has no value without its options.
  if (props?.value !== undefined && props.value !== null) element.value = props.value;
  return element;
}

function append(element, children) {
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue;
    if (Array.isArray(child)) append(element, child);
    else element.append(child);
  }
}

/** Text from outside, isolated so that its direction changes nothing around it. */
export function foreign(text, props) {
  return h("bdi", props, String(text));
}

/** Replaces the contents of an element. Focus and selection stay on the control with the same id. */
export function replace(element, ...children) {
  const active = document.activeElement;
  const id = element.contains(active) ? active.id : null;
  let selection = null;
  try {
    selection = id && active.selectionStart !== undefined ? [active.selectionStart, active.selectionEnd] : null;
  } catch {
    selection = null; // Some types of input have no selection.
  }
  element.replaceChildren();
  append(element, children);
  if (!id) return;
  const again = document.getElementById(id);
  if (!again) return;
  again.focus({ preventScroll: true });
  try {
    if (selection && selection[0] !== null) again.setSelectionRange(...selection);
  } catch {
    // As above.
  }
}

let count = 0;

/** Returns an id that no other element has. */
export function newId(prefix) {
  count += 1;
  return `${prefix}-${count}`;
}

/** A labelled control with a hint and a place for its error. */
export function field(label, control, { hint, error, className } = {}) {
  if (!control.id) control.id = newId("field");
  const described = [];
  const parts = [h("label", { htmlFor: control.id }, label), control];
  if (hint) {
    const id = `${control.id}-hint`;
    described.push(id);
    parts.splice(1, 0, h("p", { class: "hint", id }, hint));
  }
  const errorId = `${control.id}-error`;
  described.push(errorId);
  parts.push(h("p", { class: "error", id: errorId, hidden: !error }, error));
  control.setAttribute("aria-describedby", described.join(" "));
  if (error) control.setAttribute("aria-invalid", "true");
  return h("div", { class: `field ${className ?? ""}` }, parts);
}

/** Shows the error of a control made by field, or removes it. */
export function setError(control, message) {
  const place = document.getElementById(`${control.id}-error`);
  if (message) control.setAttribute("aria-invalid", "true");
  else control.removeAttribute("aria-invalid");
  if (place) {
    place.textContent = message ?? "";
    place.hidden = !message;
  }
}

export function button(text, listener, props = {}) {
  return h("button", { type: "button", ...props, on: { click: listener } }, text);
}

const live = document.getElementById("live");
let fading = 0;

/** Announces a result or an error, in the only live region of the page. */
export function announce(message) {
  clearTimeout(fading);
  live.textContent = "";
  // A region announces what changes after it was seen empty.
  requestAnimationFrame(() => {
    live.textContent = message;
  });
  fading = setTimeout(() => live.replaceChildren(), 10_000);
}

/**
 * Opens a modal dialogue. The live region moves into it, since everything outside is inert.
 *
 * @param build receives a function that closes the dialogue, and returns its contents
 * @param onClose called once it is closed
 */
export function dialog(title, build, { wide = false, onClose } = {}) {
  const heading = newId("dialog");
  const back = document.activeElement;
  const body = h("div", { class: "dialog-body" });
  const element = h("dialog", { "aria-labelledby": heading, class: wide ? "wide" : "" },
    h("h2", { id: heading, tabIndex: -1 }, title), body);
  const close = () => element.close();
  element.addEventListener("close", () => {
    element.remove();
    const open = [...document.querySelectorAll("dialog[open]")].at(-1);
    (open ?? document.body).append(live);
    const target = back?.isConnected ? back : back?.id && document.getElementById(back.id);
    (target || document.getElementById("main")).focus({ preventScroll: true });
    onClose?.();
  });
  document.body.append(element);
  element.showModal();
  element.append(live);
  replace(body, build(close, element));
  const first = body.querySelector("[autofocus]") ?? document.getElementById(heading);
  first.focus();
  return { element, body, close };
}
