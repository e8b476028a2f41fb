import assert from 'node:assert/strict';
import { sparsemax } from '../../../src/cell/vector-activations.js';
import { elementwiseRunner } from '../../../src/layers/merge-layers.js';

type Mask = readonly number[] | undefined;

/** What Keras 3.15's layers returned for A, B and C, with these masks on A and B, and one on C. */
const keras: readonly (readonly [string, Mask, Mask, readonly number[], readonly number[]])[] = [
  ['Multiply', [1, 1, 0, 0], [1, 0, 1, 0], [4, 2, 2, 0], [4, 1, 2, 0]],
  ['Multiply', [1, 1, 0, 0], undefined, [4, 6, 2, 1], [4, 3, 2, 1]],
  ['Multiply', undefined, [1, 0, 1, 0], [4, 2, 6, 4], [4, 1, 6, 4]],
  ['Maximum', [1, 1, 0, 0], [1, 0, 1, 0], [4, 2, 2, 4], [4, 2, 2, 4]],
  ['Maximum', [1, 1, 0, 0], undefined, [4, 3, 2, 1], [4, 3, 2, 1]],
  ['Maximum', undefined, [1, 0, 1, 0], [4, 2, 3, 4], [4, 2, 3, 4]],
  ['Minimum', [1, 1, 0, 0], [1, 0, 1, 0], [1, 2, 2, 4], [1, 0.5, 2, 4]],
  ['Minimum', [1, 1, 0, 0], undefined, [1, 2, 2, 1], [1, 0.5, 2, 1]],
  ['Minimum', undefined, [1, 0, 1, 0], [1, 2, 2, 4], [1, 0.5, 2, 4]],
  ['Add', [1, 1, 0, 0], [1, 0, 1, 0], [5, 5, 5, 5], [10, 5.5, 11, 5.25]],
];

const batch = (values: readonly number[], mask: Mask) => ({
  data: Float32Array.from(values),
  shape: [1, 4, 1],
  ...(mask && { mask: Uint8Array.from(mask) }),
});

describe('layers of Keras 3 that join masked inputs', () => {
  for (const [className, first, second, two, three] of keras) {
    it(`${className} with the masks ${String(first)} and ${String(second)} gives what Keras gave`, () => {
      const spec = { name: 'join', className, config: {}, weights: [], inbound: [], children: [] };
      const context = { file: 'model.keras', framework: 'keras', frameworkVersion: '3.15.0' };
      const runner = elementwiseRunner(spec, context as never);
      const A = batch([1, 2, 3, 4], first);
      const B = batch([4, 3, 2, 1], second);
      const C = batch([5, 0.5, 6, 0.25], [0, 1, 0, 0]);
      assert.deepEqual([...runner.run([A, B])[0]!.data], two);
      assert.deepEqual([...runner.run([A, B, C])[0]!.data], three);
    });
  }

  it("sparsemax of several numbers in the support is Keras's, not the projection", () => {
    const values = Float32Array.of(0.5, 0.25, 0, -2);
    sparsemax(values);
    assert.deepEqual([...values], [Math.fround(0.5 - 1 / 3), 0, 0, 0]);
  });
});
