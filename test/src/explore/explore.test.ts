import assert from 'node:assert/strict';
import type { Model, NdArray } from '../../../src/index.js';
import { contributions, openModel, readArray, saturation, timescales } from '../../../src/index.js';
import { fromStorage } from '../../../src/ndarray/make.js';
import { maxDifference } from '../max-difference.js';
import { numbers } from '../trace/random-cell.js';

describe('what is told of a trace, where it runs backwards, is masked, or starts elsewhere', () => {
  const open = (file: string) => openModel(`test/fixtures/${file}`);
  const steps = fromStorage(numbers(2 * 6 * 3, 5), [2, 6, 3]);
  const recurrent = ({ layers }: Model) => layers.find(({ isRecurrent }) => isRecurrent)!;

  it('contributions(trace) and contributions({ i, f, g }) of its series are the same', async () => {
    const model = await open('keras3/bidirectional-concat.keras');
    const layer = recurrent(model);
    const mask = [1, 1, 0, 1, 1, 0];
    const trace = layer.trace(steps, { mask, initialState: { backward_c: [3, 3, 3] } });
    const parts = contributions(trace, { direction: 'backward', sample: 1 });
    const [i, f, g] = ['i', 'f', 'g'].map((name) => trace.get(`backward_${name}`).pick(1));
    const same = contributions({ i: i!, f: f!, g: g! });
    assert.deepEqual(same.data, parts.data);
    assert.deepEqual(same.initial.data, parts.initial.data);
    assert.equal(maxDifference(parts.pick(2), fromStorage(new Float64Array(3), [3])), 0);
    assert.ok(parts.initial.get(0) > 0);
    assert.throws(() => contributions(trace), /two directions: say which/);
    assert.throws(() => contributions(trace, { direction: 'forward' }), /one sample.*pick one/);
    assert.throws(() => contributions({ i: f!, f: f!, g: g! }), /of one whole run/);
    assert.throws(() => contributions({ i: i!, f: f!.lo(2), g: g! }), /steps × units/);
    model.close();
  });

  it('timescales and saturation count no step that the mask skipped, in a batch, a sample or a part of one', async () => {
    const model = await open('keras3/lstm-sigmoid.keras');
    const layer = recurrent(model);
    const mask = [
      [1, 1, 1, 1, 1, 1],
      [1, 1, 0, 1, 0, 0],
    ];
    const { f } = layer.trace(steps, { mask });
    const real = [0, 1, 3].map((t) => Array.from({ length: 4 }, (_, unit) => f.get(1, t, unit)));
    const bare = fromStorage(Float64Array.from(real.flat()), [3, 4]);
    assert.deepEqual(timescales(f.pick(1)), timescales(bare));
    assert.deepEqual(timescales(f.pick(1).hi(5, 4)), timescales(bare));
    const edges = { low: 0.45, high: 0.55 };
    assert.deepEqual(saturation(f.pick(1), edges), saturation(bare, edges));
    const all = [0, 1, 2, 3, 4, 5].map((t) => Array.from({ length: 4 }, (_, u) => f.get(0, t, u)));
    const both = fromStorage(Float64Array.from([...all, ...real].flat()), [9, 4]);
    assert.deepEqual(saturation(f, edges), saturation(both, edges));
    assert.throws(() => timescales(f.pick(1).lo(4, 0)), /No step counts/);
    model.close();
  });

  it('series that are no gates are refused by name', async () => {
    const model = await open('keras3/lstm-sigmoid.keras');
    const { h, g, o } = recurrent(model).trace(steps);
    assert.throws(() => timescales(h), /not of "h" of layer/);
    assert.throws(() => timescales(o), /not of "o" of layer/);
    assert.throws(() => saturation(g), /Series "g" of layer .* is no gate/);
    assert.equal(saturation(g, { low: -0.9, high: 0.9 }).open.length, 4);
    assert.throws(() => timescales(fromStorage(new Float64Array([0.5, -0.1]), [2, 1])), /is -0.1/);
    const wrong = { hi: 0.8 } as object;
    assert.throws(() => saturation(o, wrong), /saturation has no option "hi"; it takes low, high/);
    model.close();
  });
});

