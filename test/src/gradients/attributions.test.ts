import assert from 'node:assert/strict';
import type { Target } from '../../../src/index.js';
import {
  gradients,
  inputXGradient,
  integratedGradients,
  jacobian,
  jacobianNorms,
  occlusion,
  openModel,
  readArray,
  saliency,
} from '../../../src/index.js';
import { activationSlopes } from '../../../src/cell/activation-slopes.js';
import { elementwiseActivations } from '../../../src/cell/activation-table.js';
import { maxDifference } from '../max-difference.js';

const folder = 'test/fixtures/gradients';
const traced = async (sample?: number, name = 'lstm') => {
  const X = await readArray(`${folder}/autograd.npz`, { dataset: 'x' });
  const layer = (await openModel(`${folder}/${name}.pt`)).layer('rec.l0');
  return layer.trace(sample === undefined ? X : X.pick(sample));
};

describe('jacobianNorms(trace)', () => {
  it('are the norms of the Jacobians over every lag, from 1 on', async () => {
    const trace = await traced(0);
    for (const [ord, norm] of [
      ['fro', (a: number[][]) => Math.hypot(...a.flat())],
      [2, largestSingularValue],
    ] as const) {
      // prettier-ignore
      const norms = jacobianNorms(trace, { ord });
      assert.equal(norms.length, 12);
      for (const lag of [0, 1, 5, 11]) {
        const expected = norm(jacobian(trace, { lag }).toArray() as number[][]);
        assert.ok(Math.abs(norms[lag]! - expected) < 1e-9 * expected, `${ord}, lag ${lag}`);
      }
    }
  });
  it('grow by a constant where a forget gate of 1 keeps all and nothing is written', async () => {
    const { layer, input } = await traced(0);
    const trace = layer.trace(input, { clamp: { f: 1, i: 0, o: 0 } });
    assert.deepEqual([...jacobianNorms(trace, { lags: 4 })].map((x) => x.toFixed(12)), Array(5).fill('1.000000000000')); // prettier-ignore
  });
  it('of a backward direction start at its own end', async () => {
    const trace = await traced(0, 'bidirectional');
    const norms = jacobianNorms(trace, { direction: 'backward', step: 7 });
    assert.equal(norms.length, 5);
    assert.ok(norms[4]! < norms[0]!);
  });
  it('refuse what is not there', async () => {
    const trace = await traced();
    assert.throws(() => jacobian(trace), /one sample: say which of the 3/);
    assert.throws(() => jacobian(trace, { sample: 3 }), /no sample 3; they are numbered 0 to 2/);
    assert.throws(() => jacobian(trace, { sample: 0, lag: 12 }), /0 to 11 steps/);
    assert.throws(
      () => jacobian(trace, { sample: 0, direction: 'backward' }),
      /one direction only/,
    );
    assert.throws(() => jacobianNorms(trace, { sample: 0, order: 2 } as object), /no option/);
  });
});

