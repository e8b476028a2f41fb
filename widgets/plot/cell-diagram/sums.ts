// The numbers of one unit at one step, and the sum that made each gate.
import type { CellSpec, GateWeights } from './spec.js';

/** A place in the trace. */
export interface Moment {
  /** The step, from 0. */
  readonly step: number;
  /** The unit, from 0. */
  readonly unit: number;
}

/** The value of a series at a moment; outside the steps it is the initial state (h and c only). */
export function valueAt(spec: CellSpec, name: string, { step, unit }: Moment): number {
  if (step < 0 || step >= spec.steps)
    return (name === 'c' ? spec.initialCell : spec.initialHidden)[unit] ?? 0;
  return spec.series[name]?.[step * spec.units + unit] ?? NaN;
}

/** The moment whose state the cell starts from: one step earlier, in a cell that runs backwards one later. */
export const momentBefore = (spec: CellSpec, { step, unit }: Moment): Moment => ({
  step: spec.backwards ? step + 1 : step - 1,
  unit,
});

/** How that step is written. */
export const nameBefore = (spec: CellSpec): string => (spec.backwards ? 't+1' : 't−1');

/** All units' hidden states one step earlier. */
function previousHidden(spec: CellSpec, step: number): Float64Array {
  return Float64Array.from({ length: spec.units }, (_, unit) =>
    valueAt(spec, 'h', momentBefore(spec, { step, unit })),
  );
}

/** One product of a sum: `weight` × `value`, times `factor` where a reset gate stands in front. */
export interface Term {
  /** What the weight is multiplied with; a bias stands alone. */
  readonly kind: 'input' | 'recurrent' | 'bias';
  /** Which feature or unit; null for a bias. */
  readonly index: number | null;
  /** Which bias it is, where there are two: the input's `b` or the recurrent product's `b′`. */
  readonly of?: 'input' | 'recurrent';
  /** The weight. */
  readonly weight: number;
  /** What it is multiplied with; 1 for a bias. */
  readonly value: number;
  /** What the sum takes of it. */
  readonly product: number;
}

/** A gate's sum: its terms, their total, and the gate's value after the activation. */
export interface GateSum {
  /** The name of the gate. */
  readonly name: string;
  /** The name of its activation. */
  readonly activation: string;
  /** The terms, of which the sum is made. */
  readonly terms: readonly Term[];
  /** Their sum. */
  readonly total: number;
  /** What the activation makes of it. */
  readonly output: number;
}

/** What multiplies each recurrent product: the reset gate, for the candidate of a GRU. */
function resets(
  spec: CellSpec,
  gate: GateWeights,
  { step, unit }: Moment,
): (source: number) => number {
  if (spec.cell !== 'gru' || gate.name !== 'n') return () => 1;
  // After the product the unit's own gate multiplies its whole sum; before it each source has its own.
  return (source) => valueAt(spec, 'r', { step, unit: spec.resetAfter ? unit : source });
}

/** Opens the sum of a gate at a moment. Throws a RangeError for a gate whose weights are not there. */
export function gateSum(spec: CellSpec, name: string, moment: Moment): GateSum {
  const gate = spec.gates.find((g) => g.name === name);
  if (!gate) throw new RangeError(`The weights of gate ${name} are not in this picture`);
  const { step, unit } = moment;
  const { units, features } = spec;
  const reset = resets(spec, gate, moment);
  const hidden = previousHidden(spec, step);
  const terms: Term[] = [];
  for (let j = 0; j < features; j++) {
    const [weight, value] = [gate.W[j * units + unit]!, spec.input[step * features + j]!];
    terms.push({ kind: 'input', index: j, weight, value, product: weight * value });
  }
  for (let j = 0; j < units; j++) {
    const [weight, value] = [gate.U[j * units + unit]!, hidden[j]! * reset(j)];
    terms.push({ kind: 'recurrent', index: j, weight, value, product: weight * value });
  }
  const bias = gate.b[unit]!;
  const own = { kind: 'bias', index: null, weight: bias, value: 1, product: bias } as const;
  terms.push(gate.recurrentBias ? { ...own, of: 'input' } : own);
  if (gate.recurrentBias) {
    const [weight, value] = [gate.recurrentBias[unit]!, reset(unit)];
    terms.push({
      kind: 'bias',
      index: null,
      of: 'recurrent',
      weight,
      value,
      product: weight * value,
    });
  }
  return {
    name,
    activation: gate.activation,
    terms,
    total: terms.reduce((sum, term) => sum + term.product, 0),
    output: valueAt(spec, name, moment),
  };
}
