import type { CellSpec } from '../../cell/cell-spec.js';
import { floatTypeOf, fromStorage, sizeOf, toStorage } from '../../ndarray/make.js';
import type { FloatStorage, NdArray } from '../../ndarray/nd-array.js';
import type { GateViews } from '../../weights/gate-views.js';
import type { CellRun, RunOptions, SequenceBatch } from '../run-cell.js';

/** Units whose h is held, and the cell without them, as the loops can run it. */
export interface HeldOutput {
  /** The cell in which what the held units say to the others is part of the biases. */
  readonly spec: CellSpec;
  /** The values by unit. */
  readonly held: Readonly<Record<number, number>>;
}

/**
 * A cell of which some h are held, as a cell that holds none: a unit that always says the same to the others says it as a bias. What the unit itself computes
 * does not matter then, and is written over. Undefined where the cell holds other states too, or a reset gate stands between.
 */
export function heldOutputOf(spec: CellSpec): HeldOutput | undefined {
  const { held, weights, kind, resetAfter, ...rest } = spec;
  const values = held?.['h'];
  if (!values || Object.keys(held).length > 1) return undefined;
  if ((kind === 'gru' && !resetAfter) || weights.projection) return undefined;
  const units = Object.keys(values).map(Number);
  const said = (bias: GateViews, gates: (gate: string) => boolean) =>
    bias.map((view, gate) =>
      gates(gate) ? plus(view, spokenBy(units, values, weights.U.get(gate))) : view,
    );
  // The reset gate works on what the others say and on the second bias alike.
  const apart = kind === 'gru' ? 'n' : undefined;
  const second = weights.recurrentBias ?? (apart ? weights.b.map(zeroed) : undefined);
  const changed = {
    ...weights,
    b: said(weights.b, (gate) => gate !== apart),
    U: weights.U.map((view) => withoutRows(view, units)),
    ...(second && { recurrentBias: said(second, (gate) => gate === apart) }),
  };
  const settings = resetAfter === undefined ? {} : { resetAfter };
  return { spec: { ...rest, kind, ...settings, weights: changed }, held: values };
}

const numbersOf = (view: NdArray<FloatStorage>) => Float64Array.from(toStorage(view, 'float64'));

const zeroed = (view: NdArray<FloatStorage>) =>
  fromStorage(new Float64Array(sizeOf(view.shape)), view.shape);

/** What the held units add to each unit's sum. */
function spokenBy(
  units: readonly number[],
  values: Readonly<Record<number, number>>,
  U: NdArray<FloatStorage>,
): Float64Array {
  const sums = new Float64Array(U.shape[1]!);
  for (const unit of units) {
    for (let k = 0; k < sums.length; k++) sums[k]! += values[unit]! * U.get(unit, k);
  }
  return sums;
}

function plus(view: NdArray<FloatStorage>, more: Float64Array): NdArray<FloatStorage> {
  const sums = numbersOf(view);
  for (let k = 0; k < sums.length; k++) sums[k]! += more[k]!;
  return fromStorage(sums, view.shape);
}

function withoutRows(view: NdArray<FloatStorage>, rows: readonly number[]): NdArray<FloatStorage> {
  const [, width = 0] = view.shape;
  const copy = numbersOf(view);
  for (const row of rows) copy.fill(0, row * width, (row + 1) * width);
  return fromStorage(copy, view.shape);
}

/** Whether a run holds the units from its first state on, and has its states in the precision of its input, as the loops want them. */
export function startsHeld(
  { spec: { units }, held }: HeldOutput,
  { data, samples }: SequenceBatch,
  { initialState = {} }: RunOptions,
): boolean {
  const dtype = floatTypeOf(data);
  if (!Object.values(initialState).every((values) => floatTypeOf(values) === dtype)) return false;
  const first = initialState['h'];
  const near = (value: number) => (dtype === 'float32' ? Math.fround(value) : value);
  return Object.entries(held).every(([unit, value]) => {
    for (let sample = 0; sample < samples; sample++) {
      if ((first?.[sample * units + Number(unit)] ?? 0) !== near(value)) return false;
    }
    return true;
  });
}

/** Writes the held values over what the units computed, wherever a layer shows them. */
export function withHeldOutput(
  run: CellRun,
  { spec: { units }, held }: HeldOutput,
  { batch, options }: { readonly batch: SequenceBatch; readonly options: RunOptions },
): CellRun {
  const { samples, steps, mask } = batch;
  const [h, last] = [run.series['h']!, run.finalState['h']!];
  for (const [name, value] of Object.entries(held)) {
    const unit = Number(name);
    for (let sample = 0; sample < samples; sample++) {
      // At a skipped step the layer gives out what it gave before: nothing at first, or always where it says so.
      let given = 0;
      for (let k = 0; k < steps; k++) {
        const row = sample * steps + (options.backwards ? steps - 1 - k : k);
        if (mask?.[row] !== 0) given = value;
        else if (options.zeroOutputForMask) given = 0;
        run.output[row * units + unit] = given;
        h[row * units + unit] = value;
      }
      run.lastOutput[sample * units + unit] = given;
      last[sample * units + unit] = value;
    }
  }
  return run;
}