describe('attributions', () => {
  it('saliency and input × gradient are what their names say', async () => {
    const trace = await traced(1);
    const target: Target = { series: 'c', unit: 2 };
    const { x } = gradients(trace, target);
    assert.ok(maxDifference(saliency(trace, target), x.map(Math.abs)) === 0);
    assert.ok(maxDifference(inputXGradient(trace, target), x.mul(trace.input)) === 0);
  });
  it('occlusion is what is lost without a step', async () => {
    const trace = await traced();
    const lost = occlusion(trace, { unit: 0 }, { baseline: 0.5 });
    assert.deepEqual([...lost.shape], [3, 11]);
    for (const [sample, step] of [
      [0, 10],
      [2, 3],
    ] as const) {
      // prettier-ignore
      const covered = trace.input.copy();
      for (const feature of [0, 1]) covered.set(sample, step, feature, 0.5);
      const left = trace.layer.trace(covered).h;
      const expected = trace.h.get(sample, -1, 0) - left.get(sample, -1, 0);
      assert.ok(Math.abs(lost.get(sample, step) - expected) < 1e-14);
    }
  });
  it('occlusion of a float32 trace counts no rounding: what comes later counts nothing', async () => {
    const layer = (await openModel('notebooks/data/sunspots-keras2.h5')).layer('test_layer');
    const x = (await readArray('notebooks/data/sunspots-X.npy')).pick(114).slice([0, 12]);
    const [single, exact] = (['float32', 'float64'] as const).map((dtype) =>
      occlusion(layer.trace(x, { dtype }), { series: 'h', step: 3, unit: 7 }),
    );
    assert.ok(maxDifference(single!, exact!) < 1e-7);
    assert.equal(single!.slice([4, 12]).map(Math.abs).max(), 0);
  });

  it('start from states, masks and held gates as the trace did', async () => {
    const { layer, input } = await traced(0);
    const mask = [1, 1, 1, 0, 0, 1, 1, 1, 1, 1, 0];
    const trace = layer.trace(input, {
      mask,
      initialState: { h: [0.1, 0.2, -0.3, 0.4], c: [1, -1, 0.5, 0] },
      clamp: { f: { 2: 0.9 } },
    });
    const parts = integratedGradients(trace, { series: 'h', unit: 2 });
    const still = layer.trace(input.mul(0), trace.start.options).h.get(-1, 2);
    assert.ok(Math.abs(parts.sum() - (trace.h.get(-1, 2) - still)) < 1e-12);
    for (const [step, counts] of mask.entries()) {
      if (counts === 0) assert.equal(parts.pick(step).map(Math.abs).sum(), 0, `step ${step}`);
    }
  });
  it('refuse a layer that computes with eight bits, whose output moves by leaps', async () => {
    const model = await openModel('test/fixtures/graphs/quantised.onnx');
    const stored = await readArray('test/fixtures/graphs/quantised.npz', { dataset: 'in:x' });
    const trace = model.layer('lstm_quant').trace(stored.transpose(1, 0, 2));
    assert.throws(() => gradients(trace), /computes with eight bits/);
    assert.throws(() => jacobianNorms(trace, { sample: 0 }), /computes with eight bits/);
    assert.deepEqual([...occlusion(trace).shape], [1, 7]);
  });

  it('refuse what is not there', async () => {
    const trace = await traced(0);
    for (const [target, sentence] of [
      [{ series: 'q' }, /no series "q"/],
      [{ step: 11 }, /no step 11; they are numbered 0 to 10/],
      [{ unit: -5 }, /no unit -5/],
      [{ gradOutputs: [[1, 2]] }, /gradOutputs should be 11 × 4/],
      [{ gradOutputs: trace.h, unit: 0 }, /leave step and unit away/],
      [{ units: 3 }, /no option "units"/],
    ] as [Target, RegExp][]) {
      assert.throws(() => gradients(trace, target), sentence);
    }
    assert.throws(() => integratedGradients(trace, {}, { nSteps: 0 }), /nSteps/);
    assert.throws(() => occlusion(trace, {}, { window: 12 }), /1 to 11 steps/);
    assert.throws(() => occlusion(trace, {}, { baseline: [1] }), /11 × 2/);
    assert.throws(() => occlusion(trace, {}, { baseline: NaN }), /finite numbers, but one is NaN/);
    const outputs = trace.output.map(() => NaN);
    assert.throws(() => gradients(trace, { gradOutputs: outputs }), /finite numbers, but one is/);
    assert.throws(() => gradients(trace, []), /names one at least/);
    assert.throws(() => gradients(trace.h as never), /those of a trace/);
    const masked = trace.layer.trace(trace.input, { lengths: 5 });
    assert.throws(() => gradients(masked, { series: 'f', step: 7 }), /Step 7 was skipped/);
  });
});

it('every activation has its derivative', () => {
  assert.deepEqual(
    Object.keys(activationSlopes).sort(),
    Object.keys(elementwiseActivations).sort(),
  );
  const given = [{}, { alpha: 0.3, threshold: 0.7, negative_slope: 0.1, max_value: 4, beta: 0.4, b: 2, approximate: 1 }]; // prettier-ignore
  for (const [name, { make }] of Object.entries(elementwiseActivations)) {
    for (const parameters of given) {
      const [of, slope] = [make(parameters), activationSlopes[name]!(parameters)];
      for (let x = -7.01; x < 7; x += 0.37) {
        const difference = (of(x + 1e-6) - of(x - 1e-6)) / 2e-6;
        assert.ok(Math.abs(difference - slope(x)) < 1e-6 * Math.max(1, Math.abs(difference)), `${name} at ${x}: ${slope(x)}, ${difference}`); // prettier-ignore
      }
    }
  }
});

/** By the power iteration, apart from the library that the module asks. */
function largestSingularValue(a: number[][]): number {
  let v = a[0]!.map((_, k) => 1 + k / 10);
  let norm = 0;
  for (let round = 0; round < 3000; round++) {
    const av = a.map((row) => row.reduce((sum, x, k) => sum + x * v[k]!, 0));
    const w = v.map((_, k) => a.reduce((sum, row, j) => sum + row[k]! * av[j]!, 0));
    norm = Math.hypot(...w);
    v = w.map((x) => x / norm);
  }
  return Math.sqrt(norm);
}
