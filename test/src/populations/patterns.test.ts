import assert from 'node:assert/strict';
import { findPattern, toNdArray, type Match, type NdArray } from '../../../src/index.js';

const [samples, steps, units, length] = [12, 60, 5, 8];

/** Numbers from −1 to 1 in a fixed order. */
function noise(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1664525 + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  };
}

const shape = (step: number, unit: number) => Math.sin(step * (1 + unit) * 0.7 + unit);

/** Where the pattern stands, in units 1 and 3: sequence, first step, how much it is enlarged, and what is added. */
const planted = [
  [0, 5, 1, 0],
  [2, 0, 1, 0],
  [2, 8, 1, 0],
  [7, 52, 1, 0],
  [9, 20, 3, 2],
  [11, 33, 0.2, -1],
] as const;
const alike = planted.slice(0, 4);

/** Noise with the pattern in it; half of it ends sequence 3 and the other half begins sequence 4. */
function population(): NdArray {
  const random = noise(7);
  const data = Float64Array.from({ length: samples * steps * units }, random);
  const at = (sample: number, step: number, unit: number) => (sample * steps + step) * units + unit;
  for (const unit of [1, 3]) {
    for (const [sample, start, scale, add] of planted) {
      for (let step = 0; step < length; step++)
        data[at(sample, start + step, unit)] = add + scale * (shape(step, unit) + 0.01 * random());
    }
    for (let step = 0; step < length; step++) {
      const across = 3 * steps + steps - length / 2 + step;
      data[across * units + unit] = shape(step, unit);
    }
  }
  return toNdArray({ data, shape: [samples, steps, units] });
}

const placesOf = (matches: readonly Match[]) =>
  matches.map(({ sample, start }) => `${sample}:${start}`).sort();
const inOrder = (places: readonly (readonly number[])[]) =>
  places.map(([sample, start]) => `${sample}:${start}`).sort();

describe('findPattern()', () => {
  const series = population();
  const brush = { series, sample: 0, steps: [5, 5 + length], units: [1, 3] } as const;

  it('finds what was planted, all and only, never across sequences, the most alike first', async () => {
    const found = await findPattern(brush, series, { maxDistance: 0.05 });
    assert.deepEqual(placesOf(found), inOrder(alike.slice(1)));
    assert.ok(found.every(({ distance }, k) => k === 0 || distance >= found[k - 1]!.distance));
    for (const { sample, start, stop, values } of found) {
      assert.equal(stop, start + length);
      const own = series.pick(sample, null, null).lo(start, 0).hi(length, units);
      assert.deepEqual([...values.shape], [length, 2]);
      for (let step = 0; step < length; step++)
        assert.deepEqual(values.pick(step, null).toArray(), [own.get(step, 1), own.get(step, 3)]);
    }
    // The next best place is far off: the six that were planted are all there is.
    const next = await findPattern(brush, series, { k: 4 });
    assert.ok(next[3]!.distance > 0.3);
  });

  it('finds the same shape at any height and size', async () => {
    const found = await findPattern(brush, series, { metric: 'correlation', maxDistance: 0.02 });
    assert.deepEqual(placesOf(found), inOrder(planted.slice(1)));
  });

  it('finds what is on and off alike; units that are on all the time where none are named', async () => {
    const data = new Float64Array(3 * 20 * 4);
    const on = (sample: number, from: number, to: number, which: number[]) => {
      for (let step = from; step < to; step++)
        for (const unit of which) data[(sample * 20 + step) * 4 + unit] = 0.9;
    };
    on(0, 2, 6, [0, 2]);
    on(0, 2, 4, [1]);
    on(1, 11, 15, [0, 2, 3]);
    on(2, 3, 7, [0]);
    const states = toNdArray({ data, shape: [3, 20, 4] });
    const found = await findPattern({ series: states, sample: 0, steps: [2, 6] }, states, {
      metric: 'onOff',
      maxDistance: 0,
    });
    assert.deepEqual(placesOf(found), ['1:11']);
    await assert.rejects(
      findPattern({ series: states, sample: 0, steps: [10, 12] }, states, { metric: 'onOff' }),
      /No unit is at 0.3 or above at all 2 steps/,
    );
  });

  it('takes the brush of a heatmap, and streams', async () => {
    const wide = { series: series.pick(0, null, null), rows: [1, 2], columns: [5, 13] } as const;
    const parts = {
      *[Symbol.iterator]() {
        for (let from = 0; from < samples; from += 5)
          yield series.lo(from).hi(Math.min(5, samples - from));
      },
    };
    const found = await findPattern(wide, parts, { maxDistance: 0.05 });
    // Another array may hold the pattern itself.
    assert.deepEqual(placesOf(found), inOrder(alike));
    assert.equal(found[0]!.distance, 0);
  });

  it('leaves the pattern out wherever a view of its own array shows it', async () => {
    const options = { maxDistance: 0.05 };
    const whole = { series: series.pick(2, null, null), units: [1, 3], steps: [8, 16] } as const;
    assert.deepEqual(placesOf(await findPattern(whole, series, options)), ['0:5', '2:0', '7:52']);
    const later = series.lo(2);
    assert.deepEqual(placesOf(await findPattern(whole, later, options)), ['0:0', '5:52']);
    assert.deepEqual(placesOf(await findPattern(whole, series.lo(5), options)), ['2:52']);
    assert.deepEqual(placesOf(await findPattern(whole, undefined, options)), ['0:0']);
    assert.deepEqual(placesOf(await findPattern(whole, series.hi(2), options)), ['0:5']);
  });

  it('leaves out places with a step that does not count', async () => {
    const mask = Array.from({ length: samples }, (_, sample) =>
      Array.from({ length: steps }, (_, step) => !(sample === 2 && step === 3)),
    );
    const found = await findPattern(brush, series, { maxDistance: 0.05, mask });
    assert.deepEqual(placesOf(found), ['2:8', '7:52']);
  });

  it('stands in the text', async () => {
    const texts = Array.from({ length: samples }, (_, sample) =>
      Array.from({ length: steps }, (_, step) => `${sample}.${step} `),
    );
    const [match] = await findPattern(brush, series, { k: 1, texts, window: 1 });
    const { sample, start, stop, before, at, after } = match!;
    assert.equal(before, start === 0 ? '' : `${sample}.${start - 1} `);
    assert.equal(at, texts[sample]!.slice(start, stop).join(''));
    assert.equal(after, stop === steps ? '' : `${sample}.${stop} `);
  });

  it('refuses patterns that are none', async () => {
    await assert.rejects(findPattern({ series }), /has 12 sequences: say which/);
    await assert.rejects(findPattern({ ...brush, columns: [0, 3] }), /not by both/);
    await assert.rejects(findPattern({ ...brush, steps: [5, 61] }), /within 0 to 60, not 5 to 61/);
    await assert.rejects(findPattern({ ...brush, units: [5] }), /There is no unit 5/);
    await assert.rejects(findPattern(brush, [[[1, 2]]]), /of 5 units, but the sequences have 2/);
    // What never changes has no shape: each place would be as good as every other.
    const shape = { metric: 'correlation' } as const;
    const one = { ...brush, steps: [8, 9] as const };
    await assert.rejects(findPattern(one, series, shape), /No unit of the pattern changes/);
    const level = series.map(() => 0.1);
    await assert.rejects(findPattern({ ...brush, series: level }, level, shape), /no shape/);
    await assert.rejects(findPattern(brush, series, { maxDistance: NaN }), /0 or more/);
    await assert.rejects(findPattern(brush, series, { metric: 'dtw' as 'euclidean' }), /not dtw/);
  });
});
