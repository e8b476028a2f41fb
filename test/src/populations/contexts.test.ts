import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  oneHot,
  openModel,
  readSequences,
  resetTimescales,
  saveArray,
  timescales,
  toNdArray,
  topContexts,
  tracedSequences,
  unitStatistics,
} from '../../../src/index.js';
import { numbers } from './told.js';

describe('topContexts()', () => {
  const texts = ['abcdef', 'ghijkl'];
  const data = [0, 0, 5, 4.5, 0, -9, 1, 0, 0, 0, 3, 0];
  const values = toNdArray({ data, shape: [2, 6, 1] });

  it('gives the steps at which a unit is at its most, with the text around', async () => {
    const found = await topContexts(values, 0, { k: 3, texts, window: 2 });
    assert.deepEqual(
      found.map(({ sample, step, value }) => [sample, step, value]),
      [
        [0, 2, 5],
        [0, 3, 4.5],
        [1, 4, 3],
      ],
    );
    const { before, at, after, start, values: around } = found[2]!;
    assert.deepEqual([before, at, after, start], ['ij', 'k', 'l', 2]);
    assert.deepEqual([...around], [0, 0, 3, 0]);
  });

  it('by the least, by size, and some steps apart', async () => {
    const steps = async (options: object) =>
      (await topContexts(values, -1, { k: 2, ...options })).map(({ sample, step }) => [sample, step]); // prettier-ignore
    assert.deepEqual(await steps({ by: 'min' }), [
      [0, 5],
      [0, 0],
    ]);
    assert.deepEqual(await steps({ by: 'abs' }), [
      [0, 5],
      [0, 2],
    ]);
    assert.deepEqual(await steps({ distance: 2 }), [
      [0, 2],
      [1, 4],
    ]);
    const streamed = { *[Symbol.iterator]() { yield values.hi(1); yield values.lo(1); } }; // prettier-ignore
    assert.deepEqual(await topContexts(streamed, 0, { texts }), await topContexts(values, 0, { texts })); // prettier-ignore
  });

  it('refuses units and texts that are not there', async () => {
    await assert.rejects(topContexts(values, 1), /There is no unit 1; they are numbered 0 to 0/);
    await assert.rejects(topContexts(values, 0, { texts: ['abc', 'd'] }), /sequence 0 has 3 tokens, but the sequence has 6 steps|sequence 1 has 1/); // prettier-ignore
    await assert.rejects(topContexts(values, 0, { k: 0 }), /k should be a whole number, 1 or more/);
  });
});

describe('resetTimescales()', () => {
  it('finds the planted resets, their names, and how long is remembered between them', async () => {
    const tau = 32;
    const texts = Array.from({ length: 3 }, () => 'xxxxxxxxx\n'.repeat(6));
    const data = texts.flatMap((text) =>
      [...text].flatMap((c) => [c === '\n' ? 0.02 : Math.exp(-1 / tau), 1]),
    );
    const f = toNdArray({ data, shape: [3, 60, 2] });
    const found = await resetTimescales(f, { texts });
    assert.deepEqual([...found.resets], [18, 0]);
    assert.ok(Math.abs(found.timescales[0]! - tau) < 1e-9);
    assert.equal(found.timescales[1], Infinity);
    // Over all steps together the resets rule.
    assert.ok(timescales(f)[0]! < 3);
    assert.equal(found.medianInterval[0], 10);
    assert.deepEqual([...found.intervals[0]!], [[10, 15]]);
    assert.deepEqual([...found.tokens[0]!], [['\n', 18]]);
    assert.ok(Number.isNaN(found.medianInterval[1]));
  });

  it('refuses numbers that no gate takes', async () => {
    await assert.rejects(resetTimescales([[[0.5]]], { threshold: NaN }), /0 to 1, not NaN/);
    await assert.rejects(resetTimescales([[1.5]]), /lies between 0 and 1, but one value is 1.5/);
  });
});

