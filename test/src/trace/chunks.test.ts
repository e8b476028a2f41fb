import assert from 'node:assert/strict';
import { availableParallelism } from 'node:os';
import { fastCellOf } from '../../../src/trace/fast/fast-cell.js';
import type { Engine } from '../../../src/trace/fast/fast-run.js';
import { runFast } from '../../../src/trace/fast/run-fast.js';
import { threadsFor, threadsForDense } from '../../../src/trace/fast/threads.js';
import { wasmEngine } from '../../../src/trace/fast/wasm-engine.js';
import type { WorkProgress } from '../../../src/work.js';
import { numbers, randomCell } from './random-cell.js';
import { assertAgrees } from './random-run.js';

describe('a run in chunks', () => {
  const spec = randomCell('lstm', { units: 40 });
  const batch = { data: numbers(3 * 2000 * spec.inputs), samples: 3, steps: 2000 };
  const other = randomCell('gru', { units: 12 });
  const between = { data: numbers(2 * 5 * other.inputs), samples: 2, steps: 5 };

  it('says after each how far it is, and lets other runs use the memory in between', () => {
    const inner = wasmEngine();
    const seen: WorkProgress[] = [];
    const engine: Engine = {
      ...inner,
      *work(run) {
        for (const progress of inner.work(run)) {
          seen.push(progress);
          // Not after every one: what is still there need not be written again.
          if (seen.length % 2 === 0) runFast(inner, fastCellOf(other)!, between, {});
          yield progress;
        }
      },
    };
    const run = runFast(engine, fastCellOf(spec)!, batch, {});
    assertAgrees({ name: 'in chunks', spec, batch, options: {} }, run);
    assert.ok(seen.length > 3, `${seen.length} chunks`);
    const done = seen.map((progress) => progress.done);
    assert.deepEqual(done, [...new Set(done)].sort((a, b) => a - b)); // prettier-ignore
    assert.equal(done.at(-1), 6000);
    for (const { what, total } of seen) assert.deepEqual([what, total], ['steps', 6000]);
  });
});

describe('threads that a run is worth', () => {
  const most = Number(process.env['GATELAB_THREADS'] ?? availableParallelism());
  const worth = (samples: number, steps: number, units: number) => {
    const cell = fastCellOf(randomCell('lstm', { units }))!;
    return threadsFor({ cell, samples, steps } as Parameters<typeof threadsFor>[0]);
  };

  it('one where it is short, all where samples can be shared out', () => {
    assert.equal(worth(1, 10, 5), 1);
    assert.equal(worth(1000, 1, 5), 1);
    assert.equal(worth(10_000, 100, 30), most);
  });

  it('over the units of one sequence only where a step is worth waiting for each other', () => {
    if (most === 1) return;
    assert.equal(worth(1, 1_000_000, 40), 1);
    assert.equal(worth(1, 1000, 1200), most);
  });

  it('of a product: by how much there is to multiply', () => {
    const of = (rows: number, inputs: number, columns: number) =>
      threadsForDense({ rows, inputs, columns } as Parameters<typeof threadsForDense>[0]);
    assert.deepEqual([of(100, 100, 100), of(10_000, 100, 100)], [1, most]);
  });
});
