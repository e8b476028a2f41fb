import type { Work } from '../../work.js';
import { append } from '../../lists/append.js';
import type { Candidate } from '../verdict-types.js';
import { families } from './readings/index.js';
import type { Reading } from './readings/reading.js';
import { cellOf } from './readings/reading.js';
import { beginningOf } from './beginning.js';
import { fewMembers, isClearlyOutside, look } from './first-look.js';
import { judge } from './inside-band.js';
import { worthPairing } from './other-weights.js';
import { bandOf } from './situation-band.js';
import type { SearchTask } from './search-task.js';
import type { Situation } from './situation.js';
import { situationWork } from './run-situation.js';
import { stepsOf } from './situation.js';

/** One reading, or two at once, that explains the array. */
export interface Explanation {
  /** The reading, or the two that were applied together. */
  readonly readings: readonly Reading[];
  /** The largest error that they leave. */
  readonly maxAbs: number;
}

/** What a search found and what it tried. */
export interface SearchResult {
  /** All that explain the array, single readings before pairs. */
  readonly explanations: readonly Explanation[];
  /** The closest of those that were tried. */
  readonly candidates: readonly Candidate[];
  /** How many readings and pairs of them were tried. */
  readonly tried: number;
}

/** Steps after which a reading is looked at; most are given up after the first two. What is left is run to the end. */
const stages = [1, 2, 8] as const;
/** The error, as a share of the largest value, that rounding cannot reach within these few steps; more in half precision. */
const hopeless = (roundoff: number) => Math.max(1e-3, 40 * roundoff);
/** What float32 cannot hold is not compared, and neither is what was not computed. */
const overflow = 1e37;
/** Multiplications that may be spent on the first look at all pairs. */
const pairBudget = 3e8;
/** The same for pairs that run whole sequences before they can be looked at: these runs are compiled. */
const runBudget = 3e9;

