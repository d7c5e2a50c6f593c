// Reloads the answers of the page every second. The button follows the flag button_color over OFREP, as any page can that
// has a client of OpenFeature: https://openfeature.dev/specification/appendix-c
const user = new URLSearchParams(location.search).get("user") || "ada";
const button = document.getElementById("buy");
let etag = "";
let stream;

async function reloadAnswers() {
  const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
  for (const part of ["style", "table"]) {
    document.querySelector(part).replaceWith(page.querySelector(part));
  }
}

async function evaluate() {
  const response = await fetch("ofrep/v1/evaluate/flags", {
    method: "POST",
    headers: { "Content-Type": "application/json", "If-None-Match": etag },
    body: JSON.stringify({ context: { targetingKey: user } }),
  });
  if (response.status !== 200) { // 304: nothing has changed.
    return;
  }
  etag = response.headers.get("ETag");
  const answer = await response.json();
  const color = answer.flags.find((flag) => flag.key === "button_color");
  button.style.backgroundColor = typeof color?.value === "string" ? color.value : "";
  button.textContent = `Buy (${color?.variant ?? "no variant"})`;
  if (!stream || stream.readyState === EventSource.CLOSED) {
    stream = new EventSource(answer.eventStreams[0].endpoint.requestUri);
    stream.onmessage = evaluate;
  }
}

setInterval(() => reloadAnswers().catch(() => {}), 1000); // The shop may be starting again.
evaluate();
