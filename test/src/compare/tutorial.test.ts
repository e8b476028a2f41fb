import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { compare, compareAll, openModel, readArray, toNdArray } from '../../../src/index.js';
import type { Layer, Model, NdArray } from '../../../src/index.js';

const data = (name: string) =>
  fileURLToPath(new URL(`../../../notebooks/data/${name}`, import.meta.url));

interface Tutorial {
  readonly model: Model;
  readonly layer: Layer;
  readonly X: NdArray;
  /** What Keras's predict returned for the first samples. */
  readonly H: NdArray;
}

async function open(name: string): Promise<Tutorial> {
  const model = await openModel(data(`${name}-keras2.h5`));
  const [X, H] = [await readArray(data(`${name}-X.npy`)), await readArray(data(`${name}-h.npy`))];
  return { model, layer: model.layer('test_layer'), X, H };
}

const sample = (array: NdArray, n: number) => array.pick(n, null, null);

/** The computation of the blog post: one feature, and a hard sigmoid that tests the wrong number. */
function asThePostDid({ layer }: Tutorial, x: NdArray) {
  const { W, U, b } = layer.weights;
  const { units } = layer;
  const hardSigmoid = (v: number) => {
    const y = 0.2 * v + 0.5;
    return y < -2.5 ? 0 : y > 2.5 ? 1 : y;
  };
  const steps = x.shape[0]!;
  let [h, c] = [new Float64Array(units), new Float64Array(units)];
  const out = new Float64Array(steps * units);
  for (let t = 0; t < steps; t++) {
    const sum = (gate: 'i' | 'f' | 'g' | 'o') =>
      Float64Array.from({ length: units }, (_, j) => {
        const recurrent = h.reduce((all, v, k) => all + v * U[gate].get(k, j), 0);
        return x.get(t, 0) * W[gate].get(0, j) + recurrent + b[gate].get(j);
      });
    const [i, f, o] = (['i', 'f', 'o'] as const).map((gate) => sum(gate).map(hardSigmoid));
    const g = sum('g').map(Math.tanh);
    c = c.map((v, j) => f![j]! * v + i![j]! * g[j]!);
    h = c.map((v, j) => o![j]! * Math.tanh(v));
    out.set(h, t * units);
  }
  return toNdArray({ data: out, shape: [steps, units] });
}

