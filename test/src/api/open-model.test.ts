import assert from 'node:assert/strict';
import type { Model, NdArray } from '../../../src/index.js';
import { openModel, provenanceOf, readArray } from '../../../src/index.js';
import { maxDifference } from '../max-difference.js';

const data = 'notebooks/data';

describe('openModel, on the sunspot models that Keras 2 trained', () => {
  let model: Model;
  let X: NdArray;
  let states: NdArray;
  before(async () => {
    model = await openModel(`${data}/sunspots-keras2.h5`);
    X = await readArray(`${data}/sunspots-X.npy`);
    states = await readArray(`${data}/sunspots-h.npy`);
  });
  after(() => model.close());

  it("trace(X.pick(114)).h agrees with Keras's predict to better than 1e-6", () => {
    const trace = model.layer('test_layer').trace(X.pick(114));
    assert.deepEqual(trace.series, ['i', 'f', 'g', 'o', 'c', 'h']);
    assert.ok(maxDifference(trace.h, states.pick(114)) < 1e-6);
  });

  for (const dtype of ['float64', 'float32'] as const) {
    it(`trace(X, { dtype: '${dtype}' }).output agrees with every stored row`, () => {
      const stored = states.shape[0]!;
      const trace = model.layer('test_layer').trace(X.hi(stored, 302, 1), { dtype });
      assert.equal(trace.output.data.constructor.name.toLowerCase(), `${dtype}array`);
      assert.ok(maxDifference(trace.output, states) < 1e-6);
    });
  }

  it('trace(X) of one sample is that row of the trace of the batch', () => {
    const layer = model.layer('summary_layer');
    const batch = layer.trace(X.lo(113, 0, 0).hi(2, 302, 1));
    const one = layer.trace(X.pick(114));
    assert.deepEqual(one.c.shape, [302, 8]);
    assert.equal(maxDifference(one.c, batch.c.pick(1)), 0);
    assert.deepEqual(one.output.shape, [8]);
  });

  it('weights are views into the stored kernel, and W.c is W.g', () => {
    const { W, U, b } = model.layer('test_layer').weights;
    assert.deepEqual(W.names, ['i', 'f', 'g', 'o']);
    assert.deepEqual([W.f.shape, U.f.shape, b.f.shape], [[1, 30], [30, 30], [30]]);
    assert.equal(W.i.data, W.o.data);
    assert.equal(W.c, W.g);
    assert.throws(() => W.z, /No gate "z" here; there are i, f, g, o/);
  });

  it('provenanceOf(trace.f.pick(3)) knows the trace and the series', () => {
    const trace = model.layer('test_layer').trace(X.pick(0));
    assert.equal(provenanceOf(trace.f.pick(3))?.trace, trace);
    assert.equal(provenanceOf(trace.f)?.series, 'f');
    assert.equal(provenanceOf(X), undefined);
  });

  it('summary() lists layers, shapes and parameters as Keras does, and says what hard_sigmoid means', () => {
    const summary = model.summary();
    assert.deepEqual(
      summary.rows.map((row) => [row.type, row.outputShape, row.params]),
      [
        ['InputLayer', '(None, 302, 1)', 0],
        ['LSTM', '(None, 302, 30)', 3840],
        ['LSTM', '(None, 8)', 1248],
        ['Dense', '(None, 1)', 9],
      ],
    );
    assert.equal(summary.totalParams, 5097);
    assert.match(String(summary), /hard_sigmoid = clip\(0\.2x\+0\.5, 0, 1\)/);
    assert.equal(JSON.parse(JSON.stringify(summary)).totalParams, 5097);
  });

  it('explain() tells the two hard sigmoids apart', () => {
    const help = model.explain('hard_sigmoid');
    assert.equal(help.id, 'hard_sigmoid_keras2');
    assert.match(String(help), /Not hard_sigmoid_keras3: relu6\(x\+3\)\/6/);
  });

  it('what is wrong with a call is one sentence that names it', () => {
    const layer = model.layer('test_layer');
    assert.throws(
      () => model.layer('nowhere'),
      /sunspots-keras2\.h5 has no layer "nowhere"; it has test_layer_input, test_layer, summary_layer/,
    );
    assert.throws(
      () => layer.trace([[[1, 2, 3]]]),
      /takes samples × 302 × 1 .* input is 1 × 1 × 3/,
    );
    assert.throws(() => layer.trace([1, 2]), /the input is 2/);
    assert.throws(() => layer.trace(X.pick(0)).z, /has no series "z"; it has i, f, g, o, c, h/);
    assert.throws(() => model.layer('next_month').trace(X), /is a Dense, which has no gates/);
  });
});

describe('openModel, on the model whose gates saturate', () => {
  it('trace(X).output agrees with Keras in every stored row', async () => {
    const model = await openModel(`${data}/sunspots-saturated-keras2.h5`);
    const X = await readArray(`${data}/sunspots-saturated-X.npy`);
    const states = await readArray(`${data}/sunspots-saturated-h.npy`);
    const trace = model.layer('test_layer').trace(X.hi(states.shape[0]!, 302, 1));
    assert.ok(maxDifference(trace.output, states) < 1e-3);
    const shut = Array.from(trace.f.data as Float64Array).filter((f) => f === 0 || f === 1);
    assert.ok(shut.length / trace.f.size > 0.05);
    model.close();
  });
});
