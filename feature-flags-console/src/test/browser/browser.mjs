// What all tests share: the browser, users, flags over HTTP, and checks of a whole page.

import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, test } from "node:test";
import { chromium } from "playwright-core";

export const URL_OF_APPLICATION = process.env.CONSOLE_URL;
/** Another instance of the application on the same Redis; the same one if there is none. */
export const OTHER = process.env.CONSOLE_OTHER_URL || URL_OF_APPLICATION;
const endpointOf = (application) => `${application}/actuator/featureflags`;
const consoleOf = (application) => `${endpointOf(application)}/-/console/`;
export const ENDPOINT = endpointOf(URL_OF_APPLICATION);
export const CONSOLE = consoleOf(URL_OF_APPLICATION);
export const PATIENCE = 10_000;

const TARGET = new URL("../../../target/", import.meta.url).pathname;
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

let browser;
const open = async () => (browser ??= await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] }));
after(async () => browser?.close());

const login = (user) => `Basic ${Buffer.from(`${user}:${user}`).toString("base64")}`;
export const newName = (prefix) => `${prefix}_${randomBytes(4).toString("hex")}`;

/** Sends a request as the editor, as a second client beside the page. */
export async function http(method, path, body, application = URL_OF_APPLICATION) {
	const response = await fetch(`${endpointOf(application)}${path}`, {
		method,
		headers: { Authorization: login("editor"), Accept: "application/json", ...(body ? { "Content-Type": "application/json" } : {}) },
		body: body && JSON.stringify(body),
	});
	const text = await response.text();
	assert.ok(response.ok, `${method} ${path}: ${response.status} ${text}`);
	return text ? JSON.parse(text) : null;
}

/** Sets a flag, which may be new. */
export const setFlag = (name, value, reason = "set by a test", application = URL_OF_APPLICATION) =>
	http("POST", `/${name}`, { value, reason, create: true }, application);
export const getFlag = (name) => http("GET", `/${name}`);

/** Waits until a flag in Redis fits. */
export async function waitForFlag(name, fits) {
	const end = Date.now() + PATIENCE;
	let flag;
	do {
		flag = await getFlag(name);
		if (fits(flag)) return flag;
	} while (Date.now() < end);
	return assert.fail(`${name} is still ${JSON.stringify(flag)}`);
}

/**
 * A test with pages of its own. It fails on script errors, dialogs and CSP reports, and then leaves pictures.
 */
export function scenario(name, body) {
	test(name, { timeout: 60_000 }, async () => {
		const contexts = [];
		const complaints = [];
		const pages = [];
		const newPage = async ({ user = "editor", width = 1280, theme = "light", zone = "Europe/Berlin", path = "", application = URL_OF_APPLICATION } = {}) => {
			const context = await (await open()).newContext({
				httpCredentials: { username: user, password: user, send: "always" },
				viewport: { width, height: 800 }, colorScheme: theme, timezoneId: zone, reducedMotion: "reduce", acceptDownloads: true,
			});
			contexts.push(context);
			await context.addInitScript(() => {
				globalThis.reports = [];
				document.addEventListener("securitypolicyviolation", (event) => globalThis.reports.push(event.violatedDirective));
			});
			const page = await context.newPage();
			page.setDefaultTimeout(PATIENCE);
			pages.push(page);
			page.on("pageerror", (error) => complaints.push(String(error.stack)));
			page.on("dialog", (dialog) => {
				if (dialog.type() !== "beforeunload") complaints.push(`dialog: ${dialog.message()}`);
				dialog.dismiss().catch(() => {});
			});
			await page.goto(consoleOf(application) + path);
			return page;
		};
		try {
			await body(newPage);
			for (const page of pages) complaints.push(...(await page.evaluate(() => globalThis.reports)));
			assert.deepEqual(complaints, []);
		} catch (error) {
			let n = 0;
			for (const page of pages) {
				n += 1;
				await page.screenshot({ path: `${TARGET}${name.replace(/\W+/g, "-")}-${n}.png`, fullPage: true }).catch(() => {});
			}
			throw error;
		} finally {
			for (const context of contexts) await context.close();
		}
	});
}

/** Opens a flag's page and waits until the application has answered for it. */
export async function openFlag(newPage, name, options) {
	const page = await newPage({ ...options, path: `?flag=${name}` });
	await page.locator("#state").waitFor();
	return page;
}

/** Fails if axe finds anything. */
export async function axe(page, where) {
	await page.evaluate(AXE);
	const violations = await page.evaluate(async () => (await globalThis.axe.run(document, {
		runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
	})).violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target.join(" ")).join(", ")}`));
	assert.deepEqual(violations, [], where);
}

/** Fails if the page is wider than its window, or a target is smaller than 44 px. */
export async function fits(page, where) {
	const wrong = await page.evaluate(() => {
		const found = [];
		if (document.documentElement.scrollWidth > window.innerWidth) found.push(`wider than the window: ${document.documentElement.scrollWidth}`);
		for (const control of document.querySelectorAll("button, input:not([type=checkbox], [type=radio]), select, textarea, summary, .flag-name, a.button")) {
			const box = control.getBoundingClientRect();
			if (box.width > 0 && control.checkVisibility() && (box.height < 43.5 || box.width < 43.5)) {
				found.push(`${control.tagName}#${control.id} is ${box.width} x ${box.height}`);
			}
		}
		return found;
	});
	assert.deepEqual(wrong, [], where);
}

const focused = (page) => page.evaluate(() => {
	const { activeElement } = document;
	const style = getComputedStyle(activeElement);
	return { id: activeElement.id, tag: activeElement.tagName, outline: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0 };
});

/** The number of controls between the focus and another control; negative if that one is before it. */
const distance = (page, id) => page.evaluate((wanted) => {
	const root = document.querySelector("dialog[open]") ?? document;
	const all = [...root.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")]
		.filter((one) => !one.disabled && one.checkVisibility());
	const from = all.findIndex((one) => one === document.activeElement || one.compareDocumentPosition(document.activeElement) & 2);
	return all.findIndex((one) => one.id === wanted) - from;
}, id);

/** Moves the focus with Tab, forwards or backwards, until it is on the control. */
export async function tabTo(page, id) {
	await page.locator(`[id="${id}"]`).waitFor();
	for (let i = 0; i < 40; i += 1) {
		if ((await focused(page)).id === id) return;
		const steps = await distance(page, id);
		const key = steps < 0 ? "Shift+Tab" : "Tab";
		for (let n = 0; n < Math.max(1, Math.abs(steps)); n += 1) await page.keyboard.press(key);
	}
	assert.fail(`The keyboard does not reach ${id}`);
}

/** Returns the ids of all controls that Tab reaches, in their order. */
export async function tabAll(page) {
	const reached = [];
	await page.evaluate(() => document.activeElement.blur());
	await page.keyboard.press("Tab");
	for (let i = 0; i < 250; i += 1) {
		const now = await focused(page);
		if (now.tag === "BODY" || (reached.length > 3 && now.id === reached[0])) break;
		assert.ok(now.outline, `The focus on ${now.tag} ${now.id} is not visible`);
		reached.push(now.id);
		await page.keyboard.press("Tab");
	}
	return reached;
}

/** Presses the control by the keyboard alone. */
export async function press(page, id, key = "Enter") {
	await tabTo(page, id);
	await page.keyboard.press(key);
}
