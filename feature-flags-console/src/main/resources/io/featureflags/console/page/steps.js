// Who gets it: the order of decision, as the server puts it into words, now and after saving.

import { foreign, h } from "./dom.js";
import { localTimes, t, upper } from "./text.js";

export function steps({ view, draft }) {
  const after = draft.size > 0 ? draft.preview?.after : null;
  return {
    key: JSON.stringify([view.steps, after?.steps, view.state]),
    build: () => [
      view.steps?.length ? ladder(view.steps) : h("p", { class: "quiet" }, t(view.value === undefined ? "steps.none" : "steps.opaque")),
      after?.steps?.length ? [h("h3", {}, t("steps.after")), ladder(after.steps)] : null,
    ],
  };
}

export function ladder(list) {
  return h("ol", { class: "ladder" }, list.map((step) => h("li", { class: step.reached === false ? "unreached" : "" },
    foreign(upper(localTimes(step.text))),
    step.reached === false ? h("span", { class: "tag" }, t("steps.unreached")) : null)));
}
