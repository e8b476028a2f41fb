import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import ndarray from 'ndarray';
import { asNdArray, NdArray, ops, toNdArray } from '../../../src/index.js';

/** 10 · row + column. */
const grid = (rows: number, columns: number) =>
  asNdArray(
    Array.from({ length: rows }, (_, r) => Array.from({ length: columns }, (_, c) => r * 10 + c)),
  );

describe('the door to arrays', () => {
  it('refuses data that is shorter or longer than its shape', () => {
    const data = new Float64Array(4);
    assert.throws(() => asNdArray({ data, shape: [2, 3] }), /shape 2 × 3 takes 6 values.*4 long/);
    assert.throws(() => asNdArray({ data, shape: [3] }), /shape 3 takes 3 values.*4 long/);
    assert.throws(() => toNdArray({ data, shape: [2, 3] }), RangeError);
    assert.throws(() => new NdArray({ data, shape: [2, 3], stride: [3, 1] }), RangeError);
  });

  it('refuses sizes that are none', () => {
    const data = new Float64Array(6);
    for (const size of [NaN, 1.5, -1, Infinity, '2' as never, null as never]) {
      assert.throws(() => asNdArray({ data, shape: [size, 3] }), /whole number from 0/);
    }
    assert.throws(() => asNdArray({ data, shape: 6 as never }), /shape .* list of numbers/);
    assert.throws(() => asNdArray({ data, shape: [2 ** 30, 2 ** 30] }), /can be counted/);
  });

  it('refuses strides and offsets that leave the data, and takes those that do not', () => {
    const data = Float64Array.from({ length: 6 }, (_, k) => k);
    const make = (stride: number[], offset: number) =>
      asNdArray({ data, shape: [2, 3], stride, offset });
    assert.deepEqual(make([1, 2], 0).toArray(), [[0, 2, 4], [1, 3, 5]]); // prettier-ignore
    assert.deepEqual(make([-3, -1], 5).toArray(), [[5, 4, 3], [2, 1, 0]]); // prettier-ignore
    assert.deepEqual(make([0, 1], 3).toArray(), [[3, 4, 5], [3, 4, 5]]); // prettier-ignore
    for (const [stride, offset] of [
      [[3, 1], 1],
      [[-3, 1], 0],
      [[3, 2], 0],
      [[3, 1], -1],
    ] as const)
      // prettier-ignore
      assert.throws(() => make([...stride], offset), /beyond its 6 values/);
    assert.throws(() => make([3, 0.5], 0), /whole stride/);
    assert.throws(() => make([3], 0), /one whole stride for each axis/);
    assert.throws(() => make([3, 1], 0.5), /offset/);
    assert.equal(asNdArray({ data: new Float32Array(0), shape: [0, 3], offset: 7 }).size, 0);
  });

  it('takes nested lists, typed arrays and arrays of the package ndarray', () => {
    assert.deepEqual(asNdArray(Float32Array.of(1, 2)).shape, [2]);
    const foreign = ndarray(new Float32Array(6), [2, 3]).transpose(1, 0);
    foreign.set(2, 1, 5);
    assert.equal(asNdArray(foreign).get(2, 1), 5);
    assert.deepEqual(asNdArray([]).shape, [0]);
    assert.equal(asNdArray({ data: [1, 2], shape: [2] }).get(-1), 2);
  });

  it('refuses what is no array, by the name that it is given', () => {
    const lists: [unknown, RegExp][] = [
      ['x', /^TypeError: The mask should be an array .* is string "x"$/],
      [null, /is null/],
      [{ data: ['1'], shape: [1] }, /holds string "1"/],
      [{ data: new BigInt64Array(1), shape: [1] }, /holds bigint "0"/],
      [{ data: new DataView(new ArrayBuffer(8)), shape: [8] }, /numbers in a typed array or list/],
      [[[1, 2], [3]], /rows of equal length/],
      [[[1], 2], /rows of equal length/],
      [[1, [2]], /rows of equal length/],
      [[1, '2'], /numbers only/],
    ];
    for (const [value, wanted] of lists) {
      assert.throws(
        () => asNdArray(value as never, 'The mask'),
        (error) => {
          assert.match(String(error), wanted);
          return true;
        },
      );
    }
    const endless: unknown[] = [];
    endless[0] = endless;
    assert.throws(() => asNdArray(endless as never), /nested lists/);
  });
});

