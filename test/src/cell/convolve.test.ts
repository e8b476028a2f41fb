import assert from 'node:assert/strict';
import { convolve, windowsOf, type ConvolutionPlan } from '../../../src/cell/convolve.js';
import { product, sum, times } from '../../../src/cell/vector.js';
import { fromStorage, sizeOf } from '../../../src/ndarray/make.js';

/** Whole numbers that repeat late: sums of products are exact. */
const drawn = (length: number, by: number, modulus: number, middle: number) =>
  Float64Array.from({ length }, (_, k) => ((k * by) % modulus) - middle);
const plan = (strides: number[], dilation: number[], padding: 'same' | 'valid') => ({
  ...{ strides, dilation, padding },
});

/** An image (axes × channels) and a kernel (axes × channels × filters), and what keras.ops.conv makes of them. */
interface Case {
  readonly shape: readonly number[];
  readonly kernelShape: readonly number[];
  readonly how: ConvolutionPlan;
  readonly expected: readonly number[];
}
const cases: readonly Case[] = [
  {
    shape: [4, 5, 2],
    kernelShape: [2, 3, 2, 2],
    how: plan([1, 1], [1, 1], 'valid'),
    expected: [4, -19, 2, -3, 66, -31, 5, 28, 47, 33, -76, 16, -27, -13, 4, -19, 2, -3],
  },
  {
    shape: [5, 4, 1],
    kernelShape: [3, 2, 1, 2],
    how: plan([2, 1], [1, 1], 'same'),
    expected: [
      -29, -15, 41, -6, -32, 3, 5, 30, -48, 2, 74, -13, -35, -28, -10, -30, -31, 0, 36, 6, -18, -21,
      -10, -25,
    ],
  },
  {
    shape: [5, 6, 1],
    kernelShape: [2, 2, 1, 2],
    how: plan([1, 1], [2, 3], 'valid'),
    expected: [50, 0, -4, -27, -3, 56, -10, -19, 2, -35, 3, 48, -4, -27, -3, 56, -13, -15],
  },
  {
    shape: [4, 3, 1],
    kernelShape: [3, 3, 1, 2],
    how: plan([1, 1], [1, 1], 'same'),
    expected: [
      26, 15, 11, -38, 11, -12, -42, 45, 30, -19, -3, -7, 2, -3, -30, -30, 5, -3, -4, -13, -54, -4,
      11, 13,
    ],
  },
  {
    shape: [6, 2],
    kernelShape: [3, 2, 2],
    how: plan([1], [1], 'valid'),
    expected: [6, 9, 19, -21, 21, 26, -54, -4],
  },
  {
    shape: [6, 2],
    kernelShape: [3, 2, 2],
    how: plan([2], [1], 'same'),
    expected: [6, 9, 21, 26, 45, -29],
  },
  {
    shape: [6, 2],
    kernelShape: [3, 2, 2],
    how: plan([1], [1], 'same'),
    expected: [26, -39, 6, 9, 19, -21, 21, 26, -54, -4, 45, -29],
  },
];

describe('convolutions', () => {
  for (const { shape, kernelShape, how, expected } of cases) {
    const image = drawn(sizeOf(shape), 7, 11, 5);
    const kernel = fromStorage(drawn(sizeOf(kernelShape), 5, 13, 6), kernelShape);
    const size = shape.slice(0, -1);
    const name = `${shape.join(' × ')} with ${kernelShape.join(' × ')}, ${how.padding}, strides ${how.strides}, dilation ${how.dilation}`; // prettier-ignore

    it(`of ${name}: as Keras computes it`, () => {
      assert.deepEqual([...convolve(image, size, kernel, how)], expected);
    });

    it(`of ${name}: the same by windows, of the second of two images too`, () => {
      const two = Float64Array.from([...image.map((x) => -x), ...image]);
      const { count, width, take } = windowsOf(two, { size, kernel, plan: how });
      const filters = kernelShape.at(-1)!;
      assert.deepEqual([count * filters, width], [expected.length, kernel.size / filters]);
      const windows = fromStorage(take(count, 2 * count), [count, width]);
      const matrix = kernel.reshape(width, filters);
      const rows = Array.from({ length: count }, (_, k) => times(Float64Array.from(windows.pick(k, null)), matrix)); // prettier-ignore
      assert.deepEqual(rows.flatMap((row) => [...row]), expected); // prettier-ignore
    });
  }

  it('refuses images of three axes', () => {
    const kernel = fromStorage(new Float64Array(8), [2, 2, 2, 1, 1]);
    const how = plan([1, 1, 1], [1, 1, 1], 'valid');
    assert.throws(() => convolve(new Float64Array(8), [2, 2, 2], kernel, how), /more than two axes/); // prettier-ignore
  });
});

describe('vectors of a step', () => {
  it('take views that lie anywhere in a storage, with any stride', () => {
    const data = Float64Array.from({ length: 12 }, (_, k) => k);
    const every = fromStorage(data, [12]).lo(1).step(3);
    assert.deepEqual([...every], [1, 4, 7, 10]);
    const x = Float64Array.of(10, 20, 30, 40);
    assert.deepEqual([...sum(x, every, x)], [21, 44, 67, 90]);
    assert.deepEqual([...product(x, every)], [10, 80, 210, 400]);
    // Rows 1 and 2 of the transposed matrix: [1, 4, 7, 10] and [2, 5, 8, 11].
    const turned = fromStorage(data, [4, 3]).transpose(1, 0).lo(1, 0);
    assert.deepEqual([...times(Float64Array.of(100, 1), turned)], [102, 405, 708, 1011]);
  });
});
