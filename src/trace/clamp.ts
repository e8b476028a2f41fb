import { ArgumentError } from '../errors.js';
import type { Activation } from '../cell/activation.js';
import type { CellSpec } from '../cell/cell-spec.js';
import { fromStorage, sizeOf, toStorage } from '../ndarray/make.js';
import type { FloatStorage, NdArray } from '../ndarray/nd-array.js';
import type { GateViews } from '../weights/gate-views.js';

/** Values at which gates and states are held: of all units, or by the number of the unit. */
export type Clamps = Readonly<Record<string, number | Readonly<Record<number, number>>>>;

/** What to change about a recurrent layer before it runs. */
export interface Change {
  /**
   * Series to hold at a value: `{ f: 1 }` never forgets, `{ o: { 3: 0 } }` shuts the output gate of unit 3, `{ c: 0.5 }` keeps the cell state where
   * it is. Gates and states have the names of the trace's series; in layers of two directions `forward_f` is that of one, `f` that of both.
   */
  readonly clamp?: Clamps;
  /** Units whose output h is held at 0, in the recurrence too; of a layer of two directions by direction. */
  readonly ablate?: readonly number[] | AblatedByDirection;
}

/** Units to silence in a layer of two directions, each numbered from 0. */
export interface AblatedByDirection {
  /** Units of the direction that runs with time. */
  readonly forward?: readonly number[];
  /** Units of the direction that runs against it. */
  readonly backward?: readonly number[];
}

/** What to change about one cell. */
export interface CellChange {
  /** Gates and states that are held at a value. */
  readonly clamp: Clamps;
  /** Units that are silenced. */
  readonly ablate: readonly number[];
}

/** Which gates, held at 0, keep h at 0. */
const silencers = { lstm: ['o'], gru: ['z', 'n'], 'simple-rnn': ['h'] } as const;
const gates = { lstm: ['i', 'f', 'g', 'o'], gru: ['z', 'r', 'n'], 'simple-rnn': [] } as const;
const states = { lstm: ['c', 'h'], gru: ['h'], 'simple-rnn': ['h'] } as const;

/**
 * The cell with gates held at values: their weights become zeros and their bias the number that the activation turns into the
 * value, so that the cell stays a plain cell, which any method can run. States are set after each step. The weights of the file are left alone.
 * @throws ArgumentError for a gate or unit that the cell lacks, or a value that the gate never takes.
 */
export function changedCell(spec: CellSpec, { clamp, ablate }: CellChange): CellSpec {
  const held = Object.entries(clamp).reduce(
    (cell, [name, values]) => heldSeries(cell, name, values),
    spec,
  );
  if (ablate.length === 0) return held;
  const silent = Object.fromEntries(ablate.map((unit) => [unit, 0]));
  // A projection mixes the units after their gates, so that its results are set themselves.
  if (spec.weights.projection) return heldSeries(held, 'h', silent);
  const quiet = silencers[spec.kind].reduce((cell, gate) => heldGate(cell, gate, silent), held);
  return { ...quiet, silent: ablate };
}

function heldSeries(spec: CellSpec, name: string, values: Clamps[string]): CellSpec {
  const known: readonly string[] = gates[spec.kind];
  const carried: readonly string[] = states[spec.kind];
  if (known.includes(name)) return heldGate(spec, name, values);
  if (!carried.includes(name)) {
    throw new ArgumentError(
      `There is no "${name}" to hold in such a cell: clamp takes ${[...known, ...carried].join(', ')}`,
    );
  }
  const width = name === 'h' ? (spec.weights.projection?.shape[1] ?? spec.units) : spec.units;
  const byUnit = valuesByUnit(values, width);
  const wrong = Object.values(byUnit).find((value) => !Number.isFinite(value));
  if (wrong !== undefined) throw new ArgumentError(`A state cannot be held at ${wrong}`);
  return { ...spec, held: { ...spec.held, [name]: { ...spec.held?.[name], ...byUnit } } };
}

/** The value of each held unit, by its number. */
function valuesByUnit(values: Clamps[string], units: number): Readonly<Record<number, number>> {
  const held = typeof values === 'number' ? Array.from({ length: units }, () => values) : values;
  const numbers = Object.keys(held).map(Number);
  const wrong = numbers.find((unit) => !Number.isInteger(unit) || unit < 0 || unit >= units);
  if (wrong !== undefined) {
    throw new ArgumentError(`There is no unit ${wrong}; they are numbered 0 to ${units - 1}`);
  }
  return { ...held };
}

function heldGate(spec: CellSpec, name: string, values: Clamps[string]): CellSpec {
  const { weights } = spec;
  const held = valuesByUnit(values, spec.units);
  const numbers = Object.keys(held).map(Number);
  if (name === 'f' && spec.coupledForget) {
    throw new ArgumentError(
      'The forget gate of this cell is 1 − i and cannot be held by itself: hold i',
    );
  }
  const gateLike = name === 'g' || name === 'n' || name === 'h';
  const activation = gateLike ? spec.activation : spec.recurrentActivation;
  const set = (views: GateViews, value: (unit: number) => number) =>
    views.map((view, own) => (own === name ? withColumns(view, numbers, value) : view));
  const zero = () => 0;
  const { recurrentBias, peephole } = weights;
  const forgetBias = name === 'f' ? (spec.forgetBias ?? 0) : 0;
  const sumFor = (unit: number) => inverse(activation, held[unit]!, spec.clip ?? far) - forgetBias;
  return {
    ...spec,
    weights: {
      ...weights,
      W: set(weights.W, zero),
      U: set(weights.U, zero),
      b: set(weights.b, sumFor),
      ...(recurrentBias && { recurrentBias: set(recurrentBias, zero) }),
      ...(peephole && { peephole: set(peephole, zero) }),
    },
  };
}

/** A copy of a weight in which some units (the last axis) have another value. */
function withColumns(
  view: NdArray<FloatStorage>,
  units: readonly number[],
  value: (unit: number) => number,
): NdArray<FloatStorage> {
  const width = view.shape.at(-1)!;
  const copy = Float64Array.from(toStorage(view, 'float64'));
  for (let row = 0; row < sizeOf(view.shape) / width; row++) {
    for (const unit of units) copy[row * width + unit] = value(unit);
  }
  return fromStorage(copy, view.shape);
}

/** So far out that every activation with an end has reached it. */
const far = 1e4;

/** A number between −limit and limit that the activation turns into this value, found by halving the interval. */
function inverse({ of, name }: Activation, value: number, limit: number): number {
  const never = new ArgumentError(
    `A gate cannot be held at ${value}: ${name} never takes that value`,
  );
  if (!of || !(of(-limit) <= value && of(limit) >= value)) throw never;
  if (of(0) === value) return 0;
  let [low, high] = [-limit, limit];
  for (let k = 0; k < 200 && low < high; k++) {
    const middle = (low + high) / 2;
    if (of(middle) === value) return middle;
    if (of(middle) < value) low = middle;
    else high = middle;
  }
  if (Math.abs(of(low) - value) > 1e-12 && Math.abs(of(high) - value) > 1e-12) throw never;
  return Math.abs(of(low) - value) < Math.abs(of(high) - value) ? low : high;
}
