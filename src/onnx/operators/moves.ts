import {
  axisOf,
  inputOf,
  listOf,
  numberOf,
  numbersOf,
  room,
  type Call,
  type Operator,
} from '../call.js';
import { broadcast, broadcastShape, copyView, viewed } from '../helpers/strided.js';
import { sizeOf } from '../../ndarray/make.js';
import { stridesOf, type Value } from '../value.js';

/** Operations that put numbers into other places, each as it is. */
export const moves: Readonly<Record<string, Operator>> = {
  Transpose: transpose,
  Expand: expand,
  Tile: tile,
  Concat: concat,
  Split: split,
  Slice: slice,
};

function transpose(call: Call): Value[] {
  const value = inputOf(call, 0);
  const rank = value.shape.length;
  const order = numbersOf(call, 'perm') ?? value.shape.map((_, axis) => rank - 1 - axis);
  const axes = order.map((axis) => axisOf(axis, rank));
  if (new Set(axes).size !== rank)
    throw new RangeError(`${order.join(', ')} is no order of ${rank} axes`);
  const strides = stridesOf(value.shape);
  return [
    viewed(call, value, {
      shape: axes.map((axis) => value.shape[axis]!),
      strides: axes.map((axis) => strides[axis]!),
      offset: 0,
    }),
  ];
}

function expand(call: Call): Value[] {
  const value = inputOf(call, 0);
  const shape = broadcastShape([value.shape, Array.from(inputOf(call, 1).data)]);
  call.budget.memory(sizeOf(shape));
  return [broadcast(call, value, shape)];
}

function tile(call: Call): Value[] {
  const value = inputOf(call, 0);
  const repeats = Array.from(inputOf(call, 1).data);
  if (repeats.length !== value.shape.length)
    throw new RangeError('it needs one count for each axis');
  // An axis repeated n times is an axis of n that stands still, and the axis itself.
  const strides = stridesOf(value.shape);
  const both = value.shape.flatMap((n, axis) => [repeats[axis]!, n]);
  const steps = strides.flatMap((step) => [0, step]);
  const { data } = viewed(call, value, { shape: both, strides: steps, offset: 0 });
  return [{ ...value, shape: value.shape.map((n, axis) => n * repeats[axis]!), data }];
}

function concat(call: Call): Value[] {
  const parts = call.inputs.map((_, k) => inputOf(call, k));
  const first = parts[0]!;
  const axis = axisOf(numberOf(call, 'axis', call.opset < 4 ? 1 : NaN), first.shape.length);
  for (const { shape, type } of parts) {
    const same = shape.length === first.shape.length && type === first.type;
    if (!same || shape.some((n, k) => k !== axis && n !== first.shape[k])) {
      throw new RangeError(
        `it cannot join ${first.shape.join(' × ')} and ${shape.join(' × ')} along axis ${axis}`,
      );
    }
  }
  const total = parts.reduce((sum, { shape }) => sum + shape[axis]!, 0);
  const shape = first.shape.map((n, k) => (k === axis ? total : n));
  const out = room(call, first.type, shape);
  const rows = sizeOf(shape.slice(0, axis));
  let at = 0;
  for (let row = 0; row < rows; row++) {
    for (const { data } of parts) {
      const width = data.length / rows;
      out.set(data.subarray(row * width, (row + 1) * width), at);
      at += width;
    }
  }
  return [{ type: first.type, shape, data: out }];
}

function split(call: Call): Value[] {
  const value = inputOf(call, 0);
  const axis = axisOf(numberOf(call, 'axis', 0), value.shape.length);
  const size = value.shape[axis]!;
  const sizes =
    listOf(call, 'split', 1) ??
    evenly(size, numberOf(call, 'num_outputs', call.node.outputs.length));
  if (sizes.reduce((sum, n) => sum + n, 0) !== size) {
    throw new RangeError(`its parts ${sizes.join(', ')} do not add up to ${size}`);
  }
  const strides = stridesOf(value.shape);
  let from = 0;
  return sizes.map((part) => {
    const shape = value.shape.map((n, k) => (k === axis ? part : n));
    const made = viewed(call, value, { shape, strides, offset: from * strides[axis]! });
    from += part;
    return made;
  });
}

/** Equal parts, the last one smaller where they do not go up. */
function evenly(size: number, count: number): number[] {
  const each = Math.ceil(size / count);
  return Array.from({ length: count }, (_, k) => Math.max(0, Math.min(each, size - k * each)));
}

function slice(call: Call): Value[] {
  const value = inputOf(call, 0);
  const { shape } = value;
  const starts = listOf(call, 'starts', 1) ?? [];
  const ends = listOf(call, 'ends', 2) ?? [];
  const axes = listOf(call, 'axes', 3) ?? starts.map((_, axis) => axis);
  const steps = listOf(call, 'steps', 4) ?? starts.map(() => 1);
  const strides = stridesOf(shape);
  const view = { shape: [...shape], strides: [...strides], offset: 0 };
  for (const [k, given] of axes.entries()) {
    const axis = axisOf(given, shape.length);
    const [start, count] = rangeOf(
      { start: starts[k]!, end: ends[k]!, step: steps[k]! },
      shape[axis]!,
    );
    view.shape[axis] = count;
    view.strides[axis] = strides[axis]! * steps[k]!;
    view.offset += start * strides[axis]!;
  }
  const out = room(call, value.type, view.shape);
  copyView(value.data, view, out);
  return [{ type: value.type, shape: view.shape, data: out }];
}

/** Where a slice begins on an axis, and how many it takes; as in Python, ends beyond the axis are the axis's own. */
function rangeOf(
  { start, end, step }: { start: number; end: number; step: number },
  size: number,
): [start: number, count: number] {
  if (!Number.isInteger(step) || step === 0) throw new RangeError(`a step of ${step} goes nowhere`);
  const within = (n: number, low: number, high: number) =>
    Math.min(high, Math.max(low, n < 0 ? n + size : n));
  const [low, high] = step > 0 ? [0, size] : [-1, size - 1];
  const from = within(start, Math.max(low, 0), high);
  const to = within(end, low, high);
  return [from, size === 0 ? 0 : Math.max(0, Math.ceil((to - from) / step))];
}
