// Saving: the dialogue, the guard for everyone, conflicts, a lost login, an unknown answer.

import assert from "node:assert/strict";
import { OTHER, axe, getFlag, http, newName, openFlag, press, scenario, setFlag, tabTo, waitForFlag } from "./browser.mjs";

const closed = (page) => page.locator("dialog").waitFor({ state: "detached" });
const parsed = (flag) => JSON.parse(flag.value);

async function save(page, reason = "because") {
	await press(page, "save");
	await page.locator("#save-reason").fill(reason);
	await press(page, "save-confirm");
}

scenario("a percentage is saved with its reason", async (newPage) => {
	const name = newName("percentage");
	await setFlag(name, "10%");
	const page = await openFlag(newPage, name);
	await tabTo(page, "share-slider");
	await page.keyboard.press("PageUp");
	await page.locator("#save-words", { hasText: "20" }).waitFor();
	assert.equal((await getFlag(name)).value, "10%", "nothing is saved by sliding");
	await tabTo(page, "share-field");
	await page.keyboard.press("ControlOrMeta+a");
	await page.keyboard.type("12,345");
	await page.locator("#save-words", { hasText: "12.345" }).waitFor();
	await press(page, "save");
	await page.locator("#save-reason").waitFor();
	await press(page, "save-confirm");
	await page.locator("#save-reason-error:visible").waitFor();
	await page.locator("#save-reason").fill("step 2");
	await press(page, "save-confirm");
	await closed(page);
	await page.locator("#state", { hasText: "12.345" }).waitFor();
	const flag = await waitForFlag(name, (one) => parsed(one).percentage === 12.345);
	assert.equal(flag.lastChange.reason, "step 2");
	assert.equal(flag.lastChange.via, "console");
});

scenario("a blank or wrong field saves nothing", async (newPage) => {
	const name = newName("blank");
	await setFlag(name, "10%");
	const page = await openFlag(newPage, name);
	for (const text of ["", "1000", "5.1234", "ten"]) {
		await page.locator("#share-field").fill(text);
		await page.locator("#share-field-error:visible").waitFor();
		await press(page, "save");
		assert.equal(await page.evaluate(() => document.activeElement.id), "share-field");
		assert.equal(await page.locator("dialog").count(), 0);
	}
	await axe(page, "a wrong field");
	assert.equal((await getFlag(name)).value, "10%");
});

scenario("opening to everyone needs the name", async (newPage) => {
	const name = newName("everyone");
	await setFlag(name, "10%");
	const page = await openFlag(newPage, name);
	await press(page, "tick-100");
	await press(page, "save");
	await page.locator("#save-confirm", { hasText: "Open to everyone" }).waitFor();
	await page.locator("#save-reason").fill("release");
	await page.locator("#save-guard").fill("another");
	await press(page, "save-confirm");
	await page.locator("#save-guard-error:visible").waitFor();
	assert.equal((await getFlag(name)).value, "10%");
	await page.locator("#save-guard").fill(name);
	await press(page, "save-confirm");
	await closed(page);
	await waitForFlag(name, (one) => parsed(one).percentage === 100);
});

scenario("the last user leaves a list, and nobody else gets it", async (newPage) => {
	const name = newName("last");
	await setFlag(name, { users: ["grace"], team: "kept" });
	const page = await openFlag(newPage, name);
	await press(page, "edit-users");
	await page.locator("#way-remove").check();
	await page.locator("#paste").fill("grace");
	await page.locator("#paste-counts", { hasText: "1 before, 0 after" }).waitFor();
	await press(page, "paste-apply");
	await save(page);
	await closed(page);
	const flag = await waitForFlag(name, (one) => !one.value.includes("grace"));
	assert.equal(parsed(flag).percentage, 0);
	assert.equal(parsed(flag).team, "kept");
	assert.match(flag.state, /^off/);
});

scenario("the switch turns off at once, whoever changed it before", async (newPage) => {
	const name = newName("kill");
	await setFlag(name, { percentage: 30, owner: "a" });
	const page = await openFlag(newPage, name);
	await page.route(`**/featureflags/${name}`, (route) => route.abort());
	await setFlag(name, { percentage: 40, owner: "b" });
	await page.unroute(`**/featureflags/${name}`);
	await press(page, "switch", "Space");
	const flag = await waitForFlag(name, (one) => parsed(one).enabled === false);
	assert.equal(parsed(flag).percentage, 40);
	assert.equal(parsed(flag).owner, "b");
	await page.locator("#switch[aria-checked=false]").waitFor();
	await press(page, "switch", "Space");
	await page.locator("#save").waitFor();
	assert.equal(parsed(await getFlag(name)).enabled, false, "switching on is an edit");
});

