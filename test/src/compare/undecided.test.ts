import assert from 'node:assert/strict';
import { compare, toNdArray } from '../../../src/index.js';
import type { NdArray } from '../../../src/index.js';
import { stackedModel } from './support/stacked-model.js';
import { normals } from './support/random-cells.js';

const steps = 12;
const layer = stackedModel({}).layer('first');

function input(change: (t: number, k: number) => number | undefined = () => undefined): NdArray {
  const normal = normals(11);
  const data = Float64Array.from({ length: steps * 2 }, (_, k) => {
    const drawn = normal();
    return change(Math.floor(k / 2), k % 2) ?? drawn;
  });
  return toNdArray({ data, shape: [steps, 2] });
}

/** The numbers alone: nothing says where they come from. */
const copy = (array: NdArray, change = (x: number, _: number) => x) =>
  toNdArray({ data: Float64Array.from(array.data, change), shape: array.shape });

describe('compare, where nothing can be said', () => {
  it('is undecided where the input holds NaN, whether the reference does or not, and names the place', () => {
    const { h } = layer.trace(input((t, k) => (t === 4 && k === 1 ? NaN : undefined)));
    for (const reference of [copy(h), layer.trace(input()).h]) {
      const { verdict, sentence, cause } = compare(h, copy(reference));
      assert.deepEqual([verdict, cause], ['undecided', undefined]);
      assert.match(sentence, /NaN first at step 4, unit 0, because its input is NaN at step 4, feature 1/); // prettier-ignore
    }
  });
  it('is undecided where the input is infinite and the reference NaN', () => {
    const { h } = layer.trace(input((t) => (t === 4 ? Infinity : undefined)));
    const { verdict } = compare(h, copy(h, (x, k) => (k >= 4 * 5 ? NaN : x))); // prettier-ignore
    assert.equal(verdict, 'undecided');
  });
  it('does not mind a NaN at a step that is masked', () => {
    const mask = Array.from({ length: steps }, (_, t) => t !== 4);
    const { h } = layer.trace(
      input((t) => (t === 4 ? NaN : undefined)),
      { mask },
    );
    assert.equal(compare(h, copy(h, Math.fround)).verdict, 'rounding');
  });
  it('is undecided where our own array holds a NaN that the layer does not give', () => {
    const X = input();
    const { h } = layer.trace(X);
    const broken = copy(h, (x, k) => (k === 17 ? NaN : x));
    const { verdict, sentence } = compare(broken, copy(h, Math.fround), { layer, input: X });
    assert.equal(verdict, 'undecided');
    assert.match(sentence, /^Our array is NaN first at step 3, unit 2, where this layer gives/);
  });
  it('still blames a reference that is wrong before the first NaN', () => {
    const { h } = layer.trace(input((t) => (t === 8 ? NaN : undefined)));
    const { verdict } = compare(
      h,
      copy(h, (x, k) => (k === 7 ? x + 0.01 : x)),
    );
    assert.equal(verdict, 'unexplained');
  });
  it('tells of the sample that is wrong, not of one that cannot be judged', () => {
    const [broken, right] = [input((t) => (t === 4 ? NaN : undefined)), input()];
    const both = toNdArray({
      data: Float64Array.from([...broken.data, ...right.data]),
      shape: [2, steps, 2],
    });
    const { h } = layer.trace(both);
    const wrong = copy(h, (x, k) => (k === 60 + 7 ? x + 0.01 : x));
    assert.match(compare(h, wrong).sentence, /Diagnosed on sample 1\./);
    assert.equal(compare(h, copy(h)).verdict, 'undecided');
  });
  it('is undecided of two bare arrays that are broken alike', () => {
    for (const broken of [NaN, Infinity]) {
      const { verdict, sentence } = compare([[broken, 2]], [[broken, 2]]);
      assert.equal(verdict, 'undecided');
      assert.match(sentence, /NaN or infinite/);
    }
  });
  it('says so where the two agree with each other, but not with the layer: the input was changed since', () => {
    const changed = Float64Array.from({ length: 24 }, (_, k) => Math.sin(k));
    const given = toNdArray({ data: changed, shape: [12, 2] });
    const { h } = stackedModel({}).layer('first').trace(given);
    const reference = toNdArray({ data: Float64Array.from(h.data, Math.fround), shape: h.shape });
    changed.fill(3);
    const { verdict, sentence } = compare(h, reference);
    assert.equal(verdict, 'unexplained');
    assert.match(sentence, /agree with each other .* were changed after the trace was made/);
  });
  it('is undecided of two bare arrays that differ, and calls equal ones rounding', () => {
    assert.equal(compare([[1, 2]], [[1, 2.5]]).verdict, 'undecided');
    assert.equal(compare([[1, 2]], [[1, 2]]).verdict, 'rounding');
  });
  it('keeps no rows for a limit of 0, and refuses what is no number of rows', () => {
    const none = compare([[1, 2]], [[1, 2.5]], { limit: 0 });
    assert.deepEqual([none.rows, none.overall.count], [[], 2]);
    assert.ok([String(none), none.toCSV(), JSON.stringify(none.toView())]);
    for (const limit of [-1, 1.5, NaN]) {
      assert.throws(() => compare([[1]], [[2]], { limit }), /limit should be a whole number/);
    }
  });
});
