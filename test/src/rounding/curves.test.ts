import assert from 'node:assert/strict';
import { bendAt, slopeAt } from '../../../src/rounding/curves.js';
import { estimatedBand, estimatedWidth } from '../../../src/rounding/estimate.js';
import type { Curve } from '../../../src/rounding/flat-cell.js';
import { curves } from '../compare/support/random-cells.js';

const roundoff = 2 ** -24;

describe('slopeAt(curve, x, y)', () => {
  for (const [name, curve] of Object.entries(curves)) {
    it(`${name}: is the slope of a line through two near points`, () => {
      for (const x of [-7, -2.9, -0.3, 0.2, 1.7, 6]) {
        const line = (curve.of(x + 1e-5) - curve.of(x - 1e-5)) / 2e-5;
        assert.ok(Math.abs(slopeAt(curve, x, curve.of(x)) - line) < 1e-8);
      }
    });
  }

  it('is 0 beyond a clip, and at the clip what it is inside, as torch.clamp has it', () => {
    const clipped: Curve = { ...curves.tanh, clip: 0.5 };
    const y = Math.tanh(0.5);
    assert.equal(slopeAt(clipped, 0.500001, y), 0);
    assert.equal(slopeAt(clipped, -0.5, -y), 1 - y * y);
  });
});

describe('bendAt(curve, point)', () => {
  const at = (curve: Curve, x: number, spread: number) => {
    const y = curve.of(x);
    return bendAt(curve, { x, y, slope: slopeAt(curve, x, y), spread, roundoff });
  };
  // The largest |second derivative|: of the logistic function 1 / (6√3), of tanh 4 / (3√3).
  for (const [name, largest] of [
    ['sigmoid', 1 / (6 * Math.sqrt(3))],
    ['tanh', 4 / (3 * Math.sqrt(3))],
  ] as const) {
    it(`${name}: where it is small, the bound by the second derivative, wherever x lies`, () => {
      const spread = 1e-6;
      for (const x of [-2, 0, 0.658, 1.317, 5]) {
        const bend = at(curves[name], x, spread);
        assert.ok(bend >= (largest / 2) * spread ** 2, 'no less');
        assert.ok(bend <= 1.01 * (largest / 2) * spread ** 2, 'hardly more');
      }
    });
  }

  it('of a line is nothing; of a kink, what the tangent misses', () => {
    assert.equal(at({ id: 'linear', of: (x) => x }, 0.3, 0.1), 0);
    assert.ok(Math.abs(at(curves.relu, -0.1, 0.3) - 0.2) < 1e-12);
    assert.ok(Math.abs(at({ ...curves.tanh, clip: 1 }, 0, 0.5) - (0.5 - Math.tanh(0.5))) < 1e-12);
  });
});

describe('estimates where no Jacobian is at hand', () => {
  it('widen the largest error fifty times, and allow fifty roundings of the largest number', () => {
    assert.equal(estimatedWidth(Float64Array.of(1, 2, -3), Float64Array.of(1, 2.5, -3.25)), 25);
    assert.equal(estimatedWidth(Float64Array.of(0, -4), Float64Array.of(0, -4)), 200 * roundoff);
  });

  it('grow from step to step, and never shrink', () => {
    const exact = Float64Array.of(1, 1, 2, 2, 1, 1);
    const rounded = Float64Array.of(1, 1, 2, 2.5, 1, 1);
    const width = estimatedBand(exact, rounded, 2);
    assert.deepEqual([...width], [50 * roundoff, 50 * roundoff, 25, 25, 25, 25]);
  });
});
