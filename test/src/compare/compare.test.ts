import assert from 'node:assert/strict';
import { compare } from '../../../src/compare/compare.js';
import { toNdArray } from '../../../src/ndarray/nd-array.js';

// Two samples × two steps × three units; the expected numbers are NumPy's, from the same arrays.
const reference = toNdArray({
  data: new Float32Array([1, 2, 4, -1, 0.5, 0, 8, -2, 1, 3, 5, 7]),
  shape: [2, 2, 3],
});
const ours = toNdArray({
  data: new Float64Array([1, 2.5, 4, -1, 0.5, 0.125, 8, -2, 1, 3, 5, 6]),
  shape: [2, 2, 3],
});

describe('compare(ours, reference)', () => {
  it('gives max, mean, RMS, mean error and relative error overall', () => {
    const { overall, maxAbs, meanAbs, rmse } = compare(ours, reference);
    assert.equal(maxAbs, 1);
    assert.equal(meanAbs, 1.625 / 12);
    assert.ok(Math.abs(rmse - 0.3247595264191645) < 1e-15);
    assert.equal(overall.meanError, (0.5 + 0.125 - 1) / 12);
    assert.equal(overall.maxRelative, 0.25);
    assert.equal(overall.count, 12);
  });
  it('gives them per sample, per step and per unit', () => {
    const { perSample, perStep, perUnit } = compare(ours, reference);
    assert.deepEqual(
      perSample.map((m) => m.maxAbs),
      [0.5, 1],
    );
    assert.deepEqual(
      perStep.map((m) => m.maxAbs),
      [0.5, 1],
    );
    assert.deepEqual(
      perUnit.map((m) => m.maxAbs),
      [0, 0.5, 1],
    );
    assert.equal(perUnit[2]!.meanAbs, 1.125 / 4);
  });
  it('lists the cells worst first, with exact values and where they stand', () => {
    const { rows } = compare(ours, reference);
    assert.equal(rows.length, 12);
    const [first, second] = rows;
    assert.deepEqual([first!.sample, first!.step, first!.unit], [1, 1, 2]);
    assert.deepEqual([first!.ours, first!.reference, first!.difference], [6, 7, -1]);
    assert.deepEqual([second!.sample, second!.step, second!.unit, second!.ulp], [0, 0, 1, 2 ** 21]);
  });
  it('keeps only the worst rows when asked, and counts all cells all the same', () => {
    const { rows, overall } = compare(ours, reference, { limit: 2 });
    assert.deepEqual(
      rows.map((row) => row.absolute),
      [1, 0.5],
    );
    assert.equal(overall.count, 12);
  });
  it('reads views, nested arrays and plain records alike, and numbers a picked sample', () => {
    const { rows } = compare(ours.pick(1), [[8, -2, 1], [3, 5, 7]], { sample: 114 }); // prettier-ignore
    assert.equal(rows[0]!.sample, 114);
    const transposed = { data: [8, 3, -2, 5, 1, 7], shape: [2, 3], stride: [1, 2] };
    assert.equal(compare(ours.pick(1), transposed).maxAbs, 1);
  });
  it('counts NaN and infinity apart, puts them first, and calls them no rounding', () => {
    const result = compare([[NaN, Infinity, 1]], [[0, Infinity, 1]]);
    assert.deepEqual(
      [result.overall.nan, result.overall.infinite, result.overall.mismatched],
      [1, 1, 1],
    );
    assert.equal(result.rows[0]!.unit, 0);
    assert.equal(result.verdict, 'undecided');
    assert.equal(result.maxAbs, 0);
  });
  it('writes CSV whose numbers read back exactly', () => {
    const third = [[1 / 3]];
    const [head, line] = compare(third, [[Math.fround(1 / 3)]])
      .toCSV()
      .split('\n');
    assert.equal(head, 'sample,step,unit,ours,reference,difference,absolute,relative,ulp');
    assert.equal(Number(line!.split(',')[3]), 1 / 3);
    assert.equal(Number(line!.split(',')[4]), Math.fround(1 / 3));
  });
  it('gives maxAbs as the measures have it, whichever is asked first, also beside NaN and infinities', () => {
    const rows = [
      [
        [1, NaN, 3],
        [Infinity, 5, -Infinity],
      ],
      [
        [1e308, 2, 0],
        [4, 5, 6],
      ],
    ];
    const others = [
      [
        [1.5, 2, NaN],
        [Infinity, 1, 2],
      ],
      [
        [-1e308, 2, -0],
        [4, Infinity, 6.25],
      ],
    ];
    const [first, second] = [compare(rows, others), compare(rows, others)];
    const { maxAbs } = first;
    assert.equal(maxAbs, second.overall.maxAbs);
    assert.equal(first.overall.maxAbs, maxAbs);
    assert.equal(compare(rows[0]!, others[0]!).maxAbs, 4);
  });
  it('finds how fast an error grows from step to step', () => {
    const growing = Array.from({ length: 10 }, (_, t) => [1 + 1e-6 * 1.5 ** t]);
    const flat = growing.map(() => [1]);
    assert.ok(Math.abs(compare(growing, flat).growth - 1.5) < 1e-6);
  });
  it('survives JSON, as a report and as a view to be drawn', () => {
    const result = compare(ours, reference);
    const report = JSON.parse(JSON.stringify(result)) as Record<string, unknown>;
    assert.deepEqual(
      ['maxAbs', 'meanAbs', 'rmse', 'maxUlp', 'verdict', 'cause'].filter((key) => !(key in report)),
      [],
    );
    const view = result.toView();
    assert.deepEqual(JSON.parse(JSON.stringify(view)), view);
    assert.deepEqual(view.error, { sample: 1, steps: 2, units: 3, values: [0, 0, 0, 0, 0, -1] });
    assert.match(String(result), /values, 2 samples[^]*max \|error\| 1[^]*sample\s+step\s+unit/);
  });
  it('refuses another shape, names both, and says what to do', () => {
    const grid = (...shape: number[]) =>
      toNdArray({ data: new Float64Array(shape.reduce((a, b) => a * b, 1)), shape });
    for (const [a, b, advice] of [
      [
        grid(4, 3),
        grid(3, 4),
        /Our array is 4 × 3, the reference 3 × 4: .*reference\.transpose\(1, 0\)/,
      ],
      [
        grid(4, 3),
        grid(5, 4, 3),
        /the reference 5 × 4 × 3: .*holds 5 samples.*reference\.pick\(n\)/,
      ],
      [grid(5, 4, 3), grid(4, 3), /our array holds 5 samples.*ours\.pick\(n\)/],
      [grid(4, 3), grid(3), /the reference 3: .*one step only.*\.pick\(3\)/],
      [grid(4, 3), grid(12), /the reference 12: give the reference its shape, .*shape: \[4, 3\]/],
      [grid(4, 3), grid(4, 2), /Our array is 4 × 3, the reference 4 × 2: .*number of units/],
      [grid(4, 3), grid(5, 3), /compare the same samples, steps and units/],
      [grid(0, 3), grid(0, 3), /there is nothing to compare/],
    ] as const) {
      assert.throws(() => compare(a, b), { name: 'ArgumentError', message: advice });
    }
  });
  it('refuses rows of unequal length, too many axes, and what is no array', () => {
    assert.throws(() => compare([[1, 2], [3]], [[1, 2], [3, 4]]), /Our array should be nested lists that hold numbers only, and rows of equal length/); // prettier-ignore
    assert.throws(() => compare([[[[1]]]], [[[[1]]]]), /has 4 axes \(1 × 1 × 1 × 1\)/);
    assert.throws(() => compare('h' as never, [1]), TypeError);
  });
});
