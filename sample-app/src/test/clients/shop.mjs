// The shops that the tests ask, their Redis, and a relay that can be cut.
import { once } from 'node:events'
import { connect, createServer } from 'node:net'

const required = (name) => process.env[name] ?? (() => { throw new Error(`${name} is not set: start the tests with ./run`) })()

/** The shop that any caller may ask. */
export const url = required('OFREP_URL')

/** The shop that asks for the key "ci-key". */
export const keyedUrl = required('OFREP_KEYED_URL')

/** The only port from which a page may ask the first shop. */
export const originPort = Number(required('OFREP_ORIGIN_PORT'))

/** Sets a flag as redis-cli does; null deletes it. */
export async function set(flag, value) {
  const words = value === null ? ['DEL', `feature:${flag}`] : ['SET', `feature:${flag}`, typeof value === 'string' ? value : JSON.stringify(value)]
  const socket = connect(Number(required('OFREP_REDIS_PORT')), '127.0.0.1')
  socket.write(`*${words.length}\r\n` + words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join(''))
  const [answer] = await once(socket, 'data')
  socket.destroy()
  if (!/^[+:]/.test(String(answer))) throw new Error(String(answer))
}

/** Waits until a condition holds. */
export async function until(what, condition, seconds = 10) {
  const end = Date.now() + seconds * 1000
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`not within ${seconds} s: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

/** Asks for one flag without any library. */
export async function evaluate(flag, context = {}, base = url, headers = {}) {
  const response = await fetch(`${base}/ofrep/v1/evaluate/flags/${flag}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify({ context }),
  })
  return { status: response.status, body: await response.json() }
}

/** A relay to the first shop, whose connections can be cut. */
export async function relay() {
  const target = new URL(url)
  const open = new Set()
  let refusing = false
  const server = createServer((client) => {
    if (refusing) return client.destroy()
    const shop = connect(Number(target.port), target.hostname)
    for (const [from, to] of [[client, shop], [shop, client]]) {
      open.add(from)
      from.on('error', () => {}).on('close', () => { open.delete(from); to.destroy() })
      from.pipe(to)
    }
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    cut: () => { refusing = true; open.forEach((socket) => socket.destroy()) },
    restore: () => { refusing = false },
    close: () => { refusing = true; open.forEach((socket) => socket.destroy()); server.close() },
  }
}
