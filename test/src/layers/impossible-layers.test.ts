import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { UnsupportedError } from '../../../src/errors.js';
import { makeRunner } from '../../../src/layers/layer-kinds.js';
import type { LayerSpec } from '../../../src/model/model-file.js';
import type { Shape } from '../../../src/trace/batch.js';

/** A layer at random, and the shape that Keras gives its output; null where Keras refuses it. */
interface Row {
  readonly class: string;
  readonly config: Readonly<Record<string, unknown>>;
  readonly input: Shape;
  readonly keras2: Shape | null;
  readonly keras3: Shape | null;
}

const rows = JSON.parse(readFileSync('test/fixtures/impossible-layers.json', 'utf8')) as Row[];

function layer(className: string, config: LayerSpec['config']): LayerSpec {
  const name = 'odd';
  return { name, className, config: { name, ...config }, weights: [], inbound: [], children: [] };
}

function shapeOf(spec: LayerSpec, input: Shape, frameworkVersion = '3.5.0'): Shape {
  const context = { file: 'm.keras', framework: 'keras', frameworkVersion } as const;
  return makeRunner(spec, context).outputShapes([input])[0]!;
}

describe('Layers that Keras would not make', () => {
  for (const [key, version] of [
    ['keras2', '2.15.0'],
    ['keras3', '3.5.0'],
  ] as const) {
    it(`are refused, and the others have Keras's shapes: ${rows.length} at random, by ${key}`, () => {
      let beyond = 0;
      for (const { class: name, config, input, [key]: expected } of rows) {
        const what = `${name} ${JSON.stringify(config)} of ${JSON.stringify(input)}`;
        let found: Shape | undefined;
        try {
          found = shapeOf(layer(name, config), input, version);
        } catch (error) {
          const sentence = (error as Error).message;
          assert.match(sentence, /^m\.keras: layer "odd" \(\w+\) (cannot be: |has ")/, what);
          assert.doesNotMatch(sentence, /undefined|NaN|Invalid|not a function/);
          if (expected) beyond++;
          continue;
        }
        assert.deepEqual(found, expected, what);
      }
      // Keras 2 takes 0 and 2.5 units, a convolution over the steps of images, and the like; none of that is run here.
      assert.ok(beyond <= 35, `${beyond} more than Keras refuses`);
    });
  }

  it('are refused for an unknown key, which would have changed something; but not for one that says nothing', () => {
    const spec = (more: object) => layer('LSTM', { units: 2, ...more });
    assert.throws(
      () => shapeOf(spec({ peephole: true }), [null, 3, 1]),
      (error: unknown) =>
        error instanceof UnsupportedError &&
        /m\.keras: layer "odd" \(LSTM\) has "peephole" in its config/.test(error.message),
    );
    assert.deepEqual(shapeOf(spec({ peephole: false, other: null }), [null, 3, 1]), [null, 2]);
  });

  it('are refused inside wrappers, too', () => {
    const inner = { class_name: 'LSTM', config: { units: 2, go_backward: true } };
    const wrapped = {
      Bidirectional: { layer: inner },
      RNN: { cell: { class_name: 'LSTMCell', config: { units: 0 } } },
      TimeDistributed: { layer: { class_name: 'Dense', config: { units: -1 } } },
    };
    for (const [name, config] of Object.entries(wrapped)) {
      assert.throws(
        () => shapeOf(layer(name, config), [null, 3, 2]),
        /m\.keras: layer "odd"/,
        name,
      );
    }
  });

  it('are refused for strides beside a dilation rate, and for quantised weights', () => {
    const conv = { filters: 2, kernel_size: 2, strides: 2, dilation_rate: 2 };
    assert.throws(() => shapeOf(layer('Conv1D', conv), [null, 9, 2]), /"dilation_rate" at once/);
    const policy = { class_name: 'QuantizedDTypePolicy', config: { mode: 'int8' } };
    assert.throws(
      () => shapeOf(layer('Dense', { units: 2, dtype: policy }), [null, 2]),
      /its weights are quantised/,
    );
  });

  it('are refused where weights are for another number of features', () => {
    const weight = (shape: number[]) => ({
      name: 'w',
      shape,
      dtype: 'float32',
      read: () => assert.fail(),
    });
    const dense = { ...layer('Dense', { units: 2 }), weights: [weight([4, 2])] };
    assert.throws(() => shapeOf(dense, [null, 3]), /for 4 features, but it is given \(None, 3\)/);
  });
});
