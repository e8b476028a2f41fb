import assert from 'node:assert/strict';
import type { Json } from '../../kernel/protocol/message.js';
import { contents } from '../../kernel/protocol/requests.js';
import { sharedPair } from './support/with-kernel.js';

/** Every type of message that a front end sends, on the channel where it belongs. */
const requests: readonly ['shell' | 'control' | 'stdin', string][] = [
  ['shell', 'kernel_info_request'],
  ['shell', 'execute_request'],
  ['shell', 'complete_request'],
  ['shell', 'inspect_request'],
  ['shell', 'is_complete_request'],
  ['shell', 'history_request'],
  ['shell', 'comm_info_request'],
  ['shell', 'comm_open'],
  ['shell', 'comm_msg'],
  ['shell', 'comm_close'],
  ['control', 'kernel_info_request'],
  ['control', 'usage_request'],
  ['control', 'debug_request'],
  ['control', 'interrupt_request'],
  ['control', 'shutdown_request'],
  ['control', 'create_subshell_request'],
  ['control', 'delete_subshell_request'],
  ['control', 'list_subshell_request'],
  ['stdin', 'input_reply'],
];

/** What stands where a JSON object belongs. */
const nonsense = ['null', 'true', '3', '"text"', '[1]', '{not json', ''];

describe('contents that are no JSON object', function () {
  this.timeout(180_000);
  const pair = sharedPair();

  for (const [channel, type] of requests) {
    it(`of ${type} on ${channel} harm nothing; a request is answered`, async () => {
      const { client } = pair();
      for (const text of nonsense) {
        const frames = client.resign(client.frame(type, {}), 5, text);
        await client.sendRaw(channel, frames);
        if (!type.endsWith('_request')) continue;
        const { msg_id: id } = JSON.parse(String(frames[2])) as { msg_id: string };
        const { reply } = await client.outcome(id);
        // Who the kernel is, and how it fares, may be told whatever stands in the question.
        if (/kernel_info|usage/.test(type)) continue;
        assert.equal(reply['status'], 'error');
        assert.match(String(reply['evalue']), new RegExp(`content of this ${type}`));
      }
      assert.equal((await client.execute('20 + 22')).reply['status'], 'ok');
    });
  }

  it('fields of any kind are named in the reply, or have a meaning; the kernel goes on', async () => {
    const { client } = pair();
    const sound = { code: '1', comm_id: 'none', subshell_id: 'none' };
    const ids: string[] = [];
    const send = async (channel: 'shell' | 'control' | 'stdin', type: string, content: Json) => {
      const frames = client.frame(type, content);
      await client.sendRaw(channel, frames);
      return (JSON.parse(String(frames[2])) as { msg_id: string }).msg_id;
    };
    const fieldsOf = (type: string) =>
      (contents as Readonly<Record<string, { entries: object }>>)[type]?.entries ?? {};
    for (const [channel, type] of requests) {
      if (!type.endsWith('_request') || /shutdown|create_subshell/.test(type)) continue;
      for (const value of [null, true, -1.5, 1e308, 'text', [1], { a: null }])
        for (const field of Object.keys(fieldsOf(type)))
          ids.push(await send(channel, type, { ...sound, [field]: value }));
    }
    for (const id of ids) {
      const { reply } = await client.outcome(id, 60_000);
      assert.equal(typeof reply['status'], 'string');
      if (reply['status'] === 'error')
        assert.match(String(reply['evalue']), /should be|is missing|none|text|failed/);
    }
    for (const type of ['comm_open', 'comm_msg', 'comm_close'])
      for (const value of [null, true, 3, 'text', [1], { a: null }])
        for (const field of ['comm_id', 'target_name', 'data'])
          await send('shell', type, { comm_id: 'a', target_name: 'b', [field]: value });
    const { reply } = await client.request('shell', 'complete_request', { code: 5 });
    assert.equal(
      reply['evalue'],
      'In the content of this complete_request, "code" should be a text, but is 5',
    );
    assert.equal((await client.execute('20 + 22')).reply['status'], 'ok');
  });

  it('metadata and parent headers that are no JSON object are refused too', async () => {
    const { client } = pair();
    for (const part of [3, 4]) {
      for (const text of nonsense) {
        const frames = client.frame('execute_request', { code: '1' });
        await client.sendRaw('shell', client.resign(frames, part, text));
      }
    }
    assert.equal((await client.execute('20 + 22')).reply['status'], 'ok');
  });

  it('headers, metadata and contents that are nested too deeply to be sent back are refused', async () => {
    const { client } = pair();
    for (const depth of [2_000, 20_000, 200_000]) {
      const deep = `${'['.repeat(depth)}${']'.repeat(depth)}`;
      for (const part of [2, 4, 5]) {
        const frames = client.frame('execute_request', { code: '1' });
        const whole = String(frames[part]).replace(
          /\}$/,
          part === 4 ? `"x":${deep}}` : `,"x":${deep}}`,
        );
        await client.sendRaw('shell', client.resign(frames, part, whole));
        const { msg_id: id } = JSON.parse(String(frames[2])) as { msg_id: string };
        const { reply } = await client.outcome(id);
        assert.match(String(reply['evalue']), /This execute_request nests lists and objects too/);
      }
      const data = `{"comm_id":"a","target_name":"jupyter.widget","data":{"state":{"x":${deep}}}}`;
      const frames = client.resign(client.frame('comm_open', {}), 5, data);
      await client.sendRaw('shell', frames);
    }
    const texts = { code: '1', x: '['.repeat(5_000) };
    const { reply } = await client.request('shell', 'execute_request', texts);
    assert.equal(reply['status'], 'ok');
  });

  it('debug requests whose fields are of any type are answered', async () => {
    const { client } = pair();
    for (const value of [null, true, 3, 'text', [1], { a: null }]) {
      for (const command of ['setBreakpoints', 'source', 'dumpCell', 'variables', value]) {
        const content = { type: 'request', seq: value, command, arguments: value };
        const { reply } = await client.request('control', 'debug_request', content);
        assert.equal(reply['type'], 'response');
      }
    }
  });

  it('a header of 100,000 letters comes back whole with everything that is printed', async () => {
    const { client } = pair();
    for (const username of ['u'.repeat(100_000), '語'.repeat(40_000), '😀'.repeat(150_000)]) {
      const header = { username };
      const content = { code: 'console.log("printed"); 1 + 1', silent: false };
      const outcome = await client.request('shell', 'execute_request', content, { header });
      assert.equal(outcome.text(), 'printed\n');
      const printed = outcome.published.find(({ type }) => type === 'stream')!;
      assert.equal(printed.parent['username'], username);
    }
  });

  it('nothing of all this was written to stderr, and shutting down still works', async () => {
    const { client, kernel } = pair();
    assert.equal(kernel.stderr(), '');
    const { reply } = await client.request('control', 'shutdown_request', { restart: 'perhaps' });
    assert.equal(reply['status'], 'error');
    await client.request('control', 'shutdown_request', { restart: false });
    assert.equal(await kernel.ended, 0);
  });
});