describe("compare on the tutorial's models", function () {
  this.timeout(120_000);
  let scaled: Tutorial;
  let saturated: Tutorial;
  before(async () => {
    [scaled, saturated] = [await open('sunspots'), await open('sunspots-saturated')];
  });
  after(() => {
    scaled.model.close();
    saturated.model.close();
  });

  it('finds layer and input by itself for a series of a trace, and calls the residue rounding', () => {
    for (const { layer, X, H } of [scaled, saturated]) {
      const result = compare(layer.trace(sample(X, 114)).h, sample(H, 114));
      assert.equal(result.verdict, 'rounding', result.sentence);
      assert.deepEqual(result.subject.samples, [114]);
      assert.equal(result.subject.name, 'test_layer.h');
      assert.ok(result.rows.every(({ absolute, band }) => absolute <= band!));
    }
  });

  it("keeps Keras's own states within 1e-6 on the scaled model, and in the band on every stored sample", () => {
    const { layer, X, H } = scaled;
    const samples = H.shape[0]!;
    const result = compare(layer.trace(X.hi(samples, ...X.shape.slice(1))).h, H);
    assert.equal(result.verdict, 'rounding', result.sentence);
    assert.ok(result.maxAbs < 1e-6);
    assert.equal(result.perSample.length, samples);
    assert.match(result.sentence, /Judged on the 16 worst of \d+ samples/);
  });

  it("names the post's hard sigmoid on the model with saturated gates, on our side or the reference's", () => {
    const { layer, X, H } = saturated;
    const post = asThePostDid(saturated, sample(X, 114));
    const ours = compare(post, sample(H, 114), { layer, input: sample(X, 114) });
    assert.equal(ours.verdict, 'convention', ours.sentence);
    assert.equal(ours.cause!.id, 'recurrent-activation');
    assert.equal(ours.cause!.activation, 'hard_sigmoid_unclipped');
    assert.equal(ours.cause!.side, 'ours');
    const theirs = compare(layer.trace(sample(X, 114)).h, post);
    assert.equal(theirs.cause!.side, 'reference');
    assert.equal(theirs.cause!.activation, 'hard_sigmoid_unclipped');
  });

  it("calls the post's computation rounding on the scaled model, where no gate saturates", () => {
    const { layer, X, H } = scaled;
    const post = asThePostDid(scaled, sample(X, 114));
    const { verdict } = compare(post, sample(H, 114), { layer, input: sample(X, 114) });
    assert.equal(verdict, 'rounding');
  });

  it('says where the reference is no number, and judges float64 references too', () => {
    const { layer, X, H } = scaled;
    const { h } = layer.trace(sample(X, 114));
    const broken = Float64Array.from({ length: 302 * 30 }, (_, k) =>
      k === 95 ? NaN : H.get(114, Math.floor(k / 30), k % 30),
    );
    const result = compare(h, toNdArray({ data: broken, shape: [302, 30] }));
    assert.equal(result.verdict, 'unexplained');
    assert.match(result.sentence, /There is NaN at step 3, unit 5 \(1 of 9060 cells/);
    assert.deepEqual(result.firstOutside, { sample: 114, step: 3, unit: 5 });
    assert.deepEqual([result.overall.nan, result.rows[0]!.step, result.rows[0]!.unit], [1, 3, 5]);
    const double = Float64Array.from(h.data as Float64Array, (x) => x + 1e-13);
    const exact = compare(h, toNdArray({ data: double, shape: [302, 30] }));
    assert.deepEqual([exact.verdict, exact.overall.count], ['rounding', 9060]);
    assert.ok(exact.maxAbs > 9e-14 && exact.maxAbs < 2e-13);
  });

  it('names the row of another sample, found in the file that the input is a view of', () => {
    const { layer, X, H } = scaled;
    const { cause } = compare(layer.trace(sample(X, 114)).h, sample(H, 113));
    assert.equal(cause!.id, 'sample-index');
    assert.equal(cause!.details['sample'], 113);
  });

  it('names a state that leaked from the sample before', () => {
    const { layer, X } = scaled;
    const { finalState } = layer.trace(sample(X, 113), { dtype: 'float32' });
    const leaked = layer.trace(sample(X, 114), { dtype: 'float32', initialState: finalState });
    const plain = toNdArray({
      data: Float32Array.from(leaked.h.data as Float32Array),
      shape: [302, 30],
    });
    const { cause } = compare(layer.trace(sample(X, 114)).h, plain);
    assert.equal(cause!.id, 'leaked-state');
    assert.equal(cause!.side, 'reference');
    // A trace that was told to start there is compared as such.
    assert.equal(compare(leaked.h, plain).verdict, 'rounding');
  });

  it('reads the rows of a layer that gives out its last step as samples', () => {
    const { model, X } = scaled;
    const [, second] = model.layers.filter((layer) => layer.isRecurrent);
    const batch = X.hi(3, ...X.shape.slice(1));
    const rounded = Float32Array.from(
      second!.trace(batch, { dtype: 'float32' }).output.data as Float32Array,
    );
    const reference = toNdArray({ data: rounded, shape: [3, second!.units] });
    const result = compare(second!.trace(batch).output, reference);
    assert.equal(result.verdict, 'rounding', result.sentence);
    assert.deepEqual(result.subject.samples, [0, 1, 2]);
    assert.equal(result.subject.steps, 1);
  });

  it('compares all samples of a file in blocks, and says how far it is', async () => {
    const { layer, X, H } = scaled;
    const [inputs, reference] = [X.hi(9, ...X.shape.slice(1)), H.hi(9, ...H.shape.slice(1))];
    const seen: number[] = [];
    const result = await compareAll(layer, inputs, reference, {
      block: 4,
      progress: ({ done, total }) => seen.push(done / total),
    });
    assert.deepEqual(seen, [4 / 9, 8 / 9, 1]);
    assert.equal(result.verdict, 'rounding', result.sentence);
    assert.match(result.sentence, /Judged on the 8 worst of 9 samples\./);
    assert.deepEqual(result.overall, compare(layer.trace(inputs).h, reference).overall);
    const turned = reference.step(-1);
    const moved = await compareAll(layer, inputs, turned, { block: 9 });
    assert.equal(moved.cause!.id, 'sample-index');
    const stop = compareAll(layer, inputs, reference, { signal: AbortSignal.abort() });
    await assert.rejects(stop, { name: 'AbortError' });
    await assert.rejects(compareAll(layer, X, reference), /575 inputs, but the reference has 9/);
  });

  it('calls other gates, and a cell state, by name', () => {
    const { layer, X } = scaled;
    const trace = layer.trace(sample(X, 3));
    const asReference = (series: NdArray) =>
      toNdArray({ data: Float32Array.from(series.data as Float64Array), shape: [302, 30] });
    assert.equal(compare(trace.f, asReference(trace.f)).verdict, 'rounding');
    const { cause } = compare(trace.h, asReference(trace.c));
    assert.equal(cause!.id, 'other-series');
    assert.equal(cause!.details['series'], 'c');
  });
});
