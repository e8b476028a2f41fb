import assert from 'node:assert/strict';
import type { Layer, Model, NdArray } from '../../../src/index.js';
import { compare } from '../../../src/index.js';
import { fromStorage } from '../../../src/ndarray/make.js';
import { stackedModel } from '../compare/support/stacked-model.js';
import { normals } from '../compare/support/random-cells.js';
import { bitsOf } from './bits-of.js';

const names = ['first', 'second', 'third'];
const samples = 6;
const X = fromStorage(Float64Array.from({ length: samples * 5 * 2 }, normals(3)), [samples, 5, 2]);

/** Things that a person does between two traces. */
const deeds: readonly ((model: Model, layer: Layer) => unknown)[] = [
  (model) => model.predict(X),
  (model) => model.resetStates(),
  (_, layer) => layer.trace(X, { dtype: 'float32' }),
  (_, layer) => layer.trace(X.pick(3)),
  (_, layer) => layer.trace(X, { initialState: layer.trace(X).finalState }),
  (_, layer) => layer.trace(X, { clamp: { [layer.className === 'GRU' ? 'z' : 'f']: 0.5 } }),
  (_, layer) => compare(layer.trace(X).output, layer.trace(X, { dtype: 'float32' }).output),
];

const blockOf = (from: number, to: number) => X.lo(from, 0, 0).hi(to - from, 5, 2);

describe('a trace is a function of its arguments', () => {
  for (const stateful of [false, true]) {
    const kind = stateful ? 'stateful layers' : 'plain layers';
    const fresh = () => stackedModel({ stateful });
    const answers = new Map(names.map((name) => [name, bitsOf(fresh().layer(name).trace(X))]));

    it(`the same call gives the same bits, whatever was called before: ${kind}`, () => {
      const model = fresh();
      const normal = normals(11);
      const pick = <T>(list: readonly T[]): T =>
        list[Math.floor(Math.abs(normal()) * 7919) % list.length]!;
      for (let step = 0; step < 30; step++) {
        pick(deeds)(model, model.layer(pick(names)));
        const name = pick(names);
        assert.deepEqual(
          bitsOf(model.layer(name).trace(X)),
          answers.get(name),
          `step ${step}, ${name}`,
        );
      }
    });

    it(`blocks of any size give the same bits as all samples at once: ${kind}`, () => {
      const model = fresh();
      for (const name of names) {
        const whole = model.layer(name).trace(X).output;
        for (let size = 1; size < samples; size++) {
          for (let from = 0; from < samples; from += size) {
            const to = Math.min(samples, from + size);
            const block: NdArray = model.layer(name).trace(blockOf(from, to)).output;
            const part = whole.data.subarray(
              (from * whole.size) / samples,
              (to * whole.size) / samples,
            );
            assert.deepEqual(block.data, part, `${name}, samples ${from} to ${to}`);
          }
        }
      }
    });
  }
});
