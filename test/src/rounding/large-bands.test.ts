import assert from 'node:assert/strict';
import { roundingBand, roundingBandWork } from '../../../src/rounding/band.js';
import { ConvolutionMap } from '../../../src/rounding/convolution-map.js';
import type { FlatCell, FlatSimpleRnn } from '../../../src/rounding/flat-cell.js';
import { runFlat } from '../../../src/rounding/forward.js';
import { sumNoise } from '../../../src/rounding/gate-sums.js';
import { Matrix } from '../../../src/rounding/linear-map.js';
import { partOf } from '../../../src/rounding/stacked-tangent.js';
import { makeTangent } from '../../../src/rounding/tangents.js';
import { normals, randomCell, randomInput } from '../compare/support/random-cells.js';

const roundoff = 2 ** -24;
const members = 64;
const zero = (units: number) => ({ h: new Float64Array(units), c: new Float64Array(units) });

describe('the band of a wide layer', () => {
  const units = 720;
  const cell = randomCell(4, { kind: 'simple-rnn', units, features: 2, gain: 0.7 });
  const input = randomInput(2, 3, 2);

  it('is the same in several turns a step as in one', () => {
    const work = roundingBandWork({ cells: [cell], input, steps: 3, series: 'h' });
    let turns = 0;
    let next = work.next();
    for (; !next.done; next = work.next()) turns++;
    assert.ok(turns > 3, `${turns} turns`);
    const tangent = makeTangent({ cells: [cell], roundoff, initialState: zero(units), members });
    const errors = tangent.errors['h']!;
    for (let t = 0; t < 3; t++) {
      tangent.advance(input.subarray(2 * t, 2 * t + 2));
      for (const { map, rows, out } of tangent.first) map.addMembers(rows, out, members);
      tangent.push();
      for (const j of [0, 1, 359, 360, 718, 719]) {
        const own = errors.subarray(j * members, (j + 1) * members);
        const spread = (half: Float32Array) => half.reduce((sum, e) => sum + e * e, 0) / 32;
        const deviation = Math.sqrt(
          Math.max(spread(own.subarray(0, 32)), spread(own.subarray(32))),
        );
        const expected = 5 * deviation + roundoff * Math.abs(tangent.values['h']![j]!);
        const width = next.value.width[t * units + j]!;
        assert.ok(Math.abs(width / expected - 1) < 1e-3, `step ${t}, unit ${j}`);
      }
    }
  });
});

describe('the band at its ends', () => {
  const linear = { id: 'linear', of: (x: number) => x };
  const dense = (values: readonly number[], inputs: number): Matrix =>
    Matrix.of(Float64Array.from(values), { inputs, outputs: values.length / inputs });
  const still: FlatSimpleRnn = {
    ...(randomCell(1, { kind: 'simple-rnn', units: 1, features: 1 }) as FlatSimpleRnn),
    ...{ W: dense([0], 1), U: dense([0], 1), activation: linear },
    ...{ b: new Float64Array(1), recurrentBias: new Float64Array(1) },
  };

  it('is never nothing: programs may take numbers without full precision for 0', () => {
    const request = { cells: [still], input: new Float64Array(3), steps: 3, series: 'h' };
    assert.deepEqual([...roundingBand(request).width], [2 ** -126, 2 ** -126, 2 ** -126]);
  });

  it('is infinite from a tenth of the largest value on, small as that may be', () => {
    const cell: FlatCell = { ...still, W: dense([1], 1) };
    const at = (inputError: number) =>
      roundingBand({
        cells: [cell],
        input: Float64Array.of(1e-4),
        steps: 1,
        series: 'h',
        inputError: Float64Array.of(inputError),
      }).width[0]!;
    assert.equal(at(0.01), Infinity);
    assert.ok(at(1e-6) < 1e-5);
  });

  it('begins with the states that are given, cell by cell', () => {
    const cell = randomCell(8, { kind: 'simple-rnn', units: 4, features: 2 });
    const initialState = { h: Float64Array.of(0.3, -0.2, 0.5, 0.9), c: new Float64Array(4) };
    const input = randomInput(3, 2, 2);
    const { values } = roundingBand({ cells: [cell], input, steps: 2, series: 'h', initialState });
    const plain = runFlat(cell, { input, steps: 2, initialState, series: 'h' });
    assert.deepEqual([...values], [...plain.values]);
    const cells = [cell, randomCell(9, { kind: 'lstm', units: 2, features: 4 })];
    const all = { h: Float64Array.of(1, 2, 3, 4, 5, 6), c: Float64Array.of(1, 2, 3, 4, 5, 6) };
    assert.deepEqual([...partOf(cells, all, 0).h], [1, 2, 3, 4]);
    assert.deepEqual([...partOf(cells, all, 1).h], [5, 6]);
    assert.deepEqual([...partOf(cells, all, 1).c], [5, 6]);
  });

  it('takes the errors of the cell below, within the step', () => {
    const cells = [
      randomCell(8, { kind: 'simple-rnn', units: 4, features: 2, gain: 0.7 }),
      randomCell(9, { kind: 'simple-rnn', units: 3, features: 4, gain: 0.7 }),
    ];
    const input = randomInput(3, 1, 2);
    const run = (h: Float64Array) => {
      const below = runFlat(cells[0]!, { input, steps: 1, initialState: { ...zero(4), h }, series: 'h' }); // prettier-ignore
      return runFlat(cells[1]!, { input: below.values, steps: 1, initialState: zero(3), series: 'h' }).values; // prettier-ignore
    };
    const moved = Float64Array.of(1e-6, -2e-6, 1e-6, 3e-6);
    const [exact, other] = [run(new Float64Array(4)), run(moved)];
    const tangent = makeTangent({ cells, roundoff: 2 ** -70, initialState: zero(7), members: 16 });
    const errors = tangent.errors['cell0_h']!;
    for (let k = 0; k < errors.length; k++) errors[k] = moved[Math.floor(k / 16)]!;
    tangent.advance(input);
    for (const { map, rows, out } of tangent.first) map.addMembers(rows, out, 16);
    tangent.push();
    const found = tangent.errors['cell1_h']!;
    for (const j of [0, 1, 2]) {
      assert.ok(Math.abs(found[16 * j + 5]! - (other[j]! - exact[j]!)) < 1e-10);
    }
  });
});

