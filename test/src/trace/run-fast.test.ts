import assert from 'node:assert/strict';
import { makeCell } from '../../../src/cell/cell.js';
import { engine } from '../../../src/trace/fast/engine.js';
import { fastCellOf } from '../../../src/trace/fast/fast-cell.js';
import { runFast } from '../../../src/trace/fast/run-fast.js';
import { runCell } from '../../../src/trace/run-cell.js';
import { numbers, randomCell } from './random-cell.js';

const kinds = ['lstm', 'gru', 'simple-rnn'] as const;

/** The largest difference of any series of two runs. */
function apart(a: ReturnType<typeof runCell>, b: ReturnType<typeof runCell>): number {
  const all = [
    ...Object.keys(a.series).map((name) => [a.series[name]!, b.series[name]!] as const),
    ...Object.keys(a.finalState).map((name) => [a.finalState[name]!, b.finalState[name]!] as const),
    [a.output, b.output] as const,
    [a.lastOutput, b.lastOutput] as const,
  ];
  let worst = 0;
  for (const [x, y] of all) {
    for (let k = 0; k < x.length; k++) worst = Math.max(worst, Math.abs(x[k]! - y[k]!));
  }
  return worst;
}

describe('runFast(cell, batch)', () => {
  for (const kind of kinds) {
    for (const units of [1, 5, 16, 33]) {
      for (const samples of [1, 2, 7]) {
        it(`agrees with the definition: ${kind}, ${units} units, ${samples} samples, both precisions and directions`, () => {
          const spec = randomCell(kind, { units });
          const fast = fastCellOf(spec)!;
          for (const storage of [Float64Array, Float32Array]) {
            const batch = { data: storage.from(numbers(samples * 9 * 3)), samples, steps: 9 };
            for (const backwards of [false, true]) {
              const initialState = { h: storage.from(numbers(samples * units, 6)) };
              const options = { backwards, initialState };
              const difference = apart(
                runFast(engine(), fast, batch, options),
                runCell(makeCell(spec), batch, options),
              );
              assert.ok(difference < (storage === Float64Array ? 1e-13 : 1e-5), `${difference}`);
            }
          }
        });
      }
    }
  }

  for (const kind of kinds) {
    it(`skips the steps that a mask says, by either rule of what is given out: ${kind}`, () => {
      for (const [samples, steps, units] of [
        [1, 7, 5],
        [2, 9, 33],
        [66, 4, 20],
        [3, 200, 60],
      ] as const) {
        const spec = randomCell(kind, { units });
        const mask = Uint8Array.from(numbers(samples * steps, 8), (x) => (x > -0.3 ? 1 : 0));
        mask.fill(0, 0, 2);
        const batch = { data: numbers(samples * steps * 3), samples, steps, mask };
        const states = { h: numbers(samples * units, 6) };
        const initialState =
          kind === 'lstm' ? { ...states, c: numbers(samples * units, 7) } : states;
        for (const backwards of [false, true]) {
          for (const zeroOutputForMask of [false, true]) {
            const options = { backwards, initialState, zeroOutputForMask };
            const reference = runCell(makeCell(spec), batch, options);
            assert.ok(
              apart(runFast(engine(), fastCellOf(spec)!, batch, options), reference) < 1e-12,
            );
          }
        }
      }
    });
  }

  for (const gate of ['sigmoid', 'hard_sigmoid', 'hard_sigmoid_keras2', 'linear', 'relu', 'tanh']) {
    it(`agrees with the definition where gates are ${gate}, far into saturation`, () => {
      const spec = randomCell('lstm', { gate });
      const data = numbers(2 * 6 * 3).map((x) => x * 40);
      const batch = { data, samples: 2, steps: 6 };
      const reference = runCell(makeCell(spec), batch);
      const largest = Math.max(...reference.series['c']!.map(Math.abs));
      assert.ok(
        apart(runFast(engine(), fastCellOf(spec)!, batch, {}), reference) / Math.max(1, largest) <
          1e-13,
      );
    });
  }

  it('goes on from chunk to chunk: many steps of a wide cell, more samples than a chunk holds', () => {
    const spec = randomCell('lstm', { units: 100, inputs: 2 });
    const batch = { data: numbers(66 * 5 * 2), samples: 66, steps: 5 };
    assert.ok(
      apart(runFast(engine(), fastCellOf(spec)!, batch, {}), runCell(makeCell(spec), batch)) <
        1e-12,
    );
  });

  it('passes not-a-number on to every later step, and to no other sample', () => {
    const spec = randomCell('lstm');
    const data = numbers(2 * 4 * 3);
    data[3] = Number.NaN;
    const { series } = runFast(engine(), fastCellOf(spec)!, { data, samples: 2, steps: 4 }, {});
    const h = Array.from(series['h']!, Number.isNaN);
    assert.deepEqual(h.slice(0, 5), new Array(5).fill(false));
    assert.deepEqual(h.slice(5, 20), new Array(15).fill(true));
    assert.deepEqual(h.slice(20), new Array(20).fill(false));
  });

  it('leaves to the definition what the kernels do not compute', () => {
    assert.equal(fastCellOf({ ...randomCell('lstm'), clip: 1 }), undefined);
    assert.equal(fastCellOf(randomCell('lstm', { activation: 'gelu' })), undefined);
  });
});
