import assert from 'node:assert/strict';
import { alignedFormat, formatDigits, tickTexts } from '../../../widgets/plot/text/format.js';

describe('tickTexts(values)', () => {
  it('writes two ticks of which one is 0, however small the other', () => {
    assert.deepEqual(tickTexts([0, 2.384e-7]), ['0', '2.38e−7']);
    assert.deepEqual(tickTexts([-1e-7, 0]), ['−1e−7', '0']);
    assert.deepEqual(tickTexts([0, 1e-7, 2e-7]), ['0', '1e−7', '2e−7']);
  });
});

describe('numbers', () => {
  it('of a column have their points below each other, and one minus sign', () => {
    const format = alignedFormat([-0.9821, 0.00012, 0.5]);
    assert.deepEqual([-0.9821, 0.00012, 0.5, -0.00001, NaN].map(format), [
      '−0.9821',
      '0.0001',
      '0.5000',
      '0.0000',
      'NaN',
    ]);
    assert.equal(alignedFormat([61.004, -3])(61.004), '61.00');
    assert.equal(alignedFormat([4e-9])(4e-9), '4.00e−9');
  });

  it('alone have four significant digits, zeros at the end included', () => {
    assert.deepEqual([0.454, -1, 61, 7.1662, 12345, 0, 1.2e-4].map(formatDigits), [
      '0.4540',
      '−1.000',
      '61.00',
      '7.166',
      '12345',
      '0',
      '1.20e−4',
    ]);
  });
});
