import assert from 'node:assert/strict';
import { logisticProbe, ridgeProbe, toNdArray, type NdArray } from '../../../src/index.js';
import { assertTold, told } from './told.js';

describe('linear probes beside scikit-learn', () => {
  let x: NdArray, number: NdArray, classes: NdArray, mask: NdArray;
  before(async () => {
    [x, number, classes, mask] = (await Promise.all(
      ['x', 'number', 'classes', 'mask'].map(told),
    )) as [NdArray, NdArray, NdArray, NdArray];
  });

  for (const name of ['whole', 'masked']) {
    const options = () => (name === 'masked' ? { mask } : {});

    it(`ridgeProbe() is Ridge, ${name}, part by part, and so is its control`, async () => {
      const probe = await ridgeProbe(x, number, { alpha: 0.5, ...options() });
      await assertTold(probe.coef, `${name}/ridge/coef`);
      await assertTold([probe.intercept], `${name}/ridge/intercept`);
      await assertTold(probe.scores, `${name}/ridge/scores`);
      await assertTold(probe.control.scores, `${name}/ridge/control`);
      assert.ok(probe.score > 0.8 && probe.control.score < 0.05);
      if (name === 'whole')
        await assertTold(probe.predict(flat(x).hi(50)), 'whole/ridge/predicted');
    });

    it(`logisticProbe() is LogisticRegression, ${name}, of two classes and of three`, async () => {
      const of = { binary: classes.map((value) => Number(value > 1)), logistic: classes };
      for (const [kind, variable] of Object.entries(of)) {
        const probe = await logisticProbe(x, variable, { C: 0.7, ...options() });
        await assertTold(probe.coef, `${name}/${kind}/coef`, 1e-5);
        await assertTold(probe.intercept, `${name}/${kind}/intercept`, 1e-5);
        await assertTold(probe.scores, `${name}/${kind}/scores`);
        await assertTold(probe.control.scores, `${name}/${kind}/control`);
        if (name === 'whole')
          await assertTold(probe.predict(flat(x).hi(50)), `whole/${kind}/predicted`);
      }
    });
  }

  it('takes a variable by a function, and numbers of any class', async () => {
    const [a, b] = [
      await logisticProbe(x, classes.map((value) => 7 * Number(value > 1) - 3)), // prettier-ignore
      await logisticProbe(x, (sample, step) => Number(classes.get(sample, step) > 1)),
    ];
    assert.deepEqual(a.classes, [-3, 4]);
    assert.deepEqual(a.scores, b.scores);
    assert.deepEqual(a.control, b.control);
  });

  it('refuses too few sequences, classes that are none, and a number that never changes', async () => {
    await assert.rejects(ridgeProbe(x.hi(3), number.hi(3)), /5 parts need 5 sequences, but there are 3/); // prettier-ignore
    await assert.rejects(logisticProbe(x, number), /there are more than 32; numbers are read by ridgeProbe/); // prettier-ignore
    await assert.rejects(logisticProbe(x, () => 1), /there is one/); // prettier-ignore
    await assert.rejects(ridgeProbe(x, () => 1), /R² needs a number that changes/); // prettier-ignore
    await assert.rejects(ridgeProbe(x, number, { alpha: 0 }), /give \{ alpha \} above 0/);
    // Sums of others, whichever way they are rounded: any weights would do as well.
    for (const share of [3, 4, 12, 20, 25].map((k) => k / 17)) {
      const data = Float64Array.from({ length: 8 * 5 * 3 }, (_, k) => Math.sin(k * k + 7 * k));
      for (let k = 0; k < data.length; k += 3)
        data[k + 2] = share * data[k]! + share * share * data[k + 1]!;
      const told = (s: number, t: number) => Math.cos(s + 3 * t);
      const sums = toNdArray({ data, shape: [8, 5, 3] });
      await assert.rejects(ridgeProbe(sums, told, { alpha: 0, cv: 2 }), /some are sums of others/);
    }
    await assert.rejects(ridgeProbe(x, number, { cv: 1 }), /2 or more, not 1/);
    await assert.rejects(logisticProbe(x, classes, { maxIter: 2 }), /not fitted after 2 passes/);
  });
});

/** Samples and steps as one axis. */
const flat = ({ data, shape: [samples, steps, units] }: NdArray) =>
  toNdArray({ data, shape: [samples! * steps!, units!] });
