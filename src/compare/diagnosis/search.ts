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

/** Steps after which a reading is looked at again; most are given up after the first two. */
const stages = [2, 8, 32, Infinity] as const;
/** Multiplications that may be spent on the first look at all pairs. */
const pairBudget = 3e8;

/** Tries every reading, and if none explains the array, every pair of readings of different kinds. */
export function searchReadings(task: SearchTask): SearchResult {
  const readings = families.flatMap((family) => family(task.context));
  const singles = readings.map((reading) => tryReadings(task, [reading]));
  if (singles.some(({ candidate }) => candidate.explains)) return resultOf(singles);
  const pairs = pairsOf(task, readings).map((pair) => tryReadings(task, pair));
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
  const perPair =
    stages[0] * 4 * width * (cell?.units ?? 1) * context.situation.setup.directions.length;
  return [...pairsIn(readings)].slice(0, Math.max(1, Math.floor(pairBudget / perPair)));
}

/** Looks at a reading after more and more steps, and gives it up as soon as its error cannot be rounding. */
function tryReadings(task: SearchTask, readings: readonly Reading[]): Trial {
  const situation = readings.reduce<Situation | undefined>(
    (at, reading) => at && reading.apply(at),
    task.context.situation,
  );
  const about = {
    id: readings.map(({ id }) => id).join(' + '),
    label: readings.map(({ label }) => label).join(' and '),
  };
  const given = (maxAbs: number, steps: number, explains = false): Trial => ({
    readings,
    candidate: { ...about, maxAbs, steps, explains },
  });
  if (!situation) return given(Infinity, 0);
  const scale = largestOf(task.target);
  let error = 0;
  for (const limit of stages) {
    const probe = runSituation(situation, limit);
    if (probe.values.length !== task.target.length) return given(Infinity, 0);
    error = largestError(task.target, probe.values);
    const tolerance = (limit <= 8 ? 1e-3 : 1e-2) * scale;
    const looked = Math.min(limit, stepsOf(situation));
    if (!(error <= tolerance)) return given(error, looked);
    if (looked === stepsOf(situation)) break;
  }
  return given(error, stepsOf(situation), explains(task, situation));
}

/** Whether the array lies inside the band of this reading, where the layer as read left its own. */
function explains(task: SearchTask, situation: Situation): boolean {
  const band = bandOf(situation, task.roundoff);
  const { inside } = judge(task.target, band);
  if (!inside) return false;
  // A reading whose own rounding is amplified beyond measure would explain everything: it has to say something
  // about a cell that the layer as read gets wrong.
  return task.target.some(
    (x, k) =>
      Number.isFinite(band.width[k]!) &&
      !Number.isNaN(band.values[k]!) &&
      !(Math.abs(x - task.band.values[k]!) <= Math.max(task.band.width[k]!, 2 * band.width[k]!)),
  );
}

/** The largest error over the cells that were computed; infinite when none was, or the array holds NaN there. */
function largestError(target: Float64Array, values: Float64Array): number {
  let [largest, seen] = [0, false];
  for (let k = 0; k < target.length; k++) {
    const value = values[k]!;
    if (Number.isNaN(value)) continue;
    const error = Math.abs(target[k]! - value);
    if (Number.isNaN(error)) return Infinity;
    seen = true;
    if (error > largest) largest = error;
  }
  return seen ? largest : Infinity;
}

function largestOf(values: Float64Array): number {
  return values.reduce((most, x) => (Math.abs(x) > most ? Math.abs(x) : most), 1e-6);
}
