import assert from 'node:assert/strict';
import { sharedPair } from './support/with-kernel.js';

/** Cells that replace what the kernel and its compiler are made of, and the name that the person is told. */
const breaking: readonly [name: string, code: string][] = [
  ['Array.prototype.map', '(Array.prototype as any).map = () => [];'],
  ['JSON.stringify', '(JSON as any).stringify = () => { throw new Error("no JSON today"); };'],
  ['JSON.parse', '(JSON as any).parse = undefined;'],
  ['Array.prototype.push', '(Array.prototype as any).push = () => { for (;;); };'],
  ['Object.keys', '(Object as any).keys = () => [];'],
  ['Map.prototype.get', '(Map.prototype as any).get = () => undefined;'],
  ['String.prototype.replace', 'delete (String.prototype as any).replace;'],
  [
    'Array.prototype.Symbol(Symbol.iterator)',
    '(Array.prototype as any)[Symbol.iterator] = function* () { yield 1 };',
  ],
  ['Object.prototype.then', '(Object.prototype as any).then = () => {};'],
  [
    'Object.prototype.type',
    'Object.defineProperty(Object.prototype, "type", { get: () => 1, configurable: true });',
  ],
  [
    'Array.prototype.0',
    'Object.defineProperty(Array.prototype, 0, { set() { throw 1 }, configurable: true });',
  ],
  ['Map', '(globalThis as any).Map = class {};'],
  ['Promise.prototype.then', '(Promise.prototype as any).then = () => {};'],
];

describe('a cell that replaces a built-in', function () {
  this.timeout(60000);
  const pair = sharedPair();

  for (const [name, code] of breaking) {
    it(`${name} is told so, and the kernel goes on`, async () => {
      const { client } = pair();
      const outcome = await client.execute(`${code}\n1`);
      assert.equal(outcome.reply['status'], 'ok');
      assert.ok(outcome.text('stderr').includes(`put back`), outcome.text('stderr'));
      assert.ok(outcome.text('stderr').includes(name));
      const { published } = await client.execute('[1, 2].map((x) => x * 21)[1]');
      const result = published.find(({ type }) => type === 'execute_result')!.content;
      assert.deepEqual(result['data'], { 'text/plain': '42' });
    });

    it(`${name} and then waits can be stopped`, async () => {
      const { client } = pair();
      const waiting = `console.log("go");\n${code}\nawait new Promise(() => {})`;
      const id = client.send('shell', 'execute_request', { code: waiting });
      await client.waitFor((m) => m.parent['msg_id'] === id && m.type === 'stream');
      await client.request('control', 'interrupt_request');
      assert.equal((await client.outcome(id)).reply['ename'], 'KeyboardInterrupt');
      assert.equal((await client.execute('20 + 22')).reply['status'], 'ok');
    });
  }

  it('in a timer is told so with the next request', async () => {
    const { client } = pair();
    await client.execute(
      'setTimeout(() => { (Array.prototype as any).map = () => [] }, 5); await new Promise((r) => setTimeout(r, 50)); 1',
    );
    assert.equal((await client.execute('20 + 22')).reply['status'], 'ok');
    assert.ok(client.received.some(({ content }) => /put back/.test(String(content['text']))));
  });

  it('leaves nothing on stderr', () => {
    assert.equal(pair().kernel.stderr(), '');
  });
});
