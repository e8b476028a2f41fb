import { answer } from '../answers/answer.js';
import { checkOptions } from '../check-options.js';
import { ArgumentError } from '../errors.js';
import { asNdArray } from '../ndarray/as-nd-array.js';
import { fromStorage } from '../ndarray/make.js';
import type { NdArray } from '../ndarray/nd-array.js';
import type { Block, PopulationOptions } from './blocks.js';
import { blocksOf, populationOptions } from './blocks.js';
import type { CutPattern, Pattern } from './pattern.js';
import { cutPattern, patternParts, placeInArray } from './pattern.js';
import type { Distance, PatternMetric } from './pattern-metrics.js';
import { metrics } from './pattern-metrics.js';
import type { Sequences } from './sequences.js';
import { isStream } from './sequences.js';
import type { Texts } from './texts.js';
import { tokensOf, windowOf } from './texts.js';
import { requireCounts } from './top-contexts.js';

/** How a pattern is looked for. */
export interface FindPatternOptions extends PopulationOptions {
  /**
   * How far apart two patterns are: `euclidean`, the root of the mean squared difference (the default); `correlation`, 1 − r of the curves of all units
   * once each has lost its mean: the same shape at any height and size; `onOff`, the share of places at which one is on and the other off (LSTMVis, Strobelt 2018).
   */
  readonly metric?: PatternMetric;
  /** For `onOff`: a unit at this or above it is on; 0.3 unless told. */
  readonly threshold?: number;
  /** Places that are farther away than this are none; all count unless told. */
  readonly maxDistance?: number;
  /** How many places; 20 unless told. */
  readonly k?: number;
  /** What is read at each step: a text for each sequence (a character a step), or lists of tokens. */
  readonly texts?: Texts;
  /** How many steps of text stand before and after; 20 unless told. */
  readonly window?: number;
}

/** A place with the same pattern. */
export interface Match {
  /** The number of the sequence. */
  readonly sample: number;
  /** The first step. */
  readonly start: number;
  /** The step after the last. */
  readonly stop: number;
  /** How far it is from the pattern, 0 where it is the same; what that is, `metric` says. */
  readonly distance: number;
  /** Steps × units of the pattern, at this place: matches lie on top of each other. */
  readonly values: NdArray<Float64Array>;
  /** What is read before it, in it and after it; empty without `texts`. */
  readonly before: string;
  /** What is read in it. */
  readonly at: string;
  /** What is read after it. */
  readonly after: string;
}

const names = ['metric', 'threshold', 'maxDistance', 'k', 'texts', 'window', ...populationOptions];

/**
 * Other places with the same pattern, the most alike first: a part of a sequence, such as a brush of a heatmap has chosen, is laid over every place of every
 * sequence. Places lie within one sequence, hold only steps that count, and do not overlap each other, nor, in the pattern's own array, the pattern.
 * @param pattern some steps and units of a series.
 * @param source where to look; the pattern's own array unless told.
 * @throws ArgumentError as `unitStatistics`, for a pattern that is none, and sequences of another width.
 */
export async function findPattern(
  pattern: Pattern,
  source: Sequences = pattern.series,
  options: FindPatternOptions = {},
): Promise<Match[]> {
  checkOptions(pattern, patternParts, 'A pattern');
  checkOptions(options, names, 'findPattern');
  const { metric = 'euclidean', threshold = 0.3, k = 20, window = 20, texts } = options;
  const { maxDistance = Infinity } = options;
  requireCounts({ k }, { window });
  if (!(maxDistance >= 0) || Number.isNaN(threshold)) {
    throw new ArgumentError(
      `maxDistance is 0 or more and threshold a number, not ${maxDistance} and ${threshold}`,
    );
  }
  if (!Object.hasOwn(metrics, metric)) {
    throw new ArgumentError(`metric is euclidean, correlation or onOff, not ${String(metric)}`);
  }
  const cut = cutPattern(pattern, (values) =>
    metric === 'onOff' ? alwaysOn(values, threshold) : [...Array(values.shape[1]!).keys()],
  );
  const distance = metrics[metric](cut, threshold);
  const own = isStream(source) ? undefined : placeInArray(cut, asNdArray(source));
  let best: Match[] = [];
  for await (const block of blocksOf(source, options)) {
    if (block.units !== cut.width) {
      throw new ArgumentError(
        `The pattern is of ${cut.width} units, but the sequences have ${block.units}`,
        { reason: 'shape' },
      );
    }
    const found = placesIn(block, { cut, distance, own, k, maxDistance });
    const matches = found.map((place): Match => {
      const { start, stop, sample, values } = place;
      const tokens = texts ? tokensOf(texts, sample, block.steps) : [];
      const around = windowOf({ start, stop }, window, block.steps);
      return {
        ...place,
        values: fromStorage(values, [cut.steps, cut.units.length]),
        before: tokens.slice(around.start, start).join(''),
        at: tokens.slice(start, stop).join(''),
        after: tokens.slice(stop, around.stop).join(''),
      };
    });
    best = [...best, ...matches].sort((a, b) => a.distance - b.distance).slice(0, k);
  }
  return answer('findPattern', best);
}

