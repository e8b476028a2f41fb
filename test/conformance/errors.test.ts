import assert from 'node:assert/strict';
import { sharedPair } from './support/with-kernel.js';

/** Errors of cells, and what has to be seen of them. */
const errors: readonly [name: string, code: string, seen: readonly string[]][] = [
  [
    'the inner errors of an AggregateError',
    "const say = (n: string) => n + ' inner';\nthrow new AggregateError([new Error(say('first')), new TypeError(say('second'))], 'several');",
    [
      'AggregateError',
      'several',
      'inner error 1 of 2: Error: first inner',
      'TypeError: second inner',
    ],
  ],
  [
    'the fields of an error of its own class',
    "class HttpError extends Error { constructor(public code: number, public body: object) { super('refused'); } }\nthrow new HttpError(400 + 4, { why: 'go' + 'ne' });",
    ['refused', 'code: 404', "body: { why: 'gone' }"],
  ],
  [
    'causes, three deep, each with its line',
    "const at = (place: string) => 'at the ' + place;\nfunction deep() { throw new RangeError(at('bottom')); }\ntry { try { deep(); } catch (e) { throw new Error(at('half'), { cause: e }); } } catch (e) { throw new Error(at('top'), { cause: e }); }",
    ['at the top', 'cause: Error: at the half', 'cause: RangeError: at the bottom', 'in deep'],
  ],
  [
    'the code and path of a system error',
    "import { readFileSync } from 'node:fs';\nreadFileSync('/no/such/file');",
    ['ENOENT', "code: 'ENOENT'", "path: '/no/such/file'"],
  ],
  [
    'an error that is its own cause',
    "const e = new Error('round'); e.cause = e; throw e;",
    ['round', 'cause: …'],
  ],
  [
    'an error whose fields throw',
    "throw Object.assign(Object.defineProperty(new Error('sly'), 'x', { enumerable: true, get() { throw 1; } }), { y: 2 })",
    ['sly', 'x: [getter]', 'y: 2'],
  ],
];

// eslint-disable-next-line no-control-regex
const plain = (text: string): string => text.replaceAll(/\u001b\[[\d;]*m/g, '');

describe('an error of a cell', function () {
  this.timeout(60000);
  const pair = sharedPair();

  for (const [name, code, seen] of errors) {
    it(`shows ${name}`, async () => {
      const { reply } = await pair().client.execute(code);
      assert.equal(reply['status'], 'error');
      const traceback = plain((reply['traceback'] as string[]).join('\n'));
      for (const text of seen) assert.ok(traceback.includes(text), `${text} in\n${traceback}`);
    });
  }

  it('aborts the cells that were sent before it was known, and not those that come after', async () => {
    const { client } = pair();
    for (const wait of ['', 'await new Promise((r) => setTimeout(r, 50));']) {
      const ids = [`${wait}throw new Error("x")`, '1', '2', '3'].map((code) =>
        client.send('shell', 'execute_request', { code, silent: false }),
      );
      const [failed, ...others] = await Promise.all(ids.map((id) => client.outcome(id)));
      assert.equal(failed!.reply['ename'], 'Error');
      for (const { reply } of others) assert.equal(reply['ename'], 'ExecutionAborted');
      assert.equal((await client.execute('"runs"')).reply['status'], 'ok');
    }
  });

  it('with stop_on_error = false aborts nothing', async () => {
    const { client } = pair();
    const ids = ['throw new Error("x")', '1'].map((code) =>
      client.send('shell', 'execute_request', { code, silent: false, stop_on_error: false }),
    );
    const [, second] = await Promise.all(ids.map((id) => client.outcome(id)));
    assert.equal(second!.reply['status'], 'ok');
  });

  it('clearOutput(true), as in IPython, waits for the next output', async () => {
    const { client } = pair();
    const { published } = await client.execute(
      "console.log('before');\nclearOutput(true);\nconsole.log('after');",
    );
    const seen = published.flatMap(({ type, content }) =>
      type === 'stream' || type === 'clear_output' ? [content['text'] ?? content['wait']] : [],
    );
    assert.deepEqual(seen, ['before\n', true, 'after\n']);
  });
});
