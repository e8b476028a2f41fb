// Cells at random: whatever is sent, the kernel answers, lives, and gets the next honest cell right. `GATELAB_FUZZ=20000` says how many cells;
// a quarter as many other requests follow. `GATELAB_FUZZ_SEED` gives another row.
import assert from 'node:assert/strict';
import type { Client, Outcome } from './support/client.js';
import { fuzzCell } from './support/fuzz-cells.js';
import { makeRandom } from './support/random.js';
import { faultsOf } from './support/schema.js';
import { sharedPair } from './support/with-kernel.js';

const count = Number(process.env['GATELAB_FUZZ'] ?? 300);
const seed = Number(process.env['GATELAB_FUZZ_SEED'] ?? 1);

/** How long a random cell may run before it is stopped: some loop for ever. In milliseconds. */
const patience = 3000;

describe(`fuzz, seed ${seed}`, function () {
  this.timeout(60000 + count * 300);
  const pair = sharedPair();
  const tally: Record<string, number> = {};
  const note = (what: string) => (tally[what] = (tally[what] ?? 0) + 1);

  /** The answer, if need be after an interrupt. */
  async function answer(client: Client, id: string): Promise<Outcome> {
    try {
      return await client.outcome(id, patience);
    } catch {
      note('interrupted');
      await client.request('control', 'interrupt_request', {}, { patience: 60000 });
      return client.outcome(id, 30000);
    }
  }

  it(`${count} cells, each followed by an honest one`, async () => {
    const { client, kernel } = pair();
    const random = makeRandom(seed);
    for (let n = 0; n < count; n++) {
      const code = fuzzCell(random);
      const told = `cell ${n}: ${JSON.stringify(code.slice(0, 300))}`;
      const { reply } = await answer(
        client,
        client.send('shell', 'execute_request', { code }),
      ).catch((error: Error) =>
        assert.fail(
          `${error.message}; ${told}; the process: ${kernel.process.exitCode}; ${kernel.stderr()}`,
        ),
      );
      note(String(reply['status']));
      assert.deepEqual(client.received.flatMap(faultsOf), [], told);
      client.received.length = 0;
      const { published } = await client.execute(`${n} * 2 + ((x: number): number => x)(1)`, {
        patience: 30000,
      });
      const result = published.find(({ type }) => type === 'execute_result');
      const text = (result?.content['data'] as Record<string, string> | undefined)?.['text/plain'];
      assert.equal(
        text,
        String(n * 2 + 1),
        `after ${told}: ${JSON.stringify(published.map((m) => m.content))}`,
      );
    }
  });

  it(`${Math.ceil(count / 4)} completions, inspections and questions of completeness`, async () => {
    const { client } = pair();
    const random = makeRandom(seed + 1);
    for (let n = 0; n < count / 4; n++) {
      const code = fuzzCell(random);
      const type = random.pick(['complete', 'inspect', 'is_complete']);
      const cursor =
        random() < 0.9 ? random.below(code.length + 1) : random.pick([-1, 1e9, 0.5, NaN]);
      const content = { code, cursor_pos: cursor, detail_level: random.below(2) };
      const { reply } = await client.request('shell', `${type}_request`, content, {
        patience: 60000,
      });
      note(`${type} ${String(reply['status'])}`);
      assert.deepEqual(client.received.flatMap(faultsOf), [], JSON.stringify(code.slice(0, 300)));
      client.received.length = 0;
    }
    assert.equal((await client.execute('1')).reply['status'], 'ok');
  });

  it('nothing of all this was written to stderr', () => {
    console.log(`      ${JSON.stringify(tally)}`);
    assert.equal(pair().kernel.stderr(), '');
  });
});
