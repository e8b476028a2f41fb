import assert from 'node:assert/strict';
import type { Comm, CommMessage } from '../../../widgets/host/core/comm.js';
import { contentsOf, startTestKernel, typesOf } from '../support/test-kernel.js';

const open = { comm_id: 'c1', target_name: 'echo', data: { hello: 1 } };

/** A kernel whose target "echo" sends back what it gets, and remembers all. */
async function startEcho() {
  const kernel = await startTestKernel();
  const opened: CommMessage[] = [];
  const closed: CommMessage[] = [];
  let comm: Comm | undefined;
  kernel.session.comms.registerTarget('echo', (newComm, message) => {
    comm = newComm;
    opened.push(message);
    newComm.onMessage(({ data, buffers, metadata }) => newComm.send(data, buffers, metadata));
    newComm.onClose((last) => closed.push(last));
  });
  return { ...kernel, opened, closed, comm: () => comm! };
}

describe('Comms', () => {
  it('a front end opens a comm of a known target', async () => {
    const { client, opened, session } = await startEcho();
    const { published } = await client.request('shell', 'comm_open', open);
    assert.deepEqual(typesOf(published), ['busy', 'idle']);
    assert.deepEqual(opened[0]!.data, { hello: 1 });
    assert.equal(session.comms.get('c1')!.id, 'c1');
  });

  it('a comm of an unknown target is closed on iopub', async () => {
    const { client } = await startEcho();
    const { published } = await client.request('shell', 'comm_open', {
      ...open,
      target_name: 'who',
    });
    assert.deepEqual(typesOf(published), ['busy', 'comm_close', 'idle']);
    assert.deepEqual(contentsOf(published, 'comm_close'), [{ comm_id: 'c1', data: {} }]);
  });

  it('a message for a comm that is not open is answered by comm_close', async () => {
    const { client } = await startEcho();
    const { published } = await client.request('shell', 'comm_msg', { comm_id: 'ghost', data: {} });
    assert.deepEqual(typesOf(published), ['busy', 'comm_close', 'idle']);
  });

  it('bytes go both ways, beside the data', async () => {
    const { client } = await startEcho();
    await client.request('shell', 'comm_open', open);
    const buffers = [Uint8Array.of(0, 255, 10), new Uint8Array(1 << 16).fill(7)];
    const { published } = await client.request(
      'shell',
      'comm_msg',
      { comm_id: 'c1', data: { method: 'update' } },
      { buffers, metadata: { version: '2.1.0' } },
    );
    const answer = published.find(({ header }) => header.msg_type === 'comm_msg')!;
    assert.deepEqual(answer.buffers, buffers);
    assert.deepEqual(answer.content, { comm_id: 'c1', data: { method: 'update' } });
    assert.deepEqual(answer.metadata, { version: '2.1.0' });
  });

  it('is idle only when an asynchronous handler is done, and what it prints belongs to the message', async () => {
    const { client, comm, execute, session } = await startEcho();
    await client.request('shell', 'comm_open', open);
    await execute('1');
    comm().onMessage(async () => {
      session.outputs.stream('stdout', 'early');
      await Promise.resolve();
      comm().send({ late: true });
    });
    const { published } = await client.request('shell', 'comm_msg', { comm_id: 'c1', data: {} });
    assert.deepEqual(typesOf(published).slice(0, 2), ['busy', 'stream']);
    assert.equal(typesOf(published).at(-1), 'idle');
  });

  it('a handler that throws shows an error and leaves the comm open', async () => {
    const { client, comm, session } = await startEcho();
    await client.request('shell', 'comm_open', open);
    comm().onMessage(() => {
      throw new Error('clumsy');
    });
    const { published } = await client.request('shell', 'comm_msg', { comm_id: 'c1', data: {} });
    assert.deepEqual(typesOf(published), ['busy', 'error', 'idle']);
    assert.equal(contentsOf(published, 'error')[0]!['evalue'], 'clumsy');
    assert.ok(session.comms.get('c1'));
  });

  it('the kernel opens, sends and closes', async () => {
    const { execute, session } = await startEcho();
    const { published } = await execute(
      `const c = comms.open('view', { id: 'k', data: { a: 1 }, metadata: { version: '2.1.0' } });
       c.send({ b: 2 }); c.close(); void 0`,
    );
    assert.deepEqual(typesOf(published).slice(2, -1), ['comm_open', 'comm_msg', 'comm_close']);
    assert.deepEqual(published[2]!.content, { comm_id: 'k', target_name: 'view', data: { a: 1 } });
    assert.equal(session.comms.get('k'), undefined);
  });

  it('a closed comm sends no more, and says so', async () => {
    const { client, comm, closed } = await startEcho();
    await client.request('shell', 'comm_open', open);
    await client.request('shell', 'comm_close', { comm_id: 'c1', data: { bye: 1 } });
    assert.deepEqual(closed[0]!.data, { bye: 1 });
    assert.throws(() => comm().send({}), /closed/);
  });

  it('comm_info names the open comms, all or of one target', async () => {
    const { client, session } = await startEcho();
    await client.request('shell', 'comm_open', open);
    session.comms.open('view', { id: 'k' });
    const ask = async (content: object) =>
      (await client.request('shell', 'comm_info_request', { ...content })).reply!.content['comms'];
    assert.deepEqual(await ask({}), { c1: { target_name: 'echo' }, k: { target_name: 'view' } });
    assert.deepEqual(await ask({ target_name: 'view' }), { k: { target_name: 'view' } });
  });
});
