import type { Differences } from './differences.js';
import type { ComparisonFace, ComparisonSubject, ErrorMatrix } from './comparison-face.js';
import type { Measures } from './measures.js';
import type { ErrorRow } from './rows.js';
import type { Candidate, Cause, Diagnosis, Locale, Verdict } from './verdict-types.js';
import { textIn } from './words.js';
import type { ComparisonView } from './view.js';
import { viewOf } from './view.js';
import type { Work, WorkOptions } from '../work.js';
import { finish, finishSoon, finishWithin } from '../work.js';
import type { SampleDiagnosis } from './diagnosis/diagnose-samples.js';
import { csvOf } from './csv.js';
import { textOf } from './text.js';

/** What a comparison works out when it is first asked. */
export interface ComparisonParts {
  /** What was compared with what. */
  readonly subject: ComparisonSubject;
  /** The language of sentences; English unless said otherwise. */
  readonly locale?: Locale;
  /** All measures of all cells together: the subtraction. */
  readonly overall: () => Measures;
  /** The largest of all differences alone, where that is quicker than all measures. */
  readonly maxAbs?: () => number;
  /** The differences from every side. */
  readonly differences: () => Differences;
  /** ours − reference of the worst sample. */
  readonly error: () => ErrorMatrix;
  /** Why they differ, and the bands of the samples that were judged, by their number. */
  readonly diagnosis: () => Work<SampleDiagnosis>;
}

/**
 * The result of `compare`: how far two arrays are apart, and why. It holds copies of what it is about: each part is worked out when it is first
 * read, once. The measures cost the subtraction, the verdict (with its sentence, cause, band, candidates) much more: `diagnose` works it out
 * beside other things.
 */
export class Comparison implements ComparisonFace {
  /** What was compared with what. */
  readonly subject: ComparisonSubject;
  readonly #parts: ComparisonParts;
  #overall: Measures | undefined;
  #maxAbs: number | undefined;
  #differences: Differences | undefined;
  #error: ErrorMatrix | undefined;
  #rows: readonly ErrorRow[] | undefined;
  #work: Work<SampleDiagnosis> | undefined;
  #found: SampleDiagnosis | undefined;

  /** Made by `compare`. */
  constructor(parts: ComparisonParts) {
    this.subject = parts.subject;
    this.#parts = parts;
  }

  /** The language that it is told in. */
  get locale(): Locale {
    return this.#parts.locale ?? 'en';
  }

  /** Cells, worst first, with their rounding band where their sample was judged. */
  get rows(): readonly ErrorRow[] {
    return (this.#rows ??= rowsWithBand(this.#sides(), this.#why().bands, this.subject.units));
  }

  /** The same before the verdict is known, without bands. */
  get plainRows(): readonly ErrorRow[] {
    return this.#sides().rows;
  }

  get overall(): Measures {
    return (this.#overall ??= this.#parts.overall());
  }

  get maxAbs(): number {
    const { maxAbs } = this.#parts;
    if (this.#overall || !maxAbs) return this.overall.maxAbs;
    return (this.#maxAbs ??= maxAbs());
  }

  get meanAbs(): number {
    return this.overall.meanAbs;
  }

  get rmse(): number {
    return this.overall.rmse;
  }

  get maxUlp(): number {
    return this.overall.maxUlp;
  }

  /** Factor by which the error grows from step to step. */
  get growth(): number {
    return this.#sides().growth;
  }

  get perSample(): readonly Measures[] {
    return this.#sides().perSample;
  }

  get perStep(): readonly Measures[] {
    return this.#sides().perStep;
  }

  get perUnit(): readonly Measures[] {
    return this.#sides().perUnit;
  }

  /** ours − reference of the worst sample. */
  get error(): ErrorMatrix {
    return (this.#error ??= this.#parts.error());
  }

  get verdict(): Verdict {
    return this.diagnosis.verdict;
  }

  /** The verdict in one or two sentences. */
  get sentence(): string {
    const { sentence, words } = this.diagnosis;
    return this.locale === 'en' ? sentence : textIn(words, this.locale);
  }

  /** The reading that explains the error; only with the verdict `convention`. */
  get cause(): Cause | undefined {
    const { cause } = this.diagnosis;
    return cause && this.locale === 'zh' ? inChinese(cause) : cause;
  }

  /** Readings that were tried, the closest first. */
  get candidates(): readonly Candidate[] {
    const { candidates } = this.diagnosis;
    if (this.locale === 'en') return candidates;
    return candidates.map((one) => ({ ...one, ...one.zh }));
  }

  /** The first cell outside the rounding band, if one is. */
  get firstOutside(): Diagnosis['firstOutside'] {
    return this.diagnosis.firstOutside;
  }

  /** How far rounding may take each cell of the worst sample, steps × units; undefined where no network is known. */
  get band(): Float64Array | undefined {
    return this.diagnosis.band;
  }

  /** The largest share of the band that a cell uses up; above 1 outside. Undefined where there is no band. */
  get share(): number | undefined {
    return this.diagnosis.share;
  }

  /** The half precision that one side turned out to be in. */
  get precision(): Diagnosis['precision'] {
    return this.diagnosis.precision;
  }

  /** Whether the verdict has been worked out. */
  get isDiagnosed(): boolean {
    return this.#found !== undefined;
  }

  /** Works on the verdict for so many milliseconds. @returns whether it is there. */
  diagnoseWithin(milliseconds: number): boolean {
    this.#found ??= finishWithin(this.#ongoing(), milliseconds)?.value;
    return this.isDiagnosed;
  }

  /**
   * Works the verdict out a few milliseconds at a time, so that messages, timers and a Stop button get their turn. What was done stays done: after
   * a stop, the next one goes on from there.
   * @throws the signal's reason when it is aborted.
   */
  async diagnose(options: WorkOptions = {}): Promise<this> {
    if (this.#found) return this;
    const found = await finishSoon(this.#ongoing(), options);
    // Who read the verdict meanwhile has finished the work.
    this.#found ??= found;
    return this;
  }

  #sides(): Differences {
    return (this.#differences ??= this.#parts.differences());
  }

  /** The verdict with all that is told of it, in every language. */
  get diagnosis(): Diagnosis {
    return this.#why().diagnosis;
  }

  #why(): SampleDiagnosis {
    return (this.#found ??= finish(this.#ongoing()));
  }

  #ongoing(): Work<SampleDiagnosis> {
    return (this.#work ??= this.#parts.diagnosis());
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
    return viewOf(this);
  }
}

function inChinese(cause: Cause): Cause {
  return { ...cause, ...cause.zh, ...(cause.also && { also: inChinese(cause.also) }) };
}

function rowsWithBand(
  { rows }: Differences,
  bands: SampleDiagnosis['bands'],
  units: number,
): readonly ErrorRow[] {
  return rows.map((row) => {
    const band = bands.get(row.sample)?.[row.step * units + row.unit];
    return band === undefined ? row : { ...row, band };
  });
}
