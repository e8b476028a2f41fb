import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { Client } from './support/client.js';
import { makeRandom } from './support/random.js';
import { sharedPair } from './support/with-kernel.js';

describe('hostile messages', function () {
  this.timeout(60000);
  const pair = sharedPair();

  /** How often the forged cells ran. */
  async function hits(): Promise<string> {
    const { published } = await pair().client.execute('String((globalThis as any).hits ?? 0)');
    const { data } = published.find(({ type }) => type === 'execute_result')!.content;
    return (data as Record<string, string>)['text/plain']!;
  }
  const forged = {
    code: '(globalThis as any).hits = ((globalThis as any).hits ?? 0) + 1',
    silent: false,
  };

  it('500 messages signed with wrong keys are not run', async () => {
    const { client } = pair();
    for (let n = 0; n < 500; n++) {
      const frames = client.frame('execute_request', forged, { key: randomUUID() });
      await client.sendRaw(n % 2 ? 'shell' : 'control', frames);
    }
    assert.equal(await hits(), "'0'");
  });

  it('500 messages with a part changed after signing are not run', async () => {
    const { client } = pair();
    const random = makeRandom(1);
    for (let n = 0; n < 500; n++) {
      const frames = client.frame('execute_request', { ...forged, code: '0' });
      const part = 2 + (n % 4);
      frames[part] =
        n % 4 === 3
          ? JSON.stringify(forged)
          : `${String(frames[part])}${' '.repeat(1 + random() * 5)}`;
      await client.sendRaw('shell', frames);
    }
    assert.equal(await hits(), "'0'");
  });

  it('200 messages without signature, or with half of one, are not run', async () => {
    const { client } = pair();
    for (let n = 0; n < 200; n++) {
      const frames = client.frame('execute_request', forged);
      frames[1] = String(frames[1]).slice(0, n % 64);
      await client.sendRaw('shell', frames);
    }
    assert.equal(await hits(), "'0'");
  });

  it('a message sent 100 times more runs once', async () => {
    const { client } = pair();
    const frames = client.frame('execute_request', forged);
    for (let n = 0; n <= 100; n++) await client.sendRaw(n % 2 ? 'control' : 'shell', frames);
    assert.equal(await hits(), "'1'");
  });

  it('a client with the wrong key gets no answer', async () => {
    const { kernel } = pair();
    const stranger = new Client(kernel.connection, { key: randomUUID() });
    stranger.send('shell', 'kernel_info_request');
    stranger.send('control', 'shutdown_request', { restart: false });
    const { client } = pair();
    assert.equal((await client.execute('1')).reply['status'], 'ok');
    stranger.close();
  });

  it('3,000 random multipart messages do no harm', async () => {
    const { client } = pair();
    const random = makeRandom(2);
    const bytes = (most: number) =>
      Buffer.from(Array.from({ length: random() * most }, () => random() * 256));
    for (let n = 0; n < 3000; n++) {
      const frames = Array.from({ length: 1 + random() * 9 }, () => bytes(60));
      if (random() < 0.5) frames.splice(random() * frames.length, 0, Buffer.from('<IDS|MSG>'));
      await client.sendRaw(
        (['shell', 'control', 'stdin'] as const)[Math.floor(random() * 3)]!,
        frames,
      );
    }
    assert.equal((await client.execute('1')).reply['status'], 'ok');
    assert.ok((await client.beat()) < 5000);
  });

  it('1,000 signed messages with nonsense inside are answered or dropped, and do no harm', async () => {
    const { client } = pair();
    const random = makeRandom(3);
    const nonsense = [
      null,
      1,
      'text',
      [],
      {},
      { a: { b: [] } },
      true,
      -1,
      1e308,
      '\ud800',
      { __proto__: null },
    ];
    const { pick } = random;
    const types = [
      'execute_request',
      'complete_request',
      'inspect_request',
      'history_request',
      'comm_open',
    ];
    types.push(
      'comm_msg',
      'comm_close',
      'is_complete_request',
      'comm_info_request',
      'list_subshell_request',
    );
    types.push('delete_subshell_request', 'input_reply', 'status', '', '__proto__', 'constructor');
    const fields = [
      'code',
      'cursor_pos',
      'comm_id',
      'target_name',
      'data',
      'hist_access_type',
      'silent',
      'n',
      'session',
    ];
    for (let n = 0; n < 1000; n++) {
      const content = Object.fromEntries(
        fields.filter(() => random() < 0.5).map((name) => [name, pick(nonsense)]),
      );
      const header =
        random() < 0.2
          ? { [pick(['msg_id', 'session', 'subshell_id', 'date'])]: pick(nonsense) }
          : {};
      const frames = client.frame(pick(types), content, {
        header: header as Record<string, unknown>,
      });
      await client.sendRaw(pick(['shell', 'control', 'stdin'] as const), frames);
    }
    assert.equal((await client.execute('1')).reply['status'], 'ok');
  });

  it('signed frames that are no JSON objects are dropped', async () => {
    const { client } = pair();
    const noObjects = ['', 'null', '[]', '1', '"x"', '{', '\ufffd'];
    const noHeaders = [...noObjects, '{"msg_type":1}', '{"msg_type":"execute_request"}'];
    for (let part = 2; part < 6; part++) {
      for (const text of part === 2 ? noHeaders : noObjects) {
        const frames = client.frame('execute_request', forged);
        await client.sendRaw('shell', client.resign(frames, part, text));
      }
    }
    assert.equal(await hits(), "'1'");
  });

  it('requests in any order, on the wrong channel, all at once, are all answered', async () => {
    const { client } = pair();
    const random = makeRandom(4);
    const kinds = [
      'kernel_info',
      'execute',
      'complete',
      'inspect',
      'is_complete',
      'history',
      'comm_info',
      'usage',
      'list_subshell',
    ];
    const sent = Array.from({ length: 300 }, () => {
      const type = `${kinds[Math.floor(random() * kinds.length)]!}_request`;
      return client.send(random() < 0.5 ? 'shell' : 'control', type, {
        code: '1',
        cursor_pos: 1,
        hist_access_type: 'tail',
      });
    });
    for (const id of sent) assert.ok((await client.outcome(id, 30000)).reply['status']);
  });

  it('nothing of all this was written to stderr', () => {
    assert.equal(pair().kernel.stderr(), '');
  });
});
