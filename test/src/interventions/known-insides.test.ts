// Three models that were trained to do something known (scripts/fixtures/insides.py): what the functions say of them has to be that.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { NdArray } from '../../../src/index.js';
import {
  gateLedger,
  oneHot,
  openModel,
  outputContributions,
  readArray,
} from '../../../src/index.js';

const data = 'notebooks/data';
const alphabet = 'abcdABCD()"\n';
const range = (count: number) => Array.from({ length: count }, (_, k) => k);
const rms = (values: readonly number[]) =>
  Math.sqrt(values.reduce((sum, x) => sum + x * x, 0) / values.length);

describe('a GRU that adds the two marked numbers', () => {
  /** The marked number among the first or the last fifteen steps. */
  const marked = (X: NdArray, sample: number, from: number) =>
    range(15).reduce((sum, t) => sum + X.get(sample, from + t, 0) * X.get(sample, from + t, 1), 0);

  it('keeps the first number in h: put into another run, it is added to that run’s second', async () => {
    const model = await openModel(`${data}/adding.keras`);
    const X = await readArray(`${data}/adding-X.npy`);
    const [a, b] = [X.slice([0, 60]), X.slice([60, 120])];
    const [plain, other] = [model.run(a), model.run(b)];
    const at = [{ series: 'h', step: 14, patchFrom: other }] as const;
    const patched = model.run(a, { at }).output;
    const off = (output: NdArray, first: NdArray) =>
      rms(range(60).map((s) => output.get(s, 0) - marked(first, s, 0) - marked(a, s, 15)));
    assert.ok(off(plain.output, a) < 0.01);
    assert.ok(off(patched, b) < 0.01, `${off(patched, b)}`);
    assert.ok(off(patched, a) > 0.3);
  });

  it('shuts the update gate of a unit by the mark, and writes at the marked steps', async () => {
    const model = await openModel(`${data}/adding.keras`);
    const X = (await readArray(`${data}/adding-X.npy`)).slice([0, 60]);
    const trace = model.run(X).trace();
    const ledger = gateLedger(trace, { series: 'z', unit: 8, low: 0.5 });
    assert.equal(ledger.rows[0]!.name, 'x1');
    assert.ok(Math.abs(ledger.rows[0]!.drive) > 5 * Math.abs(ledger.rows[1]!.drive));
    // Shut at the two marked steps of each sample, and nowhere else.
    assert.deepEqual([ledger.steps.shut, ledger.steps.all], [120, 1800]);
    let [atMarks, beside, count] = [0, 0, 0];
    for (const sample of range(60)) {
      const parts = outputContributions(trace, model.layer('sum'), { sample }).pick(null, 0);
      for (const t of range(28).map((k) => k + 1)) {
        if (X.get(sample, t, 1) !== 1) continue;
        atMarks += parts.get(t);
        beside += (parts.get(t - 1) + parts.get(t + 1)) / 2;
        count++;
      }
    }
    assert.ok(count > 100 && atMarks > 2 * beside, `${atMarks} beside ${beside}`);
  });
});

describe('an LSTM that counts columns', () => {
  it('foretells the end of a line by what was written since the last one', async () => {
    const model = await openModel(`${data}/brackets.keras`);
    const text = readFileSync(`${data}/brackets.txt`, 'utf8');
    const texts = range(12).map((k) => text.slice(200 * k, 200 * (k + 1)));
    const trace = model.run(oneHot(texts, alphabet)).trace();
    let [inside, before] = [0, 0];
    for (const sample of range(12)) {
      // The step before the seventh line break.
      const step = 7 * 25 - 2;
      const parts = outputContributions(trace, model.layer('next'), { sample, step });
      for (const t of range(step + 1)) {
        const size = Math.abs(parts.get(t, alphabet.indexOf('\n')));
        if (t >= 6 * 25) inside += size;
        else before += size;
      }
    }
    assert.ok(inside > 100 * before, `${inside} beside ${before}`);
  });
});

describe('a bidirectional LSTM that names regimes', () => {
  it('knows their starts by what comes and their ends by what was', async () => {
    const model = await openModel(`${data}/regimes.keras`);
    const X = (await readArray(`${data}/regimes-X.npy`)).slice([0, 30]);
    const labels = await readArray(`${data}/regimes-labels.npy`);
    const run = model.run(X);
    const changes = (s: number, t: number) =>
      t > 0 && t < 100 && labels.get(s, t) !== labels.get(s, t - 1);
    /** The share of right names among the first or last three steps of regimes. */
    const right = (output: NdArray, where: readonly number[]) => {
      const names = output.argmax(2);
      const asked = range(30).flatMap((s) =>
        range(100)
          .filter((t) => where.some((k) => changes(s, t + k)))
          .map((t) => names.get(s, t) === labels.get(s, t)),
      );
      return asked.filter(Boolean).length / asked.length;
    };
    const [starts, ends] = [[0, -1, -2], [1, 2, 3]]; // prettier-ignore
    const without = (series: string) => model.run(X, { at: [{ series, mean: run }] }).output;
    const [forward, backward] = [without('forward_h'), without('backward_h')];
    assert.ok(right(backward, starts) < 0.45 && right(backward, ends) > 0.75);
    assert.ok(right(forward, ends) < 0.35 && right(forward, starts) > 0.7);
    assert.ok(right(run.output, starts) > 0.6 && right(run.output, ends) > 0.6);
  });
});
