// A cell's wiring as data: what stands where. Each kind of cell says it once, and one piece of code draws them all.
import type { GateBox, Operation, Place, ValueChip } from './shapes.js';
import type { CellSpec } from './spec.js';
import { momentBefore, nameBefore, valueAt, type Moment } from './sums.js';
import { largest } from '../../../src/lists/extremes.js';

/** A gate and where it stands; its numbers are filled in when it is drawn. */
export interface GatePlace {
  /** The gate's symbol. */
  readonly name: GateBox['name'];
  /** Its middle. */
  readonly at: Place;
}

/** A wire through some places; without an arrow where it runs into another. */
export interface Wire {
  /** From its beginning to its end. */
  readonly places: readonly Place[];
  /** Whether it ends in an arrow; it does unless told. */
  readonly arrow?: boolean;
}

/** Everything of a diagram, in its own pixels. */
export interface Wiring {
  /** Of the whole diagram. */
  readonly size: { readonly width: number; readonly height: number };
  /** The gates. */
  readonly gates: readonly GatePlace[];
  /** The wires. */
  readonly wires: readonly Wire[];
  /** Where wires join or branch. */
  readonly dots: readonly Place[];
  /** What is done where wires meet. */
  readonly operations: readonly Operation[];
  /** Numbers that lie on wires. */
  readonly chips: readonly ValueChip[];
}

/** What the wirings of all cells have in common. */
export const grid = {
  width: 1080,
  /** The line along which the state runs. */
  top: 92,
  /** Centre of the chips at the left and at the right. */
  left: 76,
  right: 1004,
  /** Where wires leave a chip at the left, and end before one at the right. */
  from: 126,
  to: 954,
} as const;

/** A wire from one place to another. */
export const straight = (x1: number, y1: number, x2: number, y2: number): Wire => ({
  places: [
    [x1, y1],
    [x2, y2],
  ],
});

/** Half of an operation's circle, and the distance at which an arrow ends before it. */
export const radius = 18;

/** The part of a wiring that brings the input and the state before to every gate. */
export function busTo(y: number, branches: readonly (readonly [x: number, bottom: number])[]) {
  const join = 178;
  const last = largest(branches.map(([x]) => x));
  const wires: Wire[] = [
    {
      places: [
        [grid.from, y - 34],
        [join, y - 34],
        [join, y],
        [last, y],
      ],
      arrow: false,
    },
    {
      places: [
        [grid.from, y + 34],
        [join, y + 34],
        [join, y],
      ],
      arrow: false,
    },
    ...branches.map(([x, bottom]): Wire => ({
      places: [
        [x, y],
        [x, bottom],
      ],
    })),
  ];
  const dots: Place[] = [[join, y], ...branches.map(([x]): Place => [x, y])];
  return { wires, dots: dots.filter(([x]) => x !== last) };
}

/** The farthest from zero that numbers get, which is what the ends of their colours stand for. */
function reachOf(values: ArrayLike<number>): number {
  let most = 0;
  for (let i = 0; i < values.length; i++) most = Math.max(most, Math.abs(values[i]!) || 0);
  return most || 1;
}

const reaches = new WeakMap<ArrayLike<number>, number>();

/** Limits of colours, symmetric about zero, from all steps and units: colours can be compared while time passes. */
export function symmetric(values: ArrayLike<number> | undefined): [number, number] {
  if (!values) return [-1, 1];
  const reach = reaches.get(values) ?? reachOf(values);
  reaches.set(values, reach);
  return [-reach, reach];
}

/** The feature that moves the gates of a unit most at a step: the largest weighted number of the input. */
function largestFeature(
  { gates, input, units, features }: CellSpec,
  { step, unit }: Moment,
): number {
  const weighted = (j: number): number => {
    const x = input[step * features + j]!;
    return largest(gates.map(({ W }) => Math.abs(W[j * units + unit]! * x)));
  };
  let best = 0;
  for (let j = 1; j < features; j++) if (weighted(j) > weighted(best)) best = j;
  return best;
}

/** The chips at the left of every cell: the unit's own state before, and the feature of the input that weighs most. */
export function inputChips(spec: CellSpec, moment: Moment, y: number): ValueChip[] {
  const before = valueAt(spec, 'h', momentBefore(spec, moment));
  const feature = largestFeature(spec, moment);
  const x = spec.input[moment.step * spec.features + feature] ?? NaN;
  return [
    { at: [grid.left, y - 34], name: ['h', nameBefore(spec)], value: before, limits: [-1, 1] },
    {
      at: [grid.left, y + 34],
      name: [spec.features === 1 ? 'x' : `x[${feature}]`, 't'],
      value: x,
      limits: symmetric(spec.input),
      below: true,
    },
  ];
}
