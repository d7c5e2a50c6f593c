// The bar with the number of unsaved changes. It asks the server what they mean, and saves nothing itself.

import { Failure, write } from "./api.js";
import { announce, button, h } from "./dom.js";
import { lostLogin } from "./live.js";
import { save } from "./save.js";
import { isDown, setDraft, state, draftOf } from "./store.js";
import { localTimes, stateWords, t } from "./text.js";

const bar = document.getElementById("savebar");
const WAIT = 300;
let asking = 0;

export function renderSaveBar(draft, redraw) {
  document.body.classList.toggle("has-savebar", draft.size > 0);
  if (draft.size === 0) {
    if (bar.contains(document.activeElement)) document.querySelector("main h1")?.focus({ preventScroll: true });
    bar.replaceChildren();
    bar.dataset.key = "";
    return;
  }
  const [problem] = draft.invalid.values();
  const words = problem ?? (isDown() ? t("savebar.down") : draft.preview?.problem ?? afterWords(draft));
  const key = JSON.stringify([draft.size, words, isDown()]);
  if (bar.dataset.key !== key) {
    const focused = bar.contains(document.activeElement) ? document.activeElement.id : null;
    bar.replaceChildren(h("div", { class: "savebar-in", role: "region", "aria-label": t("savebar.label") },
      h("div", { class: "grow" }, h("strong", {}, t("savebar.count", { n: draft.size })),
        h("p", { class: problem || isDown() ? "error" : "quiet", id: "save-words" }, words)),
      button(t("savebar.discard"), () => discard(draft, redraw), { id: "discard" }),
      button(t("savebar.save"), () => openSave(draft, redraw), {
        id: "save", class: "primary", disabled: isDown(), "aria-describedby": "save-words",
      })));
    bar.dataset.key = key;
    if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  }
  if (!draft.preview && !problem && !isDown()) askLater(draft, redraw);
}

function afterWords(draft) {
  return draft.preview?.after ? t("savebar.after", { state: stateWords(draft.preview.after.state) }) : t("savebar.asking");
}

function askLater(draft, redraw) {
  clearTimeout(asking);
  asking = setTimeout(async () => {
    const asked = JSON.stringify(draft.body);
    let preview;
    try {
      preview = await write(draft.base.name, { ...draft.body, dryRun: true });
    } catch (failure) {
      if (!(failure instanceof Failure)) throw failure;
      if (failure.kind === "login") lostLogin();
      preview = { problem: failure.kind === "login" ? t("banner.login") : failure.status === 409 ? t("flag.behind")
        : localTimes(failure.problems.join(" ")) || t("save.failed") };
    }
    if (JSON.stringify(draft.body) !== asked || draft.size === 0) return;
    draft.preview = preview;
    redraw();
  }, WAIT);
}

function discard(draft, redraw) {
  draft.clear();
  draft.rows = null;
  draft.asked = {};
  setDraft(draft.base.name, draft);
  if (state.view?.name === draft.base.name) draftOf(state.view);
  redraw();
  announce(t("savebar.discarded"));
}

function openSave(draft, redraw) {
  if (draft.invalid.size > 0) {
    announce([...draft.invalid.values()][0]);
    document.querySelector("main [aria-invalid=true], main fieldset.ways button")?.focus();
    return;
  }
  save({
    flag: draft.base.name,
    title: t("save.title"),
    draft,
    body: (latest, merged) => (merged ?? draft).body,
    redraw,
  });
}
