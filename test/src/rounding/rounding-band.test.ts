import assert from 'node:assert/strict';
import { roundingBand } from '../../../src/rounding/band.js';
import type { FlatCell } from '../../../src/rounding/flat-cell.js';
import { runFlat } from '../../../src/rounding/forward.js';
import { makeTangent } from '../../../src/rounding/tangents.js';
import { habits, runFloat32 } from '../compare/support/float32-cells.js';
import { randomCell, randomInput } from '../compare/support/random-cells.js';
import { writeBudgetTable } from '../compare/support/budget-table.js';

/** Nets tried; the page in docs was written with 3000 (BUDGET_NETS=3000). */
const nets = Number(process.env['BUDGET_NETS'] ?? 150);

/** A roundoff that leaves the Jacobians alone. */
const almostNone = 2 ** -70;

interface Finding {
  readonly kind: FlatCell['kind'];
  /** Largest error over band, cell by cell: above 1 the band is violated. */
  readonly share: number;
  /** The band's largest width over the largest error seen. */
  readonly ratio: number;
}

function tryNet(seed: number, steps: number): Finding[] {
  const cell = randomCell(seed * 13);
  const input = randomInput(seed, steps, cell.features);
  const { width, values } = roundingBand({ cells: [cell], input, steps, series: 'h' });
  return [0, 1, 2].map((k) => {
    const habit = habits[((seed * 3 + k) * 7) % habits.length]!;
    const rounded = runFloat32(cell, input, steps, habit);
    let [share, largest, widest] = [0, 0, 0];
    for (const [at, limit] of width.entries()) {
      if (limit === Infinity) continue;
      const error = Math.abs(rounded[at]! - values[at]!);
      share = Math.max(share, error === 0 ? 0 : Number.isNaN(error) ? Infinity : error / limit);
      [largest, widest] = [Math.max(largest, error), Math.max(widest, limit)];
    }
    return { kind: cell.kind, share, ratio: largest === 0 ? Infinity : widest / largest };
  });
}

describe('roundingBand({ cells: [cell], input, steps, series })', function () {
  this.timeout(1_200_000);

  it(`is never left by float32 code, in any of ${habits.length} ways to order and round its operations`, () => {
    const findings = Array.from({ length: nets }, (_, k) =>
      tryNet(k, [20, 60, 120][k % 3]!),
    ).flat();
    assert.deepEqual(
      findings.filter(({ share }) => !(share <= 1)),
      [],
    );
    if (nets >= 3000) writeBudgetTable(findings);
  });

  it('follows the exact trajectory, as a plain run does', () => {
    for (const kind of ['lstm', 'gru', 'simple-rnn'] as const) {
      const cell = randomCell(5, { kind, units: 8, features: 2 });
      const input = randomInput(1, 30, 2);
      const zero = { h: new Float64Array(8), c: new Float64Array(8) };
      const { values } = roundingBand({ cells: [cell], input, steps: 30, series: 'h' });
      const plain = runFlat(cell, { input, steps: 30, initialState: zero, series: 'h' });
      assert.ok(values.every((x, k) => Math.abs(x - plain.values[k]!) < 1e-14));
    }
  });

  it('pushes errors through the Jacobian: a small change of the first state ends where the tangent says', () => {
    // The band's linear step against the difference of two exact runs, for a single fresh member without noise.
    const cell = randomCell(21, { kind: 'lstm', units: 6, features: 1, gain: 1 });
    const input = randomInput(2, 25, 1);
    const zero = { h: new Float64Array(6), c: new Float64Array(6) };
    const moved = { h: new Float64Array(6).fill(1e-7), c: new Float64Array(6).fill(-2e-7) };
    const a = runFlat(cell, { input, steps: 25, initialState: zero, series: 'h' }).values;
    const b = runFlat(cell, { input, steps: 25, initialState: moved, series: 'h' }).values;
    const pushed = pushedDifference(cell, input, moved);
    for (let k = 0; k < a.length; k++) {
      assert.ok(Math.abs(b[k]! - a[k]! - pushed[k]!) < 1e-12, `cell ${k}`);
    }
  });

  it('is proportional to the precision: float64 arithmetic has a band 2^-29 times as wide', () => {
    const cell = randomCell(3, { kind: 'gru', units: 5, features: 2, gain: 0.7 });
    const input = randomInput(4, 40, 2);
    const at = { cells: [cell], input, steps: 40, series: 'h' } as const;
    const single = roundingBand(at).width;
    const double = roundingBand({ ...at, roundoff: 2 ** -53 }).width;
    // Other operands are told apart, so that the ensembles draw other signs.
    const ratios = [...single].map((w, k) => double[k]! / w / 2 ** -29);
    assert.ok(ratios.every((ratio) => ratio > 0.4 && ratio < 2.5));
    const mean = ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length;
    assert.ok(Math.abs(mean - 1) < 0.2, `${mean}`);
  });

  it('gives up, and says so by an infinite width, where rounding is amplified beyond first order', () => {
    // Wide recurrent weights and a weak input: a chaotic net.
    const wild = randomCell(10, { kind: 'simple-rnn', units: 30, features: 1, gain: 6 });
    const cell = { ...wild, W: wild.W.map((w) => w / 10) } as FlatCell;
    const { width } = roundingBand({
      cells: [cell],
      input: randomInput(3, 60, 1),
      steps: 60,
      series: 'h',
    });
    const lost = width.findIndex((w) => !Number.isFinite(w));
    assert.ok(lost > 10 * 30, 'the first steps can still be judged');
    assert.ok(width.subarray(lost).every((w) => w === Infinity));
  });

  it('stands still at masked steps', () => {
    const cell = randomCell(6, { kind: 'lstm', units: 3, features: 1 });
    const mask = Uint8Array.of(1, 1, 0, 1);
    const { width, values } = roundingBand({
      cells: [cell],
      input: randomInput(1, 4, 1),
      steps: 4,
      series: 'h',
      mask,
    });
    assert.deepEqual(values.subarray(6, 9), values.subarray(3, 6));
    assert.deepEqual(width.subarray(6, 9), width.subarray(3, 6));
  });
});

function pushedDifference(
  cell: FlatCell,
  input: Float64Array,
  start: { h: Float64Array; c: Float64Array },
): Float64Array {
  const initialState = { h: new Float64Array(cell.units), c: new Float64Array(cell.units) };
  const members = 16;
  const tangent = makeTangent({ cells: [cell], roundoff: almostNone, initialState, members });
  const { h, c } = tangent.errors;
  // All members begin with the same error; their own roundings are too small to be seen.
  for (let k = 0; k < h!.length; k++) {
    h![k] = start.h[Math.floor(k / members)]!;
    c![k] = start.c[Math.floor(k / members)]!;
  }
  const out = new Float64Array(input.length * cell.units);
  for (let t = 0; t < input.length; t++) {
    tangent.advance(input.subarray(t, t + 1));
    for (const { map, rows, out: sums } of tangent.first) map.addMembers(rows, sums, members);
    tangent.push();
    for (let j = 0; j < cell.units; j++) out[t * cell.units + j] = h![j * members + 3]!;
  }
  return out;
}
