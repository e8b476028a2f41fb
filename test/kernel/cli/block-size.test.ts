import assert from 'node:assert/strict';
import { samplesPerBlock } from '../../../kernel/cli/block-size.js';

describe('samplesPerBlock(sample, freeMemory)', () => {
  const gigabyte = 2 ** 30;

  it('takes as many small samples as fit into a few megabytes', () => {
    assert.equal(samplesPerBlock({ numbers: 2 ** 11, bytes: 8 }, 8 * gigabyte), 1024);
  });

  it('takes up to sixteen large ones, as memory allows: sixteen of 200 steps of 2,048 units', () => {
    const sample = { numbers: 6 * 200 * 2048, bytes: 8 };
    assert.equal(samplesPerBlock(sample, 16 * gigabyte), 16);
    assert.equal(samplesPerBlock(sample, gigabyte), 6);
    assert.equal(samplesPerBlock(sample, gigabyte / 100), 1);
    assert.equal(samplesPerBlock({ numbers: 2 ** 31, bytes: 8 }, gigabyte), 1);
  });
});