describe('sequences', () => {
  let folder: string;
  before(() => (folder = mkdtempSync(join(tmpdir(), 'gatelab-sequences-'))));
  after(() => rmSync(folder, { recursive: true }));

  it('oneHot() is what a character model takes', () => {
    assert.deepEqual(oneHot('ba', 'abc').toArray(), [[0, 1, 0], [1, 0, 0]]); // prettier-ignore
    assert.deepEqual([...oneHot(['ba', 'cc'], 'abc').shape], [2, 2, 3]);
    assert.throws(() => oneHot('bd', 'abc'), /Text 0 has "d" at step 1, which is not in the alphabet "abc"/); // prettier-ignore
  });

  it('tracedSequences() are the trace, in parts, with its mask and lengths, as often as one likes', async () => {
    const layer = (await openModel('notebooks/data/adding.keras')).layer('adder');
    const data = Float64Array.from({ length: 7 * 9 * 2 }, (_, k) => Math.sin(k));
    const X = toNdArray({ data, shape: [7, 9, 2] });
    const lengths = [9, 3, 5, 1, 9, 2, 8];
    const whole = layer.trace(X, { lengths }).h;
    const parts = tracedSequences(layer, X, { series: 'h', batchSize: 3, lengths });
    for (let time = 0; time < 2; time++) {
      const seen: number[] = [];
      for await (const part of parts) seen.push(...numbers(part));
      assert.deepEqual(seen, numbers(whole));
    }
    const statistics = await unitStatistics(parts);
    assert.equal(statistics.rows, 37);
    const told = await unitStatistics(whole);
    assert.ok(statistics.mean.every((mean, k) => Math.abs(mean - told.mean[k]!) < 1e-12));
    const stream = { *[Symbol.iterator]() { yield X; } }; // prettier-ignore
    assert.throws(() => tracedSequences(layer, stream, { series: 'h', lengths }), /"lengths" is given for all samples at once/); // prettier-ignore
  });

  it('tracedSequences() count the samples of interventions among all', async () => {
    const layer = (await openModel('notebooks/data/adding.keras')).layer('adder');
    const data = Float64Array.from({ length: 7 * 9 * 2 }, (_, k) => Math.sin(k));
    const X = toNdArray({ data, shape: [7, 9, 2] });
    const other = layer.trace(X.mul(0.5));
    for (const at of [
      [{ series: 'h', sample: [1, -1], step: 4, set: 0.5 }],
      [{ series: 'z', step: (t: number, sample: number) => t === 4 && sample === 5, set: 0 }],
      [{ series: 'h', sample: 4, step: 2, patchFrom: other }],
    ] as const) {
      const seen: number[] = [];
      for await (const part of tracedSequences(layer, X, { series: 'h', batchSize: 3, at }))
        seen.push(...numbers(part));
      assert.deepEqual(seen, numbers(layer.trace(X, { at }).h));
      const stream = { *[Symbol.iterator]() { yield X; } }; // prettier-ignore
      assert.throws(() => tracedSequences(layer, stream, { series: 'h', at }), /told by sample/);
    }
  });

  it('one sequence is one, and what has no steps, or others, is refused', async () => {
    const layer = (await openModel('notebooks/data/adding.keras')).layer('adder');
    const data = Float64Array.from({ length: 5 * 9 * 2 }, (_, k) => Math.sin(k));
    const X = toNdArray({ data, shape: [5, 9, 2] });
    const one = X.pick(3, null, null);
    const traced = tracedSequences(layer, one, { series: 'h', batchSize: 2 });
    const [found, told] = [await unitStatistics(traced), await unitStatistics(layer.trace(one).h)];
    assert.deepEqual(found, told);
    assert.equal(found.rows, 9);
    const { h, output } = layer.trace(X);
    const refused = /this part of "\w+" of layer "adder" is not/;
    await assert.rejects(unitStatistics(output), refused);
    await assert.rejects(unitStatistics(h.pick(null, 4, null)), refused);
    await assert.rejects(unitStatistics(h.transpose(1, 0, 2)), refused);
    await assert.rejects(unitStatistics(h.pick(0, null, null).transpose(1, 0)), refused);
    const parts = [h.pick(2, null, null), h.lo(1, 3).hi(2, 4), h.hi(1, 1)];
    for (const part of parts) assert.ok((await unitStatistics(part)).rows > 0);
    await assert.rejects(unitStatistics(tracedSequences(layer, [[[1]]], { series: 'h' })), /adder|adding|takes/); // prettier-ignore
  });

  it('a large array is gone through some sequences at a time, with turns for others', async () => {
    const data = Float64Array.from({ length: 150 * 40 * 30 }, (_, k) => Math.sin(k * k));
    const array = toNdArray({ data, shape: [150, 40, 30] });
    const seen: number[] = [];
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    try {
      const found = await unitStatistics(array, {
        progress: (samples) => {
          seen.push(samples);
          for (const until = performance.now() + 10; performance.now() < until;);
        },
      });
      assert.deepEqual(seen, [64, 128, 150]);
      assert.ok(turns > 0);
      const whole = await unitStatistics(toNdArray({ data, shape: [6000, 30] }));
      assert.ok(found.std.every((value, unit) => Math.abs(value - whole.std[unit]!) < 1e-12));
      assert.equal(found.rows, whole.rows);
    } finally {
      clearInterval(timer);
    }
  });

  it('readSequences() are the array in a file, and inputs of a trace', async () => {
    const path = join(folder, 'X.npy');
    const data = Float32Array.from({ length: 7 * 9 * 2 }, (_, k) => Math.cos(k));
    const X = toNdArray({ data, shape: [7, 9, 2] });
    await saveArray(path, X);
    const read = readSequences(path, { batchSize: 2 });
    const [a, b] = [await unitStatistics(read), await unitStatistics(X)];
    assert.deepEqual([a.rows, a.min, a.max], [b.rows, b.min, b.max]);
    const layer = (await openModel('notebooks/data/adding.keras')).layer('adder');
    const streamed = await unitStatistics(tracedSequences(layer, read, { series: 'z' }));
    const whole = await unitStatistics(layer.trace(X).z);
    assert.ok(streamed.mean.every((mean, k) => Math.abs(mean - whole.mean[k]!) < 1e-12));
    assert.deepEqual(streamed.saturation!.shut, whole.saturation!.shut);
    await saveArray(path, toNdArray({ data: [1, 2], shape: [2] }));
    await assert.rejects(unitStatistics(readSequences(path)), /holds 2, but sequences are samples × steps × units/); // prettier-ignore
  });
});
