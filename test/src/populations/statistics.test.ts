import assert from 'node:assert/strict';
import {
  mutualInformation,
  pca,
  quantiles,
  similarUnits,
  toNdArray,
  unitCorrelations,
  unitStatistics,
  type NdArray,
} from '../../../src/index.js';
import { assertTold, numbers, told } from './told.js';

/** The same sequences some at a time, as often as one likes. */
const inParts = (array: NdArray, size: number) => ({
  *[Symbol.iterator]() {
    for (let from = 0; from < array.shape[0]!; from += size)
      yield array.lo(from).hi(Math.min(size, array.shape[0]! - from));
  },
});

describe('populations beside NumPy, SciPy and scikit-learn', () => {
  let x: NdArray, number: NdArray, classes: NdArray, mask: NdArray;
  before(async () => {
    [x, number, classes, mask] = (await Promise.all(
      ['x', 'number', 'classes', 'mask'].map(told),
    )) as [NdArray, NdArray, NdArray, NdArray];
  });

  for (const name of ['whole', 'masked']) {
    for (const size of [30, 7]) {
      it(`${name}, ${size} at a time: statistics, correlations, information, quantiles, components`, async () => {
        const source = size === 30 ? x : inParts(x, size);
        const options = name === 'masked' ? { mask } : {};
        const statistics = await unitStatistics(source, {
          ...options,
          variables: { number, same: (sample, step) => number.get(sample, step) },
          bins: 12,
          range: [-2, 2],
        });
        for (const what of ['mean', 'std', 'min', 'max'] as const)
          await assertTold(statistics[what], `${name}/${what}`);
        await assertTold(statistics.correlation['number']!, `${name}/correlation`);
        await assertTold(statistics.correlation['same']!, `${name}/correlation`);
        await assertTold(statistics.histogram!.counts, `${name}/histogram`);
        assert.deepEqual(statistics.dead, [5]);
        await assertTold(await unitCorrelations(source, options), `${name}/pairs`);
        const q = [0, 0.05, 0.31, 0.5, 0.95, 1];
        await assertTold(await quantiles(source, q, options), `${name}/quantiles`, 1e-14);
        const information = await mutualInformation(source, { number, class: classes }, options);
        await assertTold(information['number']!, `${name}/information/number`);
        await assertTold(information['class']!, `${name}/information/class`);
        const found = await pca(source, { nComponents: 6, ...options });
        await assertTold(found.components, `${name}/pca/components`, 1e-8);
        const all = await pca(source, options);
        await assertTold(all.explainedVariance, `${name}/pca/variance`);
        await assertTold(all.explainedVarianceRatio, `${name}/pca/ratio`);
        if (name === 'whole') {
          const first = x.pick(0).hi(5);
          await assertTold(found.transform(first), 'whole/pca/transformed', 1e-8);
          const back = numbers(all.inverseTransform(all.transform(first)));
          assert.ok(numbers(first).every((value, k) => Math.abs(value - back[k]!) < 1e-12));
        }
      });
    }
  }

  it('similarUnits() finds the planted pair alone, and the mirror in it', async () => {
    const pairs = await similarUnits(x);
    assert.deepEqual(
      pairs.map(({ units }) => units),
      [[0, 3]],
    );
    assert.ok(pairs[0]!.correlation < -0.9999);
  });

  it('takes float32 as it takes its numbers in float64', async () => {
    const narrow = toNdArray({ data: Float32Array.from(numbers(x)), shape: x.shape });
    const wide = toNdArray({ data: Float64Array.from(narrow.data), shape: x.shape });
    const [a, b] = [await unitStatistics(narrow), await unitStatistics(wide)];
    assert.ok(a.mean.every((value, k) => Math.abs(value - b.mean[k]!) < 1e-12));
    assert.deepEqual(await quantiles(narrow), await quantiles(wide));
  });

  it('quantiles() are exact among equal numbers and far outliers', async () => {
    const values = Float64Array.from({ length: 40_000 }, (_, k) =>
      k === 0 ? 1e300 : k % 3 === 0 ? 1 : Math.sin(k) * 1e-9,
    );
    const sorted = values.slice().sort();
    const found = await quantiles(toNdArray({ data: values, shape: [values.length, 1] }), [0.25, 0.5, 0.9, 1]); // prettier-ignore
    const at = (q: number) => {
      const place = q * (values.length - 1);
      const [low, high] = [sorted[Math.floor(place)]!, sorted[Math.ceil(place)]!];
      return low + (high - low) * (place % 1);
    };
    for (const [k, q] of [0.25, 0.5, 0.9].entries())
      assert.ok(Math.abs(found.get(k, 0) - at(q)) <= 1e-15 * Math.abs(at(q)) + 1e-25);
    assert.equal(found.get(3, 0), 1e300);
  });

  it('keeps a few blocks at a time, however many sequences come', async () => {
    const [blocks, shape] = [100, [64, 100, 64]] as const;
    const size = 64 * 100 * 64;
    let most = 0;
    const stream = {
      *[Symbol.iterator]() {
        for (let k = 0; k < blocks; k++) {
          most = Math.max(most, process.memoryUsage().arrayBuffers);
          yield toNdArray({ data: new Float64Array(size).fill(k), shape });
        }
      },
    };
    const options = { variables: { step: (_: number, step: number) => step }, bins: 4, range: [0, 100] as const }; // prettier-ignore
    const before = process.memoryUsage().arrayBuffers;
    const { rows, histogram } = await unitStatistics(stream, options);
    assert.equal(rows, blocks * 64 * 100);
    assert.deepEqual(histogram!.counts.pick(63, null).toArray(), Array(4).fill(rows / 4));
    assert.ok((most - before) / (8 * size) < blocks / 2, `${(most - before) / 2 ** 20} MB`);
  });

  it('knows dead and saturated units, the latter where the ends are told', async () => {
    const data = Float64Array.from({ length: 300 }, (_, at) => {
      const [row, unit] = [Math.floor(at / 3), at % 3];
      return unit === 0 ? 0.5 : unit === 1 ? row % 2 : row / 100;
    });
    const array = toNdArray({ data, shape: [100, 3] });
    assert.deepEqual((await unitStatistics(array)).saturated, undefined);
    const found = await unitStatistics(array, { low: 0.1, high: 0.9 });
    assert.deepEqual([found.dead, found.saturated], [[0], [1]]);
    assert.deepEqual(found.saturation!.shut, [0, 0.5, 0.1]);
  });

  it('knows what never changes to the last digit, so that it goes with nothing', async () => {
    // Of these numbers the mean is rounded.
    const [samples, steps] = [130, 9];
    const data = Float64Array.from({ length: samples * steps * 3 }, (_, at) =>
      at % 3 === 0 ? Math.sin(at) : [0.1, 0.7][(at % 3) - 1]!,
    );
    const still = toNdArray({ data, shape: [samples, steps, 3] });
    const variables = {
      moves: (s: number, t: number) => Math.cos(s * steps + t),
      rests: () => 0.1,
    };
    const { correlation, mean, std, dead } = await unitStatistics(still, { variables });
    assert.deepEqual([...correlation['rests']!], [NaN, NaN, NaN]);
    assert.deepEqual([...correlation['moves']!.slice(1)], [NaN, NaN]);
    assert.ok(Math.abs(correlation['moves']![0]!) < 0.1);
    assert.deepEqual([...mean.slice(1), ...std.slice(1), ...dead], [0.1, 0.7, 0, 0, 1, 2]);
    const expected = [1, NaN, NaN, NaN, NaN, NaN, NaN, NaN, NaN];
    assert.deepEqual(numbers(await unitCorrelations(still)), expected);
    assert.deepEqual(await similarUnits(still), []);
    const rest = still.slice(null, null, [1, 3]);
    await assert.rejects(pca(rest), /No unit ever changes/);
  });

  it('refuses what cannot be counted', async () => {
    await assert.rejects(similarUnits(x, { threshold: 98 }), /0 to 1, not 98/);
    const ends = { low: 0.9, high: 0.1 };
    await assert.rejects(unitStatistics(x, ends), /lower end of the scale, but 0.9 is not below/);
    const bad = toNdArray({ data: [1, 2, 3, NaN], shape: [1, 2, 2] });
    await assert.rejects(
      unitStatistics(bad),
      /Unit 1 is NaN at step 1 of sequence 0: leave it out/,
    );
    assert.equal((await unitStatistics(bad, { mask: [[true, false]] })).rows, 1);
    await assert.rejects(unitStatistics(x, { variables: { short: [[1, 2]] } }), /"short" is 1 × 2, but sequences 0 to 29 have 40 steps/); // prettier-ignore
    await assert.rejects(unitStatistics(inParts(x, 7), { variables: { long: toNdArray({ data: new Float64Array(31 * 40), shape: [31, 40] }) } }), /"long" was given for 31 sequences, but there are 30/); // prettier-ignore
    await assert.rejects(unitStatistics(x, { variables: { odd: () => NaN } }), /"odd" is NaN at step 0 of sequence 0/); // prettier-ignore
    await assert.rejects(unitStatistics([]), /not 0|Sequences are/);
    await assert.rejects(unitStatistics({ *[Symbol.iterator]() {} }), /There are no sequences/);
    await assert.rejects(unitStatistics(x, { bins: 3 }), /needs \{ bins, range \}/);
    const once = (function* () {
      yield x;
    })();
    await assert.rejects(quantiles(once), /a generator can be read once/);
    await assert.rejects(pca(x, { nComponents: 8 }), /1 to 7, not 8/);
    const stopped = AbortSignal.abort(new Error('enough'));
    await assert.rejects(pca(x, { signal: stopped }), /enough/);
  });
});