/** Tries every reading, and if none explains the array, every pair of readings of different kinds that is worth it. */
export function* searchReadings(task: SearchTask): Work<SearchResult> {
  const readings: Reading[] = [];
  for (const family of families) {
    append(readings, family(task.context));
    yield { what: 'readings', done: 0, total: readings.length };
  }
  const singles: Trial[] = [];
  const applyOnce = rememberFirst(task.context.situation);
  for (const costly of [false, true]) {
    const turn = readings.filter((reading) => (reading.costly ?? false) === costly);
    const alone = turn.map((reading) => [reading]);
    append(singles, yield* tryAll(task, alone, applyOnce));
    if (singles.some(({ candidate }) => candidate.explains)) return resultOf(singles);
  }
  const applied: (Situation | undefined)[] = [];
  for (const reading of readings) applied.push(yield* applyOnce([reading]));
  const worth = yield* worthPairing(task, readings, applied);
  const pairs = yield* tryAll(task, pairsOf(task, worth), applyOnce);
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

/** Pairs in the order in which they are applied: a state from before is that of a program which does everything else otherwise too. */
function* pairsIn(readings: readonly Reading[]): Generator<[Reading, Reading]> {
  const combinable = readings
    .filter(({ alone }) => !alone)
    .sort((a, b) => Number(a.runs ?? false) - Number(b.runs ?? false));
  for (const [k, first] of combinable.entries()) {
    for (const second of combinable.slice(k + 1)) {
      // Weights are rounded once for all pairs, and before they are read otherwise.
      if (second.id === 'weight-precision') yield [second, first];
      else if (first.id !== second.id) yield [first, second];
    }
  }
}

function pairsOf({ context }: SearchTask, readings: readonly Reading[]): [Reading, Reading][] {
  const { situation } = context;
  const cell = cellOf(situation);
  const width = cell ? cell.units + cell.inputs : 1;
  const perStep = 2 * 4 * width * (cell?.units ?? 1) * situation.setup.directions.length;
  const [stage] = stagesOf({ context } as SearchTask);
  const all = [...pairsIn(readings)];
  const within = (budget: number, steps: number, wanted: boolean) =>
    all
      .filter((pair) => pair.some(({ runs }) => runs) === wanted)
      .slice(0, Math.max(1, Math.floor(budget / (perStep * steps))));
  return [
    ...within(pairBudget, Math.min(stage!, stepsOf(situation)), false),
    ...within(runBudget, stepsOf(situation), true),
  ];
}

/** Readings applied one after another; pairs that begin with the same reading share what it makes of the situation. */
function rememberFirst(situation: Situation) {
  const known = new Map<Reading, Situation | undefined>();
  return function* ([first, ...others]: readonly Reading[]): Work<Situation | undefined> {
    if (!known.has(first!)) known.set(first!, yield* applied(first!, situation));
    let at = known.get(first!);
    for (const reading of others) at &&= yield* applied(reading, at);
    return at;
  };
}

/** Applies a reading, in pieces where it takes long. */
function* applied(reading: Reading, at: Situation): Work<Situation | undefined> {
  return reading.work ? yield* reading.work(at) : reading.apply(at);
}

/** How several readings are applied. */
type Apply = (readings: readonly Reading[]) => Work<Situation | undefined>;

/** Tries one set of readings after the other. */
function* tryAll(
  task: SearchTask,
  all: readonly (readonly Reading[])[],
  apply: Apply,
): Work<Trial[]> {
  const trials: Trial[] = [];
  for (const [k, readings] of all.entries()) {
    trials.push(yield* tryReadings(task, readings, apply));
    yield { what: 'readings', done: k + 1, total: all.length };
  }
  return trials;
}

/** Looks at a reading after more and more steps, and gives it up as soon as its error cannot be rounding. */
function* tryReadings(task: SearchTask, readings: readonly Reading[], apply: Apply): Work<Trial> {
  const situation = yield* apply(readings);
  const about = {
    id: readings.map(({ id }) => id).join(' + '),
    label: readings.map(({ label }) => label.en).join(' and '),
    zh: { label: readings.map(({ label }) => label.zh).join('，并且') },
  };
  const given = (maxAbs: number, steps: number, explains = false): Trial => ({
    readings,
    candidate: { ...about, maxAbs, steps, explains },
  });
  if (!situation) return given(Infinity, 0);
  for (const limit of situation.mosaic || situation.part?.steps ? [Infinity] : stagesOf(task)) {
    const short = beginningOf(situation, task.target, limit);
    const target = short?.target ?? task.target;
    const probe = yield* short ? situationWork(short.situation) : situationWork(situation, limit);
    if (probe.values.length !== target.length) return given(Infinity, 0);
    const { error, scale } = largestError(target, probe.values);
    // Results that are shifted show nothing of the first steps.
    if (Number.isNaN(error)) continue;
    if (!(error <= hopeless(task.roundoff) * scale))
      return given(error, Math.min(limit, stepsOf(situation)));
  }
  const { maxAbs, steps, explains } = yield* weigh(task, situation);
  return given(maxAbs, steps, explains);
}

/** Where only rows at the end are compared, nothing is seen before the whole is run. */
function stagesOf({ context: { situation } }: SearchTask): readonly number[] {
  const { part, setup, series } = situation;
  const late = series === 'output' && !setup.returnSequences;
  return late || part?.steps ? [Infinity] : stages;
}

/** Runs a reading to the end: whether the array lies inside its band, where the layer as read left its own. */
function* weigh(
  { target, band: asRead, roundoff }: SearchTask,
  situation: Situation,
): Work<Pick<Candidate, 'maxAbs' | 'steps' | 'explains'>> {
  // Most of what was not given up yet leaves the band at once.
  const [few, all] = [stages.at(-1)!, stepsOf(situation)];
  if (!situation.mosaic) {
    const early = judge(
      target,
      yield* bandOf(situation, roundoff, { limit: few, members: fewMembers }),
    );
    if (isClearlyOutside(early))
      return { maxAbs: early.maxAbs, steps: Math.min(few, all), explains: false };
  }
  const { band, judgements } = yield* look(situation, roundoff, [target]);
  const { inside, maxAbs } = judgements[0]!;
  // A reading whose own rounding is amplified beyond measure would explain everything: it has to say something
  // about a cell that the layer as read gets wrong.
  const says = (x: number, k: number) =>
    Number.isFinite(band.width[k]!) &&
    !Number.isNaN(band.values[k]!) &&
    !(Math.abs(x - asRead.values[k]!) <= Math.max(asRead.width[k]!, 2 * band.width[k]!));
  // An array of one number alone follows from anything that stops or saturates.
  const isTelling = target.some((x) => x !== target[0]);
  return { maxAbs, steps: all, explains: inside && isTelling && target.some(says) };
}

/** The largest error over the cells that were computed, and the largest value there; NaN when none was, infinite for NaN in the array. */
function largestError(target: Float64Array, values: Float64Array) {
  let error = 0;
  let scale = 0.01;
  let seen = false;
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
