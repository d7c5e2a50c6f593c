// A new flag. It starts off for everyone.

import { actions, button, dialog, field, h, input, setError } from "./dom.js";
import { NAME, versionOf } from "./model.js";
import { navigate, urlWith } from "./route.js";
import { save } from "./save.js";
import { state } from "./store.js";
import { t } from "./text.js";

export function newFlag() {
	const name = input("create-name", "", undefined, { list: "create-known", autofocus: true });
	const unset = state.flags.filter((flag) => flag.value === undefined);

	dialog(t("create.title"), (close) => h("form", {
		novalidate: true,
		on: { submit: (event) => {
			event.preventDefault();
			const flag = name.value.trim();
			const present = state.flags.find((one) => one.name === flag);
			const problem = !NAME.test(flag) ? t("create.grammar") : present?.value === undefined ? null : t("create.exists");
			setError(name, problem);
			if (problem) {
				name.focus();
				return;
			}
			close();
			save({
				flag,
				title: t("create.title"),
				body: () => ({ changes: { enabled: false, percentage: 0 }, expectedVersion: versionOf(present), create: true }),
				onSaved: () => navigate(urlWith({ flag })),
			});
		} },
	}, field(t("create.name"), name, { hint: t("create.grammar") }),
	h("datalist#create-known", unset.map((flag) => h("option", { value: flag.name }))),
	actions(h("button.primary#create-go", { type: "submit" }, t("create.go")), button("#create-cancel", t("cancel"), close))));
}
