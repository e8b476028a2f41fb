import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { makeRunner } from '../../../src/layers/layer-kinds.js';
import type { LayerSpec } from '../../../src/model/model-file.js';
import { asNdArray, type ArrayInput } from '../../../src/ndarray/as-nd-array.js';
import { toBatch, type Shape } from '../../../src/trace/batch.js';

/** What Keras makes of a layer; null where it refuses it. */
type Answer = { readonly shape: Shape; readonly output: ArrayInput } | null;

interface Row {
  readonly class: string;
  readonly config: Readonly<Record<string, unknown>>;
  readonly inputs: readonly ArrayInput[];
  readonly keras2: Answer;
  readonly keras3: Answer;
}

const rows = JSON.parse(readFileSync('test/fixtures/joined-layers.json', 'utf8')) as Row[];

function layer(className: string, config: Row['config'], frameworkVersion = '3.5.0') {
  const spec: LayerSpec = {
    name: 'odd',
    className,
    config: { name: 'odd', ...config },
    weights: [],
    inbound: [],
    children: [],
  };
  return makeRunner(spec, { file: 'm.keras', framework: 'keras', frameworkVersion });
}

const batches = (inputs: Row['inputs']) =>
  inputs.map((input) => toBatch(asNdArray(input), 'float32'));

describe('Merging layers of unlike shapes, and Softmax along any axes', () => {
  for (const [key, version] of [
    ['keras2', '2.15.0'],
    ['keras3', '3.5.0'],
  ] as const) {
    it(`${rows.length} of them are what ${key} computes, or refused where it refuses`, () => {
      for (const { class: name, config, inputs, [key]: expected } of rows) {
        const given = batches(inputs);
        const what = `${name} ${JSON.stringify(config)} of ${given.map(({ shape }) => shape.join('×')).join(' and ')}`;
        const run = () => {
          const runner = layer(name, config, version);
          return [runner.outputShapes(given.map(({ shape }) => shape)), runner.run(given)] as const;
        };
        if (!expected) {
          assert.throws(run, /(joins inputs of different shapes|works along axis)/, what);
          continue;
        }
        const [shapes, [output]] = run();
        const wanted = toBatch(asNdArray(expected.output), 'float32');
        assert.deepEqual(shapes[0]!.slice(1), expected.shape.slice(1), what);
        assert.deepEqual(output!.shape, wanted.shape, what);
        output!.data.forEach((x, k) => assert.ok(Math.abs(x - wanted.data[k]!) < 1e-6, what));
      }
    });
  }

  it('are refused where Keras would lay masks or samples over other axes', () => {
    const [a, b] = batches([
      [
        [1, 2],
        [3, 4],
      ],
      [[[1, 2]], [[3, 4]]],
    ]);
    assert.throws(
      () => layer('keras.ops.Add', {}).outputShapes([a!.shape, b!.shape]),
      /is an operation on inputs of different ranks/,
    );
    const mask = new Uint8Array([1, 0]);
    assert.throws(() => layer('Softmax', {}).run([{ ...b!, mask }]), /is a Softmax behind a mask/);
    assert.throws(
      () => layer('Add', {}).run([a!, { ...b!, mask }]),
      /joins masked inputs of different lengths/,
    );
  });
});
