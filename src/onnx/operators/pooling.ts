import { sizeOf } from '../../ndarray/make.js';
import type { FloatStorage } from '../../ndarray/nd-array.js';
import { inputOf, numberOf, numbersOf, room, type Call, type Operator } from '../call.js';
import { stridesOf, type Value } from '../value.js';
import { eachIndex, windowsOf, type Windows } from '../helpers/windows.js';

/** Pooling over any number of axes. */
export const pooling: Readonly<Record<string, Operator>> = {
  MaxPool: (call) => {
    if (call.node.outputs[1]) throw new RangeError('its second output is not run here');
    return pool(call, greatest);
  },
  AveragePool: (call) => {
    const all = numberOf(call, 'count_include_pad', 0) !== 0;
    return pool(call, (inside, count) => sum(inside) / (all ? count : inside.length));
  },
  GlobalMaxPool: (call) => global(call, (plane) => greatest(plane)),
  GlobalAveragePool: (call) => global(call, (plane) => sum(plane) / plane.length),
};

/** The greatest number; NaN where there is one. */
function greatest(numbers: Iterable<number>): number {
  let most = -Infinity;
  for (const x of numbers) if (Number.isNaN(x) || x > most) most = x;
  return most;
}

function sum(numbers: Iterable<number>): number {
  let total = 0;
  for (const x of numbers) total += x;
  return total;
}

/** @param reduce takes the numbers of a window that lie inside the input, and how many lie inside input and padding. */
function pool(call: Call, reduce: (inside: number[], count: number) => number): Value[] {
  const X = inputOf(call, 0);
  const [samples = 0, channels = 0, ...axes] = X.shape;
  const kernel = numbersOf(call, 'kernel_shape') ?? [];
  if (kernel.length !== axes.length || kernel.some((n) => !(n >= 1))) {
    throw new RangeError(
      `its kernel_shape ${kernel.join(' × ')} does not suit ${axes.length} axes`,
    );
  }
  const windows = windowsOf(call, axes, kernel);
  const shape = [samples, channels, ...windows.output];
  const out = room(call, X.type, shape);
  call.budget.work(sizeOf(shape) * sizeOf(kernel));
  const area = sizeOf(axes);
  let to = 0;
  for (let plane = 0; plane < samples * channels; plane++) {
    const data = X.data.subarray(plane * area, (plane + 1) * area);
    eachIndex(windows.output, (at) => {
      const { inside, count } = inWindow(data, windows, at);
      out[to++] = reduce(inside, count);
    });
  }
  return [{ type: X.type, shape, data: out }];
}

function inWindow(
  data: FloatStorage,
  { input, kernel, strides, dilations, before, after }: Windows,
  at: readonly number[],
): { inside: number[]; count: number } {
  const inside: number[] = [];
  const from = stridesOf(input);
  let count = 0;
  eachIndex(kernel, (offset) => {
    let place = 0;
    let [outside, beyond] = [false, false];
    for (let axis = 0; axis < input.length; axis++) {
      const p = at[axis]! * strides[axis]! + offset[axis]! * dilations[axis]! - before[axis]!;
      outside ||= p < 0 || p >= input[axis]!;
      beyond ||= p >= input[axis]! + after[axis]!;
      place += p * from[axis]!;
    }
    if (!beyond) count++;
    if (!outside) inside.push(data[place]!);
  });
  return { inside, count };
}

function global(call: Call, reduce: (plane: FloatStorage) => number): Value[] {
  const X = inputOf(call, 0);
  const [samples = 0, channels = 0, ...axes] = X.shape;
  const shape = [samples, channels, ...axes.map(() => 1)];
  const out = room(call, X.type, shape);
  const area = sizeOf(axes);
  for (let k = 0; k < out.length; k++) out[k] = reduce(X.data.subarray(k * area, (k + 1) * area));
  return [{ type: X.type, shape, data: out }];
}
