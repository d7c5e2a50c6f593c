// What others change shows at once, and moves neither focus nor edits. Redis may go away and return.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import net from "node:net";
import { after, test } from "node:test";
import { axe, getFlag, newName, openFlag, press, scenario, setFlag, tabTo, waitForFlag } from "./browser.mjs";

scenario("a change by another page shows within 3.5 seconds", async (newPage) => {
	const name = newName("live");
	await setFlag(name, "10%");
	const first = await openFlag(newPage, name);
	const list = await newPage({ path: `?q=${name}` });
	await list.locator(".row", { hasText: name }).waitFor();
	await tabTo(list, "sort");
	const second = await openFlag(newPage, name);
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

const [port, folder] = (process.env.CONSOLE_REDIS ?? "").split(":");
let restarted;
after(() => restarted?.kill());

const command = (text) => new Promise((resolve) => {
	const socket = net.connect(Number(port), "127.0.0.1", () => socket.write(`${text}\r\n`));
	socket.on("close", resolve).on("error", resolve).on("data", () => {});
});

async function redisIsAway(page) {
	await page.locator("#banner-down").waitFor({ timeout: 30_000 });
	assert.equal(await page.locator("#save").isDisabled(), true);
	assert.match(await page.locator("#state").innerText(), /last known/i);
	await axe(page, "Redis away");
}

if (port) {
	scenario("Redis is killed while a dialogue is open, and returns", async (newPage) => {
		const name = newName("killed");
		await setFlag(name, "10%");
		const page = await openFlag(newPage, name);
		await press(page, "tick-25");
		await press(page, "save");
		await page.locator("#save-reason").fill("after the outage");
		await command("SHUTDOWN SAVE");
		await press(page, "save-confirm");
		await page.locator("#save-failed").waitFor({ timeout: 30_000 });
		await page.keyboard.press("Escape");
		await redisIsAway(page);
		assert.equal(await page.locator("#share-field").inputValue(), "25");
		restarted = spawn("redis-server", ["--port", port, "--dir", folder, "--save", "3600 1", "--bind", "127.0.0.1"], { stdio: "ignore" });
		await page.locator("#banner-down").waitFor({ state: "detached", timeout: 30_000 });
		await press(page, "save");
		await page.locator("#save-reason").fill("after the outage");
		await press(page, "save-confirm");
		await page.locator("#state", { hasText: "25" }).waitFor();
		assert.equal(JSON.parse((await getFlag(name)).value).percentage, 25);
	});
} else {
	test("Redis is killed while a dialogue is open, and returns", { skip: "CONSOLE_REDIS is not set" }, () => {});
}
