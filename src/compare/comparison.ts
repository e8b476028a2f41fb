import type { Differences } from './differences.js';
import type { Measures } from './measures.js';
import type { ErrorRow } from './rows.js';
import type { Candidate, Cause, Diagnosis, Verdict } from './verdict.js';
import type { ComparisonView } from './view.js';
import { csvOf } from './csv.js';
import { measureLines, titleOf } from './format.js';
import { textOf } from './text.js';

/** What was compared with what. */
export interface ComparisonSubject {
  /** Such as `test_layer.h`; `values` for arrays of unknown origin. */
  readonly name: string;
  /** The numbers of the samples compared. */
  readonly samples: readonly number[];
  readonly steps: number;
  readonly units: number;
  /** Who computed the reference, such as `onnxruntime 1.32.0`; undefined when it came from a file that does not say. */
  readonly engine: string | undefined;
  /** How far the engine is from itself in batches of other sizes, where that was asked. */
  readonly noiseFloor: number | undefined;
}

/** One sample's signed error, steps × units. */
export interface ErrorMatrix {
  readonly sample: number;
  readonly values: Float64Array;
}

/** Everything a comparison is made of. */
export interface ComparisonParts {
  readonly subject: ComparisonSubject;
  readonly differences: Differences;
  readonly diagnosis: Diagnosis;
  /** ours − reference of the worst sample. */
  readonly error: ErrorMatrix;
}

/** The result of `compare`: how far two arrays are apart, and why. Numbers are plain; nothing refers back to the arrays. */
export class Comparison {
  readonly subject: ComparisonSubject;
  readonly verdict: Verdict;
  /** The verdict in one or two sentences. */
  readonly sentence: string;
  /** The reading that explains the error; only with the verdict `convention`. */
  readonly cause: Cause | undefined;
  /** Readings that were tried, the closest first. */
  readonly candidates: readonly Candidate[];
  /** The first cell outside the rounding band, if one is. */
  readonly firstOutside: Diagnosis['firstOutside'];
  /** How far rounding may take each cell of the worst sample, steps × units; undefined where no network is known. */
  readonly band: Float64Array | undefined;
  /** The largest share of the band that a cell uses up; above 1 outside. Undefined where there is no band. */
  readonly share: number | undefined;
  /** The half precision that one side turned out to be in. */
  readonly precision: Diagnosis['precision'];
  readonly maxAbs: number;
  readonly meanAbs: number;
  readonly rmse: number;
  readonly maxUlp: number;
  /** Factor by which the error grows from step to step. */
  readonly growth: number;
  readonly overall: Measures;
  readonly perSample: readonly Measures[];
  readonly perStep: readonly Measures[];
  readonly perUnit: readonly Measures[];
  /** Cells, worst first. */
  readonly rows: readonly ErrorRow[];
  /** ours − reference of the worst sample. */
  readonly error: ErrorMatrix;

  constructor({ subject, differences, diagnosis, error }: ComparisonParts) {
    this.subject = subject;
    this.verdict = diagnosis.verdict;
    this.sentence = diagnosis.sentence;
    this.cause = diagnosis.cause;
    this.candidates = diagnosis.candidates;
    this.firstOutside = diagnosis.firstOutside;
    this.band = diagnosis.band;
    this.share = diagnosis.share;
    this.precision = diagnosis.precision;
    this.overall = differences.overall;
    this.maxAbs = this.overall.maxAbs;
    this.meanAbs = this.overall.meanAbs;
    this.rmse = this.overall.rmse;
    this.maxUlp = this.overall.maxUlp;
    this.growth = differences.growth;
    this.perSample = differences.perSample;
    this.perStep = differences.perStep;
    this.perUnit = differences.perUnit;
    this.rows = differences.rows;
    this.error = error;
  }

  /** The verdict, the measures and the worst rows as text. */
  toString(): string {
    return textOf(this);
  }

  /** What `gatelab compare --json` prints: measures, verdict and cause. */
  toJSON(): Record<string, unknown> {
    const { subject, verdict, sentence, cause, firstOutside, candidates, growth } = this;
    return {
      series: subject.name,
      samples: subject.samples.length,
      steps: subject.steps,
      units: subject.units,
      ...(subject.engine !== undefined && { engine: subject.engine }),
      ...(subject.noiseFloor !== undefined && { noiseFloor: subject.noiseFloor }),
      ...this.overall,
      growth,
      ...(this.share !== undefined && { bandShare: this.share }),
      ...(this.precision !== undefined && { precision: this.precision }),
      verdict,
      sentence,
      cause: cause ?? null,
      ...(firstOutside && { firstOutside }),
      candidates,
    };
  }

  /** All rows as comma-separated values, the exact float64 numbers, worst first. */
  toCSV(): string {
    return csvOf(this.rows);
  }

  /** Plain JSON for whoever draws the comparison. */
  toView(): ComparisonView {
    const { subject, cause } = this;
    return {
      title: titleOf(subject),
      verdict: this.verdict,
      sentence: this.sentence,
      ...(cause && { cause }),
      measures: measureLines(this),
      rows: this.rows,
      total: this.overall.count,
      perStep: {
        max: this.perStep.map((m) => m.maxAbs),
        mean: this.perStep.map((m) => m.meanAbs),
        band: this.band ? bandPerStep(this.band, subject.units) : null,
      },
      error: {
        sample: this.error.sample,
        steps: subject.steps,
        units: subject.units,
        values: [...this.error.values],
      },
      candidates: this.candidates,
    };
  }
}

function bandPerStep(band: Float64Array, units: number): (number | null)[] {
  return Array.from({ length: band.length / units }, (_, t) => {
    const widest = Math.max(...band.subarray(t * units, (t + 1) * units));
    return Number.isFinite(widest) ? widest : null;
  });
}
