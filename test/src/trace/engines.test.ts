import assert from 'node:assert/strict';
import type { Engine } from '../../../src/trace/fast/fast-run.js';
import { fastCellOf } from '../../../src/trace/fast/fast-cell.js';
import { nativeEngine } from '../../../src/trace/fast/native-engine.js';
import { nativeLibrary } from '../../../src/native/native-library.js';
import { runFast, runFastLater } from '../../../src/trace/fast/run-fast.js';
import { wasmEngine } from '../../../src/trace/fast/wasm-engine.js';
import { library } from '../native/library-under-test.js';
import { numbers, randomCell } from './random-cell.js';
import { assertAgrees, randomRun } from './random-run.js';

const seed = Number(process.env['GATELAB_FUZZ_SEED'] ?? 0);
const count = Number(process.env['GATELAB_FUZZ'] ?? 300);
const native = (variant: string, threads: number) => ({
  name: `native ${variant}, ${threads} threads`,
  make: () => {
    library!.select(variant);
    return nativeEngine(library!, { variant, threads: () => threads });
  },
});

// With more threads than samples, they share the units.
const engines = [
  { name: 'WebAssembly', make: wasmEngine },
  ...(library?.variants ?? []).flatMap((variant) => [native(variant, 1), native(variant, 3)]),
];

describe('every engine', () => {
  after(() => library?.select(library.variants.at(-1)!));

  it('is there: this platform has native code', () => {
    const prebuilt = process.platform === 'linux' && process.arch === 'x64';
    assert.ok(library !== undefined || !prebuilt, nativeLibrary().reason);
  });

  for (const { name, make } of engines) {
    it(`agrees with the definition, whatever the cell, shapes and options: ${name}`, function () {
      this.timeout(60_000 + 100 * count);
      const engine = make();
      for (let k = seed; k < seed + count; k++) {
        const run = randomRun(k);
        assertAgrees(run, runFast(engine, fastCellOf(run.spec)!, run.batch, run.options));
      }
    });

    it(`gives the same numbers beside other things: ${name}`, async () => {
      const engine = make();
      for (let k = 0; k < 20; k++) {
        const { spec, batch, options } = randomRun(k);
        const fast = fastCellOf(spec)!;
        const later = await runFastLater(engine, fast, { batch, options, watch: {} });
        assert.deepEqual(later, runFast(engine, fast, batch, options));
      }
    });

    it(`computes with the weights as they are now: ${name}`, () => {
      const engine = make();
      const spec = randomCell('lstm', { units: 20 });
      const fast = fastCellOf(spec)!;
      const batch = { data: numbers(2 * 5 * 3), samples: 2, steps: 5 };
      const before = runFast(engine, fast, batch, {});
      spec.weights.U.get('f').set(3, 4, 9);
      const after = runFast(engine, fast, batch, {});
      assert.notDeepEqual(after.series, before.series);
      assertAgrees({ name: 'changed', spec, batch, options: {} }, after);
    });

    it(`multiplies rows with a matrix of any size: ${name}`, () => {
      const engine = make();
      for (let k = 0; k < 60; k++) assertProduct(engine, k);
    });
  }
});

/** A product of odd sizes, against sums in float64. */
function assertProduct(engine: Engine, k: number): void {
  const [rows, inputs, columns] = [(k * 7) % 41, (k * 13) % 67, 1 + ((k * 29) % 140)];
  for (const kind of [Float32Array, Float64Array]) {
    const of = (length: number, from: number) =>
      new kind(Array.from({ length }, (_, at) => Math.sin((at + from) * 0.7)));
    const [x, weights] = [of(rows * inputs, k), of(inputs * columns, 3)];
    const bias = k % 2 === 0 ? of(columns, 5) : undefined;
    const out = new kind(rows * columns);
    const activation = k % 3 === 0 ? 1 : 5;
    engine.dense({ rows, inputs, columns, activation, x, weights, bias, out });
    for (let at = 0; at < out.length; at++) {
      const [row, column] = [Math.floor(at / columns), at % columns];
      let sum = bias?.[column] ?? 0;
      for (let i = 0; i < inputs; i++) sum += x[row * inputs + i]! * weights[i * columns + column]!;
      const wanted = activation === 1 ? Math.tanh(sum) : sum;
      const off = Math.abs(out[at]! - wanted);
      assert.ok(
        off <= (kind === Float32Array ? 2e-5 : 4e-14),
        `${rows} × ${inputs} × ${columns}: ${off}`,
      );
    }
  }
}
