import assert from 'node:assert/strict';
import { ulpDistance, ulpText } from '../../../src/compare/ulp.js';

describe('ulpDistance(a, b)', () => {
  it('is 0 for equal numbers, for both zeros, and for float64 numbers that round to the same float32', () => {
    assert.equal(ulpDistance(1.5, 1.5), 0);
    assert.equal(ulpDistance(0, -0), 0);
    assert.equal(ulpDistance(1, 1 + 1e-9), 0);
  });
  it('is 1 for neighbours, whatever their size or sign', () => {
    assert.equal(ulpDistance(1, 1 + 2 ** -23), 1);
    assert.equal(ulpDistance(-1, -1 - 2 ** -23), 1);
    assert.equal(ulpDistance(1024, 1024 + 2 ** -13), 1);
    assert.equal(ulpDistance(2 ** -149, 0), 1);
  });
  it('counts across zero: the smallest numbers of both signs are two apart', () => {
    assert.equal(ulpDistance(2 ** -149, -(2 ** -149)), 2);
  });
  it('is 8388608 from 1 to 2: as many numbers as a float32 has fractions', () => {
    assert.equal(ulpDistance(1, 2), 2 ** 23);
  });
  it('is NaN when a side is not a number', () => {
    assert.ok(Number.isNaN(ulpDistance(NaN, 1)));
  });
});

describe('ulpText(ulp, [a, b])', () => {
  it('counts as long as that means something, and says so where it does not', () => {
    assert.equal(ulpText(2, [2 ** -149, -(2 ** -149)]), '2');
    assert.equal(ulpText(ulpDistance(1, 1.5), [1, 1.5]), String(2 ** 22));
    assert.equal(ulpText(ulpDistance(1, 5), [1, 5]), '> 2²³');
    assert.equal(ulpText(ulpDistance(0.1, -0.1), [0.1, -0.1]), 'other sign');
  });
});
