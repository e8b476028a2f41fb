import type { Candidate } from '../verdict.js';
import { families } from './hypotheses/index.js';
import type { Reading, ReadingContext } from './hypotheses/reading.js';
import { cellOf } from './hypotheses/reading.js';
import { judge } from './judge.js';
import type { SituationBand } from './situation-band.js';
import { bandOf } from './situation-band.js';
import type { Situation } from './situation.js';
import { runSituation, stepsOf } from './situation.js';

/** One reading, or two at once, that explains the array. */
export interface Explanation {
  readonly readings: readonly Reading[];
  readonly maxAbs: number;
}

/** What a search found and what it tried. */
export interface SearchResult {
  readonly explanations: readonly Explanation[];
  /** The closest of those that were tried. */
  readonly candidates: readonly Candidate[];
  readonly tried: number;
}

/** What is to be explained: an array that is outside the band of the layer as read. */
export interface SearchTask {
  readonly context: ReadingContext;
  /** Steps × units. */
  readonly target: Float64Array;
  /** The band of the layer as read. */
  readonly band: SituationBand;
  readonly roundoff: number;
}

/** Steps after which a reading is looked at; most are given up after the first two. What is left is run to the end. */
const stages = [1, 2, 8] as const;
/** The error, as a share of the largest value, that rounding cannot reach within these few steps; more in half precision. */
const hopeless = (roundoff: number) => Math.max(1e-3, 40 * roundoff);
/** What float32 cannot hold is not compared, and neither is what was not computed. */
const overflow = 1e37;
/** Multiplications that may be spent on the first look at all pairs. */
const pairBudget = 3e8;

/** Tries every reading, and if none explains the array, every pair of readings of different kinds. */
export function searchReadings(task: SearchTask): SearchResult {
  const readings = families.flatMap((family) => family(task.context));
  const singles: Trial[] = [];
  const applyOnce = rememberFirst(task.context.situation);
  for (const costly of [false, true]) {
    const turn = readings.filter((reading) => (reading.costly ?? false) === costly);
    singles.push(...turn.map((reading) => tryReadings(task, [reading], applyOnce)));
    if (singles.some(({ candidate }) => candidate.explains)) return resultOf(singles);
  }
  const pairs = pairsOf(task, readings).map((pair) => tryReadings(task, pair, applyOnce));
  return resultOf([...singles, ...pairs]);
}

interface Trial {
  readonly readings: readonly Reading[];
  readonly candidate: Candidate;
}

function resultOf(trials: readonly Trial[]): SearchResult {
  const explaining = trials.filter(({ candidate }) => candidate.explains);
  const candidates = trials
    .map(({ candidate }) => candidate)
    .sort(
      (a, b) => Number(b.explains) - Number(a.explains) || b.steps - a.steps || a.maxAbs - b.maxAbs,
    );
  return {
    explanations: explaining.map(({ readings, candidate }) => ({
      readings,
      maxAbs: candidate.maxAbs,
    })),
    candidates: candidates.slice(0, shownCandidates),
    tried: trials.length,
  };
}

/** The closest candidates are kept as evidence; hundreds of hopeless ones are not. */
const shownCandidates = 40;

function* pairsIn(readings: readonly Reading[]): Generator<[Reading, Reading]> {
  const combinable = readings.filter(({ alone }) => !alone);
  for (const [k, first] of combinable.entries()) {
    for (const second of combinable.slice(k + 1)) if (first.id !== second.id) yield [first, second];
  }
}

function pairsOf({ context }: SearchTask, readings: readonly Reading[]): [Reading, Reading][] {
  const cell = cellOf(context.situation);
  const width = cell ? cell.units + cell.inputs : 1;
  const perPair = 2 * 4 * width * (cell?.units ?? 1) * context.situation.setup.directions.length;
  return [...pairsIn(readings)].slice(0, Math.max(1, Math.floor(pairBudget / perPair)));
}

/** Readings applied one after another; pairs that begin with the same reading share what it makes of the situation. */
function rememberFirst(situation: Situation) {
  const known = new Map<Reading, Situation | undefined>();
  return ([first, ...others]: readonly Reading[]): Situation | undefined => {
    if (!known.has(first!)) known.set(first!, first!.apply(situation));
    return others.reduce((at, reading) => at && reading.apply(at), known.get(first!));
  };
}

/** Looks at a reading after more and more steps, and gives it up as soon as its error cannot be rounding. */
function tryReadings(
  task: SearchTask,
  readings: readonly Reading[],
  apply: (readings: readonly Reading[]) => Situation | undefined,
): Trial {
  const situation = apply(readings);
  const about = {
    id: readings.map(({ id }) => id).join(' + '),
    label: readings.map(({ label }) => label).join(' and '),
  };
  const given = (maxAbs: number, steps: number, explains = false): Trial => ({
    readings,
    candidate: { ...about, maxAbs, steps, explains },
  });
  if (!situation) return given(Infinity, 0);
  for (const limit of stages) {
    const probe = runSituation(situation, limit);
    if (probe.values.length !== task.target.length) return given(Infinity, 0);
    const { error, scale } = largestError(task.target, probe.values);
    // Results that are shifted show nothing of the first steps.
    if (Number.isNaN(error)) continue;
    if (!(error <= hopeless(task.roundoff) * scale))
      return given(error, Math.min(limit, stepsOf(situation)));
  }
  const { maxAbs, steps, explains } = weigh(task, situation);
  return given(maxAbs, steps, explains);
}

/** Runs a reading to the end: whether the array lies inside its band, where the layer as read left its own. */
function weigh(
  { target, band: asRead, roundoff }: SearchTask,
  situation: Situation,
): Pick<Candidate, 'maxAbs' | 'steps' | 'explains'> {
  // Most of what was not given up yet leaves the band at once.
  const [few, all] = [stages.at(-1)!, stepsOf(situation)];
  const early = judge(target, bandOf(situation, roundoff, few));
  if (!early.inside) return { maxAbs: early.maxAbs, steps: Math.min(few, all), explains: false };
  const band = bandOf(situation, roundoff);
  const { inside, maxAbs } = judge(target, band);
  // A reading whose own rounding is amplified beyond measure would explain everything: it has to say something
  // about a cell that the layer as read gets wrong.
  const says = (x: number, k: number) =>
    Number.isFinite(band.width[k]!) &&
    !Number.isNaN(band.values[k]!) &&
    !(Math.abs(x - asRead.values[k]!) <= Math.max(asRead.width[k]!, 2 * band.width[k]!));
  return { maxAbs, steps: all, explains: inside && target.some(says) };
}

/** The largest error over the cells that were computed, and the largest value there; NaN when none was, infinite for NaN in the array. */
function largestError(target: Float64Array, values: Float64Array) {
  let [error, scale, seen] = [0, 0.01, false];
  for (let k = 0; k < target.length; k++) {
    const value = values[k]!;
    if (!(Math.abs(value) < overflow)) continue;
    const distance = Math.abs(target[k]! - value);
    if (Number.isNaN(distance)) return { error: Infinity, scale };
    seen = true;
    if (distance > error) error = distance;
    if (Math.abs(value) > scale) scale = Math.abs(value);
  }
  return { error: seen ? error : NaN, scale };
}
