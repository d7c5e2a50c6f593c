// The web provider in Chromium, on a page of another origin.
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { after, before, test } from 'node:test'
import { build } from 'esbuild'
import { chromium } from 'playwright-core'
import { evaluate, originPort, set, until, url } from './shop.mjs'

const value = (name) => ({ enabled: true, variants: [{ name, value: name }] })

const page = `
  import { OFREPWebProvider } from '@openfeature/ofrep-web-provider'
  import { OpenFeature, ProviderEvents } from '@openfeature/web-sdk'
  const client = OpenFeature.getClient()
  const show = () => { document.body.textContent = client.getStringValue('client_page', 'default') }
  client.addHandler(ProviderEvents.ConfigurationChanged, show)
  OpenFeature.setProviderAndWait(new OFREPWebProvider({ baseUrl: ${JSON.stringify(url)} }), { targetingKey: 'ada' })
    .then(show, (error) => { document.body.textContent = 'refused: ' + error.message })
`

let browser
const servers = []

async function serve(port, script) {
  const server = createServer((request, response) => {
    const isScript = request.url === '/page.js'
    response.setHeader('Content-Type', isScript ? 'text/javascript' : 'text/html')
    response.end(isScript ? script : '<!DOCTYPE html><body><script type="module" src="page.js"></script>')
  }).listen(port, '127.0.0.1')
  await once(server, 'listening')
  servers.push(server)
  return `http://localhost:${server.address().port}/`
}

before(async () => {
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] })
  await set('client_page', value('first'))
  await until('the flag is known', async () => (await evaluate('client_page')).body.value === 'first')
})

after(async () => {
  await browser?.close()
  servers.forEach((server) => server.close())
})

test('a page of an allowed origin follows a flag, and a page of another one gets nothing', async () => {
  const bundle = await build({ stdin: { contents: page, resolveDir: import.meta.dirname }, bundle: true, format: 'esm', write: false })
  const script = bundle.outputFiles[0].text
  const allowed = await browser.newPage()
  await allowed.goto(await serve(originPort, script))
  await allowed.getByText('first').waitFor()
  await set('client_page', value('second'))
  await allowed.getByText('second').waitFor({ timeout: 5000 })

  const other = await browser.newPage()
  await other.goto(await serve(0, script))
  await other.getByText('refused').waitFor()
  assert.doesNotMatch(await other.textContent('body'), /second/)
})

test('the button of the shop follows a variant', async () => {
  const shop = await browser.newPage()
  await shop.goto(`${url}/?user=ada`)
  for (const name of ['calm', 'loud', 'calm']) {
    await set('button_color', { enabled: true, variants: [{ name, value: name === 'calm' ? 'lightblue' : 'tomato' }] })
    await shop.getByRole('button', { name: `Buy (${name})` }).waitFor({ timeout: 5000 })
  }
  assert.equal(await shop.getByRole('button').evaluate((button) => button.style.backgroundColor), 'lightblue')
})
