import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from './support/client.js';
import { sharedPair } from './support/with-kernel.js';

describe('what cells leave at work', function () {
  this.timeout(120_000);
  const pair = sharedPair();
  const patience = { patience: 50_000 };

  /** Runs a cell until it has said "go", and stops it. */
  async function stopAfterGo(client: Client, code: string): Promise<void> {
    const id = client.send('shell', 'execute_request', { code });
    await client.waitFor((m) => m.parent['msg_id'] === id && m.type === 'stream', 50_000);
    await client.request('control', 'interrupt_request');
    assert.equal((await client.outcome(id)).reply['ename'], 'KeyboardInterrupt');
  }

  /** How much is printed in a while. */
  async function ticks(client: Client): Promise<number> {
    const before = client.received.length;
    await sleep(500);
    return client.received.slice(before).filter(({ content }) => content['text'] === 'tick\n')
      .length;
  }

  for (const start of ['setInterval', '(await import("node:timers")).setInterval']) {
    it(`${start} of a cell that is stopped is quiet`, async () => {
      const { client } = pair();
      const code = `${start}(() => console.log('tick'), 50);\nconsole.log('go');\nawait new Promise(() => {});`;
      await stopAfterGo(client, code);
      await sleep(100);
      assert.equal(await ticks(client), 0);
    });
  }

  it('timers of other cells go on, are listed by %alive, and ended by %stop', async () => {
    const { client } = pair();
    await client.execute("setInterval(() => console.log('tick'), 50);", patience);
    await stopAfterGo(client, "console.log('go');\nawait new Promise(() => {});");
    assert.ok((await ticks(client)) > 0);
    assert.match((await client.execute('%alive', patience)).text(), /timer, every 50 ms/);
    assert.match((await client.execute('%stop')).text(), /stopped: timer, every 50 ms/);
    assert.equal(await ticks(client), 0);
    assert.equal((await client.execute('%alive')).text(), 'nothing is at work\n');
  });

  it('a server of a stopped cell goes on, and ends when Stop is pressed once more', async () => {
    const { client } = pair();
    const code = `import { createServer } from 'node:http';
const server = createServer((_, answer) => answer.end('served'));
await new Promise<void>((done) => server.listen(0, () => done()));
console.log('go');
await new Promise(() => {});`;
    await stopAfterGo(client, code);
    assert.match((await client.execute('%alive')).text(), /server on port \d+/);
    await stopAfterGo(client, "console.log('go');\nawait new Promise(() => {});");
    await sleep(400);
    await client.request('control', 'interrupt_request');
    await sleep(100);
    assert.equal((await client.execute('%alive')).text(), 'nothing is at work\n');
  });

  it('a loop of a stopped cell does not go on when what it awaited comes', async () => {
    const { client } = pair();
    await stopAfterGo(
      client,
      "console.log('go');\nfor (;;) { await new Promise((r) => setImmediate(() => setImmediate(r))); if (Math.random() < 0.01) console.log('tick'); }",
    );
    await sleep(100);
    assert.equal(await ticks(client), 0);
  });
});
