// Which single weight, with some bits turned over, explains the first step that is wrong.
import type { CellSpec } from '../../cell/cell-spec.js';
import type { GateName, GateViews } from '../../weights/gate-views.js';
import { shownOrders } from '../../weights/orders.js';
import { append } from '../../lists/append.js';
import { largest, smallest } from '../../lists/extremes.js';

/** One weight of a cell, and what it would have to be. */
export interface DamagedWeight {
  /** The kernel or bias that the weight stands in. */
  readonly kernel: 'W' | 'U' | 'b' | 'recurrentBias';
  /** The gate that it belongs to. */
  readonly gate: GateName;
  /** The row of a kernel; 0 in a bias. */
  readonly row: number;
  /** The unit whose gate it feeds. */
  readonly unit: number;
  /** The value that our file has. */
  readonly stored: number;
  /** The value that explains the other side. */
  readonly other: number;
}

/** A step of one unit: what comes in, and what h it should have given. */
export interface WrongStep {
  /** The cell that was run. */
  readonly spec: CellSpec;
  /** Which unit went wrong. */
  readonly unit: number;
  /** What comes in at the step: one number per feature. */
  readonly x: Float64Array;
  /** The hidden state before the step: one number per unit. */
  readonly h: Float64Array;
  /** Of this unit. */
  readonly c: number;
  /** The h that the step should have given for this unit. */
  readonly wanted: number;
}

/** How far float32 arithmetic may be off in one step, as a share of what is about 1. */
const tolerance = 2e-6;
/** Beyond these sums every gate has reached its end. */
const furthest = 60;

/** Every weight that gives the wanted h when some of its bits are turned over, in one byte of its upper half or one bit of the lower; the fewest bits first. */
export function damagedWeights(step: WrongStep): DamagedWeight[] {
  const { wanted } = step;
  const terms = termsOf(step);
  const sums = Object.fromEntries(
    [...terms].map(([gate, own]) => [gate, own.reduce((sum, { weight, by }) => sum + weight * by, 0)]), // prettier-ignore
  );
  const found: DamagedWeight[] = [];
  for (const [gate, own] of terms) {
    const result = (sum: number) => resultOf(step, { ...sums, [gate]: sum });
    const range = sumsFor(result, wanted - tolerance, wanted + tolerance);
    if (!range) continue;
    const place = { range, sum: sums[gate]!, gate, step };
    for (const term of own) append(found, fitting(term, place));
  }
  return found.sort((a, b) => bitsBetween(a) - bitsBetween(b));
}

/** The values of one weight that bring its gate's sum into the range. */
function fitting(
  { by, weight, kernel, row }: Term,
  at: { range: readonly number[]; sum: number; gate: string; step: WrongStep },
): DamagedWeight[] {
  // Only of a float32 number are the bits known; what hardly counts at this step could be anything.
  if (Math.abs(by) < 1e-4 || weight !== Math.fround(weight)) return [];
  const ends = at.range.map((sum) => weight + (sum - at.sum) / by);
  const [low, high] = [smallest(ends), largest(ends)];
  return turnedOver(weight)
    .filter((other) => other >= low && other <= high)
    .map((other) => {
      return { kernel, gate: gateOf(at.gate), row, unit: at.step.unit, stored: weight, other };
    });
}

interface Term {
  readonly kernel: DamagedWeight['kernel'];
  readonly row: number;
  readonly weight: number;
  /** What it is multiplied by. */
  readonly by: number;
}

/** The recurrent part of a GRU's candidate is a sum of its own where the reset gate acts on it. */
const recurrentN = 'n recurrent';
const gateOf = (sum: string) => (sum === recurrentN ? 'n' : sum) as GateName;

