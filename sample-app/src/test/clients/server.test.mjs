// The server provider of OpenFeature, and what a client without any library sees.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { OFREPProvider } from '@openfeature/ofrep-provider'
import { OpenFeature } from '@openfeature/server-sdk'
import { evaluate, keyedUrl, set, until, url } from './shop.mjs'

const one = (value) => ({ enabled: true, variants: [{ name: 'one', value }] })

before(async () => {
  await set('client_text', one('red'))
  await set('client_number', one(7))
  await set('client_object', one({ title: 'Sale', items: [1, 2.5], deep: { on: true } }))
  await set('client_plain', 'true')
  await set('client_off', { enabled: false, variants: [{ name: 'one', value: 'red' }] })
  await set('client_half', { enabled: true, variants: [{ name: 'a' }, { name: 'b' }] })
  await set('client_broken', '{"percentage": 1000}')
  await until('all are known', async () => (await evaluate('client_broken')).body.errorCode === 'PARSE_ERROR')
  await OpenFeature.setProviderAndWait(new OFREPProvider({ baseUrl: url }))
  await OpenFeature.setProviderAndWait('keyed', new OFREPProvider({ baseUrl: keyedUrl, headers: [['Authorization', 'Bearer ci-key']] }))
  await OpenFeature.setProviderAndWait('no key', new OFREPProvider({ baseUrl: keyedUrl }))
})

after(() => OpenFeature.close())

test('each type of value', async () => {
  const client = OpenFeature.getClient()

  assert.equal(await client.getStringValue('client_text', 'x'), 'red')
  assert.equal(await client.getNumberValue('client_number', 1), 7)
  assert.equal(await client.getBooleanValue('client_plain', false), true)
  assert.deepEqual(await client.getObjectValue('client_object', {}), { title: 'Sale', items: [1, 2.5], deep: { on: true } })
  assert.equal((await client.getBooleanDetails('client_plain', false)).variant, 'on')
})

test('each error keeps the default of the caller', async () => {
  const client = OpenFeature.getClient()

  for (const [flag, code] of [
    ['client_half', 'TARGETING_KEY_MISSING'],
    ['client_broken', 'PARSE_ERROR'],
    ['client_unknown', 'FLAG_NOT_FOUND'],
    ['hidden_flag', 'FLAG_NOT_FOUND'],
    ['client_number', 'TYPE_MISMATCH'],
  ]) {
    const details = await client.getStringDetails(flag, 'x')
    assert.deepEqual([details.value, details.errorCode], ['x', code], flag)
  }
  assert.match(await client.getStringValue('client_half', 'x', { targetingKey: 'ada' }), /^[ab]$/)
})

test('a flag that is off without a value keeps the default', async () => {
  assert.deepEqual(await evaluate('client_off'), { status: 200, body: { key: 'client_off', reason: 'DISABLED' } })
  assert.equal(await OpenFeature.getClient().getStringValue('client_off', 'x'), 'x')
})

test('a key opens the other shop', async () => {
  assert.equal(await OpenFeature.getClient('keyed').getStringValue('client_text', 'x'), 'red')
  assert.equal(await OpenFeature.getClient('no key').getStringValue('client_text', 'x'), 'x')
  assert.equal((await evaluate('client_text', {}, keyedUrl)).status, 401)
})
