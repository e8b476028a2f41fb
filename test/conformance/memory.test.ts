import assert from 'node:assert/strict';
import { withPair } from './support/with-kernel.js';

/** A kernel with little memory, so that it is full soon. */
const small = { nodeFlags: ['--no-force-async-hooks-checks', '--max-old-space-size=192'] };

/** Cells that would fill any memory; `kept` tells that what was declared is still there. */
const greedy: readonly [name: string, code: string, kept: string][] = [
  [
    'a list of objects',
    'const kept: object[] = [];\nfor (;;) kept.push({ a: new Array(1000).fill(0) });',
    'kept.length > 1000',
  ],
  [
    'a loop that awaits',
    'const rows: number[][] = [];\nfor (;;) { await null; rows.push(new Array(5000).fill(1.5)); }',
    'rows.length > 100',
  ],
  [
    'one array that is larger than the memory, and another',
    'const arrays: number[][] = [];\nfor (;;) arrays.push(new Array(2 ** 23).fill(1));',
    'arrays.length > 0',
  ],
  [
    'a table that doubles',
    'const table = new Map();\nfor (let i = 0; ; i++) table.set(i, i);',
    'table.size > 1e6',
  ],
];

/** Outside V8's heap, whose limit they do not meet. */
const typed =
  'const kept: Float64Array[] = [];\nfor (;;) kept.push(new Float64Array(5e6).fill(1));';

/** Takes no memory, but does not say for a second how much is in use. */
const silence =
  "Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1000);\nfor (const end = Date.now() + 1500; Date.now() < end; );\nconsole.log('went on');";

describe('a cell that fills the memory', function () {
  this.timeout(240_000);

  for (const [name, code, kept] of greedy) {
    it(`${name}: is stopped with a sentence, and what was declared is kept`, () =>
      withPair(
        async ({ client, kernel }) => {
          await client.execute('let before = "before"');
          const { reply, text } = await client.execute(code, { patience: 150_000 });
          assert.match(text('stderr'), /memory runs full: \d+ of \d+ MB/);
          assert.equal(reply['ename'], 'OutOfMemoryError', String(reply['evalue']));
          assert.match(
            String(reply['evalue']),
            /Stopped at cell 2, line 2 before the memory ran out: \d+ of \d+ MB/,
          );
          // Nothing is stopped again for what is merely still there.
          const after = await client.execute(`console.log(before, ${kept}, 20 + 22)`);
          assert.equal(after.text(), 'before true 42\n', String(after.reply['evalue']));
          const slow = await client.execute(silence, { patience: 150_000 });
          assert.equal(slow.text(), 'went on\n', String(slow.reply['evalue']));
          assert.equal(kernel.stderr(), '');
        },
        {},
        small,
      ));
  }

  it('typed arrays, where the process may have 700 MB: is stopped too', () =>
    withPair(
      async ({ client }) => {
        await client.execute('let before = "before"');
        const { reply } = await client.execute(typed, { patience: 150_000 });
        assert.equal(reply['ename'], 'OutOfMemoryError', String(reply['evalue']));
        assert.match(String(reply['evalue']), /Stopped at cell 2, line 2 .*of 700 MB are in use/);
        const after = await client.execute('kept.length = 0; console.log(before)');
        assert.equal(after.text(), 'before\n', String(after.reply['evalue']));
      },
      {},
      { env: { GATELAB_MEMORY: '700' } },
    ));

  it('leaves a cell with `debugger` alone', () =>
    withPair(
      async ({ client }) => {
        const code =
          'const much = Array.from({ length: 3e6 }, (_, i) => [i]);\nawait new Promise((r) => setTimeout(r, 1500)); debugger; much.length';
        const { reply } = await client.execute(code, { patience: 150_000 });
        assert.equal(reply['status'], 'ok', String(reply['evalue']));
      },
      {},
      { nodeFlags: ['--no-force-async-hooks-checks', '--max-old-space-size=400'] },
    ));

  it('with garbage alone goes on', () =>
    withPair(
      async ({ client }) => {
        const code =
          'let sum = 0;\nfor (let i = 0; i < 60_000; i++) sum += new Array(2000).fill(i).length;\nsum';
        const { reply } = await client.execute(code, { patience: 150_000 });
        assert.equal(reply['status'], 'ok');
      },
      {},
      small,
    ));
});
