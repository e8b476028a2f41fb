import assert from 'node:assert/strict';
import { tickTexts } from '../../../widgets/plot/text/format.js';
import {
  alignedFormat,
  formatDigits,
  formatExact,
  withMinus,
} from '../../../widgets/plot/text/numbers.js';

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

  it('with all their digits have a power of ten where the shown ones have it', () => {
    const single = Math.fround(5.088337939529017e-6);
    assert.deepEqual(
      [
        formatExact(5.088337939529017e-6),
        formatExact(single, true),
        formatExact(-0.25),
        formatExact(0),
      ],
      ['5.088337939529017e−6', '5.0883377e−6', '−0.25', '0'],
    );
  });

  it('in sentences have a minus sign, and what joins words has none', () => {
    assert.equal(
      withMinus('falls to 1.34e-12 from -0.111; float-32 of layer-1, a well-known x-2'),
      'falls to 1.34e−12 from −0.111; float-32 of layer-1, a well-known x-2',
    );
  });
});
