// Hostile texts in every field that is shown stay texts: no script, no dialog, no CSP report.

import assert from "node:assert/strict";
import { ENDPOINT, newName, openFlag, press, scenario, setFlag } from "./browser.mjs";

const HOSTILE = [
	"<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg onload=alert(1)>", "\"><img src=x onerror=alert(1)>", "'-alert(1)-'",
	"javascript:alert(1)", "<iframe srcdoc='<script>alert(1)</script>'>", "<a href=javascript:alert(1)>x</a>", "{{7*7}}", "${alert(1)}",
	"`${alert(1)}`", "<style>*{display:none}</style>", "<base href=//evil.example>", "<meta http-equiv=refresh content=0>", "<form action=//evil.example>",
	"</textarea><script>alert(1)</script>", "</title><script>alert(1)</script>", "<!--", "-->", "]]>", "<math><mi onclick=alert(1)>",
	"<details open ontoggle=alert(1)>", "<video><source onerror=alert(1)>", "<object data=javascript:alert(1)>", "<link rel=stylesheet href=//evil.example>",
	"\u202Egnp.exe", "\u2066\u2067x", "\u0007bell", "a\u0000b", "\uFEFFx", "%3Cscript%3E", "&lt;script&gt;", "&#x3C;script&#x3E;", "__proto__", "constructor",
	"toString", "{n}", "\\u003cscript>", "x".repeat(2000), "line\nbreak\ttab",
];

/** A flag as the endpoint would answer, with the text wherever the page shows one. */
function flagWith(name, text) {
	const change = { version: "7-0", at: "2026-01-01T00:00:00Z", actor: text, source: "MANUAL", via: text, reason: text, instance: text };
	const fields = {
		enabled: true, percentage: 10, users: [text], excluded: [text], description: text, owner: text, expires: text, bucketBy: text, requires: [text],
		rules: [{ if: [{ attribute: text, operator: text, values: [text] }], percentage: 50 }], from: text, until: text, [text]: text,
	};
	return {
		name, state: text, source: text, version: "7-0", value: JSON.stringify(fields), fields, problem: text, description: text, owner: text, expires: text,
		permanent: false, daysToKill: 3, lastChange: change, steps: [{ step: text, text, reached: false }],
		references: [{ class: text, method: text, line: 1, calls: { new: 1, legacy: 1, newErrors: 1, legacyErrors: 0 } }],
	};
}

const side = (text) => ({ state: text, value: text, steps: [{ step: text, text }] });

/** Answers as the endpoint would if each text were in each field of a flag of its own. */
async function answerWithTexts(page) {
	const views = new Map(HOSTILE.map((text, i) => [`hostile_${i}`, flagWith(`hostile_${i}`, text)]));
	await page.route(/\/actuator\/featureflags(\/|\?|$)/, (route) => {
		const [name, part] = new URL(route.request().url()).pathname.slice(new URL(ENDPOINT).pathname.length + 1).split("/").filter((one) => one !== "-");
		const view = views.get(route.request().method() === "POST" ? part : name);
		const text = view?.state;
		if (!name) return route.fulfill({ json: { mode: "TRACKING", flags: [...views.values()], flagsWithoutCode: HOSTILE, codeWithoutFlag: HOSTILE } });
		if (name === "console" && part === "me") {
			return route.fulfill({ json: { name: HOSTILE[1], mayWrite: true, why: HOSTILE[1], showsIds: true, time: new Date().toISOString(), environment: HOSTILE[0] } });
		}
		if (name === "console" && view) {
			return route.fulfill({ json: { flag: view.name, before: side(text), after: side(text), words: [text], preview: text, warnings: [text], view,
				opensToEveryone: true, reasonRequired: true, sample: { size: 1, on: [text], off: [text] } } });
		}
		if (part === "explain") {
			const step = { step: text, verdict: text, detail: text };
			return route.fulfill({ json: { flag: name, enabled: true, reason: text, position: 1, steps: [step] } });
		}
		if (part === "history") return route.fulfill({ json: { entries: [{ ...view.lastChange, words: [text], stateBefore: text, stateAfter: text }] } });
		return view ? route.fulfill({ json: view }) : route.continue();
	});
}

for (const [part, from] of [["first", 0], ["second", 20]]) {
	scenario(`hostile texts, ${part} half, are inert`, async (newPage) => {
		const page = await newPage();
		const scripts = await page.evaluate(() => document.scripts.length);
		await answerWithTexts(page);
		await page.reload();
		for (const [i, text] of HOSTILE.slice(from, from + 20).entries()) {
			await page.locator(`#flag-hostile_${from + i}`).click();
			await page.locator("#undo-0").waitFor();
			await page.locator("#explain-user").fill(text);
			await page.locator("#explain-ask").click();
			await page.locator("#verdict").waitFor();
			await page.locator("#undo-0").click();
			await page.locator("#save-guard").waitFor();
			const found = await page.evaluate(() => ({
				state: document.getElementById("state").textContent.toLowerCase(),
				scripts: document.scripts.length,
				elements: document.querySelectorAll(":is(main, dialog) :is(img, iframe, svg, style, base, form[action], object, video)").length,
				wide: document.documentElement.scrollWidth > window.innerWidth,
			}));
			assert.deepEqual({ ...found, state: "" }, { state: "", scripts, elements: 0, wide: false }, text);
			assert.ok(found.state.includes(text.slice(0, 40).toLowerCase()), `shown as it is: ${text}`);
			await page.keyboard.press("Escape");
			await page.locator("#all").click();
		}
	});
}

scenario("hostile texts that are really stored are inert", async (newPage) => {
	const name = newName("stored");
	const users = HOSTILE.filter((text) => !text.includes("\n") && !text.includes("\u0000"));
	await setFlag(name, { users, description: HOSTILE[1], owner: HOSTILE[0], percentage: 1 }, HOSTILE[1]);
	const page = await openFlag(newPage, name);
	await page.locator(".entry").first().waitFor();
	await page.locator("#users-count", { hasText: String(users.length) }).waitFor();
	await press(page, "tick-5");
	await press(page, "save");
	await page.locator("#save-reason").fill(HOSTILE[2]);
	await press(page, "save-confirm");
	await page.locator(".reason", { hasText: HOSTILE[2] }).waitFor();
});
