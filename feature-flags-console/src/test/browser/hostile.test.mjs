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

const step = (text) => ({ step: text, verdict: text, detail: text });

for (const [part, texts] of [["first", HOSTILE.slice(0, 20)], ["second", HOSTILE.slice(20)]]) {
	scenario(`hostile texts, ${part} half, are inert`, async (newPage) => {
		const name = newName("hostile");
		let text = "";
		const page = await newPage();
		await page.locator(".row").first().waitFor();
		const started = await page.evaluate(() => document.scripts.length);
		await page.route(/\/actuator\/featureflags(\/|\?|$)/, async (route) => {
			const url = new URL(route.request().url());
			const path = url.pathname.slice(new URL(ENDPOINT).pathname.length);
			const view = flagWith(name, text);
			if (path === "") return route.fulfill({ json: { mode: "TRACKING", flags: [view], flagsWithoutCode: [text], codeWithoutFlag: [text] } });
			if (path.endsWith("/explain")) return route.fulfill({ json: { flag: name, enabled: true, reason: text, position: 1, steps: [step(text)] } });
			if (path.endsWith("/history")) {
				return route.fulfill({ json: { entries: [{ ...view.lastChange, words: [text], stateBefore: text, stateAfter: text }] } });
			}
			if (path === `/${name}`) return route.fulfill({ json: view });
			if (path === "/-/console/me") {
				return route.fulfill({ json: { name: text, mayWrite: true, why: text, showsIds: true, time: new Date().toISOString(), zone: text, environment: text } });
			}
			if (route.request().method() === "POST") {
				const side = { state: text, value: text, steps: [{ step: text, text }] };
				return route.fulfill({ json: { flag: name, before: side, after: side, words: [text], preview: text, warnings: [text], view, opensToEveryone: true,
					reasonRequired: true, sample: { size: 1, on: [text], off: [text] } } });
			}
			return route.continue();
		});
		for (text of texts) {
			await page.goto(`${ENDPOINT}/-/console/`);
			await page.locator(`[id="flag-${name}"]`).click();
			await page.locator("#undo-0").waitFor();
			await page.locator("#explain-user").fill(text);
			await page.locator("#explain-ask").click();
			await page.locator("#verdict").waitFor();
			await page.locator("#undo-0").click();
			await page.locator("#save-guard").waitFor();
			const state = await page.locator("#state").textContent();
			assert.ok(text.includes("\u0000") || state.toLowerCase().includes(text.slice(0, 40).toLowerCase()), `shown as it is: ${text}`);
			assert.equal(await page.evaluate(() => document.scripts.length), started);
			assert.equal(await page.locator("main :is(img, iframe, svg, style, base, form[action], object, video), dialog img").count(), 0);
			assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), `fits: ${text}`);
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
