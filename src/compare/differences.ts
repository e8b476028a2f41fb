import type { Grid } from './grid.js';
import { sampleOf } from './grid.js';
import type { Measures, MeasureSums } from './measures.js';
import { addCell, addSums, measuresOf, noSums } from './measures.js';
import type { ErrorRow } from './rows.js';
import { keepWorst, makeRow } from './rows.js';

/** Differences of two arrays, looked at from every side. */
export interface Differences {
  /** Over all cells. */
  readonly overall: Measures;
  /** Over the cells of each sample, in the order in which they were added. */
  readonly perSample: readonly Measures[];
  /** Over the cells of each step, all samples together. */
  readonly perStep: readonly Measures[];
  /** Over the cells of each unit, all samples together. */
  readonly perUnit: readonly Measures[];
  /** Cells, worst first; all of them, or as many as were asked for. */
  readonly rows: readonly ErrorRow[];
  /**
   * Factor by which the error (root mean square over units) grows from one step to the next: the slope of a line through its
   * logarithm. 1 when there are fewer than two steps with an error.
   */
  readonly growth: number;
}

/** Collects the differences of one sample after another, so that the work can be done in blocks. */
export interface DifferenceCollector {
  /** Takes in a sample: ours and the reference as steps × units. `number` is what rows call the sample. */
  add(number: number, ours: Float64Array, reference: Float64Array): void;
  /** The differences of all samples that were added. */
  finish(): Differences;
}

/** Starts collecting differences of samples of this size; keeps the `limit` worst rows. */
export function collectDifferences(
  steps: number,
  units: number,
  limit: number,
): DifferenceCollector {
  const perStep = Array.from({ length: steps }, noSums);
  const perUnit = Array.from({ length: units }, noSums);
  const perSample: Measures[] = [];
  const overall = noSums();
  const worst = keepWorst(limit);
  return {
    add(number, ours, reference) {
      const sums = noSums();
      for (let t = 0, k = 0; t < steps; t++) {
        const step = noSums();
        for (let u = 0; u < units; u++, k++) {
          const a = ours[k]!;
          const b = reference[k]!;
          addCell(step, a, b);
          addCell(perUnit[u]!, a, b);
          if (!(Math.abs(a - b) <= worst.threshold())) {
            const cell = { sample: number, step: t, unit: u, ours: a, reference: b };
            worst.add(makeRow(cell));
          }
        }
        addSums(perStep[t]!, step);
        addSums(sums, step);
      }
      addSums(overall, sums);
      perSample.push(measuresOf(sums));
    },
    finish: () => ({
      overall: measuresOf(overall),
      perSample,
      perStep: perStep.map(measuresOf),
      perUnit: perUnit.map(measuresOf),
      rows: worst.rows(),
      growth: growthOf(perStep),
    }),
  };
}

/** Differences of all samples of two grids of the same shape. */
export function differences(
  ours: Grid,
  reference: Grid,
  options: { limit?: number; numbers?: readonly number[] } = {},
): Differences {
  const { samples, steps, units } = ours;
  const all = samples * steps * units;
  const collector = collectDifferences(steps, units, Math.min(options.limit ?? all, all));
  for (let n = 0; n < samples; n++) {
    const [a, b] = [sampleOf(ours, n), sampleOf(reference, n)];
    collector.add(options.numbers?.[n] ?? n, a, b);
  }
  return collector.finish();
}

function growthOf(perStep: readonly MeasureSums[]): number {
  const points = perStep
    .map((sums, t) => [t, Math.log(measuresOf(sums).rmse)] as const)
    .filter(([, log]) => Number.isFinite(log));
  if (points.length < 2) return 1;
  const meanT = points.reduce((sum, [t]) => sum + t, 0) / points.length;
  const meanLog = points.reduce((sum, [, log]) => sum + log, 0) / points.length;
  const covariance = points.reduce((sum, [t, log]) => sum + (t - meanT) * (log - meanLog), 0);
  const variance = points.reduce((sum, [t]) => sum + (t - meanT) ** 2, 0);
  return Math.exp(covariance / variance);
}

/** The measures of all cells together and of each sample, and nothing else; added up step by step as `collectDifferences` does, to the same bits. */
export function totalsOf(ours: Grid, reference: Grid): Pick<Differences, 'overall' | 'perSample'> {
  const perSample: Measures[] = [];
  const overall = noSums();
  const [a, b] = [ours.data, reference.data];
  for (let n = 0; n < ours.samples; n++) {
    const sums = noSums();
    for (let t = 0; t < ours.steps; t++) {
      const step = noSums();
      const from = ours.offset + n * ours.stride[0] + t * ours.stride[1];
      const other = reference.offset + n * reference.stride[0] + t * reference.stride[1];
      for (let u = 0; u < ours.units; u++) {
        addCell(step, a[from + u * ours.stride[2]]!, b[other + u * reference.stride[2]]!);
      }
      addSums(sums, step);
    }
    addSums(overall, sums);
    perSample.push(measuresOf(sums));
  }
  return { overall: measuresOf(overall), perSample };
}

/** The largest |ours − reference| over cells that are finite on both sides: `maxAbs` of the measures, and nothing else. */
export function largestDifference(ours: Grid, reference: Grid): number {
  const [a, b] = [ours.data, reference.data];
  const { steps, units } = ours;
  let most = 0;
  for (let row = 0; row < ours.samples * steps; row++) {
    let [at, other] = [rowOf(ours, row), rowOf(reference, row)];
    for (let u = 0; u < units; u++, at += ours.stride[2], other += reference.stride[2]) {
      const [x, y] = [a[at]!, b[other]!];
      const distance = Math.abs(x - y);
      if (distance > most && Number.isFinite(x) && Number.isFinite(y)) most = distance;
    }
  }
  return most;
}

/** Where a row begins; those of the first sample come first. */
const rowOf = ({ offset, steps, stride }: Grid, row: number) =>
  offset + Math.floor(row / steps) * stride[0] + (row % steps) * stride[1];
