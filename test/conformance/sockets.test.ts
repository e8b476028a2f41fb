import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { curveKeyPair } from 'zeromq';
import { Client } from './support/client.js';
import { makeConnection, startKernelProcess } from './support/kernel-process.js';
import { sharedPair, startPair, withPair } from './support/with-kernel.js';

describe('sockets', function () {
  this.timeout(60000);
  const pair = sharedPair();

  it('runs a cell and signs every answer', async () => {
    const { client } = pair();
    const { reply, types } = await client.execute('console.log("hi"); 1 + 1');
    assert.equal(reply['status'], 'ok');
    assert.deepEqual(types, ['stream', 'execute_result']);
  });

  it('shows nothing but the display where display() is the last expression', async () => {
    const { client } = pair();
    assert.deepEqual((await client.execute('display(3)')).types, ['display_data']);
    assert.deepEqual((await client.execute('heatmap([[1]])')).types.at(-1), 'execute_result');
  });

  it('welcomes every subscriber, the second one too', async () => {
    const { kernel } = pair();
    for (let n = 0; n < 2; n++) {
      const other = new Client(kernel.connection);
      const welcome = await other.welcomed();
      assert.deepEqual(welcome.content, { subscription: '' });
      assert.deepEqual(welcome.parent, {});
      other.close();
    }
  });

  it('answers two clients, each with its own reply, and shows both all outputs', async () => {
    const { client, kernel } = pair();
    const other = new Client(kernel.connection);
    await other.welcomed();
    const [mine, theirs] = await Promise.all([client.execute('"mine"'), other.execute('"theirs"')]);
    assert.equal(mine.reply['status'], 'ok');
    assert.equal(theirs.reply['status'], 'ok');
    assert.equal(other.received.filter(({ type }) => type === 'execute_reply').length, 1);
    assert.ok(client.received.some(({ content }) => content['code'] === '"theirs"'));
    other.close();
  });

  it('beats while a cell spins, and shows at once what it prints', async () => {
    const { client } = pair();
    const spinning = client.execute(
      `console.log('first'); { const end = Date.now() + 1500; while (Date.now() < end); } console.log('last')`,
    );
    const first = await client.waitFor(({ content }) => content['text'] === 'first\n');
    assert.ok((await client.beat()) < 500);
    const info = await client.request('control', 'kernel_info_request');
    assert.equal(info.reply['status'], 'ok');
    const usage = await client.request('control', 'usage_request');
    assert.ok(Number(usage.reply['kernel_memory']) > 1e7);
    const answeredAt = performance.now();
    const { published, text } = await spinning;
    const last = published.find(({ content }) => content['text'] === 'last\n')!;
    assert.ok(last.at > answeredAt, 'the cell was still spinning when control was answered');
    assert.ok(last.at - first.at > 1000);
    assert.equal(text(), 'first\nlast\n');
  });

  it('sends bytes beside a comm message, and gives them back when asked', async () => {
    const { client } = pair();
    const { published } = await client.execute('heatmap([[0, 0.5], [0.25, 1]])');
    const opened = published.filter(
      ({ type, buffers }) => type === 'comm_open' && buffers.length > 0,
    );
    assert.equal(opened.length, 1);
    const { comm_id } = opened[0]!.content;
    const id = client.send('shell', 'comm_msg', { comm_id, data: { method: 'request_state' } });
    const state = await client.waitFor((m) => m.type === 'comm_msg' && m.parent['msg_id'] === id);
    assert.deepEqual(state.buffers, opened[0]!.buffers);
  });

  it('a slider moved in the browser is seen by the cell that observes it', async () => {
    const { client } = pair();
    const { published } = await client.execute(
      `const slider = new IntSlider({ value: 1 }); slider.observe(() => console.log('now', slider.value), 'value'); slider`,
    );
    const opened = published.filter(({ type }) => type === 'comm_open').at(-1)!;
    for (const value of [3, 4]) {
      const data = { method: 'update', state: { value }, buffer_paths: [] };
      const id = client.send('shell', 'comm_msg', { comm_id: opened.content['comm_id'], data });
      await client.waitFor(
        (m) => m.content['execution_state'] === 'idle' && m.parent['msg_id'] === id,
      );
      const heard = client.received.filter((m) => m.parent['msg_id'] === id && m.type === 'stream');
      assert.deepEqual(
        heard.map(({ content }) => content['text']),
        [`now ${value}\n`],
      );
    }
  });

  it('asks on stdin: await input() and the blocking prompt()', async () => {
    const { client } = pair();
    for (const code of ['await input("Name? ")', 'prompt("Name? ")']) {
      const id = client.send('shell', 'execute_request', { code, allow_stdin: true });
      const question = await client.waitFor(
        (m) => m.type === 'input_request' && m.parent['msg_id'] === id,
      );
      assert.deepEqual(question.content, { prompt: 'Name? ', password: false });
      client.send('stdin', 'input_reply', { value: 'Ada', status: 'ok' });
      const { published } = await client.outcome(id);
      const result = published.find(({ type }) => type === 'execute_result')!;
      assert.deepEqual((result.content['data'] as Record<string, string>)['text/plain'], "'Ada'");
    }
  });

  it('an interrupt ends a blocking prompt()', async () => {
    const { client } = pair();
    const id = client.send('shell', 'execute_request', { code: 'prompt("?")', allow_stdin: true });
    await client.waitFor((m) => m.type === 'input_request' && m.parent['msg_id'] === id);
    client.send('control', 'interrupt_request');
    assert.equal((await client.outcome(id)).reply['ename'], 'KeyboardInterrupt');
  });
});

