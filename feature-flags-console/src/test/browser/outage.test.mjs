// Redis goes away while a dialogue is open, and returns. It runs after all others, which need Redis.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import net from "node:net";
import { after, test } from "node:test";
import { axe, getFlag, newName, openFlag, press, scenario, setFlag } from "./browser.mjs";

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