scenario("a conflict shows three columns and merges", async (newPage) => {
	const name = newName("conflict");
	await setFlag(name, { percentage: 10, users: ["grace"], owner: "web" });
	const page = await openFlag(newPage, name);
	await press(page, "tick-25");
	await press(page, "edit-users");
	await page.locator("#paste").fill("ada");
	await press(page, "paste-apply");
	await page.locator("#save-words", { hasText: "25" }).waitFor();
	await setFlag(name, { percentage: 50, users: ["grace", "linus"], owner: "shop" }, "theirs", OTHER);
	await page.locator("#news", { hasText: "Your edits are kept" }).waitFor();
	await press(page, "save");
	await page.locator("#conflict-table").waitFor();
	await axe(page, "conflict");
	assert.match(await page.locator("#conflict-table").innerText(), /10 %[\s\S]*50 %[\s\S]*25 %/);
	await press(page, "conflict-merge");
	assert.equal(await page.evaluate(() => document.activeElement.id), "choice-percentage-theirs");
	await page.locator("#choice-percentage-mine").check();
	await press(page, "conflict-merge");
	await page.locator("#save-reason").fill("together");
	await press(page, "save-confirm");
	await closed(page);
	const value = parsed(await waitForFlag(name, (one) => one.lastChange.reason === "together"));
	assert.equal(value.percentage, 25);
	assert.deepEqual(value.users, ["grace", "linus", "ada"]);
	assert.equal(value.owner, "shop");
});

scenario("an undo keeps edits that are not saved", async (newPage) => {
	const name = newName("undo");
	await setFlag(name, "10%");
	await setFlag(name, "20%");
	const page = await openFlag(newPage, name);
	await page.locator("#undo-0").waitFor();
	await page.locator("#share-field").fill("30");
	await press(page, "undo-0");
	await page.locator("#save-confirm").waitFor();
	await press(page, "save-confirm");
	await closed(page);
	await page.locator("#state", { hasText: "10" }).waitFor();
	assert.equal(await page.locator("#share-field").inputValue(), "30");
	assert.equal(await page.locator("#news").innerText(), "");
	await save(page);
	await closed(page);
	await waitForFlag(name, (flag) => parsed(flag).percentage === 30);
});

scenario("a change during the dialogue is a conflict, too", async (newPage) => {
	const name = newName("during");
	await setFlag(name, "10%");
	const page = await openFlag(newPage, name);
	await press(page, "tick-50");
	await press(page, "save");
	await page.locator("#save-reason").fill("mine");
	await setFlag(name, "20%", "theirs");
	await press(page, "save-confirm");
	await page.locator("#conflict-table").waitFor();
	assert.equal((await getFlag(name)).value, "20%");
	await press(page, "conflict-cancel");
	await closed(page);
	assert.equal(await page.locator("#share-field").inputValue(), "50");
});

scenario("a lost login keeps the edits", async (newPage) => {
	const name = newName("login");
	await setFlag(name, "10%");
	const page = await openFlag(newPage, name);
	await press(page, "tick-25");
	await press(page, "save");
	await page.locator("#save-reason").fill("kept");
	await page.route("**/actuator/**", (route) => route.fulfill({ status: 401, body: "" }));
	await press(page, "save-confirm");
	await page.locator("#save-failed", { hasText: "logged out" }).waitFor();
	await axe(page, "lost login");
	await page.unroute("**/actuator/**");
	await press(page, "save-again");
	await closed(page);
	const flag = await waitForFlag(name, (one) => one.lastChange.reason === "kept");
	assert.equal(parsed(flag).percentage, 25);
	await page.locator("#banner-login").waitFor({ state: "detached" });
});

scenario("an unknown answer is asked for again, and carried out once", async (newPage) => {
	const name = newName("unknown");
	await setFlag(name, "10%");
	const page = await openFlag(newPage, name);
	await press(page, "tick-25");
	await press(page, "save");
	await page.locator("#save-reason").fill("once");
	await page.route(`**/-/console/${name}`, async (route) => {
		await route.fetch();
		await route.abort();
	});
	await press(page, "save-confirm");
	await page.locator("#save-failed", { hasText: "unknown" }).waitFor();
	await page.unroute(`**/-/console/${name}`);
	await press(page, "save-again");
	await closed(page);
	const { entries } = await http("GET", `/${name}/history`);
	assert.equal(entries.filter((entry) => entry.reason === "once").length, 1);
});

scenario("a value that is not understood is replaced as a whole", async (newPage) => {
	const page = await newPage();
	const name = "new_ui_layout";
	const before = await getFlag(name);
	await fetch(`${page.url().split("/actuator")[0]}/flags/${name}?value=${encodeURIComponent("{\"user\": [")}`, { method: "PUT" });
	try {
		await page.goto(`${page.url().split("?")[0]}?flag=${name}`);
		await press(page, "replace");
		assert.equal(await page.locator("#json").innerText(), "{\"user\": [");
		await save(page);
		await closed(page);
		assert.deepEqual(parsed(await waitForFlag(name, (one) => one.lastChange.via === "console")), { enabled: false, percentage: 0 });
		await press(page, "remove-value");
		await page.locator("#save-reason").fill("back");
		await press(page, "save-confirm");
		await closed(page);
		await waitForFlag(name, (one) => one.value === undefined);
	} finally {
		if (before.value) await setFlag(name, before.value);
	}
});
