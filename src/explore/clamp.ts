import type { Activation } from '../cell/activation.js';
import type { CellSpec } from '../cell/cell-spec.js';
import { fromStorage, sizeOf, toStorage } from '../ndarray/make.js';
import type { FloatStorage, NdArray } from '../ndarray/nd-array.js';
import type { GateViews } from '../weights/gate-views.js';

/** Values at which gates are held: of all units, or by the number of the unit. */
export type Clamps = Readonly<Record<string, number | Readonly<Record<number, number>>>>;

/** What to change about a recurrent layer before it runs. */
export interface Change {
  /** Gates to hold at a value: `{ f: 1 }` never forgets, `{ o: { 3: 0 } }` silences unit 3. */
  readonly clamp?: Clamps;
  /** Units whose output h is held at 0, in the recurrence too. */
  readonly ablate?: readonly number[];
}

/** Which gates, held at 0, keep h at 0. */
const silencers = { lstm: ['o'], gru: ['z', 'n'], 'simple-rnn': ['h'] } as const;

/**
 * The cell with gates held at values: their weights become zeros and their bias the number that the activation turns into the
 * value. The cell stays a plain cell, which any method can run. The weights of the file are left alone.
 * @throws RangeError for a gate or unit that the cell lacks, or a value that the activation never takes.
 */
export function changedCell(spec: CellSpec, { clamp = {}, ablate = [] }: Change): CellSpec {
  const silent = Object.fromEntries(ablate.map((unit) => [unit, 0]));
  const silenced =
    ablate.length > 0 ? silencers[spec.kind].map((gate) => [gate, silent] as const) : [];
  return [...Object.entries(clamp), ...silenced].reduce(
    (cell, [gate, values]) => heldGate(cell, gate, values),
    spec,
  );
}

function heldGate(spec: CellSpec, gate: string, values: Clamps[string]): CellSpec {
  const { weights, units } = spec;
  const held = typeof values === 'number' ? Array.from({ length: units }, () => values) : values;
  const numbers = Object.keys(held).map(Number);
  const wrong = numbers.find((unit) => !Number.isInteger(unit) || unit < 0 || unit >= units);
  if (wrong !== undefined) {
    throw new RangeError(`There is no unit ${wrong}; they are numbered 0 to ${units - 1}`);
  }
  const name = weights.b.get(gate) && gate === 'c' ? 'g' : gate;
  const gateLike = name === 'g' || name === 'n' || name === 'h';
  const activation = gateLike ? spec.activation : spec.recurrentActivation;
  const set = (views: GateViews, value: (unit: number) => number) =>
    views.map((view, own) => (own === name ? withColumns(view, numbers, value) : view));
  const zero = () => 0;
  const { recurrentBias, peephole } = weights;
  const forgetBias = name === 'f' ? (spec.forgetBias ?? 0) : 0;
  return {
    ...spec,
    weights: {
      ...weights,
      W: set(weights.W, zero),
      U: set(weights.U, zero),
      b: set(weights.b, (unit) => inverse(activation, (held as number[])[unit]!) - forgetBias),
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

/** A number that the activation turns into this value, found by halving the interval. */
function inverse({ of, name }: Activation, value: number): number {
  const never = new RangeError(`A gate cannot be held at ${value}: ${name} never takes that value`);
  if (!of || of(-far) > value || of(far) < value) throw never;
  if (of(0) === value) return 0;
  let [low, high] = [-far, far];
  for (let k = 0; k < 200 && low < high; k++) {
    const middle = (low + high) / 2;
    if (of(middle) === value) return middle;
    if (of(middle) < value) low = middle;
    else high = middle;
  }
  if (Math.abs(of(low) - value) > 1e-12 && Math.abs(of(high) - value) > 1e-12) throw never;
  return Math.abs(of(low) - value) < Math.abs(of(high) - value) ? low : high;
}