/** The units that are on at every step: what LSTMVis looks for. */
function alwaysOn(values: NdArray<Float64Array>, threshold: number): number[] {
  const [steps = 0, units = 0] = values.shape;
  const on = Array.from({ length: units }, (_, unit) => unit).filter((unit) =>
    Array.from({ length: steps }, (_, step) => values.get(step, unit)).every((x) => x >= threshold),
  );
  if (on.length > 0) return on;
  throw new ArgumentError(
    `No unit is at ${threshold} or above at all ${steps} steps of the pattern: name the units, or give a lower { threshold }`,
  );
}

interface Place {
  readonly sample: number;
  readonly start: number;
  readonly stop: number;
  readonly distance: number;
  readonly values: Float64Array;
}

interface Wanted {
  readonly cut: CutPattern;
  readonly distance: Distance;
  /** Where the pattern stands itself, in the array it was cut out of. */
  readonly own: { readonly sample: number; readonly start: number } | undefined;
  readonly k: number;
  readonly maxDistance: number;
}

/** The best places of every sequence of a block. */
function placesIn(block: Block, wanted: Wanted): Place[] {
  const { samples, steps, places, first } = block;
  /** Which row of the block a step of a sequence is; −1 where it does not count. */
  const rows = new Int32Array(samples * steps).fill(-1);
  for (let row = 0; row < block.rows; row++) rows[places ? places[row]! : row] = row;
  const found: Place[] = [];
  for (let sample = 0; sample < samples; sample++) {
    const own = rows.subarray(sample * steps, (sample + 1) * steps);
    const candidates = candidatesIn(block, own, wanted).sort((a, b) => a.distance - b.distance);
    const taken: { start: number; stop: number }[] = [];
    const { own: self } = wanted;
    if (self?.sample === first + sample)
      taken.push({ start: self.start, stop: self.start + wanted.cut.steps });
    let count = 0;
    for (const place of candidates) {
      if (count === wanted.k) break;
      if (taken.some(({ start, stop }) => place.start < stop && start < place.stop)) continue;
      taken.push(place);
      found.push({ sample: first + sample, ...place, values: windowAt(block, own, wanted.cut, place.start)! }); // prettier-ignore
      count++;
    }
  }
  return found;
}

/** Every place of one sequence that is near enough. */
function candidatesIn(
  block: Block,
  rows: Int32Array,
  { cut, distance, maxDistance }: Wanted,
): { start: number; stop: number; distance: number }[] {
  const out = [];
  for (let start = 0; start + cut.steps <= rows.length; start++) {
    const window = windowAt(block, rows, cut, start);
    if (!window) continue;
    const apart = distance(window);
    if (apart <= maxDistance) out.push({ start, stop: start + cut.steps, distance: apart });
  }
  return out;
}

/** The numbers under the pattern; undefined where one of its steps does not count. */
function windowAt(
  { values, units }: Block,
  rows: Int32Array,
  cut: CutPattern,
  start: number,
): Float64Array | undefined {
  const wide = cut.units.length;
  const window = new Float64Array(cut.steps * wide);
  for (let step = 0; step < cut.steps; step++) {
    const row = rows[start + step]!;
    if (row < 0) return undefined;
    for (let k = 0; k < wide; k++) window[step * wide + k] = values[row * units + cut.units[k]!]!;
  }
  return window;
}
