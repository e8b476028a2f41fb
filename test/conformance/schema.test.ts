import assert from 'node:assert/strict';
import type { Json } from '../../kernel/protocol/message.js';
import { faultsOf, schemas } from './support/schema.js';
import { withPair } from './support/with-kernel.js';

/** One of everything that a front end may ask. */
const requests: readonly [channel: 'shell' | 'control', type: string, content?: Json][] = [
  ['shell', 'kernel_info'],
  ['control', 'kernel_info'],
  ['shell', 'execute', { code: 'console.log(1); console.error(2); display(3, { id: "d" })' }],
  ['shell', 'execute', { code: 'updateDisplay(4, { id: "d" }); clearOutput({ wait: true })' }],
  [
    'shell',
    'execute',
    { code: 'await page("text"); 5', user_expressions: { ok: '1 + 1', bad: 'nobody' } },
  ],
  ['shell', 'execute', { code: 'throw new Error("x")' }],
  ['shell', 'execute', { code: 'const slider = new IntSlider({ value: 1 }); slider' }],
  ['shell', 'execute', { code: 'slider.value = 2; slider.close()' }],
  ['shell', 'execute', { code: 7 }],
  ['shell', 'complete', { code: 'Math.ma', cursor_pos: 7 }],
  ['shell', 'inspect', { code: 'Math.max', cursor_pos: 8, detail_level: 1 }],
  ['shell', 'inspect', { code: '   ', cursor_pos: 1, detail_level: 0 }],
  ['shell', 'is_complete', { code: 'if (1) {' }],
  ['shell', 'is_complete', { code: '1' }],
  ['shell', 'history', { hist_access_type: 'tail', n: 3, output: true, raw: true }],
  ['shell', 'comm_info', {}],
  ['control', 'create_subshell'],
  ['control', 'list_subshell'],
  ['control', 'delete_subshell', { subshell_id: 'none' }],
  ['control', 'usage'],
  ['control', 'interrupt'],
  ['control', 'shutdown', { restart: false }],
];

/** What the requests above must have brought, beside their replies. */
const covered = [
  ...['iopub_welcome', 'status', 'execute_input', 'execute_result', 'stream', 'display_data'],
  ...['update_display_data', 'clear_output', 'error', 'comm_open', 'comm_msg', 'comm_close'],
  ...requests.map(([, type]) => `${type}_reply`),
];

describe('a recorded session', function () {
  this.timeout(60000);

  it('holds nothing but messages that fit the protocol, each on its channel', () =>
    withPair(async ({ client }) => {
      for (const [channel, type, content = {}] of requests) {
        await client.request(channel, `${type}_request`, content);
      }
      const types = new Set(client.received.map(({ type }) => type));
      for (const type of covered) assert.ok(types.has(type), `${type} was never sent`);
      assert.deepEqual(client.received.flatMap(faultsOf), []);
    }));

  it('the same, with a question on stdin and comms of the front end', () =>
    withPair(async ({ client }) => {
      const open = client.send('shell', 'comm_open', {
        comm_id: 'x',
        target_name: 'unknown',
        data: {},
      });
      await client.waitFor((m) => m.type === 'comm_close' && m.parent['msg_id'] === open);
      const id = client.send('shell', 'execute_request', {
        code: 'await input("?")',
        allow_stdin: true,
      });
      await client.waitFor((m) => m.type === 'input_request');
      client.send('stdin', 'input_reply', { value: 'a' });
      await client.outcome(id);
      assert.deepEqual(client.received.flatMap(faultsOf), []);
      const types = new Set(client.received.map(({ type }) => type));
      for (const type of ['input_request', 'comm_close', 'execute_result', 'status'])
        assert.ok(types.has(type), type);
    }));

  it('the table of schemas catches a message that does not fit', () => {
    const header = {
      msg_id: '1',
      session: 's',
      username: 'u',
      date: 'd',
      msg_type: 'stream',
      version: '5.5',
    };
    const good = {
      socket: 'iopub',
      type: 'stream',
      header,
      parent: {},
      metadata: {},
      content: { name: 'stdout', text: 'x' },
    };
    assert.deepEqual(faultsOf(good), []);
    assert.equal(faultsOf({ ...good, socket: 'shell' }).length, 1);
    assert.equal(faultsOf({ ...good, content: { name: 'stdlog', text: 1 } }).length, 2);
    assert.equal(faultsOf({ ...good, content: { ...good.content, extra: 1 } }).length, 1);
    assert.equal(faultsOf({ ...good, type: 'juggle' }).length, 1);
    assert.ok(Object.keys(schemas).length > 25);
  });
});
