import assert from 'node:assert/strict';
import { compare, Comparison } from '../../../../src/index.js';
import type { WorkProgress } from '../../../../src/work.js';
import { FakeFrontEnd } from '../core/fake-front-end.js';
import { connectWidgets } from '../../../../widgets/host/core/registry.js';
import { errorTable, type ErrorTable } from '../../../../widgets/host/index.js';

/** A comparison whose verdict takes so many pieces of work of two milliseconds. */
function slow(pieces: number): Comparison {
  const { subject, overall, error, perStep } = compare([[1, 2]], [[1, 2.5]]);
  const { perSample, perUnit, plainRows: rows, growth } = compare([[1, 2]], [[1, 2.5]]);
  return new Comparison({
    subject,
    overall: () => overall,
    differences: () => ({ overall, perSample, perStep, perUnit, rows, growth }),
    error: () => error,
    *diagnosis() {
      for (let done = 1; done <= pieces; done++) {
        const until = performance.now() + 2;
        while (performance.now() < until);
        yield { what: 'readings', done, total: pieces } satisfies WorkProgress;
      }
      const words = {
        seen: { en: 'At last.', zh: '终于。' },
        means: { en: '', zh: '' },
        todo: { en: '', zh: '' },
      };
      return {
        diagnosis: { verdict: 'unexplained', sentence: 'At last.', words, candidates: [] },
        bands: new Map(),
      };
    },
  });
}

const until = async (table: ErrorTable, ready: () => boolean): Promise<void> => {
  while (!ready()) {
    await new Promise<void>((resolve) => {
      const changed = () => (table.unobserve(changed), resolve());
      table.observe(changed);
    });
  }
};

describe('errorTable(comparison)', () => {
  it('shows measures at once, then how far the verdict is, then the verdict; timers have their turn meanwhile', async () => {
    const table = errorTable(slow(120));
    assert.deepEqual([table.verdict, table.progress, table.total], ['', 0, 2]);
    assert.equal(table.measures[0]!.value, '0.500');
    assert.match(table.staticBundle()['text/html'] as string, /still being worked out/);
    const seen: (number | null)[] = [];
    table.observe(({ new: value }) => seen.push(value), 'progress');
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    await until(table, () => table.verdict !== '');
    clearInterval(timer);
    assert.deepEqual([table.verdict, table.verdictText, table.progress], ['unexplained', 'At last.', null]); // prettier-ignore
    assert.ok(seen.some((share) => share !== null && share > 0 && share < 1));
    assert.ok(turns > 2, `${turns} turns`);
  });
  it('stops when the button is pressed', async () => {
    const front = new FakeFrontEnd();
    connectWidgets(front, { currentCell: () => undefined });
    const table = errorTable(slow(2000));
    void table.modelId;
    await front.says(table.modelId, { data: { method: 'custom', content: { type: 'stop' } } });
    connectWidgets(undefined);
    await until(table, () => table.progress === null);
    assert.match(table.verdictText, /^Stopped/);
    assert.equal(table.verdict, '');
  });
  it('shows the verdict with the table where it is there in time', () => {
    const table = errorTable(slow(3));
    assert.deepEqual([table.verdict, table.progress], ['unexplained', null]);
  });
  it('keeps the title that it was given, when the verdict comes and when it shows another comparison', async () => {
    const table = errorTable(slow(120), { title: 'a title of my own' });
    await until(table, () => table.verdict !== '');
    assert.equal(table.title, 'a title of my own');
    assert.match(table.staticBundle()['text/html'] as string, /<b>a title of my own</);
    table.setComparison(slow(3));
    assert.equal(table.title, 'a title of my own');
  });
  it('gives up a verdict that nobody sees any more', async () => {
    const table = errorTable(slow(2000));
    table.setComparison(slow(3));
    await until(table, () => table.verdict !== '');
    assert.equal(table.verdict, 'unexplained');
  });
});

describe('a comparison', () => {
  it('is about the numbers as they were', () => {
    const [ours, theirs] = [new Float64Array([1, 2]), new Float64Array([1, 2.5])];
    const lazy = compare(ours, theirs);
    ours.fill(9);
    theirs.fill(0);
    assert.deepEqual(
      [lazy.maxAbs, lazy.rows[0]!.reference, lazy.error.values[1]],
      [0.5, 2.5, -0.5],
    );
  });
  it('works its verdict out once, whoever asks, also while it is being worked out', async () => {
    const comparison = slow(30);
    const soon = comparison.diagnose();
    await new Promise((resolve) => setTimeout(resolve, 5));
    assert.equal(comparison.verdict, 'unexplained');
    assert.equal(await soon, comparison);
    assert.equal(comparison.sentence, 'At last.');
  });
});
