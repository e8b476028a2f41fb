import assert from 'node:assert/strict';
import { sharedPair } from './support/with-kernel.js';

/** Cells that never end by themselves, and where in them the user is told that they were stopped. */
const endless: readonly [name: string, code: string, place?: RegExp][] = [
  ['a loop', 'console.log("go");\nfor (;;) n++;', /line 2/],
  [
    'a loop in a function',
    'console.log("go");\nfunction spin() {\n  while (true) n++;\n}\nspin()',
    /line 3/,
  ],
  ['an await', 'console.log("go");\n\nawait new Promise(() => {})', /cell \d+, line 3/],
  [
    'an await in a loop, where the cell waited last',
    'console.log("go");\nfor (let i = 0; ; i++) {\n  await null;\n  if (i === 3) await new Promise(() => {});\n}',
    /line 4/,
  ],
  [
    'a function that awaits, at the line that called it',
    'async function poll() {\n  for (;;) await new Promise((r) => setTimeout(r, 10));\n}\nconsole.log("go");\nawait poll()',
    /line 5/,
  ],
  [
    'a request to a server that is silent',
    `import { createServer, get } from 'node:http';
const server = createServer(() => {}).unref();
const port = await new Promise((done) => server.listen(0, () => done((server.address() as any).port)));
console.log("go");
await new Promise((done, failed) => get({ port: port as number }, done).on('error', failed))`,
    /line 5/,
  ],
  [
    'an asynchronous loop',
    'async function* never() { await new Promise(() => {}); yield 1; }\nconsole.log("go");\nfor await (const x of never()) console.log(x)',
    /line 3/,
  ],
  ['a loop after an await', 'console.log("go"); await null;\nfor (;;) n++;', /line 2/],
  [
    'a chain of promises',
    'const chain = (): Promise<void> => Promise.resolve().then(chain);\nconsole.log("go");\nawait chain()',
    /line [13]/,
  ],
  [
    'a loop in a timer',
    'console.log("go"); await new Promise(() => setTimeout(() => {\nfor (;;) n++; }))',
    /line [12]/,
  ],
  [
    'a loop in setImmediate',
    'console.log("go"); await new Promise(() => setImmediate(() => { for (;;); }))',
  ],
  [
    'a native sleep',
    'console.log("go");\nAtomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)',
    /line 2/,
  ],
  ['a callback of a native function', 'console.log("go"); [1, 2].sort(() => { for (;;); })'],
  [
    'a loop that catches everything',
    'console.log("go"); for (;;) { try { n++ } catch {} finally { n++ } }',
  ],
  [
    'a child process',
    `import { execSync } from 'node:child_process';\nconsole.log("go");\nexecSync('sleep 60')`,
    /line 3/,
  ],
  [
    'a child process whose end the cell would not notice',
    `import { spawnSync } from 'node:child_process';\nconsole.log("go");\nspawnSync('sleep', ['60']); spawnSync('sleep', ['60']); "went on"`,
    /line 3/,
  ],
  [
    'a child process after an await',
    `import { spawnSync } from 'node:child_process';\nawait null; console.log("go");\nspawnSync('sleep', ['60']); "went on"`,
    /line 3/,
  ],
];

describe('interrupt', function () {
  this.timeout(60000);
  const pair = sharedPair();
  const rounds = 2;

  before(async () => {
    await pair().client.execute('let n = 0; let kept = "kept"');
  });

  for (const [name, code, place] of endless) {
    it(`stops ${name}, ${rounds} times; what was declared stays`, async function () {
      if (process.platform === 'win32' && name.startsWith('a child process')) return;
      const { client } = pair();
      for (let round = 0; round < rounds; round++) {
        const id = client.send('shell', 'execute_request', { code });
        await client.waitFor((m) => m.parent['msg_id'] === id && m.type === 'stream');
        const { reply } = await client.request('control', 'interrupt_request');
        assert.equal(reply['status'], 'ok');
        const stopped = await client.outcome(id);
        assert.equal(stopped.reply['status'], 'error');
        const traceback = (stopped.reply['traceback'] as string[]).join('\n');
        if (place) assert.match(traceback, place, traceback);
        const after = await client.execute('console.log(kept)');
        assert.equal(after.text(), 'kept\n');
      }
    });
  }

  it('stops a loop that begins when the cell has been told already', async () => {
    const { client } = pair();
    const code = `const waits: any = setTimeout(() => {}, 1e6);
const look = () => { if (waits._destroyed) for (;;); setImmediate(look); };
console.log("go"); await new Promise(() => look())`;
    const id = client.send('shell', 'execute_request', { code });
    await client.waitFor((m) => m.parent['msg_id'] === id && m.type === 'stream');
    const { reply } = await client.request('control', 'interrupt_request');
    assert.equal(reply['status'], 'ok');
    assert.equal((await client.outcome(id)).reply['ename'], 'KeyboardInterrupt');
    assert.equal((await client.execute('console.log(kept)')).text(), 'kept\n');
  });

  it('of nothing does nothing', async () => {
    const { client } = pair();
    for (let n = 0; n < 5; n++) await client.request('control', 'interrupt_request');
    assert.equal((await client.execute('1')).reply['status'], 'ok');
  });

  it('tells the cell, which may tidy up', async () => {
    const { client } = pair();
    const id = client.send('shell', 'execute_request', {
      code: 'console.log("go"); try { await new Promise(() => {}) } finally { console.log("never seen") }',
    });
    await client.waitFor((m) => m.parent['msg_id'] === id && m.type === 'stream');
    await client.request('control', 'interrupt_request');
    assert.equal((await client.outcome(id)).reply['ename'], 'KeyboardInterrupt');
  });

  it('leaves no trace on stderr', () => {
    assert.equal(pair().kernel.stderr(), '');
  });
});
