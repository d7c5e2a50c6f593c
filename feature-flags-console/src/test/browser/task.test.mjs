// What somebody untaught is to do: raise a flag to 20 %, add 500 ids, undo, and say why one user has it.

import assert from "node:assert/strict";
import { newName, press, scenario, setFlag, tabTo, waitForFlag } from "./browser.mjs";

const parsed = (flag) => JSON.parse(flag.value);

async function confirm(page, reason) {
	await page.locator("#save-reason").waitFor();
	await tabTo(page, "save-reason");
	await page.keyboard.press("ControlOrMeta+a");
	await page.keyboard.type(reason);
	await press(page, "save-confirm");
	await page.locator("dialog").waitFor({ state: "detached" });
}

scenario("20 percent, 500 ids, undo, and why one user has it", async (newPage) => {
	const name = newName("task");
	await setFlag(name, "false");
	const ids = Array.from({ length: 500 }, (_, i) => `user-${i}`);

	// On a phone at night.
	const page = await newPage({ width: 320, theme: "dark" });
	await page.locator(".row").first().waitFor();
	await tabTo(page, "search");
	await page.keyboard.type(name);
	await press(page, `flag-${name}`);
	await page.locator("#state", { hasText: "Off for everyone" }).waitFor();

	await tabTo(page, "share-field");
	await page.keyboard.press("ControlOrMeta+a");
	await page.keyboard.type("20");
	await page.locator("#share-note", { hasText: "also switches the flag on" }).waitFor();
	await press(page, "save");
	await confirm(page, "first users");
	await waitForFlag(name, (flag) => parsed(flag).percentage === 20 && parsed(flag).enabled);
	await page.locator("#state", { hasText: "20" }).waitFor();

	await press(page, "edit-users");
	await page.locator("#paste").fill(`${ids.join("\n")}\nuser-1\n\n`);
	await page.locator("#paste-counts", { hasText: "500 ids · 1 duplicate left out · 2 blanks left out · 0 before, 500 after" }).waitFor();
	await press(page, "paste-apply");
	await page.locator("#users-count", { hasText: "500" }).waitFor();
	await press(page, "save");
	await confirm(page, "the beta group");
	await waitForFlag(name, (flag) => parsed(flag).users?.length === 500);

	await tabTo(page, "explain-user");
	await page.keyboard.type("user-77");
	await page.keyboard.press("Enter");
	await page.locator("#verdict", { hasText: "user-77 gets it" }).waitFor();
	assert.match(await page.locator(".trace.decided").innerText(), /Named users/);

	await page.locator(".reason", { hasText: "the beta group" }).waitFor();
	await press(page, "undo-0");
	await confirm(page, "too early");
	const flag = await waitForFlag(name, (one) => one.lastChange.reason === "too early");
	assert.equal(parsed(flag).users, undefined);
	assert.equal(parsed(flag).percentage, 20);
	await page.locator("#state", { hasText: "20" }).waitFor();
});

scenario("rules, a schedule and a new flag", async (newPage) => {
	const name = newName("planned");
	const page = await newPage({ zone: "Europe/Berlin" });
	await page.locator(".row").first().waitFor();
	await press(page, "create");
	await page.locator("#create-name").fill(name);
	await press(page, "create-go");
	await confirm(page, "planned");
	await page.locator("#state", { hasText: "Off for everyone" }).waitFor();

	await press(page, "add-rule");
	await page.keyboard.type("country");
	await tabTo(page, "rule-0-0-values");
	await page.keyboard.type("DE, AT");
	await tabTo(page, "rule-0-share");
	await page.keyboard.type("50");
	await press(page, "switch", "Space");
	await page.locator("#time-from").fill("2027-03-28T02:30");
	await page.locator("#from-choice-1", { hasText: "03:30" }).waitFor();
	await press(page, "from-choice-1");
	await page.locator("#time-until").fill("2027-10-31T02:30");
	await press(page, "until-choice-0");
	await page.locator("#save-words", { hasText: "After saving" }).waitFor();
	await press(page, "save");
	await confirm(page, "for two countries");
	const { from, until, rules } = parsed(await waitForFlag(name, (flag) => flag.value.includes("rules")));
	assert.deepEqual(rules, [{ if: [{ attribute: "country", operator: "in", values: ["DE", "AT"] }], percentage: 50 }]);
	assert.equal(from, "2027-03-28T03:30:00+02:00");
	assert.equal(until, "2027-10-31T02:30:00+02:00");
});