/** What each gate's sum of one unit is made of. */
function termsOf({ spec, unit, x, h }: WrongStep): Map<string, Term[]> {
  const { W, U, b, recurrentBias } = spec.weights;
  const column = (kernel: 'W' | 'U', views: GateViews, gate: GateName, by: Float64Array): Term[] =>
    Array.from(by, (value, row) => ({ kernel, row, weight: views.get(gate).get(row, unit), by: value })); // prettier-ignore
  const bias = (kernel: 'b' | 'recurrentBias', views: GateViews | undefined, gate: GateName): Term[] =>
    views ? [{ kernel, row: 0, weight: views.get(gate).get(unit), by: 1 }] : []; // prettier-ignore
  return new Map(
    shownOrders[spec.kind].flatMap((gate): [string, Term[]][] => {
      const input = [...column('W', W, gate, x), ...bias('b', b, gate)];
      const recurrent = [...column('U', U, gate, h), ...bias('recurrentBias', recurrentBias, gate)];
      if (spec.kind !== 'gru' || gate !== 'n') return [[gate, [...input, ...recurrent]]];
      // Reset before the product: one sum, in which U meets the reset state.
      if (!spec.resetAfter) {
        const kept = h.map((value, j) => value * resetOf({ spec, unit: j, x, h }));
        return [['n', [...input, ...column('U', U, gate, kept), ...bias('recurrentBias', recurrentBias, gate)]]]; // prettier-ignore
      }
      return [['n', input], [recurrentN, recurrent]]; // prettier-ignore
    }),
  );
}

/** The reset gate of one unit. */
function resetOf({ spec, unit, x, h }: Pick<WrongStep, 'spec' | 'unit' | 'x' | 'h'>): number {
  const { W, U, b, recurrentBias } = spec.weights;
  const dot = (by: Float64Array, views: GateViews) =>
    by.reduce((sum, value, row) => sum + value * views.get('r').get(row, unit), 0);
  const second = recurrentBias ? recurrentBias.get('r').get(unit) : 0;
  return spec.recurrentActivation.of!(dot(x, W) + dot(h, U) + b.get('r').get(unit) + second);
}

/** The unit's h from its sums. */
function resultOf({ spec, unit, h, c }: WrongStep, sums: Readonly<Record<string, number>>): number {
  const gate = spec.recurrentActivation.of!;
  const squash = spec.activation.of!;
  const at = (name: string) => sums[name] ?? 0;
  if (spec.kind === 'simple-rnn') return squash(at('h'));
  if (spec.kind === 'gru') {
    const z = gate(at('z'));
    return z * h[unit]! + (1 - z) * squash(at('n') + gate(at('r')) * at(recurrentN));
  }
  const state = gate(at('f') + (spec.forgetBias ?? 0)) * c + gate(at('i')) * squash(at('g'));
  return gate(at('o')) * (spec.outputActivation ?? spec.activation).of!(state);
}

/** The sums between which a result lies in a range: it goes one way with the sum. Undefined where it never does. */
function sumsFor(
  result: (sum: number) => number,
  low: number,
  high: number,
): [number, number] | undefined {
  const rises = result(furthest) >= result(-furthest);
  const of = (sum: number) => (rises ? result(sum) : -result(sum));
  const [least, most] = rises ? [low, high] : [-high, -low];
  if (of(furthest) < least || of(-furthest) > most) return undefined;
  const edge = (isBelow: (value: number) => boolean) => {
    let [a, b] = [-furthest, furthest];
    for (let k = 0; k < 70; k++) {
      const middle = (a + b) / 2;
      if (isBelow(of(middle))) a = middle;
      else b = middle;
    }
    return (a + b) / 2;
  };
  // Where a gate has reached its end, any sum further out does the same.
  return [
    of(-furthest) >= least ? -Infinity : edge((value) => value < least),
    of(furthest) <= most ? Infinity : edge((value) => value <= most),
  ];
}

const single = new Float32Array(1);
const bits = new Uint32Array(single.buffer);

/** How many bits of two float32 numbers differ. */
function bitsBetween({ stored, other }: DamagedWeight): number {
  const [a, b] = new Uint32Array(Float32Array.of(stored, other).buffer) as unknown as [number, number]; // prettier-ignore
  return [...((a ^ b) >>> 0).toString(2)].filter((bit) => bit === '1').length;
}

/** A float32 number with other bits: one of its two upper bytes is another, or one of the sixteen lower bits. */
function turnedOver(value: number): number[] {
  single[0] = value;
  const own = bits[0]!;
  const masks = [
    ...Array.from({ length: 255 }, (_, k) => (k + 1) << 24),
    ...Array.from({ length: 255 }, (_, k) => (k + 1) << 16),
    ...Array.from({ length: 16 }, (_, k) => 1 << k),
  ];
  return masks.flatMap((mask) => {
    bits[0] = own ^ mask;
    return Number.isFinite(single[0]) ? [single[0]!] : [];
  });
}
