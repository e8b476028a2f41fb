import assert from 'node:assert/strict';
import { compare, openModel, stack } from '../../../src/index.js';
import type { FloatType } from '../../../src/ndarray/make.js';
import type { NdArray } from '../../../src/ndarray/nd-array.js';
import { maxDifference } from '../max-difference.js';
import { arraysOf, graphCases, modelPath, type GraphCase } from './graph-case.js';
import { runValues } from './run-values.js';

/** Every value of a graph that gatelab works out, beside onnxruntime's; the largest difference by the name of the value. */
async function everyValue(one: GraphCase, dtype: FloatType): Promise<Map<string, number>> {
  const inputs = await arraysOf(one, 'in', one.inputs);
  const ours = await runValues(modelPath(one), inputs, { wanted: one.values, dtype });
  const theirs = await arraysOf(one, 'out', one.values);
  return new Map(one.values.map((name, k) => [name, maxDifference(ours[k]!, theirs[name]!)]));
}

/** The graph's inputs as a person gives them: sequences with the samples first. */
function asGiven(one: GraphCase, inputs: Record<string, NdArray>): Record<string, NdArray> {
  const { x } = inputs;
  const mixed = one.name.includes('mixed');
  return x && !mixed ? { ...inputs, x: x.transpose(1, 0, 2) } : inputs;
}

describe('ONNX graphs', () => {
  for (const one of graphCases) {
    it(`${one.name}: every value of every node is onnxruntime's`, async () => {
      for (const dtype of ['float32', 'float64'] as const) {
        for (const [name, apart] of await everyValue(one, dtype)) {
          assert.ok(apart < 2e-5, `${name} is off by ${apart} in ${dtype}`);
        }
      }
    });

    it(`${one.name}: predictAll gives the graph's outputs, trace its layer's`, async () => {
      const model = await openModel(modelPath(one));
      const given = asGiven(one, await arraysOf(one, 'in', one.inputs));
      const stored = await arraysOf(one, 'out', one.outputs);
      const outputs = model.predictAll({ inputs: given });
      assert.equal(outputs.length, one.outputs.length);
      const sizes = one.outputs.map((name) => stored[name]!.size);
      assert.deepEqual(
        outputs.map(({ size }) => size),
        sizes,
      );
      const trace = model.layer(one.layer).trace({ inputs: given });
      const Y = stored['y'];
      if (!Y || !/^lstm(_quant)?$/.test(one.layer)) return;
      const [steps, directions, samples, units] = Y.shape as [number, number, number, number];
      assert.deepEqual([...trace.output.shape], [samples, steps, directions * units]);
      for (let d = 0; d < directions; d++) {
        const own = trace.output.lo(0, 0, d * units).hi(samples, steps, units);
        const theirs = Y.pick(null, d, null, null).transpose(1, 0, 2);
        assert.ok(maxDifference(own, theirs) < 2e-5, `direction ${d}`);
      }
      if (directions === 1) {
        const reference = Y.pick(null, 0, null, null).transpose(1, 0, 2);
        const { verdict } = compare(trace.output, reference);
        assert.equal(verdict, one.name.startsWith('quantised') ? 'undecided' : 'rounding');
      }
      model.close();
    });
  }

  it('a quantised LSTM is refused where its steps of eight bits would depend on other samples', async () => {
    const one = graphCases.find(({ name }) => name === 'quantised')!;
    const model = await openModel(modelPath(one));
    const { x } = asGiven(one, await arraysOf(one, 'in', ['x']));
    const twice = stack([x!.pick(0), x!.pick(0)]);
    const refusal = /quantised\.onnx: .*give one sample at a time, without lengths/;
    assert.throws(() => model.layer(one.layer).trace(twice), refusal);
    assert.throws(() => model.layer(one.layer).trace(x!, { lengths: [3] }), refusal);
    model.close();
  });

  for (const name of ['state-and-lengths-stored', 'state-without-steps']) {
    it(`${name}: outputs have their samples first, also where the graph holds a fixed number of them`, async () => {
      const one = graphCases.find((some) => some.name === name)!;
      const model = await openModel(modelPath(one));
      const { x } = await arraysOf(one, 'in', ['x']);
      const stored = await arraysOf(one, 'out', one.outputs);
      const outputs = model.predictAll(x!.transpose(1, 0, 2));
      for (const [k, output] of outputs.entries()) {
        const theirs = stored[one.outputs[k]!]!;
        const order = theirs.dimension === 4 ? [2, 0, 1, 3] : [1, 0, 2];
        assert.ok(maxDifference(output, theirs.transpose(...order)) < 2e-5, one.outputs[k]);
      }
      assert.throws(() => model.predictAll(x!.transpose(1, 0, 2), { batchSize: 1 }), /batchSize/);
      model.close();
    });
  }
});
