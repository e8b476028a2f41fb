import assert from 'node:assert/strict';
import { bfloat16, float16, halfPrecisionOf } from '../../../src/rounding/precisions.js';

describe('half precisions', () => {
  // numpy.float16(x), and torch.tensor(x).to(torch.bfloat16).
  const known: readonly (readonly [x: number, float16: number, bfloat16: number])[] = [
    [0.1, 0.0999755859375, 0.10009765625],
    [1 / 3, 0.333251953125, 0.333984375],
    [1234.567, 1235, 1232],
    [-2.5e-7, -2.384185791015625e-7, -2.4959444999694824e-7],
    [6.1e-5, 6.097555160522461e-5, 6.103515625e-5],
    [2 ** -25, 0, 2 ** -25],
    [1.5 * 2 ** -24, 2 ** -23, 1.5 * 2 ** -24],
    [1 + 2 ** -11, 1, 1],
    [1 + 3 * 2 ** -11, 1.001953125, 1],
    [1 + 2 ** -8, 1 + 2 ** -8, 1],
    [1 + 3 * 2 ** -8, 1 + 3 * 2 ** -8, 1.015625],
    [65519.999, 65504, 65536],
    [65520, Infinity, 65536],
    [-1e9, -Infinity, -998244352],
    [3.39e38, Infinity, 3.3895313892515355e38],
    [3.4e38, Infinity, Infinity],
    [1e-40, 0, 9.183549615799121e-41],
  ];
  for (const [x, half, brain] of known) {
    it(`round ${x} as NumPy and PyTorch do`, () => {
      assert.equal(float16.round(x), half);
      assert.equal(bfloat16.round(x), brain);
    });
  }

  it('leave 0, infinities and NaN alone', () => {
    for (const x of [0, -0, Infinity, -Infinity, NaN]) {
      for (const { round } of [float16, bfloat16]) assert.ok(Object.is(round(x), x));
    }
  });

  for (const { name, round, roundoff } of [float16, bfloat16]) {
    it(`${name}: no rounding is off by more than its roundoff, and one by nearly as much`, () => {
      let worst = 0;
      for (let x = 1; x < 4; x += 1e-4) worst = Math.max(worst, Math.abs(round(x) - x) / x);
      assert.ok(worst <= roundoff && worst > 0.95 * roundoff, `${worst / roundoff}`);
    });
  }

  it('are told by numbers of which enough differ and enough are broken', () => {
    assert.equal(halfPrecisionOf(Float64Array.of(0.5, 0.25, 1, 2)), bfloat16);
    assert.equal(halfPrecisionOf(Float64Array.of(0.5, 0.25, 1 + 2 ** -9, 2)), float16);
    // Three numbers, whatever is repeated, zero or infinite; one broken number.
    assert.equal(halfPrecisionOf(Float64Array.of(0.5, 0.25, 1, 1, 0, Infinity)), undefined);
    assert.equal(halfPrecisionOf(Float64Array.of(0.5, 3, 1, 2)), undefined);
    assert.equal(halfPrecisionOf(Float64Array.of(0.5, 0.25, 1, 0.1)), undefined);
  });
});
