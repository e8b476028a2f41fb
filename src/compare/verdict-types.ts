/**
 * What `compare` says of an error: `rounding` (it stays inside the rounding band), `convention` (one named other reading of the
 * layer or its input brings it back inside), `unexplained`, or `undecided`: our side or the input is not finite, the band says nothing, or too
 * little is known to draw one.
 */
export type Verdict = 'rounding' | 'convention' | 'unexplained' | 'undecided';

/** A language in which verdicts are told. */
export type Locale = 'en' | 'zh';

/** A text in every language. */
export type Told = Readonly<Record<Locale, string>>;

/** What a verdict says, in one order everywhere. */
export interface VerdictWords {
  /** What was seen. */
  readonly seen: Told;
  /** What it means. */
  readonly means: Told;
  /** Empty where a cause with its repair follows. */
  readonly todo: Told;
}

/** The other reading that explains an error. */
export interface Cause {
  /** Such as `gate-order` or `recurrent-activation`; `ambiguous` where readings of several kinds are one function on this data. */
  readonly id: string;
  /** Which side departs from the layer as read: our array or the reference. */
  readonly side: 'ours' | 'reference';
  /** What exactly was done instead, such as `order: 'i o f g'`. */
  readonly details: Readonly<Record<string, unknown>>;
  /** One sentence for a beginner. */
  readonly sentence: string;
  /** Who defines the conventions that were mixed up. */
  readonly source: string;
  /** The code or config change that repairs it. */
  readonly repair: string;
  /** Sentence and repair in Chinese. */
  readonly zh: { readonly sentence: string; readonly repair: string };
  /** For example `activation: 'hard_sigmoid_unclipped'` of the cause `recurrent-activation`. */
  readonly activation?: string;
  /** A second convention that differs too. */
  readonly also?: Cause;
}

/** One reading that was tried. */
export interface Candidate {
  /** The kind of convention, such as `gate-order`. */
  readonly id: string;
  /** What was tried, in a few words. */
  readonly label: string;
  /** The same in Chinese. */
  readonly zh: { readonly label: string };
  /** The largest error it leaves, over the steps that were looked at. */
  readonly maxAbs: number;
  /** Steps that were looked at before it was given up, or all. */
  readonly steps: number;
  /** Whether the error it leaves is inside the rounding band. */
  readonly explains: boolean;
}

/** The verdict with its evidence. */
export interface Diagnosis {
  /** What the differences come to. */
  readonly verdict: Verdict;
  /** The verdict in a few sentences: what was seen, what it means, what to do. */
  readonly sentence: string;
  /** The same in every language, part by part. */
  readonly words: VerdictWords;
  /** The reading that explains the error; only with the verdict `convention`. */
  readonly cause?: Cause;
  /** Readings that were tried, the closest first. */
  readonly candidates: readonly Candidate[];
  /** The first cell that leaves the band, where one does. */
  readonly firstOutside?: { readonly sample: number; readonly step: number; readonly unit: number };
  /** The half precision that one side turned out to be in; absent where both are in full precision. */
  readonly precision?: 'float16' | 'bfloat16';
  /** The rounding band of the sample that is shown, steps × units. */
  readonly band?: Float64Array;
  /** The largest share of the band that a cell uses up; above 1 outside. Absent where there is no band. */
  readonly share?: number;
}
