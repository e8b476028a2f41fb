import assert from 'node:assert/strict';
import type { Layer, Model, NdArray } from '../../../src/index.js';
import { contributions, openModel } from '../../../src/index.js';
import { fromStorage, toStorage } from '../../../src/ndarray/make.js';
import { maxDifference } from '../max-difference.js';
import { numbers } from '../trace/random-cell.js';

const X = fromStorage(numbers(2 * 6 * 3, 5), [2, 6, 3]);
const masked = {
  mask: [
    [0, 1, 1, 0, 1, 1],
    [1, 1, 1, 1, 0, 0],
  ],
};
const all = (array: NdArray): number[] => Array.from(toStorage(array, 'float64'));

describe('clamp and ablate hold what they say', () => {
  const opened: Model[] = [];
  after(() => opened.forEach((model) => model.close()));
  const layerOf = async (file: string): Promise<Layer> => {
    const model = await openModel(`test/fixtures/${file}`, { assumeDefaults: true });
    opened.push(model);
    return model.layers.find(({ isRecurrent }) => isRecurrent)!;
  };

  for (const [file, series] of [
    ['keras3/lstm-sigmoid.keras', ['i', 'f', 'g', 'o', 'c', 'h']],
    ['keras3/gru-reset-after.keras', ['z', 'r', 'n', 'h']],
    ['torch/rnn-tanh.pt', ['h']],
    ['onnx/lstm.onnx', ['i', 'f', 'g', 'o', 'c', 'h']],
  ] as const) {
    it(`trace.${series.join(', trace.')} is what it is clamped to, masked or not, from any first state: ${file}`, async () => {
      const layer = await layerOf(file);
      for (const name of series) {
        for (const method of ['auto', 'definition'] as const) {
          const state =
            name === 'c' || name === 'h' ? { initialState: { [name]: numbers(4, 9) } } : {};
          const start = Object.fromEntries(
            Object.entries(state.initialState ?? {}).map(([k, v]) => [k, fromStorage(v, [4])]),
          );
          for (const rest of [{}, masked]) {
            const held = layer.trace(X, {
              clamp: { [name]: 0.5 },
              initialState: start,
              method,
              ...rest,
            });
            assert.ok(
              all(held.get(name)).every((x) => Math.abs(x - 0.5) < 1e-12),
              name,
            );
          }
        }
      }
      const wrong = { clamp: { k: 0.5 } };
      assert.throws(() => layer.trace(X, wrong), /no "k" to hold .*: clamp takes .*h/);
      assert.throws(() => layer.trace(X, { clamp: { h: NaN } }), /held at NaN/);
    });
  }

  it('a held cell state is what h is made of, and no step has written it', async () => {
    const layer = await layerOf('keras3/lstm-sigmoid.keras');
    const held = layer.trace(X.pick(0), { clamp: { c: { 2: 0.5 } } });
    const free = layer.trace(X.pick(0));
    for (let t = 0; t < 6; t++) {
      assert.ok(Math.abs(held.h.get(t, 2) - held.o.get(t, 2) * Math.tanh(0.5)) < 1e-15);
    }
    assert.ok(maxDifference(held.c.pick(5), free.c.pick(5)) > 1e-3);
    assert.throws(() => contributions(held), /"c" of layer .* was held in this run/);
  });

  it('of two directions one can be held, or both; units are silenced by direction', async () => {
    const layer = await layerOf('keras3/bidirectional-concat.keras');
    const one = layer.trace(X, { clamp: { backward_f: 0.25 } });
    assert.ok(all(one.backward_f).every((x) => Math.abs(x - 0.25) < 1e-12));
    assert.deepEqual(all(one.forward_f), all(layer.trace(X).forward_f));
    const both = layer.trace(X, { clamp: { f: 0.25 } });
    assert.ok(
      [...all(both.forward_f), ...all(both.backward_f)].every(
        (x) => x === both.forward_f.get(0, 0, 0),
      ),
    );
    const silent = layer.trace(X, { ablate: { backward: [1] } });
    assert.ok(all(silent.output.pick(null, null, 4)).every((x) => x === 0));
    assert.deepEqual(all(silent.forward_h), all(layer.trace(X).forward_h));
    assert.throws(() => layer.trace(X, { ablate: [1] }), /ablate: \{ forward: \[0\], backward/);
    const wrong = { ablate: { backwards: [1] } as object };
    assert.throws(() => layer.trace(X, wrong), /no option "backwards"; it takes forward, backward/);
    assert.throws(() => layer.trace(X, { clamp: { sideways_f: 1 } }), /no "sideways_f" to hold/);
  });

  it('a projected unit is silenced as if its column of the projection were zeros', async () => {
    const layer = await layerOf('torch/lstm-projected.pt');
    const start = { h: fromStorage(numbers(4, 3), [2, 2]) };
    const silent = layer.trace(X, { ablate: [1], initialState: start });
    assert.ok(all(silent.h.pick(null, null, 1)).every((x) => x === 0));
    const projection = layer.weights.projection;
    for (let unit = 0; unit < projection.shape[0]!; unit++) projection.set(unit, 1, 0);
    start.h.set(0, 1, 0);
    start.h.set(1, 1, 0);
    assert.equal(maxDifference(silent.c, layer.trace(X, { initialState: start }).c), 0);
  });

  it('what a clipped or coupled gate cannot take is refused', async () => {
    const clipped = await layerOf('onnx/lstm-clip.onnx');
    assert.throws(() => clipped.trace(X, { clamp: { f: 1 } }), /cannot be held at 1/);
    const coupled = await layerOf('onnx/lstm-input-forget.onnx');
    assert.throws(() => coupled.trace(X, { clamp: { f: 0.5 } }), /1 − i .* hold i/);
    const held = coupled.trace(X, { clamp: { i: 0.25 } });
    assert.ok(all(held.f).every((x) => Math.abs(x - 0.75) < 1e-12));
  });
});
