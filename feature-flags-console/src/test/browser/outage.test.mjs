// Redis is frozen, flushed or killed while a dialogue is open, and returns. It runs after all others, which need Redis.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import net from "node:net";
import { after, test } from "node:test";
import { axe, getFlag, http, newName, openFlag, press, scenario, setFlag } from "./browser.mjs";

const [port, folder] = (process.env.CONSOLE_REDIS ?? "").split(":");
let restarted;
after(() => restarted?.kill());

/** Sends a command, and returns what Redis answers until it closes the connection. */
const command = (text) => new Promise((resolve) => {
	let answer = "";
	const socket = net.connect(Number(port), "127.0.0.1", () => socket.write(`${text}\r\nQUIT\r\n`));
	socket.on("close", () => resolve(answer)).on("error", () => resolve(answer)).on("data", (data) => (answer += data));
});

async function openSave(newPage, name) {
	await setFlag(name, "10%");
	const page = await openFlag(newPage, name);
	await press(page, "tick-25");
	await press(page, "save");
	await page.locator("#save-reason").fill("after the outage");
	return page;
}

const historyOf = async (name) => (await http("GET", `/${name}/history`)).entries;

async function redisIsAway(page) {
	await page.locator("#banner-down").waitFor({ timeout: 30_000 });
	assert.equal(await page.locator("#save").isDisabled(), true);
	assert.match(await page.locator("#state").innerText(), /last known/i);
	await axe(page, "Redis away");
}

if (port) {
	scenario("Redis is frozen while a dialogue is open, and the change is carried out once", async (newPage) => {
		const name = newName("frozen");
		const page = await openSave(newPage, name);
		const pid = Number(/process_id:(\d+)/.exec(await command("INFO server"))[1]);
		process.kill(pid, "SIGSTOP");
		try {
			await press(page, "save-confirm");
			await page.locator("#save-failed").waitFor({ timeout: 30_000 });
		} finally {
			process.kill(pid, "SIGCONT");
		}
		await page.locator("#banner-down").waitFor({ state: "detached", timeout: 30_000 });
		await press(page, "save-again");
		await page.locator("dialog").waitFor({ state: "detached", timeout: 30_000 });
		await page.locator("#state", { hasText: "25" }).waitFor();
		assert.equal((await historyOf(name)).filter((entry) => entry.via === "console").length, 1);
	});

	scenario("Redis is flushed while a dialogue is open, and nothing is overwritten unseen", async (newPage) => {
		const name = newName("flushed");
		const page = await openSave(newPage, name);
		await command("FLUSHALL");
		await press(page, "save-confirm");
		await page.locator("#conflict-head, #save-failed").waitFor({ timeout: 30_000 });
		assert.equal((await historyOf(name)).filter((entry) => entry.via === "console").length, 0);
	});

	scenario("Redis is killed while a dialogue is open, and returns", async (newPage) => {
		const name = newName("killed");
		const page = await openSave(newPage, name);
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