describe('explore, on the sunspot model', () => {
  let model: Model;
  let X: NdArray;
  before(async () => {
    model = await openModel('notebooks/data/sunspots-keras2.h5');
    X = await readArray('notebooks/data/sunspots-X.npy');
  });
  after(() => model.close());

  it('contributions(trace) add up to the last cell state', () => {
    const trace = model.layer('test_layer').trace(X.pick(114));
    const parts = contributions(trace);
    for (let unit = 0; unit < 30; unit++) {
      let sum = 0;
      for (let t = 0; t < 302; t++) sum += parts.get(t, unit);
      assert.ok(Math.abs(sum - trace.c.get(301, unit)) < 1e-12);
    }
    assert.throws(
      () => contributions(model.layer('test_layer').trace(X.hi(2, 302, 1))),
      /one sample, steps × units, but got 2 × 302 × 30/,
    );
  });

  it('timescales(f) of a constant gate f is −1/ln f', () => {
    const steady = fromStorage(new Float64Array([0.5, 1, 0, 0.5, 1, 1]), [2, 3]);
    const [half, whole, none] = timescales(steady);
    assert.ok(Math.abs(half! + 1 / Math.log(0.5)) < 1e-15);
    assert.deepEqual([whole, none], [Infinity, 0]);
  });

  it('saturation(gate) counts the steps below 0.1 and above 0.9, over all samples', () => {
    const gate = fromStorage(
      new Float64Array([0.05, 0.5, 0.95, 0.5, 0.99, 0.5, 0.5, 0.5]),
      [2, 2, 2],
    );
    assert.deepEqual(saturation(gate), { shut: [0.25, 0], open: [0.5, 0] });
  });

  it('trace(X, { clamp: { f: 1 } }) never forgets, by both methods', () => {
    const layer = model.layer('test_layer');
    const held = layer.trace(X.pick(3), { clamp: { f: 1, i: { 2: 0.25 } } });
    assert.ok(Array.from(held.f.data as Float64Array).every((f) => f === 1));
    assert.ok(Math.abs(held.i.get(100, 2) - 0.25) < 1e-12);
    assert.notEqual(held.i.get(100, 3), 0.25);
    let sum = 0;
    for (let t = 0; t < 302; t++) sum += held.i.get(t, 5) * held.g.get(t, 5);
    assert.ok(Math.abs(sum - held.c.get(301, 5)) < 1e-9);
    const slow = layer.trace(X.pick(3), { clamp: { f: 1, i: { 2: 0.25 } }, method: 'definition' });
    assert.ok(maxDifference(held.h, slow.h) < 1e-12);
    assert.throws(() => layer.trace(X.pick(3), { clamp: { f: 1.5 } }), /never takes that value/);
    assert.throws(() => layer.trace(X.pick(3), { ablate: [30] }), /no unit 30; .* 0 to 29/);
  });

  it('predict(X, { change }) shows what a silent unit does to the output, and changes nothing for good', () => {
    const some = X.hi(4, 302, 1);
    const before = model.predict(some);
    const without = model.predict(some, { change: { test_layer: { ablate: [0, 7] } } });
    assert.ok(maxDifference(before, without) > 1e-4);
    assert.equal(maxDifference(before, model.predict(some)), 0);
    const trace = model.layer('test_layer').trace(some, { ablate: [0, 7] });
    assert.ok(trace.h.pick(null, null, 7).get(3, 200) === 0 && trace.h.get(3, 200, 1) !== 0);
  });

  it('ablation silences units of a GRU and of a simple cell too', async () => {
    for (const id of ['keras3/gru-reset-after.keras', 'keras3/rnn-relu.keras']) {
      const other = await openModel(`test/fixtures/${id}`);
      const layer = other.layers.find(({ isRecurrent }) => isRecurrent)!;
      const trace = layer.trace(fromStorage(new Float64Array(30).fill(0.7), [1, 10, 3]), {
        ablate: [1],
      });
      assert.ok(
        [0, 4, 9].every((t) => trace.h.get(0, t, 1) === 0),
        id,
      );
      other.close();
    }
  });
});
