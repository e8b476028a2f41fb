import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { contentsOf, startTestKernel, typesOf } from '../support/test-kernel.js';

describe('Session', () => {
  it('brackets a cell with busy and idle, its input first', async () => {
    const { execute } = await startTestKernel();
    const { reply, published } = await execute('print("a"); show("b"); 1 + 1');
    assert.deepEqual(typesOf(published), [
      ...['busy', 'execute_input', 'stream', 'display_data', 'execute_result', 'idle'],
    ]);
    assert.equal(reply!.header.msg_type, 'execute_reply');
    assert.equal(reply!.content['status'], 'ok');
    assert.equal(reply!.content['execution_count'], 1);
    assert.deepEqual(contentsOf(published, 'execute_result'), [
      { execution_count: 1, data: { 'text/plain': '2' }, metadata: {} },
    ]);
  });

  it('answers a request of unknown type with an error', async () => {
    const { client } = await startTestKernel();
    const { reply, published } = await client.request('shell', 'juggle_request');
    assert.equal(reply!.header.msg_type, 'juggle_reply');
    assert.equal(reply!.content['status'], 'error');
    assert.match(String(reply!.content['evalue']), /juggle_request/);
    assert.deepEqual(typesOf(published), ['busy', 'idle']);
  });

  it('answers a request whose fields are wrong with an error that names the field', async () => {
    const { client } = await startTestKernel();
    for (const type of ['execute', 'complete', 'inspect', 'is_complete']) {
      const { reply } = await client.request('shell', `${type}_request`, { code: 7 });
      assert.equal(reply!.header.msg_type, `${type}_reply`);
      assert.equal(reply!.content['status'], 'error');
      assert.match(String(reply!.content['evalue']), /"code" should be a text/);
    }
  });

  it('has no prototype for handlers: "constructor" is no message type', async () => {
    const { client } = await startTestKernel();
    for (const type of ['constructor', 'toString', '__proto__']) {
      const { published } = await client.request('shell', type);
      assert.deepEqual(typesOf(published), ['busy', 'error', 'idle']);
    }
  });

  it('answers kernel_info on shell and control before the engine is ready', async () => {
    const { client } = await startTestKernel({ whenReady: new Promise(() => undefined) });
    for (const channel of ['shell', 'control'] as const) {
      const { reply } = await client.request(channel, 'kernel_info_request');
      assert.equal(reply!.channel, channel);
      assert.equal(reply!.content['protocol_version'], '5.5');
    }
  });

  it('gives every message an id of its own', async () => {
    const { execute, sent } = await startTestKernel();
    for (let n = 0; n < 20; n++) await execute('print("x"); show("y"); 1');
    const ids = sent.map(({ header }) => header.msg_id);
    assert.equal(new Set(ids).size, ids.length);
  });

  it('keeps the parent per request while two cells await at the same time', async () => {
    const { client, execute, sent } = await startTestKernel();
    const { reply } = await client.request('control', 'create_subshell_request');
    const subshell = String(reply!.content['subshell_id']);
    const first = execute('await new Promise((r) => setTimeout(r, 30)); return 1');
    const second = client.request('shell', 'execute_request', { code: '2' }, { subshell });
    const early = await second;
    assert.equal(sent.filter((m) => m.header.msg_type === 'execute_reply').length, 1);
    const late = await first;
    for (const answer of [early, late]) {
      const { parent } = answer.reply!;
      assert.ok(
        answer.published.every(
          (m) => 'msg_id' in m.parent && 'msg_id' in parent && m.parent.msg_id === parent.msg_id,
        ),
      );
    }
    assert.deepEqual(contentsOf(early.published, 'execute_result')[0]!['data'], {
      'text/plain': '2',
    });
  });

  it('serves completions and comms while a cell awaits, and then says that it is still busy', async () => {
    const { client, execute, sent } = await startTestKernel();
    const cell = execute('await new Promise((r) => setTimeout(r, 400))');
    await sleep(5);
    const { reply } = await client.request('shell', 'complete_request', {
      code: 'al',
      cursor_pos: 2,
    });
    assert.deepEqual(reply!.content['matches'], ['alpha', 'alphabet']);
    await sleep(5);
    const last = sent.filter((m) => m.header.msg_type === 'status').at(-1)!;
    assert.equal(last.content['execution_state'], 'busy');
    const answer = await cell;
    assert.equal(
      'msg_id' in last.parent && last.parent.msg_id,
      'msg_id' in answer.reply!.parent && answer.reply!.parent.msg_id,
    );
  });

  it('keeps the order of short cells and what is asked after them', async () => {
    const { client, execute, sent } = await startTestKernel();
    void execute('await new Promise((r) => setTimeout(r))');
    await client.request('shell', 'history_request', { hist_access_type: 'tail', n: 1 });
    const replies = sent.map((m) => m.header.msg_type).filter((type) => type.endsWith('_reply'));
    assert.deepEqual(replies, ['execute_reply', 'history_reply']);
  });

  it('tells the transport which cell begins, each cell once and nothing else', async () => {
    const { client, execute } = await startTestKernel();
    const begun: string[] = [];
    Object.assign(client, { begin: ({ msg_id: id }: { msg_id: string }) => begun.push(id) });
    const first = await execute('1');
    await client.request('shell', 'history_request', { hist_access_type: 'tail', n: 1 });
    const second = await execute('2');
    const asked = [first, second].map(({ reply }) => reply!.parent as { msg_id: string });
    assert.deepEqual(
      begun,
      asked.map(({ msg_id: id }) => id),
    );
    assert.equal(new Set(begun).size, 2);
  });

  it('shuts down after the reply, and tells the other clients', async () => {
    const { client, isShutDown } = await startTestKernel();
    const { reply, published } = await client.request('control', 'shutdown_request', {
      restart: true,
    });
    assert.deepEqual(reply!.content, { status: 'ok', restart: true });
    assert.deepEqual(contentsOf(published, 'shutdown_reply'), [{ status: 'ok', restart: true }]);
    await sleep(5);
    assert.ok(isShutDown());
  });

  it('signs what it says with the id that it was given, or with one of its own', async () => {
    const named = await startTestKernel({ id: 'named' });
    const { published } = await named.execute('1');
    assert.deepEqual([...new Set(published.map(({ header }) => header.session))], ['named']);
    const { reply } = await (await startTestKernel()).execute('1');
    assert.match(reply!.header.session, /^[\w-]{16,}$/);
  });

  it('tells what a cell needs to know of its request: the id of the cell, where the front end sends one', async () => {
    const seen: (string | undefined)[] = [];
    const { client } = await startTestKernel({ beforeCell: ({ cellId }) => seen.push(cellId) });
    for (const metadata of [{ cellId: 'abc' }, {}, { cellId: 7 }])
      await client.request('shell', 'execute_request', { code: '1' }, { metadata });
    assert.deepEqual(seen, ['abc', undefined, undefined]);
  });

  it('stops a cell that waits, as the Stop button does, when it is told to', async () => {
    const { session, execute } = await startTestKernel();
    const waiting = execute('await new Promise(() => {})');
    await sleep(20);
    session.interrupt();
    assert.equal((await waiting).reply!.content['ename'], 'KeyboardInterrupt');
  });

  it('knows for how long no client has sent anything', async () => {
    const { session, execute } = await startTestKernel();
    await execute('1');
    const before = session.idleFor;
    await sleep(30);
    const later = session.idleFor;
    assert.ok(
      before >= 0 && later >= before + 25 && later < before + 10_000,
      `${before}, ${later}`,
    );
    await execute('2');
    assert.ok(session.idleFor < later);
  });

  it('is heard no more by those who listened when the transport is closed', async () => {
    const { client, sent, session } = await startTestKernel();
    await client.close();
    const before = sent.length;
    session.outputs.displayData({ 'text/plain': 'late' }, {});
    client.post('shell', 'kernel_info_request', {});
    await sleep(10);
    assert.equal(sent.length, before);
  });
});