describe('NdArray', () => {
  it('reads and writes what is there, from either end, and nothing else', () => {
    const a = grid(3, 4);
    assert.equal(a.get(1, 3), 13);
    assert.equal(a.get(-1, -4), 20);
    a.set(-1, 0, 99);
    assert.equal(a.get(2, 0), 99);
    for (const indices of [
      [1, 4],
      [3, 0],
      [-4, 0],
      [0, -5],
      [0.5, 0],
      [NaN, 0],
      [1],
      [1, 2, 0],
      [],
    ])
      // prettier-ignore
      assert.throws(() => a.get(...indices), RangeError, String(indices));
    assert.throws(() => a.get('1' as never, 0), /whole number, but is string 1/);
    assert.throws(() => a.set(1, 4, 7), /no index 4 along axis 1, which is 4 long/);
    assert.equal(a.get(2, 0), 99);
  });

  it('picks, cuts and turns as NumPy does', () => {
    const a = grid(3, 4);
    assert.deepEqual(a.pick(-1).toArray(), [20, 21, 22, 23]);
    assert.deepEqual(a.pick(null, 1).toArray(), [1, 11, 21]);
    assert.throws(() => a.pick(3), /no index 3 along axis 0, which is 3 long \(0 to 2, or -3/);
    assert.throws(() => a.pick(0, 0, 0), /2 axes \(3 × 4\).*3 given/);
    assert.deepEqual(a.lo(-2, 0).shape, [2, 4]);
    assert.deepEqual(a.hi(5, 9).shape, [3, 4]);
    assert.deepEqual(a.hi(-1).lo(9).shape, [0, 4]);
    assert.throws(() => a.hi(1.5), RangeError);
    assert.deepEqual(a.slice([null, null, -2], [1, 3]).toArray(), [[21, 22], [1, 2]]); // prettier-ignore
    assert.deepEqual(a.slice(1, [-2, null]).toArray(), [12, 13]);
    assert.throws(() => a.slice([0, 1, 0]), /step along axis 0/);
    assert.deepEqual(a.T.shape, [4, 3]);
    assert.equal(a.T.get(3, 2), 23);
    assert.throws(() => a.transpose(1, 1), /name each once/);
    assert.deepEqual(a.T.reshape(2, -1).toArray(), [[0, 10, 20, 1, 11, 21], [2, 12, 22, 3, 13, 23]]); // prettier-ignore
    assert.throws(() => a.reshape(5, -1), /12 numbers cannot be given the shape 5 × -1/);
    assert.equal(a.T.T.data, a.data);
  });

  it('reads along the first axis by brackets and by for … of', () => {
    const a = grid(3, 4);
    assert.deepEqual(a[1]!.toArray(), [10, 11, 12, 13]);
    assert.equal(a[-1]![0]! + 1, 21);
    assert.throws(() => a[3], /no index 3/);
    assert.throws(() => a[0.5], /whole number/);
    assert.throws(() => {
      (a as unknown as number[])[0] = 1;
    }, /use array\.set/);
    assert.deepEqual(Array.from(a, (row) => row.get(2)), [2, 12, 22]); // prettier-ignore
    assert.equal(Math.max(...a.pick(1)), 13);
    // @ts-expect-error -- there is no such thing
    assert.equal(a.length, undefined);
  });

  it('is no number, except without axes', () => {
    const a = grid(2, 2);
    assert.throws(() => (a as never as number) - 1, /no number: use add, sub, mul or div/);
    assert.equal(Number(a.pick(1, 1)), 11);
    assert.equal(`${a}`, '[[ 0.  1.]\n [10. 11.]]');
  });

  it('prints the same wherever it appears', () => {
    const a = asNdArray({ data: Float32Array.of(0.1, 1, 10.25, -1), shape: [2, 2] });
    const text = 'float32 ndarray, 2 × 2\n[[ 0.1   1.  ]\n [10.25 -1.  ]]';
    assert.equal(inspect(a), text);
    assert.equal(inspect({ a }), `{\n  a: ${text.replaceAll('\n', '\n  ')}\n}`);
    assert.match(inspect({ b: { c: { d: a } } }), /\[float32 ndarray, 2 × 2\]/);
    assert.equal(JSON.stringify(grid(2, 2)), '[[0,1],[10,11]]');
  });

  it('refuses the mean and the extremes of nothing', () => {
    const none = asNdArray({ data: new Float64Array(0), shape: [0, 3] });
    assert.equal(none.sum(), 0);
    for (const name of ['mean', 'std', 'min', 'max', 'argmin', 'argmax'] as const) {
      assert.throws(() => none[name](), /of no numbers/);
      assert.throws(() => none[name](0), /of no numbers/);
    }
    assert.throws(() => none.sum(2), /no axis 2 in an array of 2 axes/);
    assert.throws(() => none.sum([0, 0]), /named twice/);
  });

  it('computes in float32 only where all operands are', () => {
    const single = asNdArray(Float32Array.of(0.1, 0.2));
    assert.equal(single.mul(3).dtype, 'float32');
    assert.equal(single.add([1, 2]).dtype, 'float64');
    assert.equal(single.mean(0).dtype, 'float32');
    assert.equal(grid(2, 2).copy().dtype, 'float64');
    assert.throws(() => grid(3, 4).add(grid(4, 3)), /3 × 4 and 4 × 3 do not go together/);
    assert.throws(() => grid(3, 4).matmul(grid(3, 4)), /3 × 4 and 3 × 4 needs the last axis/);
  });

  it('multiplies matrices of every size by their definition, to the last bit', () => {
    for (const [rows, inner, columns] of [
      [3, 4, 5],
      [4, 3, 2],
      [5, 7, 1],
      [7, 1, 3],
      [9, 5, 8],
      [6, 0, 3],
    ] as const) {
      const numbers = (count: number, at: number) =>
        Float64Array.from({ length: count }, (_, k) => Math.fround(Math.sin(at + k)));
      // Numbers of float32, so that both types have the same products.
      const [x, y] = [numbers(rows * inner, 1), numbers(inner * columns, 2)];
      const expected = Array.from({ length: rows * columns }, (_, k) => {
        const [row, column] = [Math.floor(k / columns), k % columns];
        let sum = 0;
        for (let n = 0; n < inner; n++) sum += x[row * inner + n]! * y[n * columns + column]!;
        return sum;
      });
      for (const Kind of [Float32Array, Float64Array]) {
        const left = toNdArray({ data: Kind.from(x), shape: [rows, inner] });
        const made = left.matmul({ data: Kind.from(y), shape: [inner, columns] });
        assert.deepEqual([...made.data], [...Kind.from(expected)]);
      }
    }
  });

  it('combines what lies side by side as it combines views', () => {
    for (const Kind of [Float32Array, Float64Array, Int16Array]) {
      const data = Kind.from(Array.from({ length: 12 }, (_, k) => k * 3 - 7.5));
      const flat = toNdArray({ data, shape: [3, 4] });
      const view = toNdArray({ data: data.toReversed(), shape: [3, 4] }).slice(
        [null, null, -1],
        [null, null, -1],
      );
      for (const kind of ['add', 'sub', 'mul', 'div'] as const) {
        for (const other of [flat, 0.1, [[2]]]) {
          const made = flat[kind](other);
          assert.deepEqual(made.toArray(), view[kind](other).toArray());
          assert.equal(made.dtype, view[kind](other).dtype);
        }
      }
    }
  });

  it('works with ndarray-ops as an array of ndarray does', () => {
    const [a, b] = [grid(2, 3), grid(2, 3)];
    ops.subeq(a, b.T.T);
    assert.equal(a.max(), 0);
    assert.equal(ops.sum(b), 36);
  });
});
