#!/usr/bin/env bash
# OFREP in the browser SDK (@openfeature/ofrep-web-provider 0.4.3, web-sdk 1.10.0) with event streams (eventsource 4.1.1), against one
# small server in Node.
#
# Guess: a client whose event stream breaks is STALE until the stream is open again, and READY from then on. A page may hide
# what depends on a stale flag.
# Seen: the stream is open again after the client's own pause, and a later change arrives with PROVIDER_CONFIGURATION_CHANGED.
# The status of the client stays STALE all the same, and PROVIDER_READY is never emitted: nothing in the provider ends the state.
# Consequence: one restart of a server, or a proxy that ends streams after a while, marks every open page as stale for good,
# though its flags are up to date. A server does not end streams by age, and a page reads values, not the status.
set -euo pipefail

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
cd "$work"

echo '{"type": "module", "private": true}' > package.json
npm install --silent --no-audit --no-fund \
    @openfeature/ofrep-web-provider@0.4.3 @openfeature/web-sdk@1.10.0 @openfeature/core@1.12.0 eventsource@4.1.1

cat > run.mjs <<'JS'
import { createServer } from 'node:http'
import { OFREPWebProvider } from '@openfeature/ofrep-web-provider'
import { OpenFeature, ProviderEvents } from '@openfeature/web-sdk'
import { EventSource } from 'eventsource'

globalThis.EventSource = EventSource
let value = 'first'
const streams = new Set()
const server = createServer((request, response) => {
  if (request.url === '/stream') {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' })
    response.write('retry: 100\n\n')
    streams.add(response)
    response.on('close', () => streams.delete(response))
    return
  }
  response.writeHead(200, { 'Content-Type': 'application/json' })
  response.end(JSON.stringify({
    flags: [{ key: 'color', value, reason: 'STATIC', variant: value }],
    eventStreams: [{ type: 'sse', endpoint: { requestUri: '/stream' } }],
  }))
})
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))

const until = async (condition) => {
  for (const end = Date.now() + 20000; !condition(); await new Promise((resolve) => setTimeout(resolve, 20))) {
    if (Date.now() > end) throw new Error(`not within 20 s: ${condition}`)
  }
}
const client = OpenFeature.getClient()
const events = []
for (const event of [ProviderEvents.Ready, ProviderEvents.Stale, ProviderEvents.ConfigurationChanged, ProviderEvents.Error]) {
  OpenFeature.addHandler(event, () => events.push(event))
}
const baseUrl = `http://127.0.0.1:${server.address().port}`
await OpenFeature.setProviderAndWait(new OFREPWebProvider({ baseUrl, cacheMode: 'disabled', pollInterval: 0 }), { targetingKey: 'ada' })
await until(() => streams.size === 1)
console.log('before:', client.providerStatus, client.getStringValue('color', 'x'))

streams.forEach((stream) => stream.destroy())
await until(() => events.includes(ProviderEvents.Stale))
await until(() => streams.size === 1)
value = 'second'
streams.forEach((stream) => stream.write('data: {"type": "refetchEvaluation"}\n\n'))
await until(() => client.getStringValue('color', 'x') === 'second')
console.log('after:', client.providerStatus, client.getStringValue('color', 'x'))
console.log('events:', events.join(' '))
process.exit(0)
JS
output="$(node run.mjs)"
echo "$output"
expected='before: READY first
after: STALE second
events: PROVIDER_READY PROVIDER_STALE PROVIDER_CONFIGURATION_CHANGED'
if [ "$output" != "$expected" ]; then
    echo "expected:" >&2
    echo "$expected" >&2
    exit 1
fi
