import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { Subscriber } from 'zeromq';
import { sharedPair } from './support/with-kernel.js';

/** How much is printed and shown. GATELAB_PRINTED=400 prints more. */
const megabytes = Number(process.env['GATELAB_PRINTED'] ?? 150);

describe('subscribers that read slowly', function () {
  this.timeout(180_000);
  const pair = sharedPair();

  /** Megabytes of memory that the kernel takes. */
  function memory(): number {
    const status = readFileSync(`/proc/${pair().kernel.process.pid}/status`, 'utf8');
    return Number(/^VmRSS:\s+(\d+)/m.exec(status)![1]) / 1024;
  }

  /** Adds a subscriber that never reads while a cell runs. @returns what came, and by how many megabytes the kernel has grown */
  async function beside(code: string) {
    const { client, kernel } = pair();
    await client.execute('1');
    const silent = new Subscriber({ receiveHighWaterMark: 10, linger: 0 });
    silent.subscribe('');
    silent.connect(`tcp://127.0.0.1:${kernel.connection.iopub_port}`);
    await sleep(300);
    const before = memory();
    const outcome = await client.execute(code, { patience: 120_000 });
    const grown = memory() - before;
    silent.close();
    if (process.env['GATELAB_PRINTED']) console.log(`      grown by ${grown.toFixed(0)} MB`);
    return { ...outcome, grown };
  }

  it('one that never reads costs little memory, and the others see everything that is printed', async () => {
    if (process.platform !== 'linux') return;
    const { text, grown } = await beside(
      `{ const line = 'x'.repeat(9999); for (let i = 0; i < ${megabytes * 100}; i++) console.log(line); }`,
    );
    assert.equal(text().length, megabytes * 1e6);
    assert.ok(grown < 150, `${grown} MB`);
    assert.equal((await pair().client.execute('20 + 22')).reply['status'], 'ok');
  });

  it('nor what is shown, in messages of 100 kB', async () => {
    if (process.platform !== 'linux') return;
    const { published, grown } = await beside(
      `const shown = 'x'.repeat(1e5); for (let i = 0; i < ${megabytes * 10}; i++) display({ 'text/plain': shown });`,
    );
    assert.equal(published.filter(({ type }) => type === 'display_data').length, megabytes * 10);
    assert.ok(grown < 150, `${grown} MB`);
  });

  it('one that reads late misses nothing of 3,000 messages', async () => {
    const { client, kernel } = pair();
    const late = new Subscriber({ receiveHighWaterMark: 0, linger: 0 });
    late.subscribe('stream');
    late.connect(`tcp://127.0.0.1:${kernel.connection.iopub_port}`);
    await sleep(300);
    await client.execute(
      'for (let i = 0; i < 3000; i++) { (i % 2 ? console.log : console.error)(i); }',
      { patience: 60_000 },
    );
    let seen = 0;
    while (seen < 3000) {
      const [, , , , , , content] = await late.receive();
      const { text = '' } = JSON.parse(String(content)) as { text?: string };
      seen += text.split('\n').length - 1;
    }
    assert.equal(seen, 3000);
    late.close();
  });
});