/** Does something again and again, until it succeeds. */
async function until<T>(attempt: () => Promise<T>, milliseconds: number): Promise<T> {
  const end = performance.now() + milliseconds;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (performance.now() > end) throw error;
    }
  }
}

describe('a kernel process', function () {
  this.timeout(60000);
  it('ends with code 0 on shutdown, after its reply', () =>
    withPair(async ({ kernel, client }) => {
      await client.execute('setInterval(() => {}, 1000); 1');
      const { reply } = await client.request('control', 'shutdown_request', { restart: false });
      assert.deepEqual(reply, { status: 'ok', restart: false });
      assert.equal(await kernel.ended, 0);
      assert.equal(kernel.stderr(), '');
    }));

  it('ends on shutdown while a cell spins', () =>
    withPair(async ({ kernel, client }) => {
      client.send('shell', 'execute_request', { code: 'console.log("spinning"); for (;;);' });
      await client.waitFor(({ content }) => content['text'] === 'spinning\n');
      const id = client.send('control', 'shutdown_request', { restart: true });
      const reply = await client.waitFor(
        (m) => m.socket === 'control' && m.parent['msg_id'] === id,
      );
      assert.deepEqual(reply.content, { status: 'ok', restart: true });
      await kernel.ended;
    }));

  it('starts again on the same ports', async () => {
    const first = await startPair();
    first.client.send('control', 'shutdown_request', { restart: true });
    const second = startKernelProcess(first.kernel.connection);
    try {
      await first.kernel.ended;
      // As clients do, until one answer is whole: what is published before the subscription came through is lost.
      const ask = () => first.client.request('shell', 'kernel_info_request', {}, { patience: 500 });
      const info = await until(ask, 15_000);
      assert.equal(info.reply['status'], 'ok');
      assert.equal((await first.client.execute('1')).reply['execution_count'], 1);
    } finally {
      first.client.close();
      await Promise.all([first.kernel.dispose(), second.dispose()]);
    }
  });

  it('ends when the process that started it is gone', async () => {
    const connection = await makeConnection();
    const parent = startKernelProcess(await makeConnection());
    const kernel = startKernelProcess(connection, {
      env: { JPY_PARENT_PID: String(parent.process.pid) },
    });
    const client = new Client(connection);
    try {
      await client.welcomed();
      client.send('shell', 'execute_request', { code: 'console.log("spinning"); for (;;);' });
      await client.waitFor(({ content }) => content['text'] === 'spinning\n');
      await parent.dispose();
      await kernel.ended;
    } finally {
      client.close();
      await kernel.dispose();
    }
  });

  it('says on stderr which address it cannot have, and ends with code 1', async function () {
    const first = await startPair();
    const second = startKernelProcess(first.kernel.connection);
    try {
      assert.equal(await second.ended, 1);
      assert.match(
        second.stderr(),
        /^gatelab: Cannot listen on tcp:\/\/127\.0\.0\.1:\d+: [^\n]*\n$/,
      );
    } finally {
      first.client.close();
      await Promise.all([first.kernel.dispose(), second.dispose()]);
    }
  });

  it('speaks CurveZMQ when the connection file has keys; without the key nobody is heard', async () => {
    const { publicKey, secretKey } = curveKeyPair();
    const keys = { curve_publickey: publicKey, curve_secretkey: secretKey };
    await withPair(async ({ client, kernel }) => {
      assert.equal((await client.execute('1 + 1')).reply['status'], 'ok');
      assert.ok((await client.beat()) >= 0);
      const plain = new Client(kernel.connection, { curve: false });
      plain.send('shell', 'kernel_info_request');
      await sleep(300);
      assert.deepEqual(plain.received, []);
      plain.close();
    }, keys);
  });

  it('listens on ipc sockets', async function () {
    if (process.platform === 'win32') return;
    const folder = mkdtempSync(join(tmpdir(), 'gl-'));
    try {
      await withPair(
        async ({ client }) => assert.equal((await client.execute('1 + 1')).reply['status'], 'ok'),
        { transport: 'ipc', ip: join(folder, 'k') },
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('works unsigned when the key is empty', () =>
    withPair(
      async ({ client }) => assert.equal((await client.execute('1 + 1')).reply['status'], 'ok'),
      { key: '' },
    ));
});
