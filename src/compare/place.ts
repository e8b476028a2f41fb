import type { NdArray } from '../ndarray/nd-array.js';
import { sizeOf } from '../ndarray/make.js';
import type { WholeArray } from '../trace/origins.js';

/** What an axis of an array counts. */
export type Axis = 'sample' | 'step' | 'unit';

/** Which part of a whole series a view shows. Undefined lists are whole. */
export interface Place {
  /** What the view's axes count, in their order; the axes of an image count as one. */
  readonly axes: readonly Axis[];
  /** Numbers of the samples, in the order in which the view has them. */
  readonly samples: readonly number[];
  /** Numbers of the steps. */
  readonly steps?: readonly number[];
  /** Numbers of the units. */
  readonly units?: readonly number[];
}

/**
 * Finds out which part of a whole array a view of it shows, whatever was picked, cut, stepped through, turned round or transposed; undefined for
 * views that no such part is (a piece of an image, an axis seen twice, another shape of the same numbers).
 */
export function placeOf(view: NdArray, { shape, hasTime }: WholeArray): Place | undefined {
  const step = shape.slice(hasTime ? 2 : 1);
  const lengths = { sample: shape[0]!, step: hasTime ? shape[1]! : 1, unit: sizeOf(step) };
  const strides = { sample: lengths.step * lengths.unit, step: lengths.unit, unit: 1 };
  const flat = step.length > 1 ? withFlatUnits(view, step) : view;
  if (!flat) return undefined;
  const axes = axesOf(flat, strides, hasTime);
  if (!axes) return undefined;
  let rest = view.offset;
  const list = (axis: Axis): readonly number[] => {
    const first = Math.floor(rest / strides[axis]);
    rest -= first * strides[axis];
    const at = axes.indexOf(axis);
    const [count, by] = at < 0 ? [1, 0] : [flat.shape[at]!, flat.stride[at]! / strides[axis]];
    return Array.from({ length: count }, (_, k) => first + (count === 1 ? 0 : k * by));
  };
  const samples = list('sample');
  const [steps, units] = [list('step'), list('unit')];
  const inside = (places: readonly number[], axis: Axis) =>
    places.every((place) => Number.isInteger(place) && place >= 0 && place < lengths[axis]);
  // Reshaped: an axis runs on into the next row.
  if (!inside(samples, 'sample') || !inside(steps, 'step') || !inside(units, 'unit')) {
    return undefined;
  }
  return {
    axes,
    samples,
    ...(!isWhole(steps, lengths.step) && { steps }),
    ...(!isWhole(units, lengths.unit) && { units }),
  };
}

const isWhole = (list: readonly number[], length: number) =>
  list.length === length && list.every((n, k) => n === k);

interface Layout {
  readonly shape: readonly number[];
  readonly stride: readonly number[];
}

/** The last axes, which are those of one step's image, as one; undefined where they are not all there, in their order. */
function withFlatUnits({ shape, stride }: NdArray, step: readonly number[]): Layout | undefined {
  const front = shape.length - step.length;
  if (front < 0) return undefined;
  let expected = 1;
  for (let axis = step.length - 1; axis >= 0; axis--) {
    if (shape[front + axis] !== step[axis] || stride[front + axis] !== expected) return undefined;
    expected *= step[axis]!;
  }
  return { shape: [...shape.slice(0, front), expected], stride: [...stride.slice(0, front), 1] };
}

/** What each axis counts, told by how far apart its neighbours lie; axes of one element take what is left. */
function axesOf(
  { shape, stride }: Layout,
  strides: Readonly<Record<Axis, number>>,
  hasTime: boolean,
): Axis[] | undefined {
  const roleOf = (by: number): Axis => {
    if (by % strides.sample === 0) return 'sample';
    return hasTime && by % strides.step === 0 ? 'step' : 'unit';
  };
  const known = shape.map((length, k) => (length > 1 ? roleOf(stride[k]!) : undefined));
  const named = known.filter((role) => role !== undefined);
  if (stride.some((by, k) => shape[k]! > 1 && by === 0)) return undefined;
  if (new Set(named).size < named.length) return undefined;
  const all: Axis[] = hasTime ? ['sample', 'step', 'unit'] : ['sample', 'unit'];
  const free = all.filter((role) => !named.includes(role));
  const axes = known.reduceRight<(Axis | undefined)[]>(
    (done, role) => [role ?? free.pop(), ...done],
    [],
  );
  return axes.includes(undefined) ? undefined : (axes as Axis[]);
}
