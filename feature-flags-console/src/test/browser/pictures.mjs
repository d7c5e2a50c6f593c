// Writes the pictures of the documentation, from flags as a shop has them.

import { chromium } from "playwright-core";
import { CONSOLE, setFlag } from "./browser.mjs";

const DOCS = new URL("../../../../docs/", import.meta.url).pathname;

await setFlag("new_checkout_flow", {
	percentage: 20, users: ["grace", "ada", "linus"], rules: [{ if: [{ attribute: "country", operator: "in", values: ["DE", "AT"] }], percentage: 50 }],
}, "second step");
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
for (const theme of ["light", "dark"]) {
	const context = await browser.newContext({
		viewport: { width: 1280, height: 860 }, colorScheme: theme, httpCredentials: { username: "editor", password: "editor", send: "always" },
	});
	const page = await context.newPage();
	await page.goto(theme === "light" ? `${CONSOLE}?flag=new_checkout_flow` : CONSOLE);
	await page.locator(theme === "light" ? "#undo-0" : ".row >> nth=2").waitFor();
	await page.screenshot({ path: `${DOCS}console-${theme}.png` });
}
await browser.close();
