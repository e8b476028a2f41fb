import type { Work } from '../../work.js';
import type { Reading } from './readings/reading.js';
import { cellOf } from './readings/reading.js';
import { situationWork } from './run-situation.js';
import type { SearchTask } from './search-task.js';
import type { Situation } from './situation.js';
import { stepsOf } from './situation.js';
import { looksLikeOtherNetwork } from './other-network.js';

/** Fewer units than these may be like each other by chance, and their pairs of readings cost little. */
const fewestUnits = 8;
/** Steps that every reading is run for, and multiplications that all of them may take. */
const [longestLook, mostWork] = [32, 2e8] as const;
/** Arrays that have nothing to do with each other hardly ever go together more than this. */
const unrelated = { cells: 0.5, means: 0.6 } as const;
/** A reading that leaves the layer more alike than this is a small change. */
const smallChange = 0.8;
/** Another checkpoint of one training explains more of the spread than this, and what one of two faults is taken out of is so much closer. */
const [related, closer] = [0.5, 0.9] as const;

/**
 * Which readings are worth trying in pairs, where an array looks like that of other weights of this shape; all of them elsewhere. Where it is close to the layer as
 * read and no reading alone comes closer, as with another checkpoint of one training, none: of two faults, taking out the larger would. Where it has nothing to do with
 * any reading, neither cell by cell nor in what each unit is on average (which sequences that are turned, shifted or exchanged leave as it is), only those that change much:
 * what has a small change beside another is like that other one.
 * @param situations the layer read in each of these ways.
 */
export function* worthPairing(
  task: SearchTask,
  readings: readonly Reading[],
  situations: readonly (Situation | undefined)[],
): Work<readonly Reading[]> {
  const { target, band, units } = task;
  const steps = lookAt(task, readings.length);
  if (units < fewestUnits || steps < 2) return readings;
  if (!looksLikeOtherNetwork(target, band, units)) return readings;
  const start = (values: Float64Array) => values.subarray(0, steps * units);
  const [seen, plain] = [start(target), start(band.values)];
  const asRead = likeness(seen, plain, units);
  const isClose = asRead.explained > related;
  if (!isClose && !isUnrelated(asRead)) return readings;
  const large: Reading[] = [];
  for (const [k, reading] of readings.entries()) {
    const values = start(yield* valuesOf(situations[k], steps));
    if (values.length === seen.length) {
      const found = likeness(seen, values, units);
      const isCloser = 1 - found.explained < closer ** 2 * (1 - asRead.explained);
      if (isClose ? isCloser : !isUnrelated(found)) return readings;
      const { cells, means } = likeness(plain, values, units);
      if (!(Math.max(cells, means) > smallChange)) large.push(reading);
    } else large.push(reading);
    yield { what: 'readings', done: k + 1, total: readings.length };
  }
  return isClose ? [] : large;
}

/** What a reading gives in its first steps; nothing where that is no row after row of the same layer. */
function* valuesOf(situation: Situation | undefined, steps: number): Work<Float64Array> {
  if (!situation || situation.mosaic || situation.part) return new Float64Array(0);
  return (yield* situationWork(situation, steps)).values;
}

/** How many steps can be afforded. */
function lookAt({ context: { situation } }: SearchTask, readings: number): number {
  const cell = cellOf(situation);
  if (!cell || situation.part || situation.mosaic) return 0;
  if (situation.series === 'output' && !situation.setup.returnSequences) return 0;
  const perStep = 4 * (cell.units + cell.inputs) * cell.units * situation.setup.directions.length;
  return Math.min(longestLook, stepsOf(situation), Math.floor(mostWork / (perStep * readings)));
}

/** How much an array is like another one: which share of its spread that explains, and how they go together, cell by cell and in the means of their units. */
interface Likeness {
  readonly explained: number;
  readonly cells: number;
  readonly means: number;
}

/** NaN, where nothing was computed, is like nothing. */
const isUnrelated = ({ cells, means }: Likeness) =>
  !(Math.abs(cells) > unrelated.cells) && !(Math.abs(means) > unrelated.means);

function likeness(target: Float64Array, values: Float64Array, units: number): Likeness {
  const mean = meanOf(target);
  let [left, spread] = [0, 0];
  for (let k = 0; k < target.length; k++) {
    left += (target[k]! - values[k]!) ** 2;
    spread += (target[k]! - mean) ** 2;
  }
  return {
    explained: 1 - left / spread,
    cells: correlation(target, values),
    means: correlation(unitMeans(target, units), unitMeans(values, units)),
  };
}

function correlation(a: Float64Array, b: Float64Array): number {
  const [meanA, meanB] = [meanOf(a), meanOf(b)];
  let [products, squaresA, squaresB] = [0, 0, 0];
  for (let k = 0; k < a.length; k++) {
    const [x, y] = [a[k]! - meanA, b[k]! - meanB];
    products += x * y;
    squaresA += x * x;
    squaresB += y * y;
  }
  return products / Math.sqrt(squaresA * squaresB);
}

const meanOf = (values: Float64Array) => values.reduce((sum, x) => sum + x, 0) / values.length;

function unitMeans(values: Float64Array, units: number): Float64Array {
  const means = new Float64Array(units);
  for (let k = 0; k < values.length; k++) means[k % units]! += (values[k]! * units) / values.length;
  return means;
}
