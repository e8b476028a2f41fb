import assert from 'node:assert/strict';
import { logSoftmax, softmax, sparsemax } from '../../../src/cell/vector-activations.js';

const applied = (to: (values: Float64Array) => void, values: readonly number[]) => {
  const out = Float64Array.from(values);
  to(out);
  return [...out];
};

function assertClose(found: readonly number[], expected: readonly number[]): void {
  assert.equal(found.length, expected.length);
  for (const [k, x] of expected.entries()) {
    assert.ok(Math.abs(found[k]! - x) <= 1e-15 * Math.max(1, Math.abs(x)), `${found[k]} for ${x}`);
  }
}

describe('activations of whole vectors', () => {
  // torch.softmax and torch.log_softmax in float64.
  const usual = [1.5, -0.25, 3, 0];
  const large = [1000, 1001, 0];
  it('softmax(x) is what PyTorch has, large numbers too', () => {
    assertClose(applied(softmax, usual), [
      ...[0.1701087267670697, 0.029560464265647995, 0.7623744215211006, 0.03795638744618176],
    ]);
    assertClose(applied(softmax, large), [0.26894142136999516, 0.7310585786300049, 0]);
  });

  it('log_softmax(x) is what PyTorch has, and loses nothing where softmax is 0', () => {
    assertClose(applied(logSoftmax, usual), [
      ...[-1.7713174771510471, -3.5213174771510474, -0.2713174771510472, -3.2713174771510474],
    ]);
    assertClose(applied(logSoftmax, large), [
      ...[-1.3132616875182228, -0.31326168751822286, -1001.3132616875182],
    ]);
  });

  // keras.ops.sparsemax, which is no projection onto the simplex where several numbers are in the support.
  for (const [x, y] of [
    [
      [1.5, -0.25, 3, 0],
      [0, 0, 1, 0],
    ],
    [
      [0.3, 0.2, 0.1, 0.25],
      [0, 0, 0, 0],
    ],
    [
      [1, 1, 1, -5],
      [0, 0, 0, 0],
    ],
    [
      [0.9, 0.6, -1],
      [0.2, 0, 0],
    ],
  ] as const) {
    it(`sparsemax(${x.join(', ')}) is what Keras has`, () => {
      assertClose(applied(sparsemax, x), y);
    });
  }
});
