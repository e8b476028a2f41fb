import assert from 'node:assert/strict';
import type { Received } from './support/client.js';
import { sharedPair } from './support/with-kernel.js';

describe('outputs', function () {
  this.timeout(120000);
  const pair = sharedPair();

  it('nothing is published before the first request but the welcome and that the kernel starts', async () => {
    const { client } = pair();
    const { text } = await client.execute('1');
    const published = client.received.filter(({ socket }) => socket === 'iopub');
    const isBusy = ({ content }: Received) => content['execution_state'] === 'busy';
    const early = published.slice(0, published.findIndex(isBusy));
    const more = early.filter(({ type }) => type !== 'iopub_welcome' && type !== 'status');
    assert.deepEqual(
      more.map(({ content }) => content),
      [],
    );
    assert.equal(text('stderr'), '');
  });

  it('10,000 prints arrive whole, in few messages, all before idle', async () => {
    const { client } = pair();
    const { published, text } = await client.execute(
      'for (let i = 0; i < 10000; i++) console.log(i)',
    );
    assert.equal(text(), Array.from({ length: 10000 }, (_, i) => `${i}\n`).join(''));
    assert.ok(published.length < 500);
    assert.equal(published.at(-1)!.content['execution_state'], 'idle');
  });

  it('what is shown between two prints stands between them, 3,000 times', async () => {
    const { client } = pair();
    const { published } = await client.execute(
      'for (let i = 0; i < 3000; i++) { console.log(i); clearOutput(true); }',
    );
    const seen = published.flatMap(({ type, content }) =>
      type === 'stream' || type === 'clear_output' ? [content['text'] ?? 'clear'] : [],
    );
    assert.deepEqual(seen, Array.from({ length: 3000 }, (_, i) => [`${i}\n`, 'clear']).flat());
  });

  it('a million tiny prints lose nothing', async () => {
    const { client } = pair();
    const { text } = await client.execute(
      'for (let i = 0; i < 1e6; i++) process.stdout.write("x")',
      { patience: 60000 },
    );
    assert.equal(text().length, 1e6);
  });

  it('200 MB of output come through, and the kernel lives', async () => {
    const { client } = pair();
    const { text } = await client.execute(
      'const line = "0123456789".repeat(100) + "\\n"; for (let i = 0; i < 200_000; i++) process.stdout.write(line)',
      { patience: 100000 },
    );
    assert.equal(text().length, 200_000 * 1001);
    assert.equal((await client.execute('1')).reply['status'], 'ok');
  });

  it('keeps the order of prints, displays and errors', async () => {
    const { client } = pair();
    const { types } = await client.execute(
      'for (let i = 0; i < 3; i++) { console.log(i); display(i); console.error(i) }; throw new Error("end")',
    );
    const round = ['stream', 'display_data', 'stream'];
    assert.deepEqual(types, [...round, ...round, ...round, 'error']);
  });

  it('text of every kind arrives as it was written', async () => {
    const { client } = pair();
    const samples = [
      'plain',
      'ümläut',
      '漢字',
      '😀👩‍👩‍👧',
      '\u0000\u001b[31m',
      'a\r\nb\tc',
      '𝛼'.repeat(100_000),
    ];
    for (const sample of samples) {
      const { text } = await client.execute(`process.stdout.write(${JSON.stringify(sample)})`);
      assert.equal(text(), sample);
    }
  });

  const late: readonly [string, string][] = [
    ['a timer', 'setTimeout(() => console.log("late"), 150)'],
    ['an interval', 'const h = setInterval(() => { console.log("late"); clearInterval(h) }, 150)'],
    [
      'a promise nobody awaits',
      '(async () => { await new Promise((r) => setTimeout(r, 150)); await null; console.log("late") })(); void 0',
    ],
    ['setImmediate in a timer', 'setTimeout(() => setImmediate(() => console.log("late")), 100)'],
    [
      'a promise of the file system',
      `import { readFile } from 'node:fs/promises';
      setTimeout(() => readFile('/etc/hostname').catch(() => 0).then(() => console.log("late")), 100)`,
    ],
    [
      'timers/promises',
      `import { setTimeout as nap } from 'node:timers/promises'; nap(150).then(() => console.log("late")); void 0`,
    ],
  ];
  for (const [name, code] of late) {
    it(`what ${name} prints later belongs to the cell that started it`, async () => {
      const { client } = pair();
      const id = client.send('shell', 'execute_request', { code });
      await client.outcome(id);
      await client.execute('"another cell"');
      const message = await client.waitFor((m) => isLate(m) && !seen.has(m));
      seen.add(message);
      assert.equal(message.parent['msg_id'], id);
    });
  }
  const seen = new Set<Received>();
  const isLate = ({ content }: Received) => content['text'] === 'late\n';

  it('an error thrown later is shown at the cell that started it, and the kernel lives', async () => {
    const { client } = pair();
    for (const code of [
      'setTimeout(() => { throw new Error("too late") }, 50)',
      'Promise.reject(new Error("too late")); void 0',
      '(async () => { await null; throw new Error("too late") })(); void 0',
    ]) {
      const id = client.send('shell', 'execute_request', { code });
      const error = await client.waitFor((m) => m.type === 'error' && m.parent['msg_id'] === id);
      assert.equal(error.content['evalue'], 'too late');
      assert.equal((await client.execute('1')).reply['status'], 'ok');
    }
  });

  it('process.exit and process.abort do not end the kernel', async () => {
    const { client } = pair();
    for (const code of ['process.exit(1)', 'process.exit()', 'process.abort()']) {
      const { reply } = await client.execute(code);
      assert.match(String(reply['evalue']), /would end the kernel/);
    }
    await client.execute(
      'setTimeout(() => process.exit(3), 10); await new Promise((r) => setTimeout(r, 30))',
    );
    assert.equal((await client.execute('1')).reply['status'], 'ok');
  });

  it('process.removeAllListeners leaves those of the kernel', async () => {
    const { client } = pair();
    for (const all of ['', "'uncaughtException'", "'unhandledRejection'", "'SIGINT'"]) {
      const code = `process.removeAllListeners(${all}); process.off('x', () => {});
        setTimeout(() => { throw new Error('thrown later') }, 10);
        void Promise.reject(new Error('rejected later'));
        await new Promise((r) => setTimeout(r, 50));`;
      const { published } = await client.execute(code);
      const seen = published.filter(({ type }) => type === 'error').map((m) => m.content['evalue']);
      assert.deepEqual(seen.sort(), ['rejected later', 'thrown later']);
      const waiting = 'console.log("go"); await new Promise(() => {})';
      const id = client.send('shell', 'execute_request', { code: waiting });
      await client.waitFor((m) => m.parent['msg_id'] === id && m.type === 'stream');
      pair().kernel.process.kill('SIGINT');
      assert.equal((await client.outcome(id)).reply['ename'], 'KeyboardInterrupt');
    }
  });

  it('cyclic, huge and hostile values are shown without harm', async () => {
    const { client } = pair();
    for (const code of [
      'const a: any = {}; a.self = a; a',
      'new Array(1e6).fill(0).map((_, i) => i)',
      'new Proxy({}, { get() { throw new Error("no") }, ownKeys() { throw new Error("no") } })',
      '({ toString() { throw 1 }, toJSON() { throw 2 } })',
      'Object.create(null)',
      '"x".repeat(1e7)',
      '10n ** 1000n',
      'Object.assign(() => 1, { __proto__: null })',
      'NaN',
    ]) {
      const { types } = await client.execute(code);
      assert.equal(types.length, 1, code);
      assert.equal((await client.execute('1')).reply['status'], 'ok');
    }
  });

  it('wrote nothing to the real stderr', () => {
    assert.equal(pair().kernel.stderr(), '');
  });
});
