// What others change shows at once, and moves neither focus nor edits.

import assert from "node:assert/strict";
import { OTHER, axe, newName, openFlag, press, scenario, setFlag, tabTo, waitForFlag } from "./browser.mjs";

scenario("a change by another page, on another instance, shows within 3.5 seconds", async (newPage) => {
	const name = newName("live");
	await setFlag(name, "10%");
	const first = await openFlag(newPage, name);
	const list = await newPage({ path: `?q=${name}`, application: OTHER });
	await list.locator(".row", { hasText: name }).waitFor();
	await tabTo(list, "sort");
	const second = await openFlag(newPage, name, { application: OTHER });
	await tabTo(second, "explain-user");
	await second.keyboard.type("half a na");
	await press(first, "tick-50");
	await press(first, "save");
	await first.locator("#save-reason").fill("live");
	await press(first, "save-confirm");
	await waitForFlag(name, (flag) => flag.value.includes("50"));
	const start = Date.now();
	await second.locator("#state", { hasText: "50" }).waitFor({ timeout: 3_500 });
	await list.locator(".row.fresh", { hasText: "50" }).waitFor({ timeout: Math.max(1, start + 3_500 - Date.now()) });
	await second.locator("#news", { hasText: "editor" }).waitFor();
	assert.equal(await second.evaluate(() => document.activeElement.id), "explain-user");
	assert.equal(await second.locator("#explain-user").inputValue(), "half a na");
	assert.equal(await list.evaluate(() => document.activeElement.id), "sort");
	assert.equal(await list.locator("#search").inputValue(), name);
	await axe(list, "a marked row");
});

scenario("the focus stays on its flag while others create one", async (newPage) => {
	const name = newName("focused");
	const other = newName("created");
	await setFlag(name, "10%");
	const page = await newPage();
	await tabTo(page, `flag-${name}`);
	await setFlag(other, "10%");
	await page.locator(`[id="flag-${other}"]`).waitFor();
	assert.equal(await page.evaluate(() => document.activeElement.id), `flag-${name}`);
});

scenario("a page without news gets 304", async (newPage) => {
	const name = newName("quiet");
	await setFlag(name, "10%");
	const page = await openFlag(newPage, name);
	const answer = await page.waitForResponse((response) => response.url().endsWith(`/${name}`) && response.status() === 304);
	assert.equal(answer.status(), 304);
});

scenario("an application that does not answer is told, and edits stay", async (newPage) => {
	const name = newName("silent");
	await setFlag(name, "10%");
	const page = await openFlag(newPage, name);
	await press(page, "tick-25");
	await page.route("**/actuator/**", (route) => route.abort());
	await page.locator("#banner-silent").waitFor();
	await axe(page, "no answer");
	await page.unroute("**/actuator/**");
	await press(page, "retry");
	await page.locator("#banner-silent").waitFor({ state: "detached" });
	assert.equal(await page.locator("#share-field").inputValue(), "25");
});
