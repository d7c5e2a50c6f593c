// The web provider of OpenFeature, outside of a browser.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { OFREPWebProvider } from '@openfeature/ofrep-web-provider'
import { OpenFeature, ProviderEvents } from '@openfeature/web-sdk'
import { EventSource } from 'eventsource'
import { evaluate, keyedUrl, relay, set, until, url } from './shop.mjs'

globalThis.EventSource = EventSource

const color = (enabled) => ({
  enabled,
  offVariant: 'calm',
  variants: [{ name: 'calm', value: 'blue' }, { name: 'loud', value: 'red', users: ['grace'] }],
  rules: [{ if: [{ attribute: 'beta', operator: 'equals', values: [true] }], variant: 'loud' }],
  percentage: 100,
})

/** Binds a provider to a domain of its own; `answers` has the status of each bulk evaluation. */
async function clientOf(domain, context, options = {}) {
  const answers = []
  const provider = new OFREPWebProvider({
    baseUrl: url,
    cacheMode: 'disabled',
    pollInterval: 0,
    fetchImplementation: async (request) => {
      const response = await fetch(request)
      answers.push(response.status)
      return response
    },
    ...options,
  })
  await OpenFeature.setProviderAndWait(domain, provider, context)
  return { client: OpenFeature.getClient(domain), answers, provider }
}

before(async () => {
  await set('client_color', color(true))
  await until('the flag is known', async () => (await evaluate('client_color', { targetingKey: 'grace' })).body.variant === 'loud')
})

after(() => OpenFeature.close())

test('values, variants and reasons', async () => {
  const { client } = await clientOf('values', { targetingKey: 'grace' })

  const details = client.getStringDetails('client_color', 'grey')

  assert.deepEqual([details.value, details.variant, details.reason], ['red', 'loud', 'TARGETING_MATCH'])
  assert.equal(client.getStringValue('client_unknown', 'grey'), 'grey')
  assert.equal(client.getStringDetails('hidden_flag', 'grey').errorCode, 'FLAG_NOT_FOUND')
})

test('an attribute changes the answer, and 304 means that nothing has changed', async () => {
  const { client, answers, provider } = await clientOf('attribute', { targetingKey: 'ada' }, { changeDetection: 'none' })
  const before = client.getStringDetails('client_color', 'grey')

  await OpenFeature.setContext('attribute', { targetingKey: 'ada', beta: true })
  assert.equal(client.getStringDetails('client_color', 'grey').variant, 'loud')

  await OpenFeature.setContext('attribute', { targetingKey: 'ada', other: 1 })
  assert.equal(client.getStringDetails('client_color', 'grey').variant, before.variant)
  const known = answers.length
  await provider.onContextChange({ targetingKey: 'ada', other: 1 }, { targetingKey: 'ada', other: 1 })
  assert.deepEqual(answers.slice(known), [304])
})

test('a wrong key is refused, and the right one is not', async () => {
  const { client } = await clientOf('key', { targetingKey: 'grace' }, { baseUrl: keyedUrl, headers: [['X-API-Key', 'ci-key']] })
  assert.equal(client.getStringValue('client_color', 'grey'), 'red')

  await assert.rejects(clientOf('wrong', { targetingKey: 'grace' }, { baseUrl: keyedUrl, headers: [['X-API-Key', 'another']] }))
  assert.equal(OpenFeature.getClient('wrong').providerStatus, 'FATAL')
  assert.equal(OpenFeature.getClient('wrong').getStringValue('client_color', 'grey'), 'grey')
})

test('a change arrives within a second', async () => {
  await set('client_flip', color(false))
  await until('the flag is known', async () => (await evaluate('client_flip')).body.variant === 'calm')
  const { client } = await clientOf('flip', { targetingKey: 'grace' })
  const changes = []
  client.addHandler(ProviderEvents.ConfigurationChanged, (event) => changes.push(event.flagsChanged))
  assert.equal(client.getStringValue('client_flip', 'grey'), 'blue')

  const times = []
  for (const [enabled, value] of [[true, 'red'], [false, 'blue'], [true, 'red']]) {
    await set('client_flip', color(enabled))
    const start = Date.now()
    await until(value, () => client.getStringValue('client_flip', 'grey') === value)
    times.push(Date.now() - start)
  }
  console.log(`    after ${times.join(', ')} ms`)
  assert.ok(times.sort((one, other) => one - other)[1] < 1000) // The machine may stand still once.
  assert.ok(changes.flat().includes('client_flip'))
})

test('a change during a break arrives after it', async () => {
  await set('client_break', color(false))
  await until('the flag is known', async () => (await evaluate('client_break')).body.variant === 'calm')
  const line = await relay()
  try {
    const { client } = await clientOf('break', { targetingKey: 'grace' }, { baseUrl: line.url })
    const stale = []
    client.addHandler(ProviderEvents.Stale, (event) => stale.push(event))
    assert.equal(client.getStringValue('client_break', 'grey'), 'blue')

    line.cut()
    await until('the client notices', () => stale.length > 0)
    await set('client_break', color(true))
    line.restore()

    await until('the value of the break', () => client.getStringValue('client_break', 'grey') === 'red', 20)
  } finally {
    line.close()
  }
})
