import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { openModel, readArray } from '../../../src/index.js';
import { maxDifference } from '../max-difference.js';
import { runValues } from './run-values.js';

/** One graph of test/fixtures/exports.json, as an exporter wrote it; scripts/fixtures/exports.py says what stands in its npz. */
interface Exported {
  readonly name: string;
  /** The first recurrent node and its Y; absent where the exporter spelt the steps out. */
  readonly layer?: string;
  readonly Y?: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly values: readonly string[];
}

const folder = 'test/fixtures/exports';
const graphs = JSON.parse(readFileSync(`${folder}.json`, 'utf8')) as Exported[];

async function stored({ name }: Exported, kind: 'in' | 'out', names: readonly string[]) {
  const arrays = names.map((value) =>
    readArray(`${folder}/${name}.npz`, { dataset: `${kind}:${value}` }),
  );
  const all = await Promise.all(arrays);
  return Object.fromEntries(names.map((value, k) => [value, all[k]!] as const));
}

describe('ONNX graphs as exporters write them', () => {
  for (const one of graphs) {
    const file = `${folder}/${one.name}.onnx`;

    it(`${one.name}: every value of every node is onnxruntime's`, async () => {
      const inputs = await stored(one, 'in', one.inputs);
      const theirs = await stored(one, 'out', one.values);
      const ours = await runValues(file, inputs, { wanted: one.values, dtype: 'float32' });
      for (const [k, value] of one.values.entries()) {
        const apart = maxDifference(ours[k]!, theirs[value]!);
        assert.ok(apart < 2e-5, `${value} is off by ${apart}`);
      }
    });

    it(`${one.name}: predictAll gives the graph's outputs, trace the recurrent node's`, async () => {
      const model = await openModel(file);
      // These exporters keep the samples second where PyTorch does; a person gives them first.
      const given = await stored(one, 'in', one.inputs);
      const timeFirst = one.name.endsWith('stepper');
      const inputs = timeFirst ? { ...given, frames: given['frames']!.transpose(1, 0, 2) } : given;
      const outputs = model.predictAll({ inputs });
      const theirs = await stored(one, 'out', one.outputs);
      for (const [k, name] of one.outputs.entries()) {
        const wanted = theirs[name]!;
        const turned = timeFirst ? wanted.transpose(1, 0, 2) : wanted;
        const apart = maxDifference(outputs[k]!, turned);
        assert.ok(apart < 2e-5, `${name} is off by ${apart}`);
      }
      if (one.layer !== undefined) {
        const { output } = model.layer(one.layer).trace({ inputs });
        const Y = (await stored(one, 'out', [one.Y!]))[one.Y!]!;
        const [steps, directions, samples, units] = Y.shape as [number, number, number, number];
        assert.deepEqual([...output.shape], [samples, steps, directions * units]);
        for (let d = 0; d < directions; d++) {
          const own = output.lo(0, 0, d * units).hi(samples, steps, units);
          const apart = maxDifference(own, Y.pick(null, d, null, null).transpose(1, 0, 2));
          assert.ok(apart < 2e-5, `direction ${d} is off by ${apart}`);
        }
      }
      model.close();
    });
  }
});
