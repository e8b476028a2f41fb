import {
  axisOf,
  inputOf,
  listOf,
  numberOf,
  room,
  textOf,
  type Call,
  type Operator,
} from '../call.js';
import { sizeOf } from '../../ndarray/make.js';
import { stridesOf, type Value } from '../value.js';

/** Padding, turning round of sequences, and the greatest numbers of each. */
export const sequences: Readonly<Record<string, Operator>> = {
  Pad: pad,
  ReverseSequence: reverseSequence,
  TopK: topK,
};

/** Where the numbers of a padded axis come from; -1 is the constant. */
function sourcesAlong(
  size: number,
  { before, after, mode }: { before: number; after: number; mode: string },
): number[] {
  const total = size + before + after;
  if (mode !== 'constant' && size === 0) throw new RangeError('it has nothing to pad with');
  return Array.from({ length: Math.max(0, total) }, (_, k) => {
    const at = k - before;
    if (at >= 0 && at < size) return at;
    if (mode === 'edge') return at < 0 ? 0 : size - 1;
    if (mode === 'wrap') return ((at % size) + size) % size;
    if (mode !== 'reflect') return -1;
    const period = Math.max(1, 2 * (size - 1));
    const turned = ((at % period) + period) % period;
    return turned < size ? turned : period - turned;
  });
}

function pad(call: Call): Value[] {
  const value = inputOf(call, 0);
  const mode = textOf(call, 'mode', 'constant');
  if (!['constant', 'edge', 'reflect', 'wrap'].includes(mode)) {
    throw new RangeError(`its mode "${mode}" is not run here`);
  }
  const pads = listOf(call, 'pads', 1) ?? listOf(call, 'paddings', 1) ?? [];
  const filler = call.inputs[2]?.data[0] ?? numberOf(call, 'value', 0);
  const rank = value.shape.length;
  const axes = call.inputs[3]
    ? Array.from(call.inputs[3].data, (a) => axisOf(a, rank))
    : [...value.shape.keys()];
  if (pads.length !== 2 * axes.length)
    throw new RangeError(`it has ${pads.length} pads for ${axes.length} axes`);
  const margins = value.shape.map((_, axis) => {
    const k = axes.indexOf(axis);
    return k < 0 ? [0, 0] : [pads[k]!, pads[k + axes.length]!];
  });
  const shape = value.shape.map((n, axis) => n + margins[axis]![0]! + margins[axis]![1]!);
  const out = room(call, value.type, shape);
  const sources = value.shape.map((n, axis) =>
    sourcesAlong(n, { before: margins[axis]![0]!, after: margins[axis]![1]!, mode }),
  );
  const [own, to] = [stridesOf(value.shape), stridesOf(shape)];
  for (let k = 0; k < out.length; k++) {
    let from = 0;
    for (let axis = 0; axis < rank && from >= 0; axis++) {
      const at = sources[axis]![Math.floor(k / to[axis]!) % shape[axis]!]!;
      from = at < 0 ? -1 : from + at * own[axis]!;
    }
    out[k] = from < 0 ? filler : value.data[from]!;
  }
  return [{ type: value.type, shape, data: out }];
}

function reverseSequence(call: Call): Value[] {
  const [value, lengths] = [inputOf(call, 0), inputOf(call, 1)];
  const [time, batch] = [numberOf(call, 'time_axis', 0), numberOf(call, 'batch_axis', 1)];
  const strides = stridesOf(value.shape);
  const out = room(call, value.type, value.shape);
  for (let k = 0; k < out.length; k++) {
    const t = Math.floor(k / strides[time]!) % value.shape[time]!;
    const length = lengths.data[Math.floor(k / strides[batch]!) % value.shape[batch]!]!;
    const from = t < length ? length - 1 - t : t;
    out[k] = value.data[k + (from - t) * strides[time]!]!;
  }
  return [{ ...value, data: out }];
}

function topK(call: Call): Value[] {
  const value = inputOf(call, 0);
  const { shape, data } = value;
  const axis = axisOf(numberOf(call, 'axis', -1), shape.length);
  const count = listOf(call, 'k', 1)?.[0] ?? numberOf(call, 'k', NaN);
  const sign = numberOf(call, 'largest', 1) !== 0 ? -1 : 1;
  const [size, step] = [shape[axis]!, stridesOf(shape)[axis]!];
  if (!(count <= size)) throw new RangeError(`it wants ${count} of ${size}`);
  const left = shape.map((n, k) => (k === axis ? count : n));
  const [values, places] = [room(call, value.type, left), room(call, 'int64', left)];
  const rows = sizeOf(shape) / Math.max(1, size);
  for (let row = 0; row < rows; row++) {
    const [outer, inner] = [Math.floor(row / step), row % step];
    const from = outer * step * size + inner;
    const order = Array.from({ length: size }, (_, n) => n);
    order.sort((a, b) => sign * (data[from + a * step]! - data[from + b * step]!) || a - b);
    for (let n = 0; n < count; n++) {
      const to = outer * step * count + n * step + inner;
      values[to] = data[from + order[n]! * step]!;
      places[to] = order[n]!;
    }
  }
  return [
    { type: value.type, shape: left, data: values },
    { type: 'int64', shape: left, data: places },
  ];
}