describe('a convolution as a map', () => {
  it('has the sizes that it says: what it reads, what it gives, and the products of one number', () => {
    const shape = {
      ...{ size: [5], kernel: [3], channels: 2, filters: 3 },
      plan: { strides: [2], dilation: [1], padding: 'valid' },
    } as const;
    const values = Float64Array.from({ length: 3 * 2 * 4 * 3 }, normals(4));
    const map = new ConvolutionMap(shape, values);
    // Two windows of three pixels in five; four gates of three filters.
    assert.deepEqual([map.inputs, map.outputs, map.terms, map.work], [10, 24, 6, 6 * 24]);
    const row = Float64Array.from({ length: 10 }, normals(5));
    const out = new Float64Array(24);
    map.add(row, out);
    for (const [gate, p, filter] of [
      [0, 0, 0],
      [1, 1, 2],
      [3, 0, 1],
      [3, 1, 2],
    ] as const) {
      // prettier-ignore
      let sum = 0;
      for (let tap = 0; tap < 3; tap++) {
        for (let c = 0; c < 2; c++) {
          sum += row[(2 * p + tap) * 2 + c]! * values[(tap * 2 + c) * 12 + gate * 3 + filter]!;
        }
      }
      assert.ok(Math.abs(out[gate * 6 + p * 3 + filter]! - sum) < 1e-12);
    }
  });
});

describe('sumNoise(terms, total, sum, roundoff)', () => {
  it('is what float32 does to sums in the worst order, within a fifth', () => {
    const normal = normals(17);
    for (const terms of [30, 200]) {
      let [measured, predicted] = [0, 0];
      for (let trial = 0; trial < 2000; trial++) {
        const x = Array.from({ length: terms }, () => [Math.fround(normal()), Math.fround(normal())] as const); // prettier-ignore
        const products = x.map(([a, b]) => ({ exact: a * b, single: Math.fround(a * b) }));
        products.sort((a, b) => b.exact - a.exact);
        const [sum, single] = products.reduce(
          ([all, rounded], { exact, single }) => [all + exact, Math.fround(rounded + single)],
          [0, 0],
        );
        const total = products.reduce((all, { exact }) => all + Math.abs(exact), 0);
        measured += (single - sum) ** 2;
        predicted += sumNoise(terms, total, sum, roundoff) ** 2;
      }
      const ratio = Math.sqrt(predicted / measured);
      assert.ok(ratio > 0.8 && ratio < 1.25, `${terms} terms: ${ratio}`);
    }
  });
});
