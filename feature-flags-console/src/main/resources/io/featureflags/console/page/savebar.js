// The bar with the number of unsaved changes. It asks the server what they mean, and saves nothing itself.

import { write } from "./api.js";
import { announce, button, byId, h, replace } from "./dom.js";
import { said, save } from "./save.js";
import { draftOf, isDown, state } from "./store.js";
import { stateWords, t } from "./text.js";

const bar = byId("savebar");
const WAIT = 300;
let asking = 0;

export function renderSaveBar(draft, redraw) {
	const [problem] = draft.invalid.values();
	const { after, failed } = draft.preview ?? {};
	const words = problem ?? (isDown() ? t("savebar.down") : failed ?? (after ? `${t("save.after")}: ${stateWords(after.state)}` : t("savebar.asking")));
	const key = draft.size ? JSON.stringify([draft.size, words, isDown(), draft.base.version]) : "";
	document.body.classList.toggle("has-savebar", draft.size > 0);
	if (bar.dataset.key !== key) replace(bar, draft.size ? contents() : []);
	bar.dataset.key = key;
	if (draft.size && !draft.preview && !problem && !isDown()) askLater(draft, redraw);

	function contents() {
		return h("div.savebar-in", { role: "region", "aria-label": t("savebar.label") },
			h("div.grow", h("strong", t("savebar.count", { n: draft.size })), h(`p.${problem || failed || isDown() ? "error" : "quiet"}#save-words`, words)),
			button("#discard", t("savebar.discard"), () => {
				draft.clear();
				draftOf(state.view);
				redraw();
				announce(t("savebar.discarded"));
				document.querySelector("h1").focus();
			}),
			button(".primary#save", t("savebar.save"), openSave, { disabled: isDown(), "aria-describedby": "save-words" }));
	}

	function openSave() {
		if (draft.invalid.size === 0) {
			save({ flag: draft.base.name, title: t("save.title"), draft });
			return;
		}
		announce([...draft.invalid.values()][0]);
		document.querySelector("main [aria-invalid=true], main [id*=-choice-], main .rule :placeholder-shown")?.focus();
	}
}

function askLater(draft, redraw) {
	clearTimeout(asking);
	asking = setTimeout(async () => {
		const asked = JSON.stringify(draft.body);
		let preview;
		try {
			preview = await write(draft.base.name, { ...draft.body, dryRun: true });
		} catch (failure) {
			preview = { failed: failure.status === 409 ? t("flag.behind") : said(failure) };
		}
		if (JSON.stringify(draft.body) !== asked) return;
		draft.preview = preview;
		redraw();
	}, WAIT);
}
