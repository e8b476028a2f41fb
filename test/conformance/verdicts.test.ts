import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Received } from './support/client.js';
import { makeRandom } from './support/random.js';
import { sharedPair } from './support/with-kernel.js';

const [units, features] = [640, 32];

/** A file of safetensors with a layer whose verdict takes seconds. */
function largeModel(): Buffer {
  const sizes = [
    ['rec.weight_ih_l0', [4 * units, features]],
    ['rec.weight_hh_l0', [4 * units, units]],
    ['rec.bias_ih_l0', [4 * units]],
    ['rec.bias_hh_l0', [4 * units]],
  ] as const;
  let end = 0;
  const header = sizes.map(([name, shape]) => {
    const from = end;
    end += 4 * shape.reduce<number>((size, n) => size * n, 1);
    return [name, { dtype: 'F32', shape, data_offsets: [from, end] }] as const;
  });
  const text = Buffer.from(JSON.stringify(Object.fromEntries(header)).padEnd(512));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(text.length));
  const draw = makeRandom(7);
  const weights = Float32Array.from({ length: end / 4 }, () => 0.1 * draw() - 0.05);
  return Buffer.concat([length, text, Buffer.from(weights.buffer)]);
}

/** Compares its run with the same in float32. */
const judged = (path: string) => `
const large = (await openModel(${JSON.stringify(path)})).layer('rec.l0');
const given = toNdArray({ data: Float32Array.from({ length: 4 * 300 * ${features} }, (_, k) => Math.sin(k * k)), shape: [4, 300, ${features}] });
const single = large.trace(given, { dtype: 'float32' }).h;
const comparison = compare(large.trace(given).h, toNdArray({ data: single.data, shape: single.shape }));
comparison`;

describe('a kernel that works a verdict out', function () {
  this.timeout(180_000);
  const pair = sharedPair();
  const folder = mkdtempSync(join(tmpdir(), 'gatelab-'));
  after(() => rmSync(folder, { recursive: true }));

  it('completes code meanwhile, shows how far it is, and stops when it is told to', async () => {
    const { client } = pair();
    const path = join(folder, 'large.safetensors');
    writeFileSync(path, largeModel());
    // What the first completion takes is no matter of the verdict.
    await client.request('shell', 'complete_request', { code: 'Math.ab', cursor_pos: 7 });
    const made = await client.execute(judged(path), { patience: 60_000 });
    assert.equal(made.reply['status'], 'ok', JSON.stringify(made.reply));
    const opened = made.published.find(
      ({ type, content }) => type === 'comm_open' && stateIn(content)['_model_name'] === 'ErrorTableModel', // prettier-ignore
    )!;
    const { comm_id: id } = opened.content;
    const states = () =>
      client.received
        .filter(({ type, content }) => type === 'comm_msg' && content['comm_id'] === id)
        .map(({ content }) => stateIn(content));
    const isAhead = ({ type, content }: Received) =>
      type === 'comm_msg' && content['comm_id'] === id && Number(stateIn(content)['progress']) > 0;
    await client.waitFor(isAhead, 60_000);
    const before = states().length;
    for (let k = 0; k < 5; k++) {
      const code = 'Math.ab';
      const { reply } = await client.request('shell', 'complete_request', { code, cursor_pos: 7 });
      assert.ok((reply['matches'] as string[]).includes('abs'));
    }
    assert.ok(states().every((state) => !('verdict' in state) || state['verdict'] === ''));
    client.send('shell', 'comm_msg', {
      comm_id: id,
      data: { method: 'custom', content: { type: 'stop' } },
    });
    const stopped = await client.waitFor(
      ({ type, content }) => type === 'comm_msg' && content['comm_id'] === id && stateIn(content)['progress'] === null, // prettier-ignore
    );
    assert.match(String(stateIn(stopped.content)['verdictText']), /^Stopped before/);
    const shares = states().flatMap(({ progress }) => (typeof progress === 'number' ? [progress] : [])); // prettier-ignore
    assert.ok(before > 0 && shares.length > 1 && shares.every((share) => share >= 0 && share < 1));
    const { text } = await client.execute('console.log(comparison.isDiagnosed)');
    assert.equal(text().trim(), 'false');
  });
});

const stateIn = (content: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  (content['data'] as { state?: Record<string, unknown> } | undefined)?.state ?? {};
